"""What the lists of the appraisal are: columns, filters, words; functions, since words follow the reader's language."""

from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from teladan.appraisal.dossier import policy_of
from teladan.appraisal.models import Appraisal, Period
from teladan.rules.enums import Expectation, Predicate
from teladan.web.table import Column, Filter, Listing, ranked
from teladan.web.words import PREDICATES, word

UNDECIDED = Q(decision__isnull=True)
WORST_FIRST = [code.value for code in reversed(Predicate)]
WORST_FIRST_RATINGS = [code.value for code in reversed(Expectation)]


def _rated(row: Any) -> list[str | None]:
    """Both ratings and the predicate of a snapshot or a decision in words as the page shows them; empty without one."""
    codes = (row.results, row.behaviour, row.predicate) if row else ("", "", "")
    return [word(code) if code else _("Belum cukup bukti") if row else None for code in codes]


def _own_cells(row: Appraisal) -> list[Any]:
    period = row.period
    return [period.title, period.start_date, period.end_date, *_rated(row.decision), row.get_status_display()]


def _team_cells(row: Appraisal) -> list[Any]:
    decided = localtime(row.decision.decided_at).date() if row.decision else None
    person = row.person
    return [
        person.name,
        person.nip,
        row.position_title,
        row.unit.name,
        row.superior.name if row.superior else None,
        *_rated(row.snapshot),
        *_rated(row.decision),
        decided,
    ]


def _cycle_cells(row: Period) -> list[Any]:
    return [row.title, row.code, row.get_kind_display(), row.start_date, row.end_date, row.get_status_display(),
            policy_of(row).title]  # fmt: skip


def _people_heads() -> tuple[str, ...]:
    return (
        _("Nama"), _("NIP"), _("Jabatan"), _("Unit kerja"), _("Pejabat penilai"),
        _("Hasil kerja (rekomendasi)"), _("Perilaku kerja (rekomendasi)"), _("Predikat (rekomendasi)"),
        _("Hasil kerja (ditetapkan)"), _("Perilaku kerja (ditetapkan)"), _("Predikat (ditetapkan)"),
        _("Ditetapkan pada"),
    )  # fmt: skip


def OWN() -> Listing:  # reads as the constant it is, but for the language
    return Listing(
        id="penilaian-saya",
        caption=_("Periode penilaian"),
        columns=[
            Column("periode", _("Periode"), ("period__end_date", "period__start_date")),
            Column("hasil", _("Hasil kerja")),
            Column("perilaku", _("Perilaku kerja")),
            Column("predikat", _("Predikat"), (ranked("decision__predicate", WORST_FIRST),)),
            Column("status", _("Status"), ("status",)),
        ],
        default_sort="-periode",
        noun=_("periode"),
        row_template="appraisal/_baris_saya.html",
        heads=(
            _("Periode"),
            _("Mulai"),
            _("Selesai"),
            _("Hasil kerja"),
            _("Perilaku kerja"),
            _("Predikat"),
            _("Status"),
        ),
        cells=_own_cells,
        empty={
            "icon": "scale",
            "title": _("Belum ada periode penilaian"),
            "text": _("Pengelola kepegawaian membuka periode; penilaian Anda muncul di sini."),
        },
    )


def TEAM() -> Listing:
    return Listing(
        id="tim-saya",
        caption=_("Pegawai"),
        columns=[
            Column("nama", _("Pegawai"), ("person__name",)),
            Column(
                "hasil", _("Hasil (rekomendasi)"), (ranked("snapshot__results", WORST_FIRST_RATINGS), "person__name")
            ),
            Column(
                "perilaku",
                _("Perilaku (rekomendasi)"),
                (ranked("snapshot__behaviour", WORST_FIRST_RATINGS), "person__name"),
            ),
            Column(
                "rekomendasi", _("Predikat (rekomendasi)"), (ranked("snapshot__predicate", WORST_FIRST), "person__name")
            ),
            Column("ditetapkan", _("Ditetapkan"), (ranked("decision__predicate", WORST_FIRST), "person__name")),
            Column("tindakan", _("Tindakan"), hidden_label=True),
        ],
        default_sort="nama",
        noun=_("pegawai"),
        row_template="appraisal/_baris_tim.html",
        heads=_people_heads(),
        cells=_team_cells,
        search=("person__name", "position_title"),
        filters=[
            Filter(
                "status",
                _("Status"),
                {
                    "menunggu": (_("Belum ditetapkan"), UNDECIDED),
                    "ditetapkan": (_("Sudah ditetapkan"), Q(decision__isnull=False)),
                    "kurang-bukti": (_("Belum cukup bukti"), Q(snapshot__predicate="")),
                },
            ),
            Filter(
                "predikat",
                _("Predikat"),
                {code.value: (str(PREDICATES[code.value]), Q(decision__predicate=code.value)) for code in Predicate},
            ),
        ],
        empty={
            "icon": "users",
            "title": _("Belum ada pegawai yang melapor kepada Anda"),
            "text": _("Jika data atasan keliru, minta pengelola kepegawaian memperbaikinya."),
        },
    )


def CYCLES() -> Listing:
    return Listing(
        id="siklus",
        caption=_("Periode"),
        columns=[
            Column("periode", _("Periode"), ("end_date", "start_date")),
            Column("jenis", _("Jenis"), ("kind",)),
            Column("status", _("Status"), ("status",)),
            Column("kebijakan", _("Kebijakan"), ("policy__name",)),
        ],
        default_sort="-periode",
        noun=_("periode"),
        row_template="appraisal/_baris_siklus.html",
        heads=(_("Periode"), _("Kode"), _("Jenis"), _("Mulai"), _("Selesai"), _("Status"), _("Kebijakan")),
        cells=_cycle_cells,
        search=("title", "code"),
        empty={
            "icon": "calendar-days",
            "title": _("Belum ada periode"),
            "text": _("Impor lembar Periode untuk membuka periode pertama."),
        },
    )


def PERIOD() -> Listing:
    return Listing(
        id="pegawai-periode",
        caption=_("Pegawai pada periode ini"),
        columns=[
            Column("nama", _("Pegawai"), ("person__name",)),
            Column("unit", _("Unit kerja"), ("unit__name", "person__name")),
            Column("atasan", _("Pejabat penilai"), ("superior__name", "person__name")),
            Column("rekomendasi", _("Rekomendasi"), (ranked("snapshot__predicate", WORST_FIRST), "person__name")),
            Column("ditetapkan", _("Ditetapkan"), (ranked("decision__predicate", WORST_FIRST), "person__name")),
        ],
        default_sort="unit",
        noun=_("pegawai"),
        row_template="appraisal/_baris_periode.html",
        heads=_people_heads(),
        cells=_team_cells,
        search=("person__name", "unit__name", "superior__name"),
        filters=[
            Filter(
                "status",
                _("Status"),
                {
                    "menunggu": (_("Belum ditetapkan"), UNDECIDED),
                    "ditetapkan": (_("Sudah ditetapkan"), Q(decision__isnull=False)),
                    "kurang-bukti": (_("Belum cukup bukti"), Q(snapshot__predicate="")),
                    "tanpa-atasan": (_("Tanpa pejabat penilai"), Q(superior__isnull=True)),
                },
            ),
        ],
        empty={
            "icon": "users",
            "title": _("Belum ada pegawai pada periode ini"),
            "text": _("Hitung rekomendasi untuk memasukkan pegawai yang bekerja pada periode ini."),
        },
    )
