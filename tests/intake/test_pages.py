"""The four steps in the browser: template, upload, check, apply; and nobody but the personnel officer."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from teladan.intake import operations, reader, tasks
from teladan.intake.models import ImportRun
from teladan.intake.sheets import BY_NAME, GUIDE, NOT_IMPORTED
from teladan.people.models import Employment, Unit
from teladan.tenancy.context import bound
from teladan.trust import session
from teladan.trust.models import Account
from tests.intake.conftest import AT
from tests.intake.workbooks import Sheets, add, fine, only, put, xlsx


def logged_in(agency: Any, code: str) -> Client:
    """A browser of the person with the agency's code."""
    with bound(agency.pk):
        person = Employment.objects.filter(code=code).latest("valid").person_id
    client = Client()
    client.force_login(Account.objects.get(person_id=person), backend="teladan.trust.backends.LoginBackend")
    stored = client.session
    stored[session.KEY] = str(agency.pk)
    stored.save()
    return client


@pytest.fixture
def hr(agency: Any, load: Any) -> Client:
    """The personnel officer of an agency whose people and units are there."""
    load(only("Unit", "Pegawai", "Atasan", "Peran"))
    return logged_in(agency, "P-3")


@pytest.fixture
def upload(hr: Client, agency: Any) -> Callable[..., Any]:
    """Upload sheets (or bytes) as the personnel officer; returns the answer."""

    def send(content: Sheets | bytes, name: str = "data.xlsx") -> Any:
        data = content if isinstance(content, bytes) else xlsx(content)
        return hr.post(reverse("impor"), {"berkas": SimpleUploadedFile(name, data)})

    return send


def of(agency: Any, model: Any) -> int:
    """How many rows of a model the agency has."""
    with bound(agency.pk):
        return int(model.objects.count())


def latest(agency: Any) -> ImportRun:
    """The last upload."""
    with bound(agency.pk):
        return ImportRun.objects.latest("uploaded_at")


def test_the_first_page_leads_through_the_steps(hr: Client) -> None:
    page = hr.get(reverse("impor")).content.decode()

    assert "Unduh templat" in page
    assert "Unggah dan periksa" in page
    assert "uji.xlsx" in page  # the import of the fixture


def test_the_template_holds_every_sheet_with_its_exact_header(hr: Client) -> None:
    answer = hr.get(reverse("impor-templat"))

    book = reader.parse(reader.read(answer.content, 60))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert {sheet.name: sheet.header for sheet in book.sheets if sheet.name != GUIDE} == {
        name: [column.name for column in sheet.columns] for name, sheet in BY_NAME.items()
    }
    guide = next(sheet for sheet in book.sheets if sheet.name == GUIDE)
    told = {cells[1] for _number, cells in guide.rows if len(cells) > 1 and cells[1]}
    words = " ".join(str(cell) for _number, cells in guide.rows for cell in cells)
    assert told >= {column.name for sheet in BY_NAME.values() for column in sheet.columns}
    assert "kunci" not in words
    assert "Kolom «pengenal» bersama-sama menandai satu baris" in words


def test_the_empty_template_is_read_but_asks_for_rows(upload: Any, agency: Any, hr: Client) -> None:
    template = hr.get(reverse("impor-templat")).content

    answer = upload(template)

    assert answer.status_code == 302
    assert [problem[3] for problem in latest(agency).problems] == ["Berkas ini belum berisi satu baris pun."]


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        ({"Asing": [["a"], ["b"]]}, "Berkas belum dapat dipakai"),
        (put(only("Unit"), "Unit", 1, "jenis_unit", "jenis"), "Berkas belum dapat dipakai"),
        (only("Unit") | {"Unit": only("Unit")["Unit"][:1]}, "Berkas belum dapat dipakai"),
        ({"Unit": [*only("Unit")["Unit"][:1], ["A", None, None, None]]}, "0 baris benar, 1 perlu diperbaiki"),
    ],
    ids=["no known sheet", "wrong header", "no rows", "no good row"],
)
def test_a_file_without_a_usable_row_does_not_wait_to_be_applied(
    upload: Any, agency: Any, hr: Client, sheets: Sheets, told: str
) -> None:
    address = upload(sheets).url
    run = latest(agency)

    page, past = hr.get(address).content.decode(), hr.get(reverse("impor")).content.decode()
    refused = hr.post(reverse("impor-terapkan", args=[run.pk]), {"baris": "benar"})

    assert run.status == "perlu_diperbaiki"
    assert 'name="baris"' not in page
    assert "Menunggu diterapkan" not in page + past
    assert told in past
    assert refused.status_code == 409
    assert "unggah lagi" in refused.content.decode()
    assert latest(agency).status == "perlu_diperbaiki"


