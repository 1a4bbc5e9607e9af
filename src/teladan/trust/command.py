"""`teladan audit`: what was done to or by whom, for people who look into a complaint."""

import argparse
import json
import sys
from collections.abc import Sequence

from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency
from teladan.trust.audit import about
from teladan.trust.models import Account, normalised_login


def main(argv: Sequence[str]) -> int:
    """List the audit entries about a person of an agency, newest first; exit status 2 on a refusal."""
    parser = argparse.ArgumentParser(
        prog="teladan audit", description="Daftar jejak perubahan tentang seorang pegawai."
    )
    parser.add_argument("subjek", help="NIP atau nama masuk pegawai")
    parser.add_argument("--instansi", required=True, help="kode instansi, misalnya kota-medan")
    parser.add_argument("--banyak", type=int, default=50, help="paling banyak sekian baris (50)")
    parser.add_argument("--json", action="store_true", help="satu baris JSON untuk setiap entri")
    asked = parser.parse_args(argv)
    agency = Agency.objects.filter(code=asked.instansi).first()
    account = Account.objects.filter(login=normalised_login(asked.subjek)).select_related("person").first()
    if agency is None or account is None or account.person is None:
        what = f"Instansi «{asked.instansi}»" if agency is None else f"Pegawai «{asked.subjek}»"
        sys.stderr.write(f"{what} tidak ditemukan. Periksa ejaannya.\n")
        return 2
    with bound(agency.pk, read_only=True):
        for entry in about(account.person)[: asked.banyak]:
            line = {
                "at": entry.at.isoformat(timespec="seconds"),
                "action": entry.action,
                "actor": str(entry.actor or ""),
                "subject": f"{entry.subject_kind}:{entry.subject_id or ''}",
                "details": entry.details,
            }
            text = (
                json.dumps(line, ensure_ascii=False)
                if asked.json
                else "  ".join(
                    (line["at"], line["action"], line["subject"], json.dumps(entry.details, ensure_ascii=False))
                )
            )
            sys.stdout.write(text + "\n")
    return 0
