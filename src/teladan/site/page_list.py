"""Every page that is looked at: contact sheets, accessibility, widths, sizes and statement counts read this list."""

from dataclasses import dataclass

WIDTHS = (360, 1366)
THEMES = ("terang", "gelap")

# Role → log-in of a demo account (see the demo's log-in list) that has something to see on that role's pages.
DEMO_LOGINS: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name for files and test ids, address, and role of the viewer (None: nobody logged in).

    `follow` is a CSS selector of a link to press there first, for addresses that carry an identifier. `status` is the
    expected answer.
    """

    name: str
    path: str
    role: str | None = None
    follow: str = ""
    status: int = 200


PAGES: tuple[Page, ...] = (
    Page("gaya", "/gaya/"),
    Page("masuk", "/masuk/"),
    Page("tidak-ditemukan", "/tidak/ada/", status=404),
)
