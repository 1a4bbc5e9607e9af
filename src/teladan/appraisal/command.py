"""`teladan evaluate`: bring the recommendations of a period up to its evidence."""

import argparse
import sys
from collections.abc import Sequence

from django.utils import timezone

from teladan.appraisal.models import Period
from teladan.appraisal.operations import AppraisalError, refresh
from teladan.appraisal.queries import spread_of_recommendations
from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency


def main(argv: Sequence[str]) -> int:
    """Refresh a period of an agency and print how the recommendations spread; exit status 2 on a refusal."""
    parser = argparse.ArgumentParser(
        prog="teladan evaluate", description="Hitung rekomendasi suatu periode dari bukti."
    )
    parser.add_argument("periode", help="kode periode, misalnya 2026-TW4")
    parser.add_argument("--instansi", required=True, help="kode instansi, misalnya kota-medan")
    asked = parser.parse_args(argv)
    agency = Agency.objects.filter(code=asked.instansi).first()
    if agency is None:
        return _refuse(f"Instansi «{asked.instansi}» tidak ditemukan. Periksa kodenya.")
    with bound(agency.pk):
        period = Period.objects.filter(code=asked.periode).select_related("policy").first()
        if period is None:
            return _refuse(f"Periode «{asked.periode}» tidak ada di {agency.name}.")
        try:
            changed = refresh(period=period, at=timezone.now())
        except AppraisalError as refused:
            return _refuse(str(refused))
        sys.stdout.write(f"{period.title}: {changed} rekomendasi berubah.\n")
        for predicate, count in spread_of_recommendations(period).items():
            sys.stdout.write(f"{count:>7}  {predicate or 'belum cukup bukti'}\n")
    return 0


def _refuse(message: str) -> int:
    sys.stderr.write(message + "\n")
    return 2
