"""Builds what pages need besides our own files: one stylesheet, the subset typeface, compiled translations.

`teladan assets` runs it. Quick when nothing has changed; every file is written aside and renamed, so that a build
killed midway is simply continued by the next one. Without the typeface's package the system's own font is used.
"""

import argparse
import hashlib
import importlib.metadata
import io
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
CSS = HERE / "static" / "css"
OUT = HERE / "assets"
STAMPS = OUT / ".stamps"  # also holds half-written files; static file tools leave out names with a dot
LOCALE = HERE / "locale"
ORDER = ("tokens", "base", "layout", "components", "utilities", "print")
RECIPE = "1"  # raise when this file makes something else from the same input

FONT_NAME = "teladan-sans.woff2"
# Indonesian, English, names with accents, and the punctuation and signs the texts use.
CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ"
    + "\u00a0¡¿«»‹›‘’“”„–—…·•‰§©®°±²³µ¶×÷≤≥≠−€←↑→↓"
)
FONT_FACE = (
    f'@font-face{{font-family:"Source Sans 3";src:url("{FONT_NAME}") format("woff2");'
    "font-weight:400 700;font-style:normal;font-display:swap}"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Build into `assets/` (and `.mo` files beside their `.po`); `--force` rebuilds all. Returns 0."""
    parser = argparse.ArgumentParser(prog="teladan assets", description="Menyiapkan gaya, huruf, dan terjemahan.")
    parser.add_argument("--force", action="store_true", help="bangun ulang semuanya")
    parser.add_argument("--quiet", action="store_true", help="tanpa keterangan")
    options = parser.parse_args(argv)
    for line in build(force=options.force):
        if not options.quiet:
            sys.stdout.write(line + "\n")
    return 0


def build(*, force: bool = False) -> list[str]:
    """Make what is missing or stale. Returns one line per file made; empty when all was up to date."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    made: list[str] = []
    source = font_source()
    if source is not None:
        key = f"{RECIPE} {source.stat().st_size} {_version()} {CHARACTERS}"
        made += _make(OUT / FONT_NAME, key.encode(), lambda: subset(source), force)
    css = stylesheet(with_font=(OUT / FONT_NAME).exists()).encode()
    made += _make(OUT / "teladan.css", css, lambda: css, force)
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        made += _make(po.with_suffix(".mo"), po.read_bytes(), lambda po=po: compiled(po), force)  # type: ignore[misc]
    return made


def stylesheet(*, with_font: bool) -> str:
    """All parts of `static/css/` in the order of their layers, minified."""
    parts = [(CSS / f"{name}.css").read_text(encoding="utf-8") for name in ORDER]
    return minified(([FONT_FACE] if with_font else []) + parts)


def minified(parts: Iterable[str]) -> str:
    """CSS without comments and needless white space; text in quotes is left alone."""
    text = re.sub(r"/\*.*?\*/", "", "\n".join(parts), flags=re.DOTALL)
    pieces = re.split(r'("[^"]*")', text)
    pieces[::2] = [_squeezed(piece) for piece in pieces[::2]]
    return "".join(pieces).strip() + "\n"


def _squeezed(piece: str) -> str:
    piece = re.sub(r"\s+", " ", piece)
    piece = re.sub(r" ?([{};,>]) ?", r"\1", piece)
    return re.sub(r"(?<=[a-z\-]): ", ":", piece).replace(";}", "}")


def font_source() -> Path | None:
    """The variable typeface inside its package, or None where the package isn't installed."""
    try:
        import fontpkg_source_sans_3 as package
    except ImportError:
        return None
    path = Path(package.ROOT) / "files" / "SourceSans3[wght].ttf"
    return path if path.is_file() else None


def subset(source: Path) -> bytes:
    """The typeface with only our characters and weights 400 to 700, as WOFF2 (about 20 KB)."""
    from fontTools import subset as subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    options = subsetter.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "mark", "ccmp", "locl", "tnum"]
    options.hinting = False
    options.name_IDs = [1, 2, 13, 14]
    font = TTFont(source)
    chosen = subsetter.Subsetter(options)
    chosen.populate(text=CHARACTERS)
    chosen.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": (400, 700)})
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def compiled(po: Path) -> bytes:
    """A translation catalogue in the form gettext reads."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    buffer = io.BytesIO()
    with po.open("rb") as file:
        write_mo(buffer, read_po(file, locale=po.parent.parent.name))
    return buffer.getvalue()


def _version() -> str:
    return importlib.metadata.version("fontpkg-source-sans-3")


def _make(target: Path, key: bytes, maker: Callable[[], bytes], force: bool) -> list[str]:
    """Write `target` unless its stamp says that it came from the same input."""
    stamp = STAMPS / f"{target.parent.parent.name}-{target.name}"
    digest = hashlib.sha256(RECIPE.encode() + key).hexdigest()
    if not force and target.exists() and stamp.exists() and stamp.read_text() == digest:
        return []
    content = maker()
    replace(target, content)
    replace(stamp, digest.encode())
    return [f"{target.name}: {len(content):,} byte".replace(",", ".")]


def replace(target: Path, content: bytes) -> None:
    """Write aside, then rename: readers see the old file or the new one, never half of it."""
    handle, aside = tempfile.mkstemp(dir=STAMPS)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).chmod(0o644)
        os.replace(aside, target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


if __name__ == "__main__":
    sys.exit(main())
