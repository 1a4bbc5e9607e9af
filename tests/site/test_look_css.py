"""The stylesheet: its size, its tokens, what the content security policy forbids, and how it is built."""

import gzip
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from teladan.site import assets_build

SOURCE = Path(assets_build.__file__).resolve().parents[1]
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
SCRIPTS = sorted((assets_build.HERE / "static" / "js").glob("*.js"))
TOKENS = (assets_build.CSS / "tokens.css").read_text(encoding="utf-8")
BLOCKS = {
    "terang": re.search(r":root\{(.*?)\}", TOKENS, re.DOTALL),
    "gelap": re.search(r":root\[data-theme=dark\]\{(.*?)\}", TOKENS, re.DOTALL),
    "gelap menurut perangkat": re.search(r":root:not\(\[data-theme=light\]\)\{(.*?)\}", TOKENS, re.DOTALL),
}

TEXT_PAIRS = [
    ("ink", "paper"), ("ink", "surface"), ("ink", "sunken"), ("ink-soft", "paper"), ("ink-soft", "surface"),
    ("ink-soft", "sunken"), ("brand", "paper"), ("brand", "surface"), ("brand", "brand-tint"),
    ("brand-press", "surface"), ("brand-press", "sunken"), ("on-brand", "brand"), ("on-brand", "brand-press"),
    ("error", "surface"), ("error", "paper"), ("error", "sunken"), ("bp", "surface"), ("b", "surface"),
    ("k", "surface"),
]  # fmt: skip
CHIPS = [(code, f"{code}-bg") for code in ("sb", "b", "bp", "k", "sk")]
SHAPES = [(f"chart-{code}", "surface") for code in ("sb", "b", "bp", "k", "sk")] + [
    ("line-strong", "surface"), ("line-strong", "paper"), ("focus", "paper"), ("focus", "surface"), ("brand", "sunken"),
]  # fmt: skip


def colours(theme: str) -> dict[str, str]:
    """Token → colour of one theme; what the dark block leaves out comes from the light one."""
    found = BLOCKS[theme]
    assert found is not None
    light = BLOCKS["terang"]
    assert light is not None
    pattern = re.compile(r"--([\w-]+):(#[0-9A-Fa-f]{3,6})")
    return dict(pattern.findall(light[1])) | dict(pattern.findall(found[1]))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2), 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["terang", "gelap"])
def test_texts_reach_aa_and_chips_more(theme: str) -> None:
    token = colours(theme)

    assert [pair for pair in TEXT_PAIRS if contrast(token[pair[0]], token[pair[1]]) < 4.5] == []
    assert [pair for pair in CHIPS if contrast(token[pair[0]], token[pair[1]]) < 6.7] == []


@pytest.mark.parametrize("theme", ["terang", "gelap"])
def test_shapes_stand_out_from_their_ground(theme: str) -> None:
    token = colours(theme)

    assert [pair for pair in SHAPES if contrast(token[pair[0]], token[pair[1]]) < 3] == []


def test_dark_is_the_same_by_choice_and_by_device() -> None:
    assert colours("gelap") == colours("gelap menurut perangkat") != colours("terang")


def test_no_colour_is_named_outside_the_tokens() -> None:
    # The toast looks the same in both themes; paper is white and black.
    allowed = {"#221A20", "#FFF", "#8B7C87", "#F2B632", "#fff", "#000", "#333", "#555", "#999"}
    others = [name for name in assets_build.ORDER if name != "tokens"]
    named = {
        c for name in others for c in re.findall(r"#[0-9A-Fa-f]{3,6}\b", (assets_build.CSS / f"{name}.css").read_text())
    }

    assert named <= allowed


def test_one_stylesheet_within_its_budget() -> None:
    css = assets_build.stylesheet(with_font=True)

    assert len(gzip.compress(css.encode(), 9)) <= 12 * 1024
    assert css.startswith("@font-face{")
    assert (
        css.index("--paper:") < css.index("@layer base,layout,components,utilities,print;") < css.index("@layer base{")
    )
    assert "/*" not in css


