"""The generated region is stable, well-formed, and rich enough to show every kind of reason."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from teladan.intake.generator import decide, generate
from teladan.intake.generator.people import Staff, invent_people, load
from teladan.intake.generator.plans import draw_figure
from teladan.intake.generator.region import Case
from teladan.intake.medan import MEDAN, SEED, STORY
from teladan.rules.enums import Component, CoreValue, Expectation, Source, Stance
from teladan.rules.policy.catalogue import preset
from teladan.rules.regulations.nip import read_nip

Row = dict[str, Any]
WORKBOOK = generate(MEDAN, SEED)
PEOPLE = invent_people(MEDAN, SEED)
CLOSED, RUNNING = MEDAN.closed.code, MEDAN.running.code
KEYS = {
    "Unit": ("kode_unit",),
    "Pegawai": ("kode_pegawai", "mulai"),
    "Atasan": ("kode_pegawai", "mulai"),
    "Peran": ("kode_pegawai", "peran", "mulai"),
    "Periode": ("kode_periode",),
    "Capaian Unit": ("kode_periode", "kode_unit"),
    "SKP": ("kode_pegawai", "tahun"),
    "RHK": ("kode_pegawai", "tahun", "nomor_rhk"),
    "Indikator": ("kode_pegawai", "tahun", "nomor_rhk", "nomor_indikator"),
    "Perilaku": ("kode_pegawai", "tahun", "nilai_dasar"),
    "Realisasi": ("kode_pegawai", "kode_periode", "nomor_rhk", "nomor_indikator"),
    "Umpan Balik": ("kode",),
    "Penilaian": ("kode",),
    "Layanan": ("nomor_transaksi",),
}


def holder(case: Case) -> Staff:
    """The first person who shows a case."""
    return next(person for person in PEOPLE if person.case is case)


def rows(sheet: str, person: Staff, **wanted: str) -> list[Row]:
    """A person's rows of a sheet in the closed quarter (where the sheet knows periods)."""
    of_period = {"kode_periode": CLOSED} if any("kode_periode" in row for row in WORKBOOK[sheet]) else {}
    asked = {"kode_pegawai": person.code} | of_period | wanted
    return [row for row in WORKBOOK[sheet] if all(row.get(column) == value for column, value in asked.items())]


def mean_rating(person: Staff, source: Source, component: Component) -> float:
    """Mean share of the scale that a source gives a person."""
    found = rows("Penilaian", person, sumber=source.value, komponen=component.value)
    return sum((row["nilai"] - 1) / (row["skala"] - 1) for row in found) / len(found)


def accuracy(person: Staff) -> float:
    """Share of accurate services of a person."""
    known = [row["tepat"] == "ya" for row in rows("Layanan", person) if "tepat" in row]
    return sum(known) / len(known)


def within_standard(person: Staff) -> float:
    """Share of minute services that keep the standard."""
    timed = [row for row in rows("Layanan", person) if row["satuan"] == "menit" and "selesai" in row]
    kept = [(row["selesai"] - row["diterima"]).total_seconds() / 60 <= row["standar"] for row in timed]
    return sum(kept) / len(kept)


def test_equal_seeds_give_equal_rows_and_others_do_not() -> None:
    assert generate(MEDAN, SEED) == WORKBOOK
    assert decide(MEDAN, SEED) == decide(MEDAN, SEED)
    assert generate(MEDAN, SEED + 1) != WORKBOOK


def test_names_and_codes_of_this_seed_stay_what_demonstrations_show() -> None:
    shown = {person.code: person.name for person in PEOPLE}

    assert {code: shown[code] for code, _ in STORY} == {
        "MDN042": "Tiurma Marpaung",
        "MDN109": "Syahrial Alwi",
        "MDN043": "Fadlan Lubis",
        "MDN044": "Roida Manurung",
        "MDN041": "Parlindungan Hutagalung",
        "MDN101": "Desmawati Piliang",
        "MDN020": "Rotua Nainggolan",
        "MDN002": "Zubaidah Hasibi",
        "MDN030": "Yaredi Telaumbanua",
        "MDN005": "Kevin Halim",
    }


def test_there_are_about_120_people_of_every_kind() -> None:
    kinds = Counter(row["jenis_pegawai"] for row in WORKBOOK["Pegawai"])

    assert 110 <= len(PEOPLE) <= 130
    assert len({person.name for person in PEOPLE}) == len(PEOPLE)
    assert set(kinds) == {"pns", "cpns", "pppk", "pejabat_negara"}
    assert kinds["pppk"] >= 10


