"""Rating hasil kerja by the majority guidance (Lampiran IV.B.3.a.1)(d), pp. 97–98; annual b.1)(d), pp. 100–101)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from teladan.rules.derivation import Derivation
from teladan.rules.enums import Expectation, Priority, Stance
from teladan.rules.in_force import parameter
from teladan.rules.regulations.permenpanrb_6_2022.majority import (
    ANYTHING,
    WORST_FIRST,
    Most,
    Range,
    Voices,
    majority,
)

NOT_RATED = "hasil_kerja_belum_dinilai"
NO_RESULT = "hasil_kerja_belum_ada"
NO_FEEDBACK = "umpan_balik_belum_ada"
UNCLEAR_FEEDBACK = "umpan_balik_belum_jelas"
OPPOSED = "hasil_dan_umpan_balik_berbeda"
MAIN_MOSTLY_BELOW = "utama_sebagian_besar_di_bawah"


@dataclass(frozen=True, slots=True)
class RatedResult:
    """One planned result (RHK) of a period: its rating (None: not rated yet) and the stances of the feedback on it."""

    reference: str
    priority: Priority
    expectation: Expectation | None
    stances: tuple[Stance, ...] = ()


@dataclass(frozen=True, slots=True)
class _Finding:
    """Everything the guidance finds; the derivation and the bare value both read it."""

    work: Range
    feedback: Range
    whole: Range
    voices: Voices
    enough: bool
    notes: tuple[str, ...]

    @property
    def value(self) -> Expectation | None:
        return self.whole.certain if self.enough else None


def results_expectation_value(*, results: Sequence[RatedResult], on: date) -> Expectation | None:
    """The category alone; see `results_expectation`."""
    return _find(results, on).value


def results_expectation(*, results: Sequence[RatedResult], on: date) -> Derivation[Expectation | None]:
    """Suggest the rating hasil kerja from rated results and feedback on them; None means «belum cukup bukti».

    Letter a of the guide looks at the results: «di atas» when most are above and no hasil kerja utama is below;
    «di bawah» when most are below, or when most hasil kerja utama are below (then «hanya sebagian kecil hasil kerja
    utama yang dibawah ekspektasi», which «sesuai» requires, is broken); else «sesuai».
    Letter b looks at all feedback on the results together: most positive is «di atas», most not positive «di bawah»,
    else «sesuai».
    The guide lists a and b under each category, so an extreme needs both: when a and b do not name the same extreme,
    the category is «sesuai» (the median of a, b and «sesuai»). `hasil_dan_umpan_balik_berbeda` notes that they differ,
    but for the usual case of expected results with positive feedback. The official Direktur Jenderal III shows the
    rule: four of seven main results below, two of three voices positive, printed «sesuai» (pp. 189–191).

    No feedback at all leaves letter b open, not negative: «sesuai» by letter a stands, an extreme waits for feedback.
    A result without rating and feedback with stance «belum_jelas» are tried at their worst and at their best (see
    `majority`); besides, most results must be rated. `note` holds codes, separated by spaces: hasil_kerja_belum_ada,
    hasil_kerja_belum_dinilai, umpan_balik_belum_ada, umpan_balik_belum_jelas, hasil_dan_umpan_balik_berbeda,
    utama_sebagian_besar_di_bawah. The inputs `paling_rendah` and `paling_tinggi` are the ends left open.
    Periodic and annual guides have the same words. Raises RuleGap before 7 February 2022.
    """
    finding = _find(results, on)
    guide = parameter("panduan_hasil_kerja", on).source
    return Derivation(
        "rating_hasil_kerja",
        finding.value,
        source=guide,
        inputs=(
            Derivation("capaian_hasil_kerja", finding.work.certain, guide, tuple(_of(result) for result in results)),
            Derivation("umpan_balik_hasil_kerja", finding.feedback.certain, guide, voices_inputs(finding.voices)),
            Derivation("paling_rendah", finding.whole.worst),
            Derivation("paling_tinggi", finding.whole.best),
        ),
        note=" ".join(finding.notes),
    )


def voices_inputs(voices: Voices) -> tuple[Derivation[int], ...]:
    """The counts of feedback as inputs of a derivation."""
    return (
        Derivation(Stance.POSITIVE.value, voices.positive),
        Derivation(Stance.NOT_POSITIVE.value, voices.not_positive),
        Derivation(Stance.UNCLEAR.value, voices.unclear),
    )


def _of(result: RatedResult) -> Derivation[Expectation | None]:
    return Derivation(
        "hasil_kerja",
        result.expectation,
        inputs=(Derivation("prioritas", result.priority),),
        note="" if result.expectation else NOT_RATED,
        reference=result.reference,
    )


def _find(results: Sequence[RatedResult], on: date) -> _Finding:
    most = majority(on)
    voices = Voices.of(stance for result in results for stance in result.stances)
    work = (
        Range(_work(results, Expectation.BELOW, most), _work(results, Expectation.ABOVE, most)) if results else ANYTHING
    )
    feedback = _feedback(voices, most)
    whole = Range(_combined(work.worst, feedback.worst), _combined(work.best, feedback.best))
    rated = sum(1 for result in results if result.expectation)
    return _Finding(
        work, feedback, whole, voices, most(rated, len(results)), _notes(results, work, feedback, voices, most)
    )


def _work(results: Sequence[RatedResult], missing_as: Expectation, most: Most) -> Expectation:
    """Letter a, with results that are not rated taken as `missing_as`."""
    ratings = [(result.priority, result.expectation or missing_as) for result in results]
    main = [rating for priority, rating in ratings if priority is Priority.MAIN]
    main_below = main.count(Expectation.BELOW)
    above = sum(1 for _, rating in ratings if rating is Expectation.ABOVE)
    below = sum(1 for _, rating in ratings if rating is Expectation.BELOW)
    if most(below, len(ratings)) or most(main_below, len(main)):
        return Expectation.BELOW
    if most(above, len(ratings)) and not main_below:
        return Expectation.ABOVE
    return Expectation.AS_EXPECTED


def _feedback(voices: Voices, most: Most) -> Range:
    """Letter b at its worst and at its best; no feedback leaves everything open."""
    if not voices.total:
        return ANYTHING
    return Range(_heard(voices.at_worst(), most), _heard(voices.at_best(), most))


def _heard(voices: Voices, most: Most) -> Expectation:
    if most(voices.positive, voices.total):
        return Expectation.ABOVE
    if most(voices.not_positive, voices.total):
        return Expectation.BELOW
    return Expectation.AS_EXPECTED


def _combined(work: Expectation, feedback: Expectation) -> Expectation:
    """The median of both and «sesuai»: an extreme needs letter a and letter b."""
    return sorted((work, feedback, Expectation.AS_EXPECTED), key=WORST_FIRST.index)[1]


def _notes(results: Sequence[RatedResult], work: Range, feedback: Range, voices: Voices, most: Most) -> tuple[str, ...]:
    main = [result.expectation for result in results if result.priority is Priority.MAIN]
    a, b = work.certain, feedback.certain
    usual = a is Expectation.AS_EXPECTED and b is Expectation.ABOVE
    found = {
        NO_RESULT: not results,
        NOT_RATED: any(result.expectation is None for result in results),
        NO_FEEDBACK: bool(results) and not voices.total,
        UNCLEAR_FEEDBACK: voices.unclear > 0,
        OPPOSED: a is not None and b is not None and a is not b and not usual,
        MAIN_MOSTLY_BELOW: most(main.count(Expectation.BELOW), len(main)),
    }
    return tuple(code for code, applies in found.items() if applies)
