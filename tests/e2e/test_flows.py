"""The main job in a real browser: read why, decide against the recommendation, read the reason, print, close."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from teladan.appraisal import operations
from teladan.appraisal.models import Appraisal, Decision
from teladan.tenancy.context import bound
from teladan.trust.models import Account, DemoStory
from tests import factories as make

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., "Page"]
REASON = "Menangani dua loket sendirian selama rekan cuti melahirkan."


@pytest.fixture
def world() -> Iterator[Any]:
    """One agency with evidence for one employee; its people stand on the demo's log-in list."""
    agency = make.agency("dinas", "Dinas Contoh")
    with bound(agency.pk):
        cast = make.Cast("dinas")
        make.complete_evidence(cast.employee.person)
        operations.refresh(period=cast.period, at=make.AT)
        appraisal = Appraisal.objects.get(person=cast.employee.person)
    for place, account in enumerate((cast.employee, cast.superior, cast.hr)):
        DemoStory.objects.create(account=account, agency=agency, place=place, description="cerita")
    return agency, cast, appraisal


def log_in(open_page: Open, account: Account, **options: Any) -> "Page":
    page = open_page("/masuk/", **options)
    page.locator(f'button[name=login][value="{account.login}"]').click()
    page.wait_for_url("**/")
    return page


def test_employee_opens_a_number_down_to_rule_and_evidence(open_page: Open, world: Any) -> None:
    _agency, cast, _appraisal = world
    page = log_in(open_page, cast.employee, width=360, height=780)

    page.get_by_role("link", name="Lihat semua alasan dan bukti").click()

    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    text = page.locator("main").inner_text()
    assert "Hasil kerja" in text
    assert "PermenPANRB 6/2022" in text
    assert "Laporan bulanan" in text
    assert "Predikat ditetapkan Pejabat Penilai Kinerja" in text


def test_superior_decides_against_the_recommendation_and_the_employee_reads_why(open_page: Open, world: Any) -> None:
    agency, cast, appraisal = world
    page = log_in(open_page, cast.superior)
    page.get_by_role("link", name="Tinjau tim").click()
    page.get_by_role("link", name=cast.employee.person.name).first.click()

    page.get_by_role("group", name="Rating hasil kerja").get_by_label("Di atas ekspektasi").check()
    page.get_by_role("group", name="Rating perilaku kerja").get_by_label("Di atas ekspektasi").check()
    page.get_by_role("button", name="Periksa keputusan").click()
    assert page.title().startswith("Perlu perbaikan: ")
    assert page.get_by_role("group", name="Rating hasil kerja").get_by_label("Di atas ekspektasi").is_checked()
    page.get_by_role("link", name="Tulis dalam satu kalimat mengapa").first.click()
    page.keyboard.type(REASON)
    page.get_by_role("button", name="Periksa keputusan").click()
    assert "Sangat Baik" in page.locator("main").inner_text()
    with bound(agency.pk):
        assert not Decision.objects.exists()
    page.get_by_role("button", name="Tetapkan Sangat Baik").click()
    page.wait_for_load_state()

    with bound(agency.pk):
        decision = Decision.objects.get(appraisal=appraisal)
    assert (decision.recommended_results, decision.results, decision.predicate) == ("sesuai", "di_atas", "sangat_baik")
    employee = log_in(open_page, cast.employee, width=360, height=780)
    assert REASON in employee.locator("main").inner_text()
    assert "Keputusan berbeda dari rekomendasi" in employee.locator("main").inner_text()


def test_superior_decides_with_the_keyboard_alone(open_page: Open, world: Any) -> None:
    agency, cast, appraisal = world
    page = log_in(open_page, cast.superior)
    page.goto(page.url + f"evaluasi/{appraisal.pk}/")

    for name, choice in (("results", "sesuai"), ("behaviour", "di_atas")):
        page.locator(f'input[name={name}][value="{choice}"]').focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Periksa keputusan").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tetapkan Baik").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    with bound(agency.pk):
        assert Decision.objects.get(appraisal=appraisal).predicate == "baik"


def test_hr_sees_completeness_and_closes_the_period(open_page: Open, world: Any) -> None:
    agency, cast, _appraisal = world
    page = log_in(open_page, cast.hr)
    page.goto(page.url + f"siklus/{cast.period.code}/")

    assert "0 dari" in page.locator("main").inner_text()
    page.get_by_role("link", name="Tutup periode").click()
    assert "belum ditetapkan predikatnya" in page.locator("main").inner_text()
    page.get_by_role("button", name=f"Tutup {cast.period.title}").click()
    page.wait_for_load_state()

    with bound(agency.pk):
        cast.period.refresh_from_db()
    assert not cast.period.is_open


def test_official_document_opens_with_the_blocks_of_the_form(open_page: Open, world: Any, tmp_path: Any) -> None:
    _agency, cast, appraisal = world
    page = log_in(open_page, cast.employee)

    answer = page.request.get(page.url + f"dokumen/{appraisal.pk}/d-1-1.pdf")
    (tmp_path / "d11.pdf").write_bytes(answer.body())
    text = PdfReader(tmp_path / "d11.pdf").pages[0].extract_text()

    assert answer.headers["content-type"] == "application/pdf"
    labels = [
        "DOKUMEN EVALUASI KINERJA PEGAWAI", "PEGAWAI YANG DINILAI", "PEJABAT PENILAI KINERJA",
        "ATASAN PEJABAT PENILAI KINERJA", "CAPAIAN KINERJA ORGANISASI", "PREDIKAT KINERJA PEGAWAI",
    ]  # fmt: skip
    places = [text.index(label) for label in labels]
    assert places == sorted(places)
    assert "RANCANGAN" in text


def test_pages_work_without_scripts(open_page: Open, world: Any) -> None:
    agency, cast, appraisal = world
    page = log_in(open_page, cast.superior, script=False)
    page.goto(page.url + f"evaluasi/{appraisal.pk}/")

    for name, choice in (("results", "sesuai"), ("behaviour", "di_atas")):
        page.locator(f'label:has(input[name={name}][value="{choice}"])').click()
    page.get_by_role("button", name="Periksa keputusan").click()
    page.get_by_role("button", name="Tetapkan Baik").click()

    with bound(agency.pk):
        assert Decision.objects.get(appraisal=appraisal).predicate == "baik"


def test_nothing_personal_is_left_after_log_out(open_page: Open, world: Any) -> None:
    _agency, cast, _appraisal = world
    page = log_in(open_page, cast.employee)
    assert cast.employee.person.name in page.locator("body").inner_text()

    page.locator("summary").filter(has_text=cast.employee.person.name).click()
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/masuk/")
    page.go_back()
    page.wait_for_load_state()

    assert "Kata sandi" in page.locator("body").inner_text()
