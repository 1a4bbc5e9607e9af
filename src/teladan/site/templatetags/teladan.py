"""Tags and filters of the pages: `{% load teladan %}`.

Filters: angka, persen, tanggal, tanggal_pendek, hari_tanggal, waktu, nip, inisial, kata, predikat, ekspektasi, porsi,
porsi_bulat, dari, ambil, at, kept, sorted_by, warna, sel, current_room.
Tags: icon, predicate_chip, expectation, quadrant_mini, csrf_field, error_count, here, query, theme, url_or.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from django import template
from django.http import QueryDict
from django.middleware.csrf import get_token
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide

from teladan.site.appearance import theme as theme_of
from teladan.web import formats, words

register = template.Library()

PREDICATE_CLASS = {"sangat_baik": "sb", "baik": "b", "butuh_perbaikan": "bp", "kurang": "k", "sangat_kurang": "sk"}
EXPECTATION_CLASS = {"di_atas": "up", "sesuai": "eq", "di_bawah": "down"}
ACROSS = ("di_bawah", "sesuai", "di_atas")  # behaviour, left to right
DOWN = ("di_atas", "sesuai", "di_bawah")  # results, top to bottom


@register.simple_tag
def icon(name: str, size: int = 20) -> SafeString:
    """A Lucide icon inlined, hidden from screen readers: always put a word beside it. An unknown name draws nothing."""
    return _icon(str(name), int(size))


@lru_cache(maxsize=256)
def _icon(name: str, size: int) -> SafeString:
    try:
        drawn = lucide(name, size=size, **{"class": "icon", "aria-hidden": "true"})
    except IconDoesNotExist:
        return SafeString("")
    return mark_safe("".join(line.strip() for line in drawn.splitlines()))  # nosec B308 B703  # package data


@register.simple_tag
def predicate_chip(code: str | None, empty: str = "") -> SafeString:
    """Predikat as colour + shape + word. None draws the dashed outline with «Belum dinilai» or the words in `empty`."""
    css = PREDICATE_CLASS.get(str(code or ""))
    if css is None:
        return format_html('<span class="chip chip--none">{}</span>', empty or _("Belum dinilai"))
    return format_html('<span class="chip chip--{}">{}</span>', css, words.PREDICATES[str(code)])


@register.simple_tag
def expectation(code: str | None, full: bool = False) -> SafeString:
    """Ekspektasi as glyph + word, no colour; None is «—» (no data). `full=True` adds the word «ekspektasi»."""
    css = EXPECTATION_CLASS.get(str(code or ""))
    if css is None:
        return SafeString('<span class="soft">—</span>')
    names = words.FULL_EXPECTATIONS if full else words.EXPECTATIONS
    return format_html('<span class="exp exp--{}">{}</span>', css, names[str(code)])


@register.inclusion_tag("_components/quadrant_mini.html")
def quadrant_mini(results: str | None, behaviour: str | None, predicate: str | None = None) -> dict[str, Any]:
    """The 3×3 quadrant with one cell filled: results up, behaviour to the right, as in the regulation's picture."""
    cells = [
        {
            "x": 23 * column,
            "y": 23 * row,
            "css": PREDICATE_CLASS.get(str(predicate or ""), "none")
            if (DOWN[row], ACROSS[column]) == (results, behaviour)
            else "",
        }
        for row in range(3)
        for column in range(3)
    ]
    return {"cells": cells, "results": results, "behaviour": behaviour}


@register.simple_tag(takes_context=True)
def csrf_field(context: Context) -> SafeString:
    """The hidden CSRF field, also inside `{% include … only %}`, where Django's own tag finds no token."""
    request = getattr(context, "request", None)
    if request is None:
        return SafeString("")
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


@register.simple_tag
def url_or(name: str, default: str = "") -> str:
    """The address of a view by name, or `default` where there is no such view (error pages must never fail)."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return default


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """The reader's theme for `data-theme`; nothing where the device decides or there is no request."""
    request = getattr(context, "request", None)
    return theme_of(request) if request is not None else ""


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The page's own query string with changes, «?urut=nama&halaman=2»; None removes a key. Works without a request."""
    request = getattr(context, "request", None)
    params = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for key, value in changes.items():
        if value in (None, ""):
            params.pop(key, None)
        else:
            params[key] = value
    return f"?{params.urlencode()}"


@register.simple_tag(takes_context=True)
def here(context: Context) -> str:
    """The page's own address without its query, also inside `{% include … only %}`."""
    request = getattr(context, "request", None)
    return request.path if request is not None else ""


