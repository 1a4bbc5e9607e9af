"""The workflow is one table; the guide draws that table."""

from pathlib import Path

from teladan.appraisal.enums import PERIOD_TRANSITIONS, TRANSITIONS, PeriodStatus, Status

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "workflow.md"


def diagram() -> str:
    """The tables as Mermaid, in the order of the states."""
    lines = ["```mermaid", "stateDiagram-v2", "    state Penilaian {"]
    lines += _arrows(TRANSITIONS, Status)
    lines += ["    }", "    state Periode {"]
    lines += _arrows(PERIOD_TRANSITIONS, PeriodStatus)
    return "\n".join([*lines, "    }", "```"])


def _arrows(table: dict, states: type) -> list[str]:  # type: ignore[type-arg]
    found = [f"        [*] --> {next(iter(states)).value}"]
    for source in states:
        found += [f"        {source.value} --> {target.value}" for target in states if target in table[source]]
        if not table[source]:
            found.append(f"        {source.value} --> [*]")
    return found


def test_every_state_has_its_row() -> None:
    assert set(TRANSITIONS) == set(Status)
    assert set(PERIOD_TRANSITIONS) == set(PeriodStatus)


def test_final_states_lead_nowhere() -> None:
    assert TRANSITIONS[Status.SEALED] == frozenset()
    assert PERIOD_TRANSITIONS[PeriodStatus.CLOSED] == frozenset()


def test_guide_draws_the_table() -> None:
    text = GUIDE.read_text(encoding="utf-8")

    assert diagram() in text, f"Ganti diagram di {GUIDE.name} dengan:\n{diagram()}"
