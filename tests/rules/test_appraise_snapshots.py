"""Stored appraisals recompute to the same value for ever, whatever rules and policies are added later."""

import json
from pathlib import Path

import pytest

from teladan.rules.appraise import appraise
from teladan.rules.evidence import PersonEvidence
from teladan.rules.policy import preset

FILES = sorted((Path(__file__).parent / "snapshots").glob("*.json"))
CASES = [(file, name) for file in FILES for name in json.loads(file.read_text(encoding="utf-8"))["hasil"]]


@pytest.mark.parametrize(("file", "name"), CASES, ids=[f"{file.stem}-{name}" for file, name in CASES])
def test_a_stored_appraisal_recomputes(file: Path, name: str) -> None:
    stored = json.loads(file.read_text(encoding="utf-8"))
    evidence = PersonEvidence.from_json(json.dumps(stored["bukti"]))

    recommended = appraise(evidence, preset(name))

    assert evidence.digest() == stored["digest"]
    assert stored["hasil"][name] == {
        "hasil_kerja": recommended.results.value,
        "perilaku_kerja": recommended.behaviour.value,
        "predikat": recommended.predicate.value,
        "poin": {d.reference: str(d.value) for d in recommended.predicate.walk() if d.name == "poin"},
    }