def test_every_number_of_an_employee_is_well_formed_and_of_the_right_kind() -> None:
    expected = {"pns": "pns", "cpns": "pns", "pppk": "pppk"}
    sexes = {1: "laki_laki", 2: "perempuan"}
    for person in PEOPLE:
        if person.post.status == "pejabat_negara":
            assert person.nip == ""
            continue
        number = read_nip(number=person.nip, on=MEDAN.today)
        assert number.value.jenis == expected[person.post.status], person
        assert number.value.jenis_kelamin == sexes[person.sex], person
        assert number.note == "", person
    assert len({person.nip for person in PEOPLE}) == len(PEOPLE)


@pytest.mark.parametrize("sheet", KEYS)
def test_keys_are_unique_and_given(sheet: str) -> None:
    keys = Counter(tuple(row[column] for column in KEYS[sheet]) for row in WORKBOOK[sheet])

    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("sheet", KEYS)
def test_no_cell_is_an_empty_text_or_none(sheet: str) -> None:
    assert [row for row in WORKBOOK[sheet] if "" in row.values() or None in row.values()] == []


def test_references_resolve() -> None:
    units = {row["kode_unit"] for row in WORKBOOK["Unit"]}
    people = {row["kode_pegawai"] for row in WORKBOOK["Pegawai"]}
    plans = {row["kode_pegawai"] for row in WORKBOOK["SKP"]}
    results = {(row["kode_pegawai"], row["nomor_rhk"]) for row in WORKBOOK["RHK"]}
    indicators = {(row["kode_pegawai"], row["nomor_rhk"], row["nomor_indikator"]) for row in WORKBOOK["Indikator"]}

    for sheet in WORKBOOK:
        for row in WORKBOOK[sheet]:
            assert row.get("kode_unit", "PEMKO") in units, (sheet, row)
            assert row.get("kode_induk", "PEMKO") in units, (sheet, row)
            assert row.get("kode_pegawai", "MDN001") in people, (sheet, row)
            assert row.get("kode_atasan", "MDN001") in people, (sheet, row)
            assert row.get("kode_periode", CLOSED) in {CLOSED, RUNNING}, (sheet, row)
            if "nomor_rhk" in row:
                assert (row["kode_pegawai"], row["nomor_rhk"]) in results, (sheet, row)
            if "nomor_indikator" in row:
                assert (row["kode_pegawai"], row["nomor_rhk"], row["nomor_indikator"]) in indicators, (sheet, row)
            if sheet in ("Realisasi", "Umpan Balik", "Penilaian", "Layanan"):
                assert row["kode_pegawai"] in plans, (sheet, row)


def test_nobody_is_under_himself_and_the_head_of_the_region_is_above_all() -> None:
    above = {person.code: person.superior for person in PEOPLE}

    for code in above:
        seen = [code]
        while above[seen[-1]]:
            seen.append(above[seen[-1]])
            assert len(seen) == len(set(seen)), seen
        assert seen[-1] == "MDN001"


def test_dated_histories_do_not_overlap() -> None:
    for sheet in ("Pegawai", "Atasan"):
        spans = defaultdict(list)
        for row in WORKBOOK[sheet]:
            spans[row["kode_pegawai"]].append((row["mulai"], row.get("selesai", date.max)))
        for person, dated in spans.items():
            dated.sort()
            assert all(first[1] < second[0] for first, second in pairwise(dated)), (sheet, person)


def test_nothing_is_recorded_after_today_or_outside_working_days() -> None:
    for row in WORKBOOK["Layanan"]:
        for moment in (row["diterima"], row.get("selesai", row["diterima"])):
            assert moment.date() <= MEDAN.today, row
            assert moment.weekday() < 5, row
            assert moment.date() not in MEDAN.holidays, row
        assert row.get("selesai", row["diterima"]) >= row["diterima"], row
    assert any("selesai" not in row for row in WORKBOOK["Layanan"])


def test_ratings_and_feedback_speak_the_codes_of_the_product_and_name_no_giver() -> None:
    for row in WORKBOOK["Penilaian"]:
        Component(row["komponen"])
        Source(row["sumber"])
        assert 1 <= row["nilai"] <= row["skala"], row
    for row in WORKBOOK["Umpan Balik"]:
        Stance(row["sikap"])
        CoreValue(row.get("nilai_dasar", CoreValue.LOYAL))
        assert row["terbuka"] == ("ya" if row["sumber"] == "atasan" else "tidak"), row
    columns = {column for sheet in ("Umpan Balik", "Penilaian") for row in WORKBOOK[sheet] for column in row}
    assert columns.isdisjoint({"kode_pemberi", "pemberi", "penilai"})
    assert all(re.fullmatch(r"MDN-(UB|PN)-2026-TW[34]-\d{5}", row["kode"]) for row in WORKBOOK["Penilaian"])


