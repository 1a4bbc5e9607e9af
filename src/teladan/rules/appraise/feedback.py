"""Which feedback counts: named and open pieces singly, the rest only in groups large enough to hide its givers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from teladan.rules.enums import Source, Stance
from teladan.rules.evidence import FeedbackEvidence
from teladan.rules.policy.model import ANONYMOUS_SOURCES


class Heard(NamedTuple):
    """Feedback that counts, and the groups too small to count: (source, givers there are at least, needed)."""

    counted: tuple[FeedbackEvidence, ...]
    too_small: tuple[tuple[Source, int, int], ...]


def is_closed(piece: FeedbackEvidence) -> bool:
    """Whether a piece may only be used in a group: given by a peer, subordinate or citizen and not open."""
    return not piece.open and piece.source in ANONYMOUS_SOURCES


def heard(pieces: Iterable[FeedbackEvidence], minimum: Mapping[Source, int]) -> Heard:
    """Sorts out what counts. A source without `minimum` is none of this policy and does not count; `diri` never."""
    usable = [piece for piece in pieces if piece.source in minimum and piece.source is not Source.SELF]
    # Who gave a closed answer is not kept. Each giver speaks of one thing once, so the most-answered thing tells how
    # many people there are at least; counting answers would let one person's seven pass for a group.
    said = Counter((piece.source, piece.result, piece.value) for piece in usable if is_closed(piece))
    closed = dict.fromkeys(ANONYMOUS_SOURCES, 0)
    for (source, _, _), people in said.items():
        closed[source] = max(closed[source], people)
    small = tuple(
        (source, have, minimum[source]) for source, have in closed.items() if 0 < have < minimum.get(source, 0)
    )
    hidden = {source for source, _, _ in small}
    counted = tuple(piece for piece in usable if not (is_closed(piece) and piece.source in hidden))
    return Heard(counted, small)


def stances(pieces: Iterable[FeedbackEvidence]) -> tuple[int, int, int]:
    """How many are positive, not positive, and unclear."""
    positive = not_positive = unclear = 0
    for piece in pieces:
        if piece.stance is Stance.POSITIVE:
            positive += 1
        elif piece.stance is Stance.NOT_POSITIVE:
            not_positive += 1
        else:
            unclear += 1
    return positive, not_positive, unclear
