"""The demonstration's own people in a real browser: employee, superior and HR of both agencies see the right things."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from pypdf import PdfReader

from teladan.intake import demo
from teladan.site.screens import log_in
from teladan.trust.models import DemoStory

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[..., "Page"]


@pytest.fixture
def people() -> Iterator[dict[str, str]]:
    """Both agencies loaded by their import; what stands in the log-in list → log-in name."""
    demo.load(lambda _line: None)
    connection.close()
    return {row.account.person.name: row.account.login for row in DemoStory.objects.select_related("account__person")}


def enter(open_page: Open, live_server: Any, login: str, path: str, **options: Any) -> "Page":
    page = open_page("/masuk/", **options)
    log_in(page, live_server.url, login)
    page.goto(f"{live_server.url}{path}")
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    return page


def test_people_of_both_agencies_see_the_right_things(
    open_page: Open, live_server: Any, people: dict[str, str], tmp_path: Any
) -> None:
    midwife = enter(open_page, live_server, people["Siti Rahmawati"], "/penilaian/2022-THN/", width=360, height=780)
    text = midwife.locator("main").inner_text()
    # Printed on pp. 228–231: both ratings «sesuai»; without printed judgements nothing can be recommended.
    assert "Baik" in text
    assert "Belum cukup bukti" in text
    assert "Kurang ramah" in text
    assert "Mengutamakan kepentingan organisasi" in text
    address = midwife.locator('a[href$="/d-1-1.pdf"]').get_attribute("href")
    (tmp_path / "d11.pdf").write_bytes(midwife.request.get(f"{live_server.url}{address}").body())
    printed = " ".join(page.extract_text() for page in PdfReader(tmp_path / "d11.pdf").pages)
    assert "RANCANGAN" not in printed
    assert "Siti Rahmawati" in printed or "SITI RAHMAWATI" in printed

    head = enter(open_page, live_server, people["Yohana Lestari"], "/tim/?periode=2022-THN")
    assert "Siti Rahmawati" in head.locator("main").inner_text()
    officer = enter(open_page, live_server, people["Bayu Prasetyo Hadi"], "/siklus/2022-THN/")
    assert "3 dari 4 ditetapkan" in officer.locator("main").inner_text()

    overruled = enter(open_page, live_server, people["Fadlan Lubis"], "/penilaian/2026-TW3/")
    text = overruled.locator("main").inner_text()
    assert "Butuh Perbaikan" in text
    assert "Keputusan berbeda dari rekomendasi" in text
    assert "19 dari 25 layanan selesai tanpa kesalahan" in text
    assert "Kebijakan penilaian Kota Medan" in text
    lacking = enter(open_page, live_server, people["Syahrial Alwi"], "/penilaian/2026-TW3/")
    assert "belum" in lacking.locator("main").inner_text()
    superior = enter(open_page, live_server, people["Parlindungan Hutagalung"], "/tim/?periode=2026-TW3")
    assert superior.locator("main tbody tr").count() >= 9
    medan = enter(open_page, live_server, people["Rotua Nainggolan"], "/siklus/2026-TW3/")
    assert "113 dari 120 ditetapkan" in medan.locator("main").inner_text()
