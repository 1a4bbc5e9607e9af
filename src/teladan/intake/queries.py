"""Reads of the import's pages."""

import zlib
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from teladan.intake.enums import RunStatus
from teladan.intake.examination import examine
from teladan.intake.models import ImportRun
from teladan.intake.problems import NotAllowed, Problem, Refusal
from teladan.intake.reader import parse
from teladan.intake.repair import repair


def runs() -> QuerySet[ImportRun]:
    """The agency's imports, newest first, without their rows."""
    return (
        ImportRun.objects.defer("content", "problems", "changes")
        .select_related("uploaded_by__person", "applied_by__person")
        .order_by("-uploaded_at", "-pk")
    )


def raw(run: ImportRun) -> bytes:
    """The kept rows of a run as the reader gave them. Raises NotAllowed when they are gone."""
    if run.content is None:
        raise NotAllowed(Refusal("impor.kedaluwarsa", _("Isi berkas ini sudah dihapus. Unggah berkasnya sekali lagi.")))
    return zlib.decompress(bytes(run.content))


def rows_to_mend(run: ImportRun, at: datetime) -> bytes:
    """The rows of a run that need mending, as a workbook. Raises NotAllowed when its rows are gone.

    Before the application they are judged by what is stored now; after a partial one they are all that is kept.
    """
    book = parse(raw(run))
    if run.status == RunStatus.APPLIED:
        return repair(book, [Problem(*stored) for stored in run.problems], every_row=True)
    return repair(book, examine(book, agency=run.agency, at=at).problems)


def run(pk: UUID) -> ImportRun | None:
    """One import of the bound agency."""
    return ImportRun.objects.select_related("agency", "uploaded_by__person").filter(pk=pk).first()
