"""PP 94/2021: sanctions for absence without valid reason. The system may warn; the authorised official decides."""

from dataclasses import replace
from datetime import date

from teladan.rules.derivation import Derivation
from teladan.rules.in_force import parameter
from teladan.rules.refusal import InvalidInput


def absence_sanction(*, days: int, on: date, consecutive: int = 0) -> Derivation[str]:
    """The sanction for `days` working days absent without valid reason in a year (January–December, cumulative).

    `consecutive` is the longest run among them: ten working days on end mean dismissal whatever the sum. Below three
    days the value is `tidak_ada`. The note holds the level (tingkat_ringan, tingkat_sedang, tingkat_berat). It applies
    after examination by the authorised official (Pasal 26 and following), never by itself. Raises InvalidInput for
    negative or impossible days, RuleGap before 31 August 2021.
    """
    if not 0 <= days <= 366:
        raise InvalidInput("hari", "harus bilangan bulat 0 sampai 366 (hari kerja dalam satu tahun), misalnya hari=11.")
    if not 0 <= consecutive <= days:
        raise InvalidInput("berturut_turut", "harus 0 sampai sebanyak hari, karena termasuk dalam jumlah itu.")
    version = parameter("sanksi_ketidakhadiran", on)
    run = version["berturut_turut"]
    row = next(row for row in reversed(version["kumulatif"]) if days >= row["mulai"])
    if consecutive >= run["hari"]:
        row = run
    return Derivation(
        "sanksi_ketidakhadiran",
        row["sanksi"],
        source=replace(version.source, place=row["tempat"]),
        inputs=(Derivation("hari", days), Derivation("berturut_turut", consecutive)),
        note=f"tingkat_{row['tingkat']}",
    )
