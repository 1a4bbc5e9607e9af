"""Makes the PDF of a document in a confined child process, so that no text in it can reach files or the net."""

import json
import struct
import subprocess  # nosec B404
import sys
from pathlib import Path
from typing import Any

import segno
from django.utils.translation import gettext as _

from teladan.appraisal.documents.d11 import D11, as_data
from teladan.appraisal.documents.text import DocumentError, number

TYPESETTER = Path(__file__).with_name("typeset.py")
SECONDS = 20
PAGE_LIMIT = 12
EMBLEM_LIMIT = 256 * 1024
EMBLEM_SIDE_LIMIT = 4_000


def render(document: D11) -> bytes:
    """The document as PDF/A-2a. The same document gives the same bytes.

    Raises DocumentError with words for the reader: too_long, undecided, emblem, pages, time, typesetting.
    """
    data = as_data(document)
    data["qr"] = _qr(data["code"], data["address"])
    emblem = list(_checked_emblem(document.emblem))
    inputs = {"data": json.dumps(data), "emblem": json.dumps(emblem), "page_limit": str(PAGE_LIMIT)}
    timestamp = int(document.printed_at.timestamp())
    return typeset({"template": "d11.typ", "inputs": inputs, "timestamp": timestamp})


def typeset(request: dict[str, Any], *, seconds: float = SECONDS) -> bytes:
    """Hand one request to the child process (see `typeset.pdf`) and wait for the PDF. Raises DocumentError."""
    try:
        # One fixed command without a shell; what users wrote goes through stdin only.
        done = subprocess.run(  # nosec B603
            [sys.executable, "-I", str(TYPESETTER)],
            input=json.dumps(request).encode(),
            capture_output=True,
            cwd=TYPESETTER.parent,
            env={"RAYON_NUM_THREADS": "1"},
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DocumentError("time", _("Dokumen terlalu lama dibuat. Coba lagi beberapa menit lagi.")) from None
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    raise _refusal(done.stderr.decode(errors="replace"))


def _refusal(reason: str) -> DocumentError:
    if reason == "pages":
        message = _("Dokumen melebihi %(limit)s halaman. Ringkas catatan/rekomendasi.")
        return DocumentError("pages", message % {"limit": PAGE_LIMIT})
    if reason == "emblem":
        return _unusable_emblem()
    error = DocumentError("typesetting", _("Dokumen belum dapat dibuat. Hubungi Bantuan."))
    error.__cause__ = RuntimeError(reason[-2000:])
    return error


def _unusable_emblem() -> DocumentError:
    message = _(
        "Berkas lambang instansi tidak dapat dipakai. Unggah gambar PNG, paling besar %(kib)s KB, %(side)s piksel."
    )
    return DocumentError("emblem", message % {"kib": EMBLEM_LIMIT // 1024, "side": number(EMBLEM_SIDE_LIMIT)})


def _qr(code: str, address: str) -> str:
    """A QR code as SVG with the code, or with the page that checks it; empty without a code."""
    if not code:
        return ""
    content = f"{address.rstrip('/')}/{code}" if address else code
    return segno.make_qr(content, error="m").svg_inline(border=4, scale=4)


def _checked_emblem(emblem: bytes | None) -> bytes:
    """The emblem's bytes if it is a PNG of bearable size; nothing for none. Raises DocumentError("emblem")."""
    if emblem is None:
        return b""
    is_png = emblem.startswith(b"\x89PNG\r\n\x1a\n") and emblem[12:16] == b"IHDR" and len(emblem) > 24
    if not is_png or len(emblem) > EMBLEM_LIMIT or max(struct.unpack(">II", emblem[16:24])) > EMBLEM_SIDE_LIMIT:
        raise _unusable_emblem()
    return emblem
