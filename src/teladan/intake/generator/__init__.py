"""Seeded generator of an invented region in the format of the import workbook.

`generate(region, seed)` gives every sheet; `decide(region, seed)` the superiors' decisions for the closed quarter.
Equal arguments give equal rows on every machine. No person, number or sentence is real.
"""

from teladan.intake.generator.answers import feedback_rows, rating_rows
from teladan.intake.generator.decisions import decision_rows
from teladan.intake.generator.people import (
    Row,
    employment_rows,
    invent_people,
    role_rows,
    superior_rows,
    unit_rows,
)
from teladan.intake.generator.plans import plan_rows, realisation_rows
from teladan.intake.generator.region import Region
from teladan.intake.generator.services import service_rows

__all__ = ["Region", "Row", "Workbook", "decide", "generate"]

Workbook = dict[str, list[Row]]
"""Sheet → rows in the order of import. A row holds only the columns that are given: a missing key is an empty cell."""


def generate(region: Region, seed: int) -> Workbook:
    """Every sheet of the import workbook for an invented region, filled with one closed and one running quarter."""
    people = invent_people(region, seed)
    quarters = (region.closed, region.running)
    return {
        "Unit": unit_rows(region),
        "Pegawai": employment_rows(region, people),
        "Atasan": superior_rows(region, people),
        "Peran": role_rows(people),
        "Periode": _period_rows(region),
        "Capaian Unit": _unit_result_rows(region),
        **plan_rows(region, people, seed),
        "Realisasi": [row for quarter in quarters for row in realisation_rows(region, people, quarter, seed)],
        "Umpan Balik": [row for quarter in quarters for row in feedback_rows(region, people, quarter, seed)],
        "Penilaian": [row for quarter in quarters for row in rating_rows(region, people, quarter, seed)],
        "Layanan": [row for quarter in quarters for row in service_rows(region, people, quarter, seed)],
    }


def decide(region: Region, seed: int) -> list[Row]:
    """The superiors' decisions for the closed quarter of `generate(region, seed)`; see `decision_rows`."""
    return decision_rows(region, invent_people(region, seed), seed)


def _period_rows(region: Region) -> list[Row]:
    numerals = ("I", "II", "III", "IV")
    return [
        {
            "kode_periode": quarter.code,
            "nama": f"Triwulan {numerals[quarter.number - 1]} {quarter.year}",
            "jenis": "triwulan",
            "mulai": quarter.start,
            "selesai": quarter.end,
            "jendela_mulai": quarter.window_start,
            "jendela_selesai": quarter.window_end,
            "kebijakan": region.policy,
        }
        for quarter in (region.closed, region.running)
    ]


def _unit_result_rows(region: Region) -> list[Row]:
    """Capaian of each unit in the closed quarter; the running one has none yet."""
    return [
        {"kode_periode": region.closed.code, "kode_unit": unit.code, "predikat": unit.result} for unit in region.units
    ]
