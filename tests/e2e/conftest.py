"""A real browser for the tests of pages: Debian's Chromium through Playwright."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from teladan.site import screens

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Playwright keeps an event loop in this thread, which Django would otherwise take for an asynchronous caller.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """The browser. Without Chromium the tests fail in the build and are skipped, loudly, elsewhere."""
    if screens.chromium_path() is None:
        message = "Chromium tidak ada: apt install chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with screens.browser() as browser:
        yield browser


@pytest.fixture
def open_page(chromium: "Browser", live_server: Any) -> Iterator[Open]:
    """Opens an address of the running site: `open_page(path, width=, theme=, cookies=, script=, height=)`.

    Anything the browser complains about on its console, the content security policy first, fails the test.
    """
    complaints: list[str] = []
    with ExitStack() as stack:

        def open_one(
            path: str,
            *,
            width: int = 1366,
            height: int = 768,
            theme: str = "terang",
            script: bool = True,
            cookies: dict[str, str] | None = None,
        ) -> "Page":
            context = chromium.new_context(
                viewport={"width": width, "height": height}, locale="id-ID", java_script_enabled=script
            )
            stack.callback(context.close)
            given = {"tema": theme, **(cookies or {})}
            context.add_cookies([{"name": k, "value": v, "url": live_server.url} for k, v in given.items()])
            page = context.new_page()
            page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(f"{live_server.url}{path}")
            return page

        yield open_one
    # An answer such as 404 or 422 is reported on the console too; pages that expect one say so in their own test.
    assert [text for text in complaints if not text.startswith("Failed to load resource")] == []


@pytest.fixture
def axe() -> Callable[["Page"], list[str]]:
    """Runs axe (WCAG 2.2 A and AA, best practices, target size) and returns one line per finding."""
    from axe_playwright_python.sync_playwright import Axe

    def run(page: "Page") -> list[str]:
        found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
        return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    return run
