"""What is wrong with a file or a row, in the words of who has to mend it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teladan.intake.archive import Suspect

Words = str | Promise
MOST_COMPARED = 3000  # names a misspelling is compared with; more would cost seconds


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step is refused: `code` for programs, the message for people."""

    code: str
    message: Words


class IntakeError(Exception):
    """A step of the import that is refused; nothing was written."""

    def __init__(self, refusal: Refusal) -> None:
        self.code = refusal.code
        super().__init__(str(refusal.message))


class FileRefused(IntakeError):
    """The file can't be opened as a workbook, or is not safe to open."""


class ChangedMeanwhile(IntakeError):
    """The run was applied or dropped by somebody else, or the data moved since it was checked."""


class NotAllowed(IntakeError):
    """The state of the run or the person forbids the step."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One violation: where (row as Excel numbers it; 1 is the header, 0 the sheet), what is wrong, how to mend it.

    `follows` marks a row that is fine in itself and only waits for another row.
    """

    sheet: str
    row: int
    column: str
    message: str
    cure: str
    follows: bool = False

    def as_list(self) -> list[str | int | bool]:
        """For storage as JSON; `Problem(*…)` reads it back."""
        return [self.sheet, self.row, self.column, self.message, self.cure, self.follows]

    def __str__(self) -> str:
        where = [_("lembar {name}").format(name=self.sheet)]
        if self.row:
            where.append(_("baris {number}").format(number=self.row))
        if self.column:
            where.append(_("kolom {name}").format(name=self.column))
        return f"{', '.join(where)}: {self.message} {self.cure}"


Report = Callable[[Problem], None]

_SUSPECTS: dict[str, Words] = {
    "bukan_xlsx": gettext_lazy("Berkas ini bukan buku kerja Excel. Simpan ulang dari Excel sebagai .xlsx."),
    "berkas_lama_atau_terkunci": gettext_lazy(
        "Berkas ini berformat lama (.xls) atau dilindungi sandi. Simpan ulang sebagai .xlsx tanpa sandi."
    ),
    "rusak": gettext_lazy("Berkas ini rusak atau terpotong. Buka di Excel, simpan ulang, lalu unggah lagi."),
    "makro": gettext_lazy("Berkas ini memuat makro. Simpan ulang sebagai .xlsx tanpa makro."),
    "terlalu_besar": gettext_lazy(
        "Berkas ini terlalu besar. Bagi menjadi beberapa berkas, paling besar 20 MB dan 50.000 baris setiap lembar."
    ),
    "terlalu_mampat": gettext_lazy(
        "Isi berkas ini mengembang tidak wajar. Salin datanya ke templat yang baru diunduh."
    ),
    "terlalu_banyak_bagian": gettext_lazy(
        "Berkas ini memuat terlalu banyak bagian. Salin datanya ke templat yang baru diunduh."
    ),
    "bagian_ganda": gettext_lazy("Susunan berkas ini tidak wajar. Salin datanya ke templat yang baru diunduh."),
    "tumpang_tindih": gettext_lazy("Susunan berkas ini tidak wajar. Salin datanya ke templat yang baru diunduh."),
    "arsip_di_dalam": gettext_lazy("Berkas ini memuat berkas lain di dalamnya. Hapus sisipan itu, lalu unggah lagi."),
    "deklarasi": gettext_lazy("Susunan berkas ini tidak wajar. Salin datanya ke templat yang baru diunduh."),
    "pengodean": gettext_lazy("Susunan berkas ini tidak wajar. Salin datanya ke templat yang baru diunduh."),
    "terlalu_banyak_baris": gettext_lazy(
        "Satu lembar memuat lebih dari 50.000 baris. Hapus baris kosong di bawah data, atau bagi berkasnya."
    ),
    "terlalu_banyak_kolom": gettext_lazy("Satu lembar memuat lebih dari 60 kolom. Hapus kolom di luar templat."),
    "terlalu_banyak_lembar": gettext_lazy("Berkas ini memuat terlalu banyak lembar. Hapus lembar di luar templat."),
    "terlalu_lama": gettext_lazy("Berkas ini terlalu lama dibaca. Bagi berkasnya, lalu unggah satu per satu."),
    "terlalu_berat": gettext_lazy("Berkas ini terlalu berat dibaca. Bagi berkasnya, lalu unggah satu per satu."),
}


def refused(suspect: Suspect) -> FileRefused:
    """A suspect file in words."""
    return FileRefused(Refusal(f"impor.{suspect.code}", _SUSPECTS[suspect.code]))


def any_of(words: Sequence[str]) -> str:
    """«a» atau «b»; «a», «b», atau «c»."""
    return _joined(words, _("{first} atau {last}"), _("{first}, atau {last}"))


def all_of(words: Sequence[str]) -> str:
    """«a» dan «b»; «a», «b», dan «c»."""
    return _joined(words, _("{first} dan {last}"), _("{first}, dan {last}"))


def _joined(words: Sequence[str], two: str, more: str) -> str:
    quoted = [f"«{word}»" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return (two if len(quoted) == 2 else more).format(first=", ".join(quoted[:-1]), last=quoted[-1])


def nearest(word: str, names: Iterable[str]) -> str:
    """«Maksud Anda …?» when one of the names is close, else an empty text."""
    known = {name.casefold(): name for name in names}
    if len(known) > MOST_COMPARED:
        return ""
    found = get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    return _("Maksud Anda «{name}»?").format(name=known[found[0]]) if found else ""