def test_everything_the_policy_of_medan_scores_has_evidence() -> None:
    policy = preset("medan")
    rated = {(row["komponen"], row["sumber"]) for row in WORKBOOK["Penilaian"]}

    for rule in policy.components:
        for source in rule.sources:
            if source.weight == 0 or rule.results or source.source is Source.RECORD:
                continue
            assert (rule.component.value, source.source.value) in rated, (rule.component, source.source)


@pytest.mark.parametrize("category", Expectation)
def test_a_figure_falls_on_the_side_of_its_band_that_was_asked_for(category: Expectation) -> None:
    person = PEOPLE[1]
    bands = [
        indicator
        for family in load("work.toml").values()
        for result in family.get("results", ())
        for indicator in result["indicators"]
        if "low" in indicator
    ]

    for data in bands:
        low, high = Decimal(str(data["low"])), Decimal(str(data["high"]))
        more = data.get("direction") != "lebih_kecil"
        for attempt in range(20):
            figure = draw_figure(person.random(attempt, "band"), data, category)
            side = (figure > high) - (figure < low)
            assert side == {"sesuai": 0, "di_atas": 1 if more else -1, "di_bawah": -1 if more else 1}[category], data


def outside(person: Staff, side: Expectation) -> bool:
    """Whether every realised figure lies on one side of its band."""
    bands = {(row["nomor_rhk"], row["nomor_indikator"]): row for row in rows_of_plan(person)}
    verdicts = set()
    for row in rows("Realisasi", person):
        band = bands[row["nomor_rhk"], row["nomor_indikator"]]
        over, under = row["angka"] > band["batas_atas"], row["angka"] < band["batas_bawah"]
        better = over if band["arah"] == "lebih_besar" else under
        verdicts.add(Expectation.ABOVE if better else Expectation.BELOW if over or under else Expectation.AS_EXPECTED)
    return verdicts == {side}


def rows_of_plan(person: Staff) -> list[Row]:
    """The person's indicators."""
    return [row for row in WORKBOOK["Indikator"] if row["kode_pegawai"] == person.code]


def givers_of(person: Staff, source: Source, component: Component) -> int:
    """How many people of a source rated a person: answers to any one criterion."""
    found = rows("Penilaian", person, sumber=source.value, komponen=component.value)
    return max(Counter(row["kriteria"] for row in found).values(), default=0)


def spoken(person: Staff, **wanted: str) -> int:
    """Rows of feedback about a person."""
    return len(rows("Umpan Balik", person, **wanted))


BEHAVIOUR, QUALITY = Component.BEHAVIOUR, Component.SERVICE_QUALITY
SHOWN: dict[Case, Callable[[Staff], bool]] = {
    Case.ABOVE: lambda p: outside(p, Expectation.ABOVE) and givers_of(p, Source.CITIZEN, QUALITY) >= 5,
    Case.BELOW: lambda p: outside(p, Expectation.BELOW),
    Case.NO_SUPERIOR_JUDGEMENT: lambda p: (
        bool(rows("Realisasi", p))
        and not any("nilai_atasan" in row for row in rows("Realisasi", p))
        and givers_of(p, Source.SUPERIOR, BEHAVIOUR) == spoken(p, sumber="atasan") == 0
    ),
    Case.FEW_PEERS: lambda p: 0 < givers_of(p, Source.PEER, BEHAVIOUR) < 5,
    Case.NO_CITIZENS: lambda p: (
        p.front_line and givers_of(p, Source.CITIZEN, QUALITY) == spoken(p, sumber="warga") == 0
    ),
    Case.NO_REALISATION: lambda p: bool(rows_of_plan(p)) and not rows("Realisasi", p),
    Case.TEXT_ONLY: lambda p: (
        bool(rows("Realisasi", p)) and not any("angka" in row or "nilai_atasan" in row for row in rows("Realisasi", p))
    ),
    Case.MISSING_MUCH: lambda p: (
        not rows("Realisasi", p, nomor_rhk=1)
        and givers_of(p, Source.PEER, BEHAVIOUR) < 5
        and not spoken(p, sumber="warga")
    ),
    Case.SELF_HIGH_SUPERIOR_LOW: lambda p: (
        all((row["nilai_pegawai"], row["nilai_atasan"]) == ("di_atas", "di_bawah") for row in rows("Realisasi", p))
        and mean_rating(p, Source.SELF, BEHAVIOUR) - mean_rating(p, Source.SUPERIOR, BEHAVIOUR) > 0.4
    ),
    Case.FAST_INACCURATE: lambda p: within_standard(p) > 0.9 and accuracy(p) < 0.85,
    Case.SLOW_ACCURATE: lambda p: within_standard(p) < 0.65 and accuracy(p) > 0.9,
    Case.CITIZENS_HIGH_PEERS_LOW: lambda p: (
        mean_rating(p, Source.CITIZEN, QUALITY) - mean_rating(p, Source.PEER, BEHAVIOUR) > 0.4
    ),
    Case.UNCLEAR_FEEDBACK: lambda p: 2 * spoken(p, sikap="belum_jelas") > spoken(p),
    Case.OUTSIDE_CONTROL: lambda p: outside(p, Expectation.BELOW),
    Case.EASIER_QUARTER: lambda p: outside(p, Expectation.ABOVE),
    Case.NEW: lambda p: rows_in("Pegawai", p)[0]["mulai"] == MEDAN.new_since,
    Case.MOVED: lambda p: (
        len({row["kode_unit"] for row in rows_in("Pegawai", p)}) == 2
        and len({row["kode_atasan"] for row in rows_in("Atasan", p)}) == 2
    ),
    Case.STUDY_LEAVE: lambda p: bool(rows_in("Pegawai", p)) and not rows_in("SKP", p) and not rows_in("Penilaian", p),
}


