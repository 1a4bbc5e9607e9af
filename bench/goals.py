"""What a measurement says: one line a goal, with gate and aim."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

Verdict = Literal["holds", "does not hold", "later"]


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal's line. `holds` None means that it can't be measured yet; `figure` then says why."""

    number: str
    name: str
    figure: str
    gate: str
    aim: str
    holds: bool | None

    def line(self) -> str:
        """The line as printed; `later` lines show the reason in the place of the figure."""
        verdict = "later" if self.holds is None else "holds" if self.holds else "does not hold"
        if self.gate == "-":  # a baseline has none
            verdict = "-"
        return f"{self.number:<5} {self.name:<38} {self.figure:<62} {self.gate:<16} {self.aim:<12} {verdict}"


def later(number: str, name: str, why: str, gate: str, aim: str) -> Goal:
    """A goal whose feature or size does not exist yet."""
    return Goal(number, name, f"later: {why}", gate, aim, None)


def header() -> str:
    """The head of the table."""
    return f"{'goal':<5} {'what':<38} {'figure: median [min..max]':<62} {'gate':<16} {'aim':<12} verdict"


def ratios(above: Sequence[float], below: Sequence[float]) -> list[float]:
    """The ratio of each interleaved round; both sides have one figure a round."""
    return [a / b for a, b in zip(above, below, strict=True)]


def spread(values: Sequence[float]) -> str:
    """Median with its range, as ratios are written: 3.1x [2.9..3.4]."""
    return f"{median(values):.2f}x [{min(values):.2f}..{max(values):.2f}]"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0…1) of the sorted values lie, nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
