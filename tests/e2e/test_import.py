"""The import in a real browser: the four steps by hand, and every state of the check page."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from teladan.intake import operations
from teladan.intake.models import ImportRun
from teladan.tenancy.context import bound
from tests.intake.conftest import agency, check, load  # noqa: F401  # fixtures of the import
from tests.intake.test_pages import logged_in
from tests.intake.workbooks import Sheets, add, only, put, xlsx

pytestmark = pytest.mark.django_db(transaction=True)
SHEETS = ("Unit", "Pegawai", "Atasan", "Peran")


@pytest.fixture
def officer(agency: Any, load: Any) -> Client:  # noqa: F811
    """The personnel officer of an agency with people."""
    load(only(*SHEETS))
    return logged_in(agency, "P-3")


@pytest.fixture
def cookies(officer: Client) -> dict[str, str]:
    """The officer's log-in for the browser."""
    return {settings.SESSION_COOKIE_NAME: officer.cookies[settings.SESSION_COOKIE_NAME].value}


def wrong() -> Sheets:
    """People to change, to add and to mend."""
    sheets = put(only("Pegawai", "Unit"), "Pegawai", 2, "jabatan", "Kepala Dinas Kesehatan dan Keluarga Berencana")
    put(sheets, "Pegawai", 5, "nip", 197003031995031001)
    return add(sheets, "Unit", 3, kode_unit="BARU", nama_unit="Unit Baru", kode_induk="PEMDX")


def test_template_upload_check_apply_and_the_rows_to_mend(
    open_page: Callable[..., Any], cookies: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "pegawai.xlsx"
    file.write_bytes(xlsx(wrong()))
    page = open_page("/impor/", cookies=cookies)
    with page.expect_download() as template:
        page.get_by_role("link", name="Unduh templat").click()
    page.get_by_label("Buku kerja Excel").set_input_files(file)
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.wait_for_url("**/impor/*-*/")

    assert template.value.suggested_filename == "templat-impor-teladan.xlsx"
    row = page.get_by_role("row").filter(has_text="PEMDX")
    assert "baris 4" in row.inner_text()
    assert "Maksud Anda «PEMDA»?" in row.inner_text()
    with page.expect_download() as mend:
        page.get_by_role("link", name="Unduh baris yang perlu diperbaiki").click()
    assert mend.value.suggested_filename == "perlu-diperbaiki.xlsx"
    page.get_by_role("button", name="Terapkan 5 baris yang benar").click()
    page.get_by_text("5 baris tersimpan").wait_for()
    assert not page.get_by_role("button", name="Terapkan").count()


def _run(agency: Any, state: str) -> ImportRun:  # noqa: F811
    """A run in one state of the check page."""
    sheets = {"salah": wrong(), "rusak": put(only("Unit"), "Unit", 1, "jenis_unit", "jenis")}.get(
        state, put(only("Unit"), "Unit", 3, "nama_unit", "Dinas Baru")
    )
    at = timezone.now()
    run = operations.check(content=xlsx(sheets), file_name=f"{state}.xlsx", agency=agency, by=None, at=at, seconds=60)
    with bound(agency.pk):
        if state == "diterapkan":
            operations.apply(run=run, by=None, at=at)
        elif state == "berjalan":
            ImportRun.objects.filter(pk=run.pk).update(status="berjalan")
        elif state == "kedaluwarsa":
            operations.forget_old(at=at + timedelta(days=2))
    return run


@pytest.mark.parametrize("state", ["benar", "salah", "rusak", "diterapkan", "berjalan", "kedaluwarsa"])
def test_every_state_is_free_of_findings(
    open_page: Callable[..., Any],
    axe: Callable[[Any], list[str]],
    cookies: dict[str, str],
    agency: Any,  # noqa: F811
    state: str,
) -> None:
    run = _run(agency, state)

    for width, theme in ((360, "terang"), (1366, "gelap")):
        page = open_page(f"/impor/{run.pk}/", cookies=cookies, width=width, theme=theme)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_refused_file_is_told_without_findings(
    open_page: Callable[..., Any], axe: Callable[[Any], list[str]], cookies: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "data.xlsx"
    file.write_bytes(b"nama,nip\n")
    page = open_page("/impor/", cookies=cookies, width=360)

    page.get_by_label("Buku kerja Excel").set_input_files(file)
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.get_by_role("alert").wait_for()

    assert "bukan buku kerja Excel" in page.get_by_role("alert").inner_text()
    assert page.title().startswith("Perlu perbaikan: ")
    assert axe(page) == []
