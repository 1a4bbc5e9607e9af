"""What the frame of every page needs: agency, person, rooms and their entries."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from teladan.people.queries import standing_of


def site(request: HttpRequest) -> dict[str, Any]:
    """`agency`, `person`, `standing` and `nav` (rooms, entries of the current room, bottom bar)."""
    base: dict[str, Any] = {"demo_login": settings.DEMO_LOGIN, "style_guide": settings.STYLE_GUIDE}
    agency = getattr(request, "agency", None)
    if agency is None or not request.user.is_authenticated or request.user.person is None:
        return base
    standing = standing_of(request)
    rooms = _rooms(standing)
    current = request.resolver_match.view_name if request.resolver_match else ""
    for room in rooms:
        for entry in room["entries"]:
            entry["current"] = current in entry["views"]
        room["current"] = any(entry["current"] for entry in room["entries"])
    entries = [entry for room in rooms for entry in room["entries"]]
    return base | {
        "agency": agency,
        "person": request.user.person,
        "standing": standing,
        "nav": {"rooms": rooms, "entries": entries, "bottom": entries[:4]},
    }


def _entry(label: str, name: str, icon: str, *views: str) -> dict[str, Any]:
    return {"label": label, "url": reverse(name), "icon": icon, "views": (name, *views), "count": None}


def _rooms(standing: Any) -> list[dict[str, Any]]:
    rooms = [
        {
            "label": _("Saya"),
            "entries": [
                _entry(_("Beranda"), "beranda", "house"),
                _entry(_("Penilaian saya"), "penilaian", "scale", "penilaian-periode"),
            ],
        }
    ]
    if standing.is_superior:
        rooms.append(
            {
                "label": _("Tim"),
                "entries": [
                    _entry(_("Tim saya"), "tim", "users", "evaluasi-pegawai"),
                ],
            }
        )
    if standing.sees_periods:
        rooms.append(
            {
                "label": _("Instansi"),
                "entries": [
                    _entry(_("Siklus"), "siklus", "calendar-days", "siklus-periode", "siklus-tutup"),
                    *(
                        [_entry(_("Impor data"), "impor", "file-up", "impor-periksa")]
                        if standing.manages_people
                        else []
                    ),
                ],
            }
        )
    return rooms
