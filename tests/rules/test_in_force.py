"""Dated parameters: reading, choosing by date, completeness of what comes with Teladan."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from teladan.rules.in_force import (
    EVIDENCE_LABELS,
    BrokenParameter,
    Rulebook,
    RuleGap,
    national_rulebook,
    parameter,
    using,
)

FIRST_SUPPORTED = date(2022, 2, 7)
ENDING = {"libur_nasional"}
"""Parameters that stop by design: a year without a list of holidays is refused, never guessed."""

SOURCE = 'source = { act = "Contoh 1/2020", place = "Pasal 1", evidence = "TEXT" }'
TWO_VERSIONS = f"""
[[tarif]]
valid_from = 2020-01-01
valid_to = 2020-12-31
{SOURCE}
nilai = 12.50
[[tarif]]
valid_from = 2021-01-01
{SOURCE}
nilai = 15
"""


def test_parameter_version_follows_the_date_and_both_ends_belong_to_it() -> None:
    book = Rulebook.from_texts({"contoh.toml": TWO_VERSIONS})

    found = [book.in_force("tarif", on)["nilai"] for on in (date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1))]

    assert found == [Decimal("12.50"), Decimal("12.50"), 15]


def test_parameter_keeps_the_digits_of_the_law() -> None:
    book = Rulebook.from_texts({"contoh.toml": TWO_VERSIONS})

    assert str(book.in_force("tarif", date(2020, 6, 1))["nilai"]) == "12.50"


def test_date_before_the_first_version_is_a_gap_that_names_the_first_day() -> None:
    book = Rulebook.from_texts({"contoh.toml": TWO_VERSIONS})

    with pytest.raises(RuleGap) as gap:
        book.in_force("tarif", date(2019, 12, 31))

    assert (gap.value.name, gap.value.found, gap.value.first) == ("tarif", 0, date(2020, 1, 1))


def test_overlapping_versions_are_a_gap_too() -> None:
    book = Rulebook.from_texts({"contoh.toml": TWO_VERSIONS.replace("valid_to = 2020-12-31\n", "")})

    with pytest.raises(RuleGap) as gap:
        book.in_force("tarif", date(2021, 1, 1))

    assert gap.value.found == 2


def test_dates_of_change_are_first_days_and_days_after_last_days() -> None:
    text = TWO_VERSIONS.replace("valid_from = 2021-01-01", "valid_from = 2021-03-01")

    assert Rulebook.from_texts({"contoh.toml": text}).dates_of_change() == (
        date(2020, 1, 1),
        date(2021, 1, 1),
        date(2021, 3, 1),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[tarif]\n", "contoh.toml: Expected"),
        ("tarif = 3", r"must be written \[\[tarif\]\]"),
        (f"[[tarif]]\n{SOURCE}", "must be dates"),
        (f"[[tarif]]\nvalid_from = 2020-01-01T00:00:00\n{SOURCE}", "must be dates"),
        (f"[[tarif]]\nvalid_from = 2020-01-01\nvalid_to = 2019-01-01\n{SOURCE}", "before valid_from"),
        ("[[tarif]]\nvalid_from = 2020-01-01", "source is missing"),
        ('[[tarif]]\nvalid_from = 2020-01-01\nsource = { act = "A", evidence = "TEXT" }', "place or page"),
        ('[[tarif]]\nvalid_from = 2020-01-01\nsource = { act = "A", page = 1 }', "evidence must be one of TEXT"),
        (f"[[tarif]]\nvalid_from = 2020-01-01\n{SOURCE.replace('act', 'akta')}", "unknown in source: akta"),
    ],
)
def test_broken_parameter_file_is_refused_with_its_fault(text: str, fault: str) -> None:
    with pytest.raises(BrokenParameter, match=fault):
        Rulebook.from_texts({"contoh.toml": text})


def test_rules_are_complete_and_never_overlap_on_any_date_of_change() -> None:
    book = national_rulebook()
    days = {day + timedelta(days=shift) for day in book.dates_of_change() for shift in (-1, 0)}
    far = date(2100, 1, 1)

    wrong = [
        (name, day)
        for name, versions in book.versions.items()
        for day in sorted(days | {far})
        if versions[0].valid_from <= day and not (name in ENDING and day > (versions[-1].valid_to or far))
        if sum(version.covers(day) for version in versions) != 1
    ]

    assert wrong == []


def test_only_the_declared_parameters_end() -> None:
    ending = {name for name, versions in national_rulebook().versions.items() if versions[-1].valid_to}

    assert ending == ENDING


def test_every_parameter_of_the_regulation_is_there_from_its_first_day() -> None:
    book = national_rulebook()
    regulation = [n for n, versions in book.versions.items() if versions[0].source.act == "PermenPANRB 6/2022"]

    assert len(regulation) == 11
    assert all(book.versions[name][0].valid_from == FIRST_SUPPORTED for name in regulation)


def test_every_version_names_an_act_a_place_and_how_well_it_is_known() -> None:
    versions = [version for group in national_rulebook().versions.values() for version in group]

    assert all(version.source.act and (version.source.place or version.source.page) for version in versions)
    assert {version.source.evidence for version in versions} <= set(EVIDENCE_LABELS)
    assert all(
        version.source.page and version.source.page <= 240
        for version in versions
        if version.source.act == "PermenPANRB 6/2022"
    )


def test_using_a_rulebook_ends_with_its_block() -> None:
    other = Rulebook.from_texts({"contoh.toml": TWO_VERSIONS})

    with using(other):
        inside = parameter("tarif", date(2021, 1, 1))["nilai"]

    assert inside == 15
    with pytest.raises(KeyError):
        parameter("tarif", date(2021, 1, 1))
