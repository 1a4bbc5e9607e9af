"""Servers under measurement, and requests to them."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from bench import machine
from bench.world import Scratch

START_SECONDS = 60
LOOPBACK = "127.0.0.1"


@dataclass
class Site:
    """A running server: the product on one scratch database, or a baseline.

    `first_answer` is the wall time from start to the first answer, in seconds.
    """

    process: "subprocess.Popen[bytes]"
    port: int
    application: str
    scratch: Scratch
    first_answer: float = 0.0

    @property
    def base(self) -> str:
        """The address without path."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def worker(self) -> int:
        """The process that answers: the server's only worker, the largest of its tree."""
        return max(machine.tree(self.process.pid)[1:], key=machine.own_share)

    def cpu(self) -> float:
        """CPU seconds used so far by the server's processes and its backends of PostgreSQL."""
        return machine.cpu_seconds([*machine.tree(self.process.pid), *self.scratch.backends(self.application)])


@contextmanager
def product(scratch: Scratch, name: str = "produk") -> Iterator[Site]:
    """The product with one worker on a scratch database."""
    port = free_port()
    command = [sys.executable, "-m", "teladan.site.cli", "serve", "--port", str(port), "--workers", "1"]
    with _running(command, port, scratch, name, "/masuk/") as site:
        yield site


@contextmanager
def baseline(scratch: Scratch, settings: str, probe: str) -> Iterator[Site]:
    """A baseline by its settings module."""
    port = free_port()
    command = [sys.executable, "-m", "bench.serve", settings, str(port)]
    with _running(command, port, scratch, settings, probe) as site:
        yield site


@contextmanager
def _running(command: Sequence[str], port: int, scratch: Scratch, name: str, probe: str) -> Iterator[Site]:
    began = time.monotonic()
    process = subprocess.Popen(command, env=scratch.environment(PGAPPNAME=name), stdin=subprocess.DEVNULL)
    site = Site(process, port, name, scratch)
    try:
        _wait(site, probe)
        site.first_answer = time.monotonic() - began
        yield site
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=20)
        if process.poll() is None:
            process.kill()
            process.wait()


def _wait(site: Site, probe: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if site.process.poll() is not None:
            raise RuntimeError(f"{site.application} ended before it answered")
        with suppress(OSError, http.client.HTTPException), Visitor(site) as visitor:
            visitor.get(probe, expected=None)
            return
        time.sleep(0.02)
    raise RuntimeError(f"{site.application} did not answer within {START_SECONDS} s")


def free_port() -> int:
    """A port nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


class Visitor:
    """One connection kept open, with somebody's session."""

    def __init__(self, site: Site, session: str = "") -> None:
        self.connection = http.client.HTTPConnection(LOOPBACK, site.port, timeout=60)
        self.headers = {"Accept-Encoding": "gzip"} | ({"Cookie": f"sesi={session}"} if session else {})

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def get(self, path: str, *, expected: int | None = 200, method: str = "GET") -> float:
        """Seconds until the whole answer was there. Raises RuntimeError for another status than expected."""
        began = time.perf_counter()
        self.connection.request(method, path, headers=self.headers)
        response = self.connection.getresponse()
        response.read()
        if expected is not None and response.status != expected:
            raise RuntimeError(f"{method} {path} answered {response.status}, not {expected}")
        return time.perf_counter() - began


Request = tuple[str, str]  # session, path


def timed(site: Site, requests: Sequence[Request], clients: int = 1) -> list[float]:
    """Seconds of each request, sent by so many clients at once, each with its own connection."""
    parts = [requests[number::clients] for number in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        return [second for part in pool.map(lambda part: _one_client(site, part), parts) for second in part]


def _one_client(site: Site, requests: Sequence[Request]) -> list[float]:
    seconds = []
    with Visitor(site) as visitor:
        for session, path in requests:
            visitor.headers["Cookie"] = f"sesi={session}"
            seconds.append(visitor.get(path))
    return seconds


def cpu_per_request(
    site: Site, session: str, path: str, count: int, *, method: str = "GET", expected: int = 200
) -> float:
    """CPU seconds of server and PostgreSQL for one request, over `count` of them, one after the other."""
    with Visitor(site, session) as visitor:
        visitor.get(path, method=method, expected=expected)
        before = site.cpu()
        for _ in range(count):
            visitor.get(path, method=method, expected=expected)
        return (site.cpu() - before) / count


def environment_for_children() -> dict[str, str]:
    """Our environment, but compiled modules are kept, as on an installed system."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
