"""Goals 12, 13 and 17: what a real browser asks for on a first visit, a repeat visit, and while a page lies open."""

import time
from typing import Any
from urllib.parse import urlsplit

from bench import machine, world
from bench.goals import Goal, later
from bench.serving import Site

PHONE = {"width": 360, "height": 780}
SETTLE_SECONDS = 1.0


class Wire:
    """Counts what a page of the browser asks for and what comes over the wire, as the browser itself reports it."""

    def __init__(self, page: Any, host: str) -> None:
        self.host, self.requests, self.bytes, self.outside = host, 0, 0, 0
        self.cached: set[str] = set()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.requestServedFromCache", lambda event: self.cached.add(event["requestId"]))
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict[str, Any]) -> None:
        address = urlsplit(event["request"]["url"])
        if address.scheme in ("http", "https"):
            self.requests += 1
            self.outside += address.netloc != self.host

    def _received(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self.cached.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.cached:
            self.requests -= 1
        else:
            self.bytes += int(event["encodedDataLength"])


def goals_12_13_17(site: Site, *, idle_seconds: float) -> list[Goal]:
    """The phone home of an employee with evidence, then of a superior: fresh, again, and left open."""
    from teladan.site import screens
    from teladan.site.refusal import Refusal

    world.use(site.scratch)
    sessions = {"home": world.session_of(site.scratch, world.EMPLOYEE)}
    sessions["dashboard"] = world.session_of(site.scratch, site.scratch.leaders()[0])
    world.leave()
    try:
        with screens.browser() as chromium:
            return _visited(chromium, site, sessions, idle_seconds)
    except Refusal as refusal:
        why = str(refusal)
        return [
            later("12", "first visit on a phone", why, "60 KB; 10; 0", "40 KB; 6; 0"),
            later("13", "repeat visit", why, "40 KB; 4", "15 KB; 1"),
            later("17", "idle page", why, "2 a minute", "0"),
        ]


def _visited(chromium: Any, site: Site, sessions: dict[str, str], idle_seconds: float) -> list[Goal]:
    goals = []
    idle = None
    for name, path in (("home", "/"), ("dashboard", "/tim/")):
        context = chromium.new_context(viewport=PHONE, locale="id-ID", is_mobile=True)
        context.add_cookies([{"name": "sesi", "value": sessions[name], "url": site.base}])
        first = _visit(context, site, path)
        again = _visit(context, site, path)
        goals.append(_first(name, first))
        goals.append(_again(name, again))
        if name == "home":
            idle = _idle(context, site, path, idle_seconds)
        context.close()
    return [*goals, *([idle] if idle else [])]


def _visit(context: Any, site: Site, path: str) -> Wire:
    page = context.new_page()
    wire = Wire(page, urlsplit(site.base).netloc)
    page.goto(f"{site.base}{path}", wait_until="networkidle")
    page.wait_for_timeout(1000 * SETTLE_SECONDS)
    page.close()
    return wire


def _first(name: str, wire: Wire) -> Goal:
    told = f"{wire.bytes / 1024:.1f} KB, {wire.requests} requests, {wire.outside} outside hosts"
    holds = wire.bytes <= 60 * 1024 and wire.requests <= 10 and wire.outside == 0
    return Goal("12", f"first visit on a phone: {name}", told, "60 KB; 10; 0", "40 KB; 6; 0", holds)


def _again(name: str, wire: Wire) -> Goal:
    told = f"{wire.bytes / 1024:.1f} KB, {wire.requests} requests"
    return Goal("13", f"repeat visit: {name}", told, "40 KB; 4", "15 KB; 1",
                wire.bytes <= 40 * 1024 and wire.requests <= 4)  # fmt: skip


def _idle(context: Any, site: Site, path: str, seconds: float) -> Goal:
    """Leave the page open and count; no thread of a scheduler may work in the server meanwhile."""
    page = context.new_page()
    page.goto(f"{site.base}{path}", wait_until="networkidle")
    page.wait_for_timeout(1000 * SETTLE_SECONDS)
    wire = Wire(page, urlsplit(site.base).netloc)
    statements, cpu, began = _statements(site), machine.cpu_seconds([site.worker]), time.monotonic()
    page.wait_for_timeout(1000 * seconds)
    minutes = (time.monotonic() - began) / 60
    asked = wire.requests / minutes
    ran = len(set(_statements(site)) - set(statements)) / minutes
    cpu = (machine.cpu_seconds([site.worker]) - cpu) / minutes
    told = f"{asked:.0f} requests, {ran:.0f} SQL a minute; the worker rests ({1000 * cpu:.0f} ms CPU a minute)"
    return Goal("17", f"idle page, over {seconds:.0f} s", told, "2 a minute", "0", asked + ran <= 2 and cpu < 0.6)


def _statements(site: Site) -> list[Any]:
    """When each of the server's connections began its last statement."""
    with site.scratch.server.connect(site.scratch.server.owner, site.scratch.server.database) as connection:
        return connection.execute(
            "SELECT pid, query_start FROM pg_stat_activity WHERE datname = %s AND application_name = %s",
            [site.scratch.name, site.application],
        ).fetchall()
