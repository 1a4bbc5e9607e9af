"""Child process that sets one document: JSON on stdin, PDF on stdout, exit status 3 and a code on stderr when refused.

Run as a file with `python -I`, so that it starts without Django or any other package of ours. Memory and processor time
are limited, and once the request is read no file and no socket can be opened any more, whatever the text says.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).resolve().parent
MEMORY_BYTES = 1024**3
PROCESSOR_SECONDS = 10
REFUSED = 3
CODES = {"too many pages": "pages", "failed to decode image": "emblem"}


def confine(*, memory: int = MEMORY_BYTES, seconds: int = PROCESSOR_SECONDS) -> None:
    """Take from this process what setting text doesn't need, for good: memory, time, core dumps, writing, opening."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def pdf(template: bytes, request: dict[str, Any]) -> bytes:
    """Set the request with the template: `inputs` (name → text, all that users wrote), `timestamp` in Unix seconds."""
    compiler = typst.Compiler(
        template,
        root=HERE,
        ignore_system_fonts=True,
        sys_inputs=request["inputs"],
        package_path=HERE / "no-packages",
        package_cache_path=HERE / "no-packages",
    )
    document = compiler.compile(format="pdf", pdf_standards=["a-2a"], timestamp=request["timestamp"])
    if not isinstance(document, bytes):
        raise TypeError("A PDF is one piece.")
    return document


def main() -> int:
    """Read, confine, set, write."""
    request = json.load(sys.stdin.buffer)
    template = (HERE / request["template"]).read_bytes()
    confine()
    try:
        document = pdf(template, request)
    except typst.TypstError as error:
        sys.stderr.write(next((code for words, code in CODES.items() if words in error.message), error.message))
        return REFUSED
    sys.stdout.buffer.write(document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
