"""The tables of the import's pages. Functions, because words follow the reader's language."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from teladan.intake.models import ImportRun
from teladan.intake.problems import Problem
from teladan.intake.sheets import BY_NAME
from teladan.web.table import Column, Listing

ROWS = 25
_PLACES = {name: place for place, name in enumerate(BY_NAME)}  # stored counts lose their order


def RUNS() -> Listing:  # reads as the constant it is, but for the language
    return Listing(
        id="impor",
        caption=_("Impor sebelumnya"),
        columns=[
            Column("berkas", _("Berkas"), ("file_name",)),
            Column("waktu", _("Diunggah"), ("uploaded_at",)),
            Column("status", _("Status"), ("status",)),
            Column("hasil", _("Hasil")),
        ],
        default_sort="-waktu",
        noun=_("impor"),
        row_template="intake/_baris_impor.html",
        search=("file_name",),
        empty={
            "icon": "file-up",
            "title": _("Belum ada impor"),
            "text": _("Unduh templat, isi, lalu unggah. Riwayatnya muncul di sini."),
        },
    )


def sheets(run: ImportRun) -> dict[str, Any]:
    """What the file would do, sheet by sheet."""
    applied = run.status == "diterapkan"
    return {
        "id": "lembar",
        "caption": _("Ringkasan per lembar"),
        "columns": [
            Column("lembar", _("Lembar")),
            Column("baru", _("Baru"), numeric=True),
            Column("berubah", _("Berubah"), numeric=True),
            Column("tetap", _("Tetap"), numeric=True),
            Column("perbaiki", _("Belum diterapkan") if applied else _("Perlu diperbaiki"), numeric=True),
        ],
        "rows": [
            {"cells": [{"value": name}, *({"kind": "number", "value": number} for number in numbers)]}
            for name, numbers in sorted(run.counts.items(), key=lambda count: _PLACES[count[0]])
        ],
    }


def problems(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """What to mend: row, column, what is wrong, the cure."""
    found = [Problem(*stored) for stored in run.problems]
    return _listed(
        request,
        "hal",
        {
            "id": "masalah",
            "caption": _("Yang perlu diperbaiki"),
            "columns": [
                Column("letak", _("Letak")),
                Column("kolom", _("Kolom")),
                Column("masalah", _("Masalah")),
                Column("saran", _("Saran")),
            ],
            "noun": _("masalah"),
            "row_template": "intake/_baris_letak.html",
        },
        found,
        _problem_row,
    )


def _problem_row(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet or _("Berkas"),
        "place": _("baris {number}").format(number=problem.row) if problem.row else _("seluruh lembar"),
        "column": problem.column or "—",
        "first": problem.message,
        "second": problem.cure,
    }


def changes(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """Values that would change, old beside new."""
    return _listed(
        request,
        "ubah",
        {
            "id": "perubahan",
            "caption": _("Yang akan berubah"),
            "columns": [
                Column("letak", _("Letak")),
                Column("kolom", _("Kolom")),
                Column("lama", _("Sekarang")),
                Column("baru", _("Menjadi")),
            ],
            "noun": _("perubahan"),
            "row_template": "intake/_baris_letak.html",
        },
        run.changes,
        lambda change: {
            "sheet": change[0],
            "place": _("baris {number}").format(number=change[1]),
            "column": change[2],
            "first": _short(change[3]),
            "second": _short(change[4]),
        },
    )


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:159]}…"


def _listed(
    request: HttpRequest, key: str, frame: dict[str, Any], found: Sequence[Any], as_row: Callable[[Any], dict[str, Any]]
) -> dict[str, Any]:
    """One page of a list that is no queryset; `key` is its page number in the address."""
    pages = max(1, -(-len(found) // ROWS))
    asked = request.GET.get(key, "")
    number = min(max(1, int(asked) if asked.isdecimal() and len(asked) < 6 else 1), pages)
    first = (number - 1) * ROWS
    return {
        **frame,
        "rows": [as_row(row) for row in found[first : first + ROWS]],
        "total": len(found),
        "pager": {
            "previous_url": _turned(request, key, number - 1) if number > 1 else None,
            "next_url": _turned(request, key, number + 1) if number < pages else None,
            "number": number,
            "pages": pages,
            "first": first + 1 if found else 0,
            "last": min(first + ROWS, len(found)),
        },
    }


def _turned(request: HttpRequest, key: str, number: int) -> str:
    query = request.GET.copy()
    query[key] = str(number)
    return f"{request.path}?{query.urlencode()}"
