"""`make screens`: every page at both widths and in both themes, one contact sheet a page, in `screens/`.

Needs Debian's Chromium and the test requirements; uses a running demo (`--base`) or starts its own.
"""

import argparse
import html
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from teladan.site.page_list import DEMO_LOGINS, PAGES, STORIES, THEMES, WIDTHS, Page
from teladan.site.refusal import Refusal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from playwright.sync_api import Page as Tab

# As root Chromium runs without its sandbox; the rest keeps it from calling home.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = 1000  # pixels; wider viewports are drawn this wide on the sheet, one above the other
START_SECONDS = 180
SHEET_STYLE = (
    "body{margin:24px;background:#d9cfc4;font:16px system-ui}h1{font-size:22px;margin:0 0 16px}"
    ".row{display:flex;gap:20px;align-items:flex-start}figure{margin:0}figcaption{margin-bottom:6px}"
    "img{display:block;margin-bottom:20px;box-shadow:0 1px 6px #0005}"
)


def chromium_path() -> str | None:
    """Debian's Chromium: TELADAN_CHROMIUM, else the first one on the path."""
    named = os.environ.get("TELADAN_CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def main(argv: Sequence[str] | None = None) -> int:
    """Write the sheets; returns 0. Raises Refusal when Chromium or the demo is missing."""
    parser = argparse.ArgumentParser(prog="teladan screens", description="Lembar gambar setiap halaman.")
    parser.add_argument("names", nargs="*", metavar="HALAMAN", help="hanya halaman ini (bawaan: semua)")
    parser.add_argument("--base", help="alamat demo yang sudah berjalan, misalnya http://127.0.0.1:8000")
    parser.add_argument("--out", type=Path, default=Path("screens"), help="folder tujuan (bawaan: screens)")
    options = parser.parse_args(argv)
    every = {page.name: page for page in (*PAGES, *STORIES)}
    unknown = set(options.names) - set(every)
    if unknown:
        raise Refusal(f"halaman tidak dikenal: {', '.join(sorted(unknown))}. Pilih dari: {', '.join(every)}.")
    chosen = [page for name, page in every.items() if not options.names or name in options.names]
    options.out.mkdir(parents=True, exist_ok=True)
    with running_demo(options.base) as base, browser() as chromium:
        for page in chosen:
            sheet(chromium, base.rstrip("/"), page, options.out)
            sys.stdout.write(f"{options.out / page.name}.png\n")
    return 0


@contextmanager
def browser() -> Iterator["Browser"]:
    """A headless Chromium."""
    path = chromium_path()
    if path is None:
        raise Refusal("Chromium tidak ditemukan. Pasang sebagai root: apt install chromium.")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise Refusal("paket pengujian belum terpasang: jalankan make venv.") from error
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        try:
            yield chromium
        finally:
            chromium.close()


@contextmanager
def running_demo(base: str | None) -> Iterator[str]:
    """The given address, or a demo of our own that ends with us."""
    if base:
        yield base
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    demo = subprocess.Popen([sys.executable, "-m", "teladan.site.cli", "demo", "--port", str(port)])
    try:
        own = f"http://127.0.0.1:{port}"
        _wait_for(demo, f"{own}/sehat/")
        yield own
    finally:
        demo.terminate()
        demo.wait(timeout=30)


def _wait_for(demo: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if demo.poll() is not None:
            raise Refusal("demo berhenti sebelum siap; lihat pesan di atas.")
        with suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(url, timeout=5):  # nosec B310
            return
        time.sleep(0.5)
    raise Refusal(f"demo belum menjawab setelah {START_SECONDS} detik.")


def sheet(chromium: "Browser", base: str, page: Page, out: Path) -> None:
    """Four pictures of one page and the sheet that shows them together."""
    shots = []
    for width in WIDTHS:
        for theme in THEMES:
            target = out / "satuan" / f"{page.name}-{width}-{theme}.png"
            target.parent.mkdir(exist_ok=True)
            with visitor(chromium, base, width, theme, page.role) as tab:
                visit(tab, base, page)
                show_all(tab, width)
                tab.screenshot(path=target)
            shots.append((target, width, theme))
    _assemble(chromium, page, shots, out / f"{page.name}.png")


@contextmanager
def visitor(chromium: "Browser", base: str, width: int, theme: str, role: str | None) -> Iterator["Tab"]:
    """A fresh browser window, with the theme chosen and somebody of the role logged in."""
    context: BrowserContext = chromium.new_context(
        viewport={"width": width, "height": 780 if width < DESKTOP else 768}, locale="id-ID"
    )
    context.add_cookies([{"name": "tema", "value": theme, "url": base}])
    tab = context.new_page()
    try:
        if role is not None:
            log_in(tab, base, DEMO_LOGINS[role])
        yield tab
    finally:
        context.close()


def log_in(tab: "Tab", base: str, login: str) -> None:
    """Press somebody's button in the demo's log-in list."""
    tab.goto(f"{base}/masuk/")
    tab.click(f'button[name="login"][value="{login}"]')
    tab.wait_for_load_state()


def visit(tab: "Tab", base: str, page: Page) -> None:
    """Open the page; raises Refusal when it doesn't answer as expected."""
    answer = tab.goto(f"{base}{page.path}")
    for selector in page.follow:
        answer = tab.goto(urljoin(tab.url, tab.locator(selector).first.get_attribute("href") or ""))
    if answer is None or answer.status != page.status:
        raise Refusal(
            f"halaman {page.name} menjawab {answer.status if answer else 'tidak sama sekali'}, bukan {page.status}."
        )
    tab.evaluate("document.fonts.ready")


def show_all(tab: "Tab", width: int) -> None:
    """Make the window as high as the page, so that bars fixed to its edges stand where the page ends."""
    tab.set_viewport_size({"width": width, "height": tab.evaluate("document.documentElement.scrollHeight")})
    tab.evaluate("document.fonts.ready")


def _assemble(chromium: "Browser", page: Page, shots: list[tuple[Path, int, str]], target: Path) -> None:
    def figure(shot: Path, width: int, theme: str) -> str:
        return (
            f'<figure><figcaption>{width} px, {theme}</figcaption><img src="{html.escape(shot.resolve().as_uri())}" '
            f'width="{min(width, DESKTOP)}"></figure>'
        )

    phones = "".join(figure(*shot) for shot in shots if shot[1] < DESKTOP)
    desktops = "".join(figure(*shot) for shot in shots if shot[1] >= DESKTOP)
    text = (
        f"<meta charset=utf-8><style>{SHEET_STYLE}</style><h1>{html.escape(page.name)} · {html.escape(page.path)}</h1>"
    )
    source = target.with_suffix(".html")
    source.write_text(f'{text}<div class="row">{phones}<div>{desktops}</div></div>', encoding="utf-8")
    tab = chromium.new_page(viewport={"width": 1828, "height": 900})
    try:
        tab.goto(source.resolve().as_uri())
        tab.screenshot(path=target, full_page=True)
    finally:
        tab.close()
        source.unlink()
