"""Where in a TOML text a key stands: enough to send the author of a policy to the right line."""

import re
from collections.abc import Iterator

KeyPath = tuple[str, ...]

_HEADER = re.compile(r"^\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*|[\[\]{}]')


def key_lines(text: str) -> dict[KeyPath, int]:
    """The first line (from 1) of every table and key. Keys inside an inline table stand on the line of that table."""
    lines: dict[KeyPath, int] = {(): 1}
    table: KeyPath = ()
    for number, line in _statements(text):
        if header := _HEADER.match(line):
            table = _parts(header[1])
            _remember(lines, table, number)
        elif key := _KEY.match(line):
            _remember(lines, table + _parts(key[1]), number)
    return lines


def line_of(lines: dict[KeyPath, int], path: KeyPath) -> int:
    """The line of a key, or of the nearest table around it."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _remember(lines: dict[KeyPath, int], path: KeyPath, number: int) -> None:
    for length in range(1, len(path) + 1):
        lines.setdefault(path[:length], number)


def _parts(dotted: str) -> KeyPath:
    found = re.findall(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""", dotted)
    return tuple(part.strip("\"'") for part in found)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Lines that begin a statement: those inside an array or string over several lines are passed over."""
    depth, quote = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if depth == 0 and not quote:
            yield number, line
            if _HEADER.match(line):
                continue
        depth, quote = _after(line, depth, quote)


def _after(line: str, depth: int, quote: str) -> tuple[int, str]:
    if quote:
        if quote not in line:
            return depth, quote
        line, quote = line.split(quote, 1)[1], ""
    for token in _TOKEN.finditer(line):
        mark = token[0]
        if mark in ('"""', "'''"):
            rest = line[token.end() :]
            return _after(rest, depth, mark)
        depth += (mark in "[{") - (mark in "]}") if len(mark) == 1 else 0
    return max(depth, 0), ""
