"""What the lists of the appraisal are: columns, filters, words; functions, since words follow the reader's language."""

from django.db.models import Q
from django.utils.translation import gettext as _

from teladan.appraisal.enums import Status
from teladan.rules.enums import Predicate
from teladan.web.table import Column, Filter, Listing
from teladan.web.words import PREDICATES

WAITING = Q(status=Status.OPEN)


def OWN() -> Listing:  # reads as the constant it is, but for the language
    return Listing(
        id="penilaian-saya",
        caption=_("Penilaian saya"),
        columns=[
            Column("periode", _("Periode"), ("period__end_date", "period__start_date")),
            Column("hasil", _("Hasil kerja")),
            Column("perilaku", _("Perilaku kerja")),
            Column("predikat", _("Predikat"), ("decision__predicate",)),
            Column("status", _("Status"), ("status",)),
        ],
        default_sort="-periode",
        noun=_("periode"),
        row_template="appraisal/_baris_saya.html",
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
            Column("hasil", _("Hasil"), ("snapshot__results",)),
            Column("perilaku", _("Perilaku"), ("snapshot__behaviour",)),
            Column("rekomendasi", _("Rekomendasi"), ("snapshot__predicate",)),
            Column("ditetapkan", _("Ditetapkan"), ("decision__predicate",)),
            Column("tindakan", _("Tindakan"), hidden_label=True),
        ],
        default_sort="nama",
        noun=_("pegawai"),
        row_template="appraisal/_baris_tim.html",
        search=("person__name", "position_title"),
        filters=[
            Filter(
                "status",
                _("Status"),
                {
                    "menunggu": (_("Menunggu keputusan"), WAITING),
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
            Column("rekomendasi", _("Rekomendasi"), ("snapshot__predicate", "person__name")),
            Column("ditetapkan", _("Ditetapkan"), ("decision__predicate", "person__name")),
        ],
        default_sort="unit",
        noun=_("pegawai"),
        row_template="appraisal/_baris_periode.html",
        search=("person__name", "unit__name", "superior__name"),
        filters=[
            Filter(
                "status",
                _("Status"),
                {
                    "menunggu": (_("Menunggu keputusan"), WAITING),
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