def rows_in(sheet: str, person: Staff) -> list[Row]:
    """All rows of a person in a sheet."""
    return [row for row in WORKBOOK[sheet] if row.get("kode_pegawai") == person.code]


@pytest.mark.parametrize("case", Case)
def test_every_case_has_somebody_who_shows_it(case: Case) -> None:
    assert SHOWN[case](holder(case)), holder(case)


def test_an_acting_superior_stands_in_for_a_vacant_headship() -> None:
    acting = [row for row in WORKBOOK["Atasan"] if row.get("alasan", "").startswith("Plt.")]

    assert {row["kode_atasan"] for row in acting} == {"MDN101"}
    assert all(MEDAN.closed.start < row["mulai"] < MEDAN.closed.end for row in acting)


def test_the_story_people_are_what_their_lines_say() -> None:
    people = {person.code: person for person in PEOPLE}
    roles = {row["kode_pegawai"]: row["peran"] for row in WORKBOOK["Peran"]}

    assert people["MDN042"].case is Case.ABOVE
    assert people["MDN109"].case is Case.MISSING_MUCH
    assert people["MDN043"].case is Case.FAST_INACCURATE
    assert people["MDN044"].case is Case.OUTSIDE_CONTROL
    assert people["MDN041"].reports == 9
    assert roles == {"MDN020": "kepegawaian", "MDN002": "pimpinan", "MDN030": "pengawas", "MDN005": "admin_sistem"}


@pytest.mark.parametrize("seed", range(SEED, SEED + 5))
def test_nobody_hears_a_sentence_twice(seed: int) -> None:
    for quarter in (CLOSED, RUNNING):
        said = heard(generate(MEDAN, seed)["Umpan Balik"], {quarter})
        assert [key for key, times in said.items() if times > 1] == []


def test_nobody_in_the_demonstration_hears_a_sentence_again_in_the_next_quarter() -> None:
    said = heard(WORKBOOK["Umpan Balik"], {CLOSED, RUNNING})

    assert [key for key, times in said.items() if times > 1] == []


def heard(feedback: list[Row], periods: set[str]) -> Counter[tuple[str, str]]:
    """How often each person is told each sentence in some periods."""
    return Counter((row["kode_pegawai"], row["isi"]) for row in feedback if row["kode_periode"] in periods)


def test_percentages_are_written_without_a_space_and_less_is_better_is_said() -> None:
    texts = [row["target"] for row in WORKBOOK["Indikator"] if "target" in row]
    texts += [row["realisasi"] for row in WORKBOOK["Realisasi"]]

    assert [text for text in texts if " %" in text or "{" in text] == []
    assert any("%" in text for text in texts)
    for row in WORKBOOK["Indikator"]:
        if "target" in row:
            assert ("makin" in row["target"]) == (row["arah"] == "lebih_kecil"), row


def test_about_95_percent_are_decided_and_own_ways_carry_a_written_reason() -> None:
    decisions = decide(MEDAN, SEED)
    planned = [person for person in PEOPLE if person.planned]
    own = [row for row in decisions if "hasil_kerja" in row or "perilaku_kerja" in row]

    assert 0.90 <= len(decisions) / len(planned) <= 0.98
    assert len(own) >= 5
    for row in own:
        for axis in ("hasil_kerja", "perilaku_kerja"):
            assert (axis in row) == (f"alasan_{axis}" in row), row
            if axis in row:
                Expectation(row[axis])
                assert len(row[f"alasan_{axis}"]) > 80, row
    assert {row["kode_periode"] for row in decisions} == {CLOSED}
