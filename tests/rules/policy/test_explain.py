"""A policy in plain Indonesian says everything the document decides."""

import re
from pathlib import Path

import pytest

from teladan.rules.enums import Axis
from teladan.rules.policy import PRESETS, Mode, explain, explain_sections, preset
from teladan.rules.policy.command import main
from teladan.rules.policy.reading import digits
from teladan.rules.policy.words import COMPONENTS


@pytest.mark.parametrize("name", PRESETS)
def test_every_component_with_its_weight_is_told(name: str) -> None:
    policy = preset(name)
    text = explain(policy)

    for rule in policy.components:
        assert COMPONENTS[rule.component] in text
        if policy.mode is Mode.WEIGHTED:
            assert f"{COMPONENTS[rule.component]}: {digits(rule.weight)}%" in text


@pytest.mark.parametrize("name", [name for name in PRESETS if name != "nasional"])
def test_thresholds_floors_and_sources_are_told(name: str) -> None:
    policy = preset(name)
    sections = {section.title: section for section in explain_sections(policy)}

    for axis in Axis:
        title = "Sumbu hasil kerja" if axis is Axis.RESULTS else "Sumbu perilaku kerja"
        assert f"{policy.thresholds[axis].above} poin atau lebih" in " ".join(sections[title].points)
    for rule in policy.components:
        points = " ".join(sections[COMPONENTS[rule.component]].points)
        assert all(f"berbobot {source.weight}%" in points for source in rule.sources if source.weight)
        assert all(f"sedikitnya {source.minimum}" in points for source in rule.sources if source.minimum > 1)


@pytest.mark.parametrize("name", PRESETS)
def test_the_words_address_the_reader_formally_and_leave_no_codes(name: str) -> None:
    text = explain(preset(name))

    assert "Anda" in text
    assert not re.search(r"\b(kamu|anda)\b", text)
    assert not re.search(r"[a-z]_[a-z]", text)
    assert "!" not in text


def test_the_plain_text_holds_every_section() -> None:
    text = " ".join(explain(preset("andir")).split())

    for section in explain_sections(preset("andir")):
        for part in (section.title, *section.paragraphs, *section.points):
            assert " ".join(part.split()) in text


def test_the_command_lists_checks_and_explains(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(PRESETS)

    assert main(["check", "medan"]) == 0
    assert main(["explain", "medan"]) == 0
    assert "Kebijakan penilaian Kota Medan" in capsys.readouterr().out


def test_the_command_returns_1_and_the_violations_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kebijakan.toml"
    path.write_text("versi = 0\n")

    assert main(["check", str(path)]) == 1
    assert f"{path}: Baris 1, versi: " in capsys.readouterr().out
    assert main(["explain", str(path)]) == 1


@pytest.mark.parametrize("argv", [[], ["check"], ["hapus", "medan"], ["check", "tidak-ada.toml"]])
def test_the_command_refuses_with_2_and_a_word_of_help(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    assert capsys.readouterr().err
