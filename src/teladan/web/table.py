"""A queryset as the table of a page; the address holds the whole view, so it can be shared and bookmarked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from teladan.web import excel

SIZES = (25, 50, 100)
SORT, PAGE, SIZE, SEARCH, EXPORT = "urut", "hal", "baris", "cari", "unduh"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in the address, its label, and by which fields it sorts (none: it does not)."""

    key: str
    label: str
    order_by: tuple[str | Case, ...] = ()
    numeric: bool = False
    hidden_label: bool = False

    @property
    def sortable(self) -> bool:
        return bool(self.order_by)


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice above the table: its key in the address and, for each value, its label and condition."""

    key: str
    label: str
    choices: Mapping[str, tuple[str, Q]]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list is: its columns, the order it begins with, where search looks, and its words."""

    id: str
    caption: str
    columns: Sequence[Column]
    default_sort: str
    noun: str
    row_template: str
    search: tuple[str, ...] = ()
    filters: Sequence[Filter] = ()
    empty: Mapping[str, str] = field(default_factory=dict)
    heads: tuple[str, ...] = ()
    cells: Callable[[Any], list[Any]] | None = None
    """Heads and cells of a row in the exported file; a list without them offers none."""


def view_of(request: HttpRequest, listing: Listing, rows: QuerySet[Any]) -> tuple[QuerySet[Any], str]:
    """The rows the address asks for, searched, filtered, sorted, and the sort in force. Unknown values are ignored."""
    words = request.GET.get(SEARCH, "").strip()
    for word in words.split()[:5]:
        condition = Q()
        for name in listing.search:
            condition |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(condition)
    for choice in listing.filters:
        chosen = choice.choices.get(request.GET.get(choice.key, ""))
        if chosen:
            rows = rows.filter(chosen[1])
    sort = request.GET.get(SORT, listing.default_sort)
    columns = {column.key: column for column in listing.columns if column.sortable}
    column = columns.get(sort.lstrip("-"))
    if column is None:
        sort, column = listing.default_sort, columns[listing.default_sort.lstrip("-")]
    order = [_ordered(by, down=sort.startswith("-")) for by in column.order_by]
    return rows.order_by(*order, "pk"), sort


def table(
    request: HttpRequest, listing: Listing, rows: QuerySet[Any], *, as_row: Callable[[Any], Any] = lambda row: row
) -> dict[str, Any]:
    """The context of `_components/data_table.html`: two statements, one page of rows, addresses that keep the view."""
    found, sort = view_of(request, listing, rows)
    total = found.order_by().count()
    size = _number(request, SIZE, SIZES[0])
    size = size if size in SIZES else SIZES[0]
    pages = max(1, -(-total // size))
    number = min(max(1, _number(request, PAGE, 1)), pages)
    first = (number - 1) * size
    if total > size:
        # The lines of the page are picked by their keys, so that only these are joined with everything a line shows.
        picked = found.values("pk")[first : first + size]
        found = rows.filter(pk__in=picked).order_by(*found.query.order_by)
    shown = list(found)
    filtered = any(request.GET.get(choice.key) for choice in listing.filters) or bool(request.GET.get(SEARCH))
    return {
        "id": listing.id,
        "caption": listing.caption,
        "columns": listing.columns,
        "rows": [as_row(row) for row in shown],
        "row_template": listing.row_template,
        "sort": sort,
        "total": total,
        "noun": listing.noun,
        "search": request.GET.get(SEARCH, ""),
        "filters": _filters(request, listing),
        "keep": [(key, value) for key, value in request.GET.items() if key not in (SEARCH, PAGE, EXPORT)],
        "chips": _chips(request, listing),
        "clear_url": request.path,
        "export_url": _with(request, **{EXPORT: "xlsx", PAGE: None}) if listing.cells else None,
        "pager": {
            "previous_url": _with(request, **{PAGE: number - 1}) if number > 1 else None,
            "next_url": _with(request, **{PAGE: number + 1}) if number < pages else None,
            "number": number,
            "pages": pages,
            "first": first + 1 if total else 0,
            "last": first + len(shown),
        },
        "empty": _nothing_found() if filtered else dict(listing.empty),
    }


def _nothing_found() -> dict[str, str]:
    return {
        "icon": "search",
        "title": _("Tidak ada yang cocok"),
        "text": _("Ubah kata pencarian atau hapus saringan."),
    }


def _filters(request: HttpRequest, listing: Listing) -> list[dict[str, Any]]:
    return [
        {
            "key": choice.key,
            "label": choice.label,
            "value": request.GET.get(choice.key, ""),
            "choices": [(value, label) for value, (label, _condition) in choice.choices.items()],
        }
        for choice in listing.filters
    ]


def _chips(request: HttpRequest, listing: Listing) -> list[dict[str, str]]:
    chips = []
    for choice in listing.filters:
        chosen = choice.choices.get(request.GET.get(choice.key, ""))
        if chosen:
            chips.append({"label": f"{choice.label}: {chosen[0]}", "url": _with(request, **{choice.key: None})})
    if request.GET.get(SEARCH):
        chips.append({"label": f"«{request.GET[SEARCH]}»", "url": _with(request, **{SEARCH: None})})
    return chips


def exported(
    request: HttpRequest, listing: Listing, rows: QuerySet[Any], *, name: str, about: Sequence[str] = ()
) -> HttpResponse | None:
    """The view the address asks for as an Excel file, all its pages, its filters named on top; None when not asked."""
    if request.GET.get(EXPORT) != "xlsx" or listing.cells is None:
        return None
    found, _sort = view_of(request, listing, rows)
    notes = [*about, *(chip["label"] for chip in _chips(request, listing))]
    content = excel.workbook_bytes(listing.caption, listing.heads, map(listing.cells, found), notes)
    return excel.download(content, f"{name}.xlsx")


def _with(request: HttpRequest, **changes: Any) -> str:
    query = request.GET.copy()
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    if EXPORT not in changes:
        query.pop(EXPORT, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _number(request: HttpRequest, key: str, default: int) -> int:
    text = request.GET.get(key, "")
    return int(text) if text.isdecimal() and len(text) < 9 else default


def ranked(name: str, codes: Sequence[str]) -> Case:
    """Sorts a field of codes by their rank in `codes`, not by their letters; what has no code stands last."""
    return Case(
        *(When(**{name: code}, then=Value(rank)) for rank, code in enumerate(codes)), output_field=IntegerField()
    )


def _ordered(by: str | Case, *, down: bool) -> OrderBy:
    """Either way what is empty stands last."""
    given: F | Case = F(by) if isinstance(by, str) else by
    return given.desc(nulls_last=True) if down else given.asc(nulls_last=True)
