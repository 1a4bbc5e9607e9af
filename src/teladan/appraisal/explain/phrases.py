"""The words sentences are made with: short forms of codes for the middle of a sentence, numbers with their units."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ParamSpec, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teladan.rules.enums import Axis, Component, CoreValue, Expectation, Source
from teladan.web.formats import number, percent
from teladan.web.words import word

P = ParamSpec("P")
T = TypeVar("T")

CATEGORY: dict[Expectation, Promise] = {
    Expectation.ABOVE: gettext_lazy("di atas ekspektasi"),
    Expectation.AS_EXPECTED: gettext_lazy("sesuai ekspektasi"),
    Expectation.BELOW: gettext_lazy("di bawah ekspektasi"),
}
AXIS: dict[Axis, Promise] = {Axis.RESULTS: gettext_lazy("hasil kerja"), Axis.BEHAVIOUR: gettext_lazy("perilaku kerja")}
SOURCE: dict[Source, Promise] = {
    Source.SELF: gettext_lazy("diri sendiri"),
    Source.SUPERIOR: gettext_lazy("atasan"),
    Source.PEER: gettext_lazy("rekan kerja"),
    Source.SUBORDINATE: gettext_lazy("bawahan"),
    Source.CITIZEN: gettext_lazy("warga"),
    Source.RECORD: gettext_lazy("register layanan"),
}
PART: dict[Component, Promise] = {
    Component.RESULTS: gettext_lazy("hasil kerja dalam SKP"),
    Component.PROCESS: gettext_lazy("proses dan strategi"),
    Component.BEHAVIOUR: gettext_lazy("perilaku menurut nilai BerAKHLAK"),
    Component.COMPETENCE: gettext_lazy("kompetensi"),
    Component.SERVICE_SPEED: gettext_lazy("kecepatan layanan"),
    Component.SERVICE_ACCURACY: gettext_lazy("ketepatan layanan"),
    Component.SERVICE_QUALITY: gettext_lazy("mutu layanan"),
    Component.CITIZEN_VOICE: gettext_lazy("suara warga"),
    Component.DAILY_WORK: gettext_lazy("kerja harian"),
}
LONGEST_NAME = 6
_PERCENT = ("%", "persen")


def say(sentence: str | Promise, **values: Any) -> str:
    """The sentence with its values filled in, one space between words, its first letter a capital."""
    text = " ".join(str(sentence).format(**values).split())
    return text[:1].upper() + text[1:]


def joined(*sentences: str) -> str:
    """Whole sentences one after another; empty ones are left out."""
    return " ".join(sentence for sentence in sentences if sentence)


def listed(items: Sequence[str]) -> str:
    """a, b, dan c."""
    if len(items) < 2:
        return "".join(items)
    if len(items) == 2:
        return _("{first} dan {second}").format(first=items[0], second=items[1])
    return _("{items}, dan {last}").format(items=", ".join(items[:-1]), last=items[-1])


def quoted(text: str, words: int = LONGEST_NAME) -> str:
    """The text in guillemets, cut after some words with an ellipsis."""
    given = text.split()
    cut = " ".join(given[:words]).rstrip(".,;:")
    return f"«{cut}…»" if len(given) > words else f"«{cut}»"


def quantity(value: Decimal, unit: str = "") -> str:
    """«31 orang», «5%», or the bare number without a unit."""
    unit = " ".join(unit.split())
    if is_percent(unit):
        return percent(value)
    return f"{number(value)} {unit}".rstrip()


def is_percent(unit: str) -> bool:
    """Whether a unit is a share of a hundred."""
    return unit.strip().lower() in _PERCENT


def points(value: Decimal | str) -> str:
    """«64,69 poin»."""
    return _("{points} poin").format(points=number(value))


def criterion(code: str) -> str:
    """A criterion in guillemets: «Ramah», «Akurasi laporan»."""
    return f"«{word(code)}»"


def silent_values(codes: Sequence[str]) -> str:
    """BerAKHLAK values without feedback, in one sentence."""
    values, every = [core_value(code) for code in codes], len(CoreValue)
    if len(values) == every:
        return say(_("Umpan balik untuk {all} nilai BerAKHLAK belum ada."), all=every)
    if len(values) == 1:
        return say(_("Umpan balik untuk nilai {value} belum ada."), value=values[0])
    sentence = _("Umpan balik untuk {count} dari {all} nilai BerAKHLAK belum ada: {list}.")
    return say(sentence, count=len(values), all=every, list=listed(values))


def core_value(code: str) -> str:
    """A BerAKHLAK value as it is written: Berorientasi Pelayanan."""
    return word(code)
