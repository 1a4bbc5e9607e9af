"""The command `teladan`. Imports lazily: `teladan rule` needs the standard library alone and answers at once."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from teladan.site.refusal import Refusal

Handler = Callable[[list[str]], int]
REFUSED = 2
INTERRUPTED = 130

# Command → (module, needs Django and the database, help). Each module has `main(argv) -> exit status`.
DELEGATED: dict[str, tuple[str, bool, str]] = {
    "import": ("teladan.intake.command", True, "memeriksa dan memasukkan buku kerja Excel"),
    "evaluate": ("teladan.appraisal.command", True, "menghitung rekomendasi satu periode"),
    "rule": ("teladan.rules.command", False, "menghitung satu aturan, misalnya predikat-kinerja"),
    "policy": ("teladan.rules.policy.command", False, "memeriksa dan menerangkan kebijakan penilaian"),
    "audit": ("teladan.trust.command", True, "menampilkan jejak audit menurut subjek"),
}
OWN: dict[str, str] = {
    "demo": "menyiapkan dan menjalankan demo di komputer ini",
    "serve": "menjalankan server web (granian)",
    "worker": "menjalankan pekerjaan latar belakang",
    "migrate": "menyiapkan basis data sebagai peran pemilik",
    "doctor": "memeriksa pemasangan dan menyebut cara memperbaikinya",
}
HIDDEN = ("assets", "screens", "clean")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; a refusal is one plain text on stderr and status 2."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] in ("-h", "--help"):
        print(_overview())  # noqa: T201
        return 0 if arguments else REFUSED
    name, rest = arguments[0], arguments[1:]
    try:
        return _handler(name)(rest)
    except Refusal as refusal:
        print(f"teladan {name}: {refusal}", file=sys.stderr)  # noqa: T201
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _overview() -> str:
    lines = ["Pemakaian: teladan PERINTAH [pilihan]   (teladan PERINTAH --help menerangkan satu perintah)", ""]
    texts = {**OWN, **{name: entry[2] for name, entry in DELEGATED.items()}}
    lines += [f"  {name:<10} {text}" for name, text in texts.items()]
    return "\n".join(lines)


def _handler(name: str) -> Handler:
    if name in DELEGATED:
        module, needs_database, _ = DELEGATED[name]
        return lambda rest: _with_database(module, rest) if needs_database else _main_of(module)(rest)
    if name in OWN or name in HIDDEN:
        return {
            "demo": _demo,
            "serve": _serve,
            "worker": _worker,
            "migrate": _migrate,
            "doctor": _doctor,
            "assets": _assets,
            "screens": _screens,
            "clean": _clean,
        }[name]
    raise Refusal(f"perintah tidak dikenal. Pilih salah satu: {', '.join([*OWN, *DELEGATED])}.")


def _main_of(module: str) -> Handler:
    return import_module(module).main  # type: ignore[no-any-return]


def _with_database(module: str, rest: list[str]) -> int:
    """Run a command that needs Django and the database, as the application role."""
    if any(flag in rest for flag in ("-h", "--help")):
        return _main_of(module)(rest)
    from teladan.site.running import application_ready

    with application_ready():
        return _main_of(module)(rest)


def _parser(name: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"teladan {name}", description=OWN.get(name))


def _demo(rest: list[str]) -> int:
    parser = _parser("demo")
    parser.add_argument("--port", type=int, help="port; tanpa ini 8000 atau port bebas berikutnya (TELADAN_PORT)")
    parser.add_argument("--prepare-only", action="store_true", help="hanya menyiapkan, tanpa menjalankan server web")
    options = parser.parse_args(rest)
    from teladan.site.demo import run

    _end_on_terminate()
    return run(port=options.port, prepare_only=options.prepare_only)


def _serve(rest: list[str]) -> int:
    parser = _parser("serve")
    parser.add_argument("--host", default="127.0.0.1", help="alamat yang didengar (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port (default 8000)")
    parser.add_argument("--workers", type=int, default=2, help="jumlah proses (default 2)")
    options = parser.parse_args(rest)
    from teladan.site.running import application_ready
    from teladan.site.serving import check_production, check_settings, serve

    _end_on_terminate()
    check_production()
    with application_ready():
        check_settings()
        return serve(host=options.host, port=options.port, workers=options.workers)


def _worker(rest: list[str]) -> int:
    parser = _parser("worker")
    parser.add_argument("--once", action="store_true", help="berhenti setelah antrean kosong")
    options = parser.parse_args(rest)
    from teladan.site.lifeline import is_orphan, tie_to_parent
    from teladan.site.running import application_ready

    if is_orphan():
        return 0  # the demo that started us was killed meanwhile; staying would keep its database server up
    tie_to_parent()
    _end_on_terminate()
    with application_ready(pool=False):
        from django.core.management import call_command

        call_command("procrastinate", "worker", *(["--one-shot"] if options.once else []))
    return 0


def _migrate(rest: list[str]) -> int:
    _parser("migrate").parse_args(rest)
    from teladan.site.running import migrate

    return migrate()


def _doctor(rest: list[str]) -> int:
    _parser("doctor").parse_args(rest)
    from teladan.site.doctor import run

    return run()


def _assets(rest: list[str]) -> int:
    collect = "--kumpulkan" in rest  # production serves collected, hashed and compressed files
    status = _main_of("teladan.site.assets_build")([word for word in rest if word != "--kumpulkan"])
    if status == 0 and collect:
        from teladan.site.running import set_up_django

        set_up_django("aplikasi")
        from django.core.management import call_command

        call_command("collectstatic", interactive=False, verbosity=0)
    return status


def _screens(rest: list[str]) -> int:
    return _main_of("teladan.site.screens")(rest)


def _clean(rest: list[str]) -> int:
    from teladan.site.postgres.cluster import remove_everything

    gone = remove_everything()
    print("\n".join(f"Dihapus: {folder}" for folder in gone) or "Tidak ada data untuk dihapus.")  # noqa: T201
    return 0


def _end_on_terminate() -> None:
    """Let SIGTERM unwind like Ctrl-C, so that what we started is stopped in order."""

    def stop(number: int, frame: object) -> NoReturn:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)


if __name__ == "__main__":
    sys.exit(main())
