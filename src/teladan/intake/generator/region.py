"""What the generator needs to know about a region: its units and posts, its names, its calendar. Data only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Case(StrEnum):
    """A situation that a post's holder shows, so that every kind of reason appears in the demonstration."""

    ABOVE = "di_atas"
    BELOW = "di_bawah"
    NO_SUPERIOR_JUDGEMENT = "atasan_belum_menilai"
    FEW_PEERS = "rekan_kurang_dari_lima"
    NO_CITIZENS = "tanpa_suara_warga"
    NO_REALISATION = "tanpa_realisasi"
    TEXT_ONLY = "realisasi_tanpa_angka"
    MISSING_MUCH = "bukti_banyak_kosong"
    SELF_HIGH_SUPERIOR_LOW = "diri_di_atas_atasan_di_bawah"
    FAST_INACCURATE = "cepat_tidak_tepat"
    SLOW_ACCURATE = "tepat_tetapi_lambat"
    CITIZENS_HIGH_PEERS_LOW = "warga_tinggi_rekan_rendah"
    UNCLEAR_FEEDBACK = "umpan_balik_belum_jelas"
    OUTSIDE_CONTROL = "gangguan_di_luar_kendali"
    EASIER_QUARTER = "beban_lebih_ringan"
    NEW = "pegawai_baru"
    MOVED = "pindah_tengah_triwulan"
    STUDY_LEAVE = "tugas_belajar"


@dataclass(frozen=True, slots=True)
class Post:
    """One or more equal posts of a unit. `work` names a family in work.toml, "" for someone without SKP.

    `cases` are given to the first holders in turn. `name` and `sex` (1 man, 2 woman) fix a single holder's identity.
    """

    title: str
    kind: str
    work: str
    grade: str
    level: str = ""
    status: str = "pns"
    count: int = 1
    cases: tuple[Case, ...] = ()
    roles: tuple[str, ...] = ()
    name: str = ""
    sex: int = 0


@dataclass(frozen=True, slots=True)
class Acting:
    """A vacant headship: the head of the unit `caretaker` stands in (Plt.) from `since`; before, the parent's head."""

    caretaker: str
    since: date


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit. The first post heads it, unless `acting` says the headship is vacant.

    The head answers to the head of `answers_to`, or of the parent when it is empty.
    """

    code: str
    name: str
    kind: str
    parent: str
    posts: tuple[Post, ...]
    answers_to: str = ""
    acting: Acting | None = None
    result: str = "baik"


@dataclass(frozen=True, slots=True)
class RatingSet:
    """Ratings that people in a region give: which component and criteria, on which scale, by which sources.

    With `front_line` only people who serve citizens are rated.
    """

    component: str
    criteria: tuple[str, ...]
    scale: int
    sources: tuple[str, ...]
    front_line: bool = False


@dataclass(frozen=True, slots=True)
class Quarter:
    """A calendar quarter with the window in which it is evaluated; both ends inside."""

    year: int
    number: int
    window_start: date
    window_end: date

    @property
    def code(self) -> str:
        """Code of the period, e.g. 2026-TW3."""
        return f"{self.year}-TW{self.number}"

    @property
    def start(self) -> date:
        """First day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """Last day."""
        return date(self.year, 3 * self.number, 30 if self.number in (2, 3) else 31)


@dataclass(frozen=True, slots=True)
class Region:
    """An agency to generate. `names` weighs the pools of names.py; `today` is the last day that has any record.

    `new_since` and `moved_on` date the cases NEW and MOVED inside the closed quarter.
    """

    prefix: str
    name: str
    domain: str
    policy: str
    names: Mapping[str, int]
    units: tuple[UnitSpec, ...]
    closed: Quarter
    running: Quarter
    today: date
    new_since: date
    moved_on: date
    ratings: tuple[RatingSet, ...]
    holidays: frozenset[date] = frozenset()
