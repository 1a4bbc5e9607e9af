"""The demonstration: both agencies arrive whole by the import, and a second run changes nothing."""

from typing import Any

from teladan.appraisal.models import Appraisal, Decision, Period
from teladan.intake.demo import load
from teladan.intake.models import ImportRun
from teladan.people.models import Employment
from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency
from teladan.trust.models import DemoStory


def test_both_agencies_arrive_whole_and_once(db: Any) -> None:
    said: list[str] = []

    load(said.append)
    load(said.append)

    assert said[-2:] == [
        "Pemerintah Daerah X (contoh peraturan): sudah ada.",
        "Pemerintah Kota Medan: sudah ada.",
    ]
    with bound(Agency.objects.get(code="puskesmas-contoh").pk):
        assert sorted(Decision.objects.values_list("results", "behaviour", "predicate")) == [
            ("sesuai", "di_atas", "baik"),
            ("sesuai", "sesuai", "baik"),
            ("sesuai", "sesuai", "baik"),
        ]
        assert not Decision.objects.filter(results_reason="").exists()
    with bound(Agency.objects.get(code="kota-medan").pk):
        assert dict(Period.objects.values_list("code", "status")) == {"2026-TW3": "ditutup", "2026-TW4": "dibuka"}
        closed = Appraisal.objects.filter(period__code="2026-TW3")
        assert closed.filter(decision=None).exists()
        assert closed.exclude(decision=None).count() > 100
        assert Decision.objects.exclude(results_reason="").exists()
        assert not ImportRun.objects.exclude(content=None).exists()
        assert {code: shown(code) for code in ("MDN042", "MDN043", "MDN044", "MDN109")} == {
            "MDN042": ("di_atas", "di_atas", "mengikuti"),
            "MDN043": ("sesuai", "sesuai", "di_bawah"),
            "MDN044": ("di_bawah", "sesuai", "sesuai"),
            "MDN109": ("", "", "belum"),
        }
    assert set(DemoStory.objects.values_list("agency__code", flat=True)) == {"puskesmas-contoh", "kota-medan"}


def shown(code: str) -> tuple[str, str, str]:
    """What the person's closed quarter shows: recommended results and behaviour, and what the superior made of the
    results (their own rating, «mengikuti», or «belum»)."""
    person = Employment.objects.filter(code=code).latest("valid").person_id
    appraisal = Appraisal.objects.select_related("decision__snapshot", "snapshot").get(
        person_id=person, period__code="2026-TW3"
    )
    decision = appraisal.decision
    seen = decision.snapshot if decision else appraisal.snapshot
    made = "belum" if decision is None else decision.results if decision.results_reason else "mengikuti"
    return seen.results, seen.behaviour, made
