"""Reads of the import's pages."""

from uuid import UUID

from django.db.models import QuerySet

from teladan.intake.models import ImportRun


def runs() -> QuerySet[ImportRun]:
    """The agency's imports, newest first, without their rows."""
    return ImportRun.objects.defer("content", "problems", "changes").select_related(
        "uploaded_by__person", "applied_by__person"
    ).order_by("-uploaded_at", "-pk")


def run(pk: UUID) -> ImportRun | None:
    """One import of the bound agency."""
    return ImportRun.objects.select_related("agency", "uploaded_by__person").filter(pk=pk).first()