def test_sheets_stand_in_the_order_of_the_template(upload: Any, hr: Client) -> None:
    page = hr.get(upload(fine()).url).content.decode()

    summary = page.split('id="lembar"')[1].split("</table>")[0]
    places = [summary.index(f">{name}<") for name in BY_NAME]
    assert places == sorted(places)


def test_nothing_is_stored_before_terapkan(upload: Any, agency: Any, hr: Client) -> None:
    answer = upload(put(only("Unit"), "Unit", 3, "kode_unit", "DISDIK"))

    page = hr.get(answer.url).content.decode()
    assert of(agency, Unit) == 2
    assert "Belum ada yang tersimpan" in page
    assert "Terapkan" in page
    hr.post(reverse("impor-terapkan", args=[latest(agency).pk]), {"baris": "semua"})
    assert of(agency, Unit) == 3
    assert "tersimpan" in hr.get(answer.url).content.decode()


def test_the_check_page_names_row_column_and_cure(upload: Any, hr: Client) -> None:
    page = hr.get(upload(put(only("Pegawai"), "Pegawai", 2, "nip", 197003031995031001)).url).content.decode()

    assert "baris 2" in page
    assert "nip" in page
    assert "15 angka pertama" in page
    assert "Ubah format kolom menjadi Teks" in page
    assert "Perlu perbaikan: " in page


def test_changes_are_shown_old_beside_new(upload: Any, hr: Client) -> None:
    page = hr.get(upload(put(only("Unit"), "Unit", 3, "nama_unit", "Dinas Baru")).url).content.decode()

    assert "Dinas Kesehatan" in page
    assert "Dinas Baru" in page


def test_good_rows_are_applied_and_bad_ones_come_back_as_a_file(upload: Any, agency: Any, hr: Client) -> None:
    sheets = add(only("Unit"), "Unit", 3, kode_unit="A", nama_unit="=cmd|' /C calc'!A0", kode_induk="TIDAK-ADA")
    address = upload(add(sheets, "Unit", 3, kode_unit="B", nama_unit="Dinas B")).url
    run = latest(agency)

    assert "Terapkan 3 baris yang benar" in hr.get(address).content.decode()
    hr.post(reverse("impor-terapkan", args=[run.pk]), {"baris": "benar"})
    content = hr.get(reverse("impor-perbaikan", args=[run.pk])).content
    sheet = reader.parse(reader.read(content, 60)).sheets[0]

    assert of(agency, Unit) == 3
    assert sheet.header[-1] == "perbaikan"
    assert [cells[:3] for _number, cells in sheet.rows] == [["A", "=cmd|' /C calc'!A0", "TIDAK-ADA"]]
    assert "kode_induk: «TIDAK-ADA» tidak ada di lembar Unit" in str(sheet.rows[0][1][-1])


def test_the_file_of_bad_rows_holds_no_formula_and_can_be_uploaded_again(upload: Any, agency: Any, hr: Client) -> None:
    upload(add(only("Unit"), "Unit", 3, kode_unit="A", nama_unit="=1+1", kode_induk="TIDAK-ADA"))
    content = hr.get(reverse("impor-perbaikan", args=[latest(agency).pk])).content

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
    upload(content)
    assert [problem[2] for problem in latest(agency).problems] == ["kode_induk"]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"nama,nip\n", "data.csv", "bukan buku kerja Excel"),
        (b"", "kosong.xlsx", "kosong"),
        (xlsx(only("Unit"))[:900], "putus.xlsx", "rusak"),
    ],
)
def test_a_refused_file_is_told_beside_the_field(
    upload: Any, agency: Any, content: bytes, name: str, words: str
) -> None:
    before = of(agency, ImportRun)

    answer = upload(content, name)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert of(agency, ImportRun) == before


def test_a_file_name_with_a_path_is_cut(upload: Any, agency: Any) -> None:
    upload(only("Unit"), "..\\..\\etc/passwd.xlsx")

    assert "/" not in latest(agency).file_name


@pytest.mark.parametrize("who", ["P-1", "P-2"])
def test_everybody_else_finds_nothing(hr: Client, upload: Any, agency: Any, who: str) -> None:
    upload(only("Unit"))
    run = latest(agency)
    other = logged_in(agency, who)

    answers = [
        other.get(reverse("impor")),
        other.post(reverse("impor"), {"berkas": SimpleUploadedFile("a.xlsx", b"x")}),
        other.get(reverse("impor-templat")),
        other.get(reverse("impor-periksa", args=[run.pk])),
        other.post(reverse("impor-terapkan", args=[run.pk])),
        other.get(reverse("impor-perbaikan", args=[run.pk])),
    ]

    assert {answer.status_code for answer in answers} == {404}