def test_no_typeface_no_rule_for_it() -> None:
    assert "@font-face" not in assets_build.stylesheet(with_font=False)


def test_squeezing_keeps_what_stands_in_quotes() -> None:
    squeezed = assets_build.minified(['a::before { content: "x ;  } /" ; }', "/* away */", "b > c { color : red; }"])

    assert squeezed == 'a::before{content:"x ;  } /"}b>c{color : red}\n'


def test_browsers_below_the_floor_get_one_column_outside_the_layers() -> None:
    css = assets_build.stylesheet(with_font=False)

    assert "@supports not (container-type:inline-size){body{" in css[: css.index("@layer base{")]


def test_templates_and_scripts_hold_nothing_the_policy_forbids() -> None:
    forbidden = re.compile(
        r"""\sstyle\s*=|\son[a-z]+\s*=|hx-on|<style|javascript:|<script(?![^>]*\bsrc=)""", re.IGNORECASE
    )

    found = [
        f"{path.name}: {match}" for path in TEMPLATES for match in forbidden.findall(path.read_text(encoding="utf-8"))
    ]

    assert len(TEMPLATES) > 40
    assert found == []
    for script in SCRIPTS:
        assert not re.search(r"\beval\(|new Function|innerHTML|\.style\b", script.read_text(encoding="utf-8")), (
            script.name
        )


def test_every_class_in_a_template_has_a_rule() -> None:
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", assets_build.stylesheet(with_font=False)))
    unknown = []
    for path in TEMPLATES:
        text = re.sub(r"\{[%{#].*?[%}#]\}", "¤", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        names = [name.strip("¤") for value in re.findall(r'class="([^"]*)"', text) for name in value.split()]
        unknown += [f"{path.name}: {n}" for n in names if n and "¤" not in n and not n.endswith("-") and n not in known]

    assert unknown == []


def test_own_script_is_small() -> None:
    total = sum(len(gzip.compress(script.read_bytes(), 9)) for script in SCRIPTS)

    assert 0 < total <= 4 * 1024


def test_second_build_makes_nothing_and_is_quick() -> None:
    assets_build.build()

    begun = time.process_time()
    again = assets_build.build()

    assert again == []
    assert time.process_time() - begun < 0.5


def test_build_heals_a_lost_or_broken_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets_build, "OUT", tmp_path)
    monkeypatch.setattr(assets_build, "STAMPS", tmp_path / ".stamps")
    monkeypatch.setattr(assets_build, "LOCALE", tmp_path)
    assets_build.build()
    (tmp_path / "teladan.css").unlink()

    made = assets_build.build()

    assert [line.split(":")[0] for line in made] == ["teladan.css"]
    assert 12_000 < (tmp_path / assets_build.FONT_NAME).stat().st_size < 22_000
    assert assets_build.FONT_NAME in (tmp_path / "teladan.css").read_text()


def test_a_build_killed_midway_leaves_whole_files(tmp_path: Path) -> None:
    target = tmp_path / "berkas"
    target.write_bytes(b"lama")
    program = (
        "import sys, os; from pathlib import Path; from teladan.site import assets_build as a;"
        "a.STAMPS = Path(sys.argv[1]);"
        "os.replace = lambda *_: os._exit(9); a.replace(Path(sys.argv[2]), b'baru')"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), str(target)],
        check=False,
        env={**os.environ, "TELADAN_MODE": "uji"},
    )

    assert done.returncode == 9
    assert target.read_bytes() == b"lama"
    assets_build.replace(target, b"baru")
    assert target.read_bytes() == b"baru"


def test_files_travel_compressed() -> None:
    from django.conf import settings

    order = settings.MIDDLEWARE
    assert order.index("django.middleware.gzip.GZipMiddleware") < order.index(
        "whitenoise.middleware.WhiteNoiseMiddleware"
    )
