"""Who gets what at every address: the expected cells are written by hand, never computed by the policies.

A route without a row fails. Cells: (answer to GET, answer to POST). 302 leads to the log-in page.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from teladan.appraisal import operations
from teladan.appraisal.models import Appraisal
from teladan.intake import operations as intake
from teladan.tenancy.context import bound
from teladan.trust import session
from teladan.trust.models import Account
from tests import factories as make
from tests.intake.workbooks import only, put, xlsx

pytestmark = pytest.mark.django_db

# Relation of the actor to the appraisal that an address names.
SELF, SUPERIOR, INDIRECT, PEER = "diri sendiri", "atasan", "atasan dari atasan", "rekan"
OTHER_UNIT, HR, AUDITOR = "unit lain", "kepegawaian", "pengawas"
OTHER_AGENCY, OTHER_HR, NOBODY = "instansi lain", "kepegawaian instansi lain", "tanpa masuk"
INSIDERS = (SELF, SUPERIOR, INDIRECT, PEER, OTHER_UNIT, HR, AUDITOR)
ACTORS = (*INSIDERS, OTHER_AGENCY, OTHER_HR, NOBODY)

Cell = tuple[int, int]
NO_POST = 405


def row(default: Cell, **cells: Cell) -> dict[str, Cell]:
    named = {
        "self": SELF, "superior": SUPERIOR, "indirect": INDIRECT, "peer": PEER, "other_unit": OTHER_UNIT, "hr": HR,
        "auditor": AUDITOR, "other_agency": OTHER_AGENCY, "other_hr": OTHER_HR, "nobody": NOBODY,
    }  # fmt: skip
    return dict.fromkeys(ACTORS, default) | {named[key]: cell for key, cell in cells.items()}


LOG_IN: Cell = (302, 302)
HIDDEN: Cell = (404, 404)

MATRIX: dict[str, dict[str, Cell]] = {
    # Public.
    "sehat": row((200, NO_POST)),
    "tampilan": row((NO_POST, 302)),
    "gaya": row((200, NO_POST)),
    "masuk": row((302, 422), nobody=(200, 422)),
    "masuk-demo": row((NO_POST, 404)),
    "keluar": row((NO_POST, 302)),
    # About oneself: whoever is logged in sees their own and nothing else.
    "pilih-instansi": row((200, 404), nobody=LOG_IN),
    "beranda": row((200, NO_POST), nobody=LOG_IN),
    "penilaian": row((200, NO_POST), nobody=LOG_IN),
    "penilaian-periode": row((200, NO_POST), other_agency=(404, NO_POST), other_hr=(404, NO_POST), nobody=LOG_IN),
    "cara-menilai": row((200, NO_POST), other_agency=(404, NO_POST), other_hr=(404, NO_POST), nobody=LOG_IN),
    # About somebody: the chain of command, HR and auditors read; the direct superior alone decides (422: empty form).
    "evaluasi-pegawai": row(
        HIDDEN, superior=(200, 422), indirect=(200, 403), hr=(200, 403), auditor=(200, 403), nobody=LOG_IN
    ),
    "dokumen-d11": row(
        (404, NO_POST),
        self=(200, NO_POST),
        superior=(200, NO_POST),
        indirect=(200, NO_POST),
        hr=(200, NO_POST),
        auditor=(200, NO_POST),
        nobody=LOG_IN,
    ),
    # Room «Tim»: whoever has reports sees their own; the actor of the other agency is a superior there.
    "tim": row(
        (404, NO_POST),
        superior=(200, NO_POST),
        indirect=(200, NO_POST),
        other_agency=(200, NO_POST),
        nobody=LOG_IN,
    ),
    # Room «Instansi»: HR and auditors see the periods; only HR acts. The other agency's HR sees its own list only.
    "siklus": row((404, NO_POST), hr=(200, NO_POST), auditor=(200, NO_POST), other_hr=(200, NO_POST), nobody=LOG_IN),
    "siklus-periode": row((404, NO_POST), hr=(200, NO_POST), auditor=(200, NO_POST), nobody=LOG_IN),
    "siklus-hitung": row((NO_POST, 404), hr=(NO_POST, 302), nobody=LOG_IN),
    "siklus-tutup": row(HIDDEN, hr=(200, 302), nobody=LOG_IN),
    # Import: HR alone; a file belongs to the agency that uploaded it.
    "impor": row(HIDDEN, hr=(200, 422), other_hr=(200, 422), nobody=LOG_IN),
    "impor-templat": row((404, NO_POST), hr=(200, NO_POST), other_hr=(200, NO_POST), nobody=LOG_IN),
    "impor-periksa": row((404, NO_POST), hr=(200, NO_POST), nobody=LOG_IN),
    # 409: one row of the file is wrong, and nobody asked for the good ones only.
    "impor-terapkan": row((NO_POST, 404), hr=(NO_POST, 409), nobody=LOG_IN),
    "impor-perbaikan": row((404, NO_POST), hr=(200, NO_POST), nobody=LOG_IN),
}


def routes() -> set[str]:
    found: set[str] = set()

    def walk(patterns: Any) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                found.add(pattern.name or str(pattern.pattern))
            else:
                walk(pattern.url_patterns)

    walk(get_resolver().url_patterns)
    return found


def test_every_route_has_its_row() -> None:
    assert routes() == set(MATRIX)


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Any:
    """Two agencies alike; addresses name the first one's employee, period and import."""
    ours, theirs = make.agency("kami"), make.agency("mereka")
    with bound(theirs.pk):
        foreign = make.Cast("mereka")
        foreign.period.code = "2026-LAIN"
        foreign.period.save()
    with bound(ours.pk):
        cast = make.Cast("kami")
        make.complete_evidence(cast.employee.person)
        operations.refresh(period=cast.period, at=make.AT)
        appraisal = Appraisal.objects.get(person=cast.employee.person)
        run_id = uploaded(ours, cast) if "impor" in request.node.name else make.uuid7()
    actors: dict[str, tuple[Account | None, Any]] = {
        SELF: (cast.employee, ours),
        SUPERIOR: (cast.superior, ours),
        INDIRECT: (cast.head, ours),
        PEER: (cast.reports[1], ours),
        OTHER_UNIT: (cast.outsider, ours),
        HR: (cast.hr, ours),
        AUDITOR: (cast.auditor, ours),
        OTHER_AGENCY: (foreign.superior, theirs),
        OTHER_HR: (foreign.hr, theirs),
        NOBODY: (None, None),
    }
    return actors, {"appraisal_id": appraisal.pk, "code": cast.period.code, "run_id": run_id}


