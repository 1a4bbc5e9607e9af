"""Rating perilaku kerja by the guidance (Lampiran IV.B.3.a.2)(c), p. 98; annual b.2)(c), pp. 101–102)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from teladan.rules.derivation import Derivation
from teladan.rules.enums import CoreValue, Expectation, Stance
from teladan.rules.in_force import parameter
from teladan.rules.regulations.permenpanrb_6_2022.majority import Most, Range, Voices, majority
from teladan.rules.regulations.permenpanrb_6_2022.results import voices_inputs

NO_FEEDBACK = "nilai_belum_ada_umpan_balik"
UNCLEAR_FEEDBACK = "umpan_balik_belum_jelas"
GUARDIAN = "penjaga_nilai_perlu_dipastikan"


@dataclass(frozen=True, slots=True)
class RatedValue:
    """The feedback on one BerAKHLAK value, by what its givers meant."""

    value: CoreValue
    stances: tuple[Stance, ...]


def behaviour_expectation_value(*, values: Sequence[RatedValue], on: date) -> Expectation | None:
    """The category alone; see `behaviour_expectation`."""
    return _range(_voices(values), majority(on)).certain


def behaviour_expectation(*, values: Sequence[RatedValue], on: date) -> Derivation[Expectation | None]:
    """Suggest the rating perilaku kerja from feedback on the seven values; None means «belum cukup bukti».

    A value is lived when more than half of the feedback on it is positive. «Secara konsisten menjalankan nilai dasar
    ASN untuk diri sendiri» (sesuai) is read as: most of the seven values are lived. Otherwise «di bawah» («belum secara
    konsisten»). «Di atas» also asks for a guardian of the values; stances can't show that, so it is suggested only when
    all seven values are lived without a single not-positive voice, and noted `penjaga_nilai_perlu_dipastikan`: the
    superior must confirm it. Checked against the official examples: Kepala Subdirektorat II (three of seven lived,
    p. 206) is below, Bidan Penyelia (six of seven, p. 229) as expected, Kepala Puskesmas (all, p. 224) above.

    A value without feedback, or not among `values`, is missing, never negative; «belum_jelas» likewise. Both are tried
    at their worst and at their best (see `majority`), and the value is stated only if that makes no difference. A value
    may be given several times; all its feedback counts. `note` holds codes separated by spaces:
    nilai_belum_ada_umpan_balik, umpan_balik_belum_jelas, penjaga_nilai_perlu_dipastikan. The inputs `paling_rendah`
    and `paling_tinggi` are the ends left open. Raises RuleGap before 7 February 2022.
    """
    voices, most = _voices(values), majority(on)
    found = _range(voices, most)
    return Derivation(
        "rating_perilaku_kerja",
        found.certain,
        source=parameter("panduan_perilaku_kerja", on).source,
        inputs=(
            *(_of(value, heard, most) for value, heard in voices.items()),
            Derivation("paling_rendah", found.worst),
            Derivation("paling_tinggi", found.best),
        ),
        note=" ".join(_notes(voices, found)),
    )


def _voices(values: Sequence[RatedValue]) -> Mapping[CoreValue, Voices]:
    heard: dict[CoreValue, list[Stance]] = {value: [] for value in CoreValue}
    for rated in values:
        heard[rated.value].extend(rated.stances)
    return {value: Voices.of(stances) for value, stances in heard.items()}


def _range(voices: Mapping[CoreValue, Voices], most: Most) -> Range:
    silent_worst, silent_best = Voices(0, 1, 0), Voices(1, 0, 0)
    worst = [heard.at_worst() if heard.total else silent_worst for heard in voices.values()]
    best = [heard.at_best() if heard.total else silent_best for heard in voices.values()]
    return Range(_category(worst, most), _category(best, most))


def _category(voices: Iterable[Voices], most: Most) -> Expectation:
    heard = list(voices)
    lived = sum(1 for one in heard if most(one.positive, one.total))
    if not most(lived, len(heard)):
        return Expectation.BELOW
    if all(one.not_positive == 0 for one in heard):
        return Expectation.ABOVE
    return Expectation.AS_EXPECTED


def _of(value: CoreValue, voices: Voices, most: Most) -> Derivation[bool | None]:
    """Whether a value is lived; None when its feedback is missing or too unclear to tell."""
    ends = {most(end.positive, end.total) for end in (voices.at_worst(), voices.at_best())}
    lived = ends.pop() if voices.total and len(ends) == 1 else None
    return Derivation(
        "nilai_dijalankan",
        lived,
        inputs=voices_inputs(voices),
        note="" if voices.total else NO_FEEDBACK,
        reference=value.value,
    )


def _notes(voices: Mapping[CoreValue, Voices], found: Range) -> tuple[str, ...]:
    codes = {
        NO_FEEDBACK: any(heard.total == 0 for heard in voices.values()),
        UNCLEAR_FEEDBACK: any(heard.unclear for heard in voices.values()),
        GUARDIAN: found.certain is Expectation.ABOVE,
    }
    return tuple(code for code, applies in codes.items() if applies)
