"""NIP of PNS and NI PPPK: what the eighteen digits say. There is no check digit: a well-formed number may not exist."""

import re
from dataclasses import dataclass
from datetime import date

from teladan.rules.derivation import Derivation
from teladan.rules.in_force import parameter
from teladan.rules.refusal import InvalidInput

FORM = re.compile(r"(?P<birth>\d{8})(?P<year>\d{4})(?P<entry>\d{2})(?P<sex>\d)(?P<serial>\d{3})", re.ASCII)
EXAMPLE = "misalnya 198609262015051001 (PNS) atau 200012312024211001 (PPPK)"


@dataclass(frozen=True, slots=True)
class Nip:
    """The parts of a number. `tmt` is year-month for a PNS, the year for a PPPK; `pengangkatan_ke` only for a PPPK."""

    nip: str
    jenis: str
    tanggal_lahir: date
    tmt: str
    jenis_kelamin: str
    nomor_urut: str
    pengangkatan_ke: int | None = None


def read_nip(*, number: str, on: date) -> Derivation[Nip]:
    """Read a NIP or NI PPPK; spaces between the digits are allowed.

    Digits 1–8 birth date, 9–12 year of appointment (TMT), 13–14 month of appointment 01–12 (PNS) or 21–29, the how
    many-th appointment (PPPK), 15 sex, 16–18 serial 001–999. The note `usia_tidak_lazim` marks an age at appointment
    above the usual. Raises InvalidInput for any other form, an impossible date, an appointment before the age of 18 or
    more than a year after `on`.
    """
    version = parameter("susunan_nip", on)
    digits = re.sub(r"\s", "", number)
    form = FORM.fullmatch(digits)
    if form is None:
        raise InvalidInput("nomor", f"harus {version['digit']} angka (spasi boleh), {EXAMPLE}; tertulis {len(digits)}.")
    born = _birth_date(form["birth"])
    kind, month, appointment = _entry(form["entry"])
    age = int(form["year"]) - born.year - (1 if kind == "pns" and month < born.month else 0)
    if age < version["usia_terendah"] or int(form["year"]) > on.year + 1:
        raise InvalidInput("nomor", f"tahun pengangkatan {form['year']} tidak mungkin untuk yang lahir {born.year}.")
    if form["sex"] not in "12":
        raise InvalidInput("nomor", f"angka ke-15 (jenis kelamin) harus 1 atau 2; tertulis {form['sex']}.")
    if form["serial"] == "000":
        raise InvalidInput("nomor", "angka ke-16 sampai 18 (nomor urut) harus 001 sampai 999.")
    parts = Nip(
        nip=digits,
        jenis=kind,
        tanggal_lahir=born,
        tmt=f"{form['year']}-{month:02}" if kind == "pns" else form["year"],
        jenis_kelamin="laki_laki" if form["sex"] == "1" else "perempuan",
        nomor_urut=form["serial"],
        pengangkatan_ke=appointment,
    )
    note = "usia_tidak_lazim" if age > version["usia_wajar"] else ""
    return Derivation("nip", parts, source=version.source, inputs=(Derivation("nomor", number),), note=note)


def _birth_date(digits: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        reason = f"angka ke-1 sampai 8 harus tanggal lahir TTTTBBHH yang ada; tertulis {digits}."
        raise InvalidInput("nomor", reason) from None


def _entry(digits: str) -> tuple[str, int, int | None]:
    """Kind of employee, month of appointment (PNS; 0 for PPPK) and number of the appointment (PPPK)."""
    if "01" <= digits <= "12":
        return "pns", int(digits), None
    if "21" <= digits <= "29":
        return "pppk", 0, int(digits[1])
    raise InvalidInput("nomor", f"angka ke-13 dan 14 harus bulan 01–12 (PNS) atau 21–29 (PPPK); tertulis {digits}.")