def test_the_officer_of_another_agency_finds_nothing(hr: Client, upload: Any, agency: Any, load: Any) -> None:
    upload(only("Unit"))
    run = latest(agency)
    other = operations.create_agency(code="kota-lain", name="Kota Lain", by=None, at=AT)
    sheets = only("Unit", "Pegawai", "Peran")
    for row, nip in ((2, "197003031995031009"), (3, "198505052010012009"), (4, "198505052010012009")):
        put(sheets, "Pegawai", row, "nip", nip)
    load(sheets, into=other)

    answer = logged_in(other, "P-3").get(reverse("impor-periksa", args=[run.pk]))

    assert answer.status_code == 404


def test_applying_twice_is_told_kindly(upload: Any, agency: Any, hr: Client) -> None:
    upload(only("Unit"))
    address = reverse("impor-terapkan", args=[latest(agency).pk])
    hr.post(address, {"baris": "semua"})

    answer = hr.post(address, {"baris": "semua"})

    assert answer.status_code == 409
    assert "sudah" in answer.content.decode()


def test_long_lists_of_problems_are_paged(upload: Any, agency: Any, hr: Client) -> None:
    sheets = only("Unit")
    for number in range(60):
        add(sheets, "Unit", 3, kode_unit=f"U-{number}", nama_unit=None)

    address = upload(sheets).url

    first, third = hr.get(address).content.decode(), hr.get(address + "?hal=3").content.decode()
    assert ("baris 4<" in first, "baris 63<" in first) == (True, False)
    assert ("baris 4<" in third, "baris 63<" in third) == (False, True)


def test_a_large_file_goes_to_a_job(upload: Any, agency: Any, hr: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "AT_ONCE", 1)
    address = upload(put(put(only("Unit"), "Unit", 2, "nama_unit", "X"), "Unit", 3, "nama_unit", "Y")).url
    run = latest(agency)

    hr.post(reverse("impor-terapkan", args=[run.pk]), {"baris": "semua"})
    waiting = hr.get(address).content.decode()
    part = hr.get(address + "?bagian=kemajuan")
    job = ProcrastinateJob.objects.get(task_name="intake.apply_run")
    tasks.apply_run(**job.args)
    done = hr.get(address + "?bagian=kemajuan")

    assert "Sedang diterapkan" in waiting
    assert '<meta http-equiv="refresh"' in waiting
    assert part.content.decode().startswith("<section")
    assert "HX-Refresh" not in part.headers
    assert done.headers["HX-Refresh"] == "true"
    assert latest(agency).status == "diterapkan"
    with bound(agency.pk):
        assert set(Unit.objects.values_list("name", flat=True)) == {"X", "Y"}


def test_a_job_that_cannot_go_on_gives_the_file_back_with_the_reason(
    upload: Any, agency: Any, hr: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "AT_ONCE", 0)
    address = upload({"Unit": [fine()["Unit"][0], ["BARU", "Baru", "DINKES", None]]}).url
    run = latest(agency)
    hr.post(reverse("impor-terapkan", args=[run.pk]), {"baris": "semua"})
    with bound(agency.pk):  # meanwhile the data moves: BARU becomes the parent of its own parent
        new = Unit.objects.create(code="BARU", name="Baru")
        Unit.objects.filter(code="PEMDA").update(parent=new)

    tasks.apply_run(agency_id=str(agency.pk), run_id=str(run.pk), account_id=str(run.uploaded_by_id), only_good=False)

    assert latest(agency).status == "diperiksa"
    assert "data berubah sejak diperiksa" in hr.get(address).content.decode()


def test_rows_are_forgotten_after_a_day(upload: Any, agency: Any, hr: Client) -> None:
    address = upload(put(only("Unit"), "Unit", 3, "nama_unit", None)).url
    run = latest(agency)
    with bound(agency.pk):
        operations.forget_old(at=timezone.now() + timedelta(hours=23))
        kept = ImportRun.objects.get(pk=run.pk).content
        operations.forget_old(at=timezone.now() + timedelta(hours=25))
        gone = ImportRun.objects.get(pk=run.pk)

    assert kept is not None
    assert (gone.content, gone.problems, gone.changes, gone.status) == (None, [], [], "kedaluwarsa")
    assert "sudah dihapus" in hr.get(address).content.decode()
    assert hr.get(reverse("impor-perbaikan", args=[run.pk])).status_code == 404
    assert hr.post(reverse("impor-terapkan", args=[run.pk])).status_code == 409


def test_every_sheet_of_the_tests_is_one_of_the_format() -> None:
    assert fine().keys() == BY_NAME.keys()
    for name, rows in fine().items():
        assert rows[0] == [column.name for column in BY_NAME[name].columns if column.name != NOT_IMPORTED]