def uploaded(agency: Any, cast: make.Cast) -> Any:
    """A real file with one wrong row, checked and waiting."""
    rows = put(only("Unit", "Pegawai"), "Pegawai", 2, "jenis_pegawai", "tidak dikenal")
    return intake.check(content=xlsx(rows), file_name="pegawai.xlsx", agency=agency, by=cast.hr, at=make.AT).pk


def address(name: str, keys: dict[str, Any]) -> str:
    wanted = {
        pattern_key
        for route in get_resolver().reverse_dict.getlist(name)
        for _template, pattern_keys in route[0]
        for pattern_key in pattern_keys
    }
    return reverse(name, kwargs={key: keys[key] for key in wanted})


def entered(account: Account | None, agency: Any) -> Client:
    client = Client()
    if account is not None:
        client.force_login(account)
        stored = client.session
        stored[session.KEY] = str(agency.pk)
        stored.save()
    return client


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_cells(name: str, world: Any) -> None:
    actors, keys = world
    url = address(name, keys)

    # HR comes last, so that a closed period or an applied file does not change what others are answered.
    answers = {}
    for actor in sorted(ACTORS, key=lambda actor: actor == HR):
        client = entered(*actors[actor])
        answers[actor] = (client.get(url).status_code, client.post(url).status_code)

    assert answers == MATRIX[name]


def test_matrix_holds_with_the_other_agency_as_positive_control(world: Any) -> None:
    """The other agency's people do see their own: their 404 above is not a broken log-in."""
    actors, _keys = world

    assert entered(*actors[OTHER_HR]).get(reverse("siklus-periode", args=["2026-LAIN"])).status_code == 200


@pytest.mark.parametrize(
    "place",
    [
        lambda keys: reverse("evaluasi-pegawai", kwargs={"appraisal_id": keys["appraisal_id"]}),
        lambda keys: reverse("siklus-periode", kwargs={"code": keys["code"]}),
        lambda keys: reverse("impor-periksa", kwargs={"run_id": keys["run_id"]}),
    ],
    ids=["penilaian", "siklus", "impor"],
)
def test_absent_and_forbidden_answer_with_the_same_body(place: Callable[[Any], str], world: Any) -> None:
    actors, keys = world
    absent = {"appraisal_id": make.uuid7(), "code": "2031-TW1", "run_id": make.uuid7()}
    client = entered(*actors[OTHER_UNIT])

    forbidden, missing = client.get(place(keys)), client.get(place(absent))

    assert forbidden.status_code == missing.status_code == 404
    assert _without_marks(forbidden.content) == _without_marks(missing.content)


def _without_marks(body: bytes) -> bytes:
    """The page without the form's safety mark and its own address, which differ on every answer."""
    return re.sub(rb'name="(csrfmiddlewaretoken|next)" value="[^"]*"', b"", body)
