"""Every page that is looked at: contact sheets, accessibility, widths, sizes and statement counts read this list."""

from dataclasses import dataclass

WIDTHS = (360, 1366)
THEMES = ("terang", "gelap")

# Role → log-in of a demo account (see the demo's log-in list) that has something to see on that role's pages.
DEMO_LOGINS = {
    "pegawai": "199112042016032417",
    "atasan": "197805022005021766",
    "kepegawaian": "198504292010092184",
    "kurang-bukti": "198206062008051106",
    "diputus-lain": "199205312014091069",
    "bidan": "puskesmas-contoh:bidan",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name for files and test ids, address, and role of the viewer (None: nobody logged in).

    `follow` are CSS selectors of links to press one after the other from there, for addresses that carry an identifier.
    `status` is the expected answer.
    """

    name: str
    path: str
    role: str | None = None
    follow: tuple[str, ...] = ()
    status: int = 200


ROW = ".card--table tbody th a"

PAGES: tuple[Page, ...] = (
    Page("gaya", "/gaya/"),
    Page("masuk", "/masuk/"),
    Page("tidak-ditemukan", "/tidak/ada/", status=404),
    Page("beranda", "/", "pegawai"),
    Page("penilaian", "/penilaian/", "pegawai"),
    Page("penilaian-periode", "/penilaian/", "pegawai", (ROW,)),
    Page("cara-menilai", "/penilaian/", "pegawai", (ROW, 'main a[href^="/cara-kami-menilai/"]')),
    Page("beranda-atasan", "/", "atasan"),
    Page("tim", "/tim/", "atasan"),
    Page("evaluasi", "/tim/", "atasan", (ROW,)),
    Page("siklus", "/siklus/", "kepegawaian"),
    Page("siklus-periode", "/siklus/", "kepegawaian", (ROW,)),
    Page("siklus-tutup", "/siklus/", "kepegawaian", (ROW, 'main a[href$="/tutup/"]')),
    Page("impor", "/impor/", "kepegawaian"),
)

# The same pages with other stories on them; on the contact sheets only.
STORIES: tuple[Page, ...] = (
    Page("beranda-kurang-bukti", "/", "kurang-bukti"),
    Page("penilaian-kurang-bukti", "/penilaian/", "kurang-bukti", (ROW,)),
    Page("penilaian-diputus-lain", "/penilaian/", "diputus-lain", (ROW,)),
    Page("penilaian-bidan", "/penilaian/", "bidan", (ROW,)),
)
