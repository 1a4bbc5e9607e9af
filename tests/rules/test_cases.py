"""Every case of tests/rules/cases, through the same door as `teladan rule`."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from teladan.rules.catalogue import BY_NAME
from teladan.rules.command import Refused, call_rule

FOLDER = Path(__file__).parent / "cases"
REGULATION = "PermenPANRB 6/2022"
KEYS = {"name", "rule", "on", "given", "expect", "printed", "conflict", "arithmetic", "feedback", "source"}


def _all_cases() -> list[dict[str, Any]]:
    files = sorted(FOLDER.glob("*.toml"))
    return [case | {"file": file.stem} for file in files for case in tomllib.loads(file.read_text())["case"]]


CASES = _all_cases()


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case['file']}: {case['name']}") for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    expect = case["expect"]
    if "refused" in expect:
        with pytest.raises(Refused, match=expect["refused"]):
            call_rule(case["rule"], case["given"], case["on"])
        return

    answer = call_rule(case["rule"], case["given"], case["on"]).as_dict()

    value = "belum_cukup_bukti" if answer["value"] is None else answer["value"]
    if isinstance(expect["value"], dict):
        assert {key: value[key] for key in expect["value"]} == expect["value"]
    else:
        assert value == expect["value"]
    if "note" in expect:
        assert answer.get("note", "") == expect["note"]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case['file']}: {case['name']}") for case in CASES])
def test_case_says_where_its_expected_value_comes_from(case: dict[str, Any]) -> None:
    source = case["source"]

    assert set(case) - {"file"} <= KEYS
    assert case["name"]
    assert case["rule"] in BY_NAME
    assert type(case["on"]) is date
    assert source["act"]
    assert source.get("place") or source.get("page")


def test_at_least_sixty_cases_come_from_a_page_of_the_regulation() -> None:
    paged = [case for case in CASES if case["source"]["act"] == REGULATION and case["source"].get("page")]

    assert len(paged) >= 60
    assert all(1 <= case["source"]["page"] <= 240 for case in paged)


def test_case_names_are_unique() -> None:
    names = [(case["file"], case["name"]) for case in CASES]

    assert len(set(names)) == len(names)


def test_every_rule_of_the_catalogue_has_a_case() -> None:
    assert {case["rule"] for case in CASES} == set(BY_NAME)


def test_a_printed_rating_that_differs_is_explained_and_no_other_is() -> None:
    worked = [case for case in CASES if "printed" in case]
    differing = [case for case in worked if case["printed"] != case["expect"]["value"]]

    assert len(worked) == 16
    assert differing == [case for case in CASES if case.get("conflict")]


def test_the_only_predicate_the_regulation_contradicts_is_the_known_one() -> None:
    conflicts = [case for case in CASES if case.get("conflict") and case["rule"] == "predikat-kinerja"]

    assert [case["source"]["page"] for case in conflicts] == [208]
    assert conflicts[0]["expect"]["note"] == "pertentangan_teks"
