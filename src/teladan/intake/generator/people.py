"""The people of a region: who holds which post, under whom, and what is true of their work in this invented world."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from random import Random
from tomllib import loads
from typing import Any

from teladan.intake.generator.names import MAN, WOMAN, invent_dates, invent_name, invent_nip
from teladan.intake.generator.region import Case, Post, Region, UnitSpec

Row = dict[str, Any]
"""One line of a sheet: column → value as Excel holds it (text, int, Decimal, date, datetime); no key = empty."""

RANKS = {
    "II/c": "Pengatur", "II/d": "Pengatur Tingkat I", "III/a": "Penata Muda", "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata", "III/d": "Penata Tingkat I", "IV/a": "Pembina", "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda", "IV/d": "Pembina Utama Madya",
}  # fmt: skip
APPOINTED = {"II": (2012, 2020), "III": (2008, 2019), "IV": (1996, 2006)}
CONTRACTED = (2022, 2024)
HISTORY = date(2026, 1, 2)
SURE = 1.9
"""Truth from which on every result falls on the same side of its band."""
DECENT = -0.5
"""Without a case of its own, nobody's behaviour gives reason for a grave rating."""
RESULT_CASES = {Case.ABOVE: 2.0, Case.EASIER_QUARTER: 2.2, Case.BELOW: -2.0, Case.OUTSIDE_CONTROL: -2.2}


@cache
def load(name: str) -> dict[str, Any]:
    """A data file of this package, read once."""
    return loads((resources.files(__package__) / name).read_text(encoding="utf-8"))


def stream(*parts: object) -> Random:
    """A stream of chance of its own for the named part of the data: repeatable, and undisturbed by other parts."""
    # Data for demonstration; nothing here is a secret.
    return Random("/".join(map(str, parts)))  # nosec B311


@dataclass(frozen=True, slots=True)
class Truth:
    """What is so in the invented world, in standard deviations around an ordinary employee (0)."""

    results: float
    behaviour: float
    speed: float
    accuracy: float
    citizens: float
    peers: float


@dataclass(frozen=True, slots=True)
class Staff:
    """One invented person in a post. `superior` is empty for the head of the region; `reports` counts those under."""

    code: str
    name: str
    sex: int
    nip: str
    post: Post
    unit: UnitSpec
    heads: bool
    case: Case | None
    truth: Truth
    superior: str = ""
    reports: int = 0
    former_unit: UnitSpec | None = None

    @property
    def family(self) -> dict[str, Any]:
        """Family of work (work.toml); empty for someone without SKP."""
        family: dict[str, Any] = load("work.toml").get(self.post.work, {})
        return family

    @property
    def planned(self) -> bool:
        """Whether the person has an SKP; state officials and people on study leave have none here."""
        return bool(self.post.work) and self.case is not Case.STUDY_LEAVE

    @property
    def front_line(self) -> bool:
        """Whether the person serves citizens."""
        return bool(self.family.get("citizens"))

    def random(self, seed: int, part: str) -> Random:
        """The person's own stream of chance for one part of the data, so that parts don't disturb each other."""
        return stream(seed, self.code, part)


def invent_people(region: Region, seed: int) -> tuple[Staff, ...]:
    """Everybody of the region in the order of its units and posts; equal arguments give equal people."""
    rng = stream(seed, region.prefix, "people")
    names = {post.name for unit in region.units for post in unit.posts if post.name}
    numbers: set[str] = set()
    people: list[Staff] = []
    for unit in region.units:
        for place, post in enumerate(unit.posts):
            for holder in range(post.count):
                case = post.cases[holder] if holder < len(post.cases) else None
                heads = place == 0 and unit.acting is None
                code = f"{region.prefix}{len(people) + 1:03d}"
                people.append(_invent(region, rng, code, unit, post, case, heads, names, numbers))
    return _connect(region, people)


def _invent(
    region: Region,
    rng: Random,
    code: str,
    unit: UnitSpec,
    post: Post,
    case: Case | None,
    heads: bool,
    names: set[str],
    numbers: set[str],
) -> Staff:
    sex = post.sex or rng.choice((MAN, WOMAN))
    name = post.name or invent_name(rng, region.names, sex, names)
    nip = "" if post.status == "pejabat_negara" else _number(region, rng, post, case, sex, numbers)
    return Staff(code, name, sex, nip, post, unit, heads, case, _truth(rng, case))


def _number(region: Region, rng: Random, post: Post, case: Case | None, sex: int, numbers: set[str]) -> str:
    contract = post.status == "pppk"
    between = CONTRACTED if contract else APPOINTED[post.grade.split("/")[0]]
    born, appointed = invent_dates(rng, appointed_between=between, ages=(25, 40) if contract else (22, 27))
    if case is Case.NEW:
        appointed = region.new_since.replace(day=1)
        born = date(appointed.year - 25, born.month, 1) + timedelta(days=born.day - 1)
    return invent_nip(rng, born=born, appointed=appointed, sex=sex, contract=contract, taken=numbers)