@register.filter
def sorted_by(table: Any) -> str:
    """The label of the column a table is sorted by, in lower case, for «urut menurut …»; nothing when unknown."""
    if not isinstance(table, Mapping):
        return ""
    key = str(table.get("sort") or "").lstrip("-")
    for column in table.get("columns") or ():
        named = column.get("key") if isinstance(column, Mapping) else column.key
        if key and named == key:
            label = column["label"] if isinstance(column, Mapping) else column.label
            return str(label).lower()
    return ""


@register.filter
def kept(table: Any) -> list[tuple[str, str]]:
    """What the address says besides the table's own filters: it must survive a new choice there."""
    if not isinstance(table, Mapping):
        return []
    own = {choice["key"] for choice in table.get("filters") or ()}
    return [(name, value) for name, value in table.get("keep") or () if name not in own]


@register.filter
def angka(value: Any, places: int | None = None) -> str:
    """Number as «1.234,5»; None as «—»."""
    return formats.number(value, places)


@register.filter
def persen(value: Any, places: int | None = None) -> str:
    """67 as «67%»; None as «—»."""
    return formats.percent(value, places)


@register.filter
def tanggal(value: date | None) -> str:
    """«19 November 2026»."""
    return formats.long_date(value)


@register.filter
def tanggal_pendek(value: date | None) -> str:
    """«19 Nov»."""
    return formats.short_date(value)


@register.filter
def hari_tanggal(value: date | None) -> str:
    """«Kamis, 19 November 2026»."""
    return formats.weekday_date(value)


@register.filter
def waktu(value: datetime | None) -> str:
    """«10.24 WIB»."""
    return formats.clock(value)


@register.filter
def nip(value: str | None) -> str:
    """«19880412 201503 2 004»."""
    return formats.personnel_number(value)


@register.filter
def inisial(value: str | None) -> str:
    """«Siti Rahmawati» as «SR»."""
    return formats.initials(value)


@register.filter
def kata(value: str | None) -> str:
    """The words of any shared code: «tidak_positif» as «Tidak positif»."""
    return words.word(value)


@register.filter
def predikat(value: str | None) -> str:
    """A predicate in the full words of the forms: «Kurang/Misconduct»."""
    return str(words.FULL_PREDICATES.get(str(value or ""), _("Belum dinilai")))


@register.filter
def ekspektasi(value: str | None) -> str:
    """«Sesuai ekspektasi»."""
    return str(words.FULL_EXPECTATIONS.get(str(value or ""), "—"))


@register.filter
def porsi(value: Any) -> str:
    """A share for an SVG attribute: 0 to 100, a point for the decimal sign whatever the language; no number gives 0."""
    try:
        share = Decimal(str(value))
    except InvalidOperation:
        return "0"
    return f"{min(max(share, Decimal(0)), Decimal(100)):.1f}" if share.is_finite() else "0"


@register.filter
def porsi_bulat(value: Any) -> str:
    """A count for an HTML attribute, never written with the thousands' separator of a language."""
    try:
        return str(int(value))
    except (TypeError, ValueError):
        return "0"


@register.filter
def warna(predicate: str | None) -> str:
    """Short name of a predicate in class names («sb» … «sk»); «none» for no predicate."""
    return PREDICATE_CLASS.get(str(predicate or ""), "none")


@register.filter
def sel(predicate: str | None) -> str:
    """Class of a quadrant's cell."""
    return f"cell-{warna(predicate)}"


@register.filter
def at(sequence: Sequence[Any] | None, index: int) -> Any:
    """One item of a sequence by a number held in a variable; None beyond its end."""
    return sequence[index] if sequence and index < len(sequence) else None


@register.simple_tag
def error_count(form: Any = None, errors: Sequence[Any] | None = None) -> int:
    """How many lines an error summary has; either may be missing."""
    return sum(len(found) for found in form.errors.values()) + len(errors or ()) if form else len(errors or ())


@register.filter
def dari(value: Any, total: Any) -> str:
    """Share of `value` in `total` as 0 to 100, for the meters; 0 when there is no total."""
    try:
        return str(100 * Decimal(str(value)) / Decimal(str(total)))
    except (InvalidOperation, ZeroDivisionError):
        return "0"


@register.filter
def current_room(rooms: list[dict[str, Any]] | None) -> dict[str, Any] | None:
    """The room of the menu the page belongs to, if any."""
    return next((room for room in rooms or () if room.get("current")), None)


@register.filter
def ambil(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """One item of a mapping by a key held in a variable; None when it isn't there."""
    return mapping.get(key) if mapping else None
