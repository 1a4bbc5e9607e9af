"""Circles in trees and in dated chains, found without walking every chain from every end."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from django.db.backends.postgresql.psycopg_any import DateRange

T = TypeVar("T", bound=Hashable)


def on_a_loop(parent_of: Mapping[T, T]) -> set[T]:
    """Members of circles where each node has at most one parent; who merely hangs below a circle is not in it."""
    seen: dict[T, int] = {}
    found: set[T] = set()
    for number, start in enumerate(parent_of):
        path: list[T] = []
        node = start
        while node in parent_of and node not in seen:
            seen[node] = number
            path.append(node)
            node = parent_of[node]
        if node in seen and seen[node] == number and node in path:
            found.update(path[path.index(node) :])
    return found


def members_of_loops(lines: Sequence[tuple[T, T, DateRange]]) -> set[tuple[T, date]]:
    """Dated lines (person, superior, when) that close a circle on some day, as (person, first day).

    A circle must exist on the first day of one of its lines, so only those days are looked at, and only among the lines
    that can be part of any circle at all.
    """
    rest = _without_ends(lines)
    found: set[tuple[T, date]] = set()
    for day in sorted({valid.lower for _person, _superior, valid in rest}):
        in_force = {
            person: (superior, valid.lower)
            for person, superior, valid in rest
            if valid.lower <= day and (valid.upper is None or day < valid.upper)
        }
        loop = on_a_loop({person: superior for person, (superior, _first) in in_force.items()})
        found |= {(person, in_force[person][1]) for person in loop}
    return found


def _without_ends(lines: Sequence[tuple[T, T, DateRange]]) -> list[tuple[T, T, DateRange]]:
    """Lines left after taking away, again and again, all whose person leads nobody or whose superior has none."""
    rest = list(lines)
    while rest:
        persons = _set(person for person, _superior, _valid in rest)
        superiors = _set(superior for _person, superior, _valid in rest)
        kept = [line for line in rest if line[0] in superiors and line[1] in persons]
        if len(kept) == len(rest):
            break
        rest = kept
    return rest


def _set(items: Iterable[T]) -> set[T]:
    return set(items)