def _truth(rng: Random, case: Case | None) -> Truth:
    ability = rng.gauss(0, 0.45)
    results, behaviour, speed, accuracy, citizens, peers = (ability + rng.gauss(0, 0.45) for _ in range(6))
    behaviour = max(behaviour, DECENT)
    results = RESULT_CASES.get(case, results) if case else results
    if case in (Case.ABOVE, Case.BELOW):
        behaviour = speed = accuracy = citizens = peers = RESULT_CASES[case]
    elif case in (Case.OUTSIDE_CONTROL, Case.EASIER_QUARTER):
        speed, behaviour, citizens = results, 0.0, 0.0
    elif case is Case.MOVED:
        results, speed = 2.0, 1.0
    elif case is Case.SELF_HIGH_SUPERIOR_LOW:
        results, behaviour = -2.0, -1.8
    elif case is Case.FAST_INACCURATE:
        results, speed, accuracy = 0.0, 2.5, -6.0
    elif case is Case.SLOW_ACCURATE:
        results, speed, accuracy = 0.0, -2.5, 1.5
    elif case is Case.CITIZENS_HIGH_PEERS_LOW:
        behaviour, citizens, peers = 1.0, 2.2, -2.5
    return Truth(results, behaviour, speed, accuracy, citizens, peers)


def _connect(region: Region, people: list[Staff]) -> tuple[Staff, ...]:
    """Give everybody a superior, count reports, and move the person of the case MOVED from a neighbouring unit."""
    heads = {person.unit.code: person for person in people if person.heads}
    specs = {unit.code: unit for unit in region.units}
    superiors = {person.code: _superior(person, heads, specs) for person in people}
    reports = [superior.code for superior in superiors.values() if superior]
    connected = []
    for person in people:
        superior = superiors[person.code]
        former = _neighbour(person, region) if person.case is Case.MOVED else None
        above, below = (superior.code if superior else ""), reports.count(person.code)
        connected.append(replace(person, superior=above, reports=below, former_unit=former))
    return tuple(connected)


def _superior(person: Staff, heads: dict[str, Staff], specs: dict[str, UnitSpec]) -> Staff | None:
    unit = person.unit
    if person.heads:
        above = unit.answers_to or unit.parent
        return heads[above] if above else None
    if unit.acting:
        return heads[unit.acting.caretaker]
    return heads[unit.code]


def _neighbour(person: Staff, region: Region) -> UnitSpec:
    return next(
        unit
        for unit in region.units
        if unit.parent == person.unit.parent
        and unit.kind == person.unit.kind
        and unit.code != person.unit.code
        and unit.acting is None
    )


def unit_rows(region: Region) -> list[Row]:
    """Sheet Unit."""
    rows = []
    for unit in region.units:
        row: Row = {"kode_unit": unit.code, "nama_unit": unit.name, "jenis_unit": unit.kind}
        rows.append(row | ({"kode_induk": unit.parent} if unit.parent else {}))
    return rows


def employment_rows(region: Region, people: tuple[Staff, ...]) -> list[Row]:
    """Sheet Pegawai; the person who moved has two rows."""
    rows = []
    for person in people:
        row = _employment(region, person)
        if person.former_unit:
            before = region.moved_on - timedelta(days=1)
            rows.append(row | {"kode_unit": person.former_unit.code, "selesai": before})
            row = row | {"mulai": region.moved_on}
        rows.append(row)
    return rows


def _employment(region: Region, person: Staff) -> Row:
    post = person.post
    row: Row = {
        "kode_pegawai": person.code,
        "nip": person.nip,
        "nama": person.name,
        "email": f"{person.code.lower()}@{region.domain}",
        "jenis_pegawai": post.status,
        "pangkat": RANKS.get(post.grade, ""),
        "golongan": post.grade,
        "jabatan": post.title,
        "jenis_jabatan": post.kind,
        "jenjang": post.level,
        "kode_unit": person.unit.code,
        "mulai": region.new_since if person.case is Case.NEW else HISTORY,
    }
    return {column: value for column, value in row.items() if value != ""}


def superior_rows(region: Region, people: tuple[Staff, ...]) -> list[Row]:
    """Sheet Atasan, with the history of moved people and of vacant headships."""
    heads = {person.unit.code: person for person in people if person.heads}
    return [row for person in people if person.superior for row in _superiors(region, person, heads)]


def _superiors(region: Region, person: Staff, heads: dict[str, Staff]) -> Iterator[Row]:
    start = region.new_since if person.case is Case.NEW else HISTORY
    row: Row = {"kode_pegawai": person.code, "kode_atasan": person.superior, "mulai": start}
    acting = person.unit.acting
    if person.former_unit:
        before = heads[person.former_unit.code].code
        yield row | {"kode_atasan": before, "selesai": region.moved_on - timedelta(days=1)}
        yield row | {"mulai": region.moved_on, "alasan": f"Mutasi ke {person.unit.name}"}
    elif acting and not person.heads:
        above = heads[person.unit.parent].code
        yield row | {"kode_atasan": above, "selesai": acting.since - timedelta(days=1), "alasan": "Jabatan kosong"}
        yield row | {"mulai": acting.since, "alasan": f"Plt. pimpinan {person.unit.name}"}
    else:
        yield row


def role_rows(people: tuple[Staff, ...]) -> list[Row]:
    """Sheet Peran; without a unit a role holds for the whole agency."""
    return [
        {"kode_pegawai": person.code, "peran": role, "mulai": HISTORY}
        for person in people
        for role in person.post.roles
    ]
