"""The regulation's own examples through our operations: the superior's rating gives the matrix's predicate."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from teladan.appraisal import operations
from teladan.appraisal.dossier import dossier
from teladan.appraisal.models import Appraisal
from teladan.appraisal.operations import Ruling
from teladan.rules.enums import Expectation
from teladan.tenancy.context import bound
from tests import factories as make

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parents[2] / "examples" / "permenpanrb-6-2022" / "contoh-lain.csv"
EXAMPLES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
KNOWN_CONFLICT = ("4", "3")  # pp. 202–208: printed Butuh Perbaikan, matrix of pp. 99 and 103: Kurang/Misconduct


@pytest.fixture
def cast() -> Iterator[make.Cast]:
    agency = make.agency()
    with bound(agency.pk):
        yield make.Cast()


def appraisal_of(cast: make.Cast) -> Appraisal:
    operations.refresh(period=cast.period, at=make.AT)
    return operations_view().get(person=cast.employee.person)


def operations_view() -> Any:
    return Appraisal.objects.select_related("snapshot", "period__policy")


def test_all_eight_examples_are_here() -> None:
    assert len(EXAMPLES) == 8


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda row: f"{row['anak_lampiran']}/{row['tabel']}")
def test_printed_ratings_give_the_predicate_of_the_matrix(example: dict[str, str], cast: make.Cast) -> None:
    appraisal = appraisal_of(cast)
    reason = f"Rating sebagaimana tercetak, hlm. {example['halaman']}."
    ruling = Ruling(
        results=Expectation(example["hasil_kerja"]),
        behaviour=Expectation(example["perilaku_kerja"]),
        results_reason=reason,
        behaviour_reason=reason,
    )

    decision = operations.decide(
        appraisal=appraisal, ruling=ruling, seen_digest=appraisal.snapshot.digest, by=cast.superior, at=make.AT
    )

    assert decision.predicate == example["predikat_matriks"]
    conflict = decision.predicate != example["predikat_tercetak"]
    assert conflict == ((example["anak_lampiran"], example["tabel"]) == KNOWN_CONFLICT)
    # The regulation prints no judgement of single results there: nothing can be recommended, and that is said.
    assert decision.recommended_results == ""
    assert appraisal.snapshot.missing


def test_note_on_page_189_recommendation_and_decision_stand_side_by_side(cast: make.Cast) -> None:
    """Target 61,95 %, realisation 50 %, and still «sesuai ekspektasi» for the leader's reasons (pp. 189 and 194)."""
    make.complete_evidence(cast.reports[1].person)
    (result,) = make.plan(cast.employee.person, "Meningkatnya pelayanan infrastruktur", approach="kuantitatif")
    share = make.indicator(result, "61.95", "61.95", statement="Persentase peningkatan pelayanan infrastruktur")
    make.realised(result, indicator=share, figure=50, text="50%")
    make.feedback(cast.employee.person, planned_result=result, stance="tidak_positif")
    for value in make.VALUES:
        make.feedback(cast.employee.person, value=value)
    appraisal = appraisal_of(cast)
    reason = "Realisasi di bawah target, tetapi masih dalam kategori yang dapat diterima menurut umpan balik Pimpinan."

    operations.decide(
        appraisal=appraisal,
        ruling=Ruling(
            results=Expectation.AS_EXPECTED,
            behaviour=Expectation(appraisal.snapshot.behaviour),
            results_reason=reason,
        ),
        seen_digest=appraisal.snapshot.digest,
        by=cast.superior,
        at=make.AT,
    )

    shown = operations_view().select_related("decision").get(pk=appraisal.pk)
    found = dossier(shown, shown.shown_snapshot_id)
    assert found is not None
    assert found.recommendation.results.value == Expectation.BELOW
    assert shown.decision is not None
    assert (shown.decision.recommended_results, shown.decision.results) == ("di_bawah", "sesuai")
    assert shown.decision.results_reason == reason


def test_blank_evidence_is_said_to_be_not_enough(cast: make.Cast) -> None:
    appraisal = appraisal_of(cast)

    found = dossier(appraisal, appraisal.snapshot_id)

    assert found is not None
    assert found.recommendation.predicate.value is None
    assert found.gaps
    assert "belum" in found.reasons[0]["sentence"]
