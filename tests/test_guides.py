"""The guides for maintainers point at files that exist and say in one Indonesian line what they are about."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GUIDES = sorted((ROOT / "docs" / "guide").glob("add-*.md"))


def test_there_are_guides_for_rule_page_and_import():
    assert [guide.stem for guide in GUIDES] == ["add-a-page", "add-a-rule", "add-an-import"]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_every_path_named_exists(guide):
    named = re.findall(r"`((?:src|tests|docs|examples)/[\w./-]*|[A-Z]+\.md)`", guide.read_text())

    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_an_indonesian_line_follows_the_title(guide):
    title, empty, summary, *_ = guide.read_text().splitlines()

    assert title.startswith("# ")
    assert empty == ""
    assert re.fullmatch(r"\*.+\.\*", summary)
