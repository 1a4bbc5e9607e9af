"""Codes of people and positions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EmploymentStatus(models.TextChoices):
    """Jenis pegawai (UU ASN; PP 49/2018 for PPPK). State officials appraise but are not appraised here."""

    PNS = "pns", _("PNS")
    CPNS = "cpns", _("CPNS")
    PPPK = "pppk", _("PPPK")
    STATE_OFFICIAL = "pejabat_negara", _("Pejabat negara")


class PositionKind(models.TextChoices):
    """Jenis jabatan (DOMAIN §6.3)."""

    SENIOR_LEADER = "jpt", _("Jabatan pimpinan tinggi")
    ADMINISTRATOR = "administrator", _("Administrator")
    SUPERVISOR = "pengawas", _("Pengawas")
    EXECUTOR = "pelaksana", _("Pelaksana")
    FUNCTIONAL = "fungsional", _("Jabatan fungsional")
    STATE_OFFICIAL = "pejabat_negara", _("Pejabat negara")


class Role(models.TextChoices):
    """Roles given by the agency; employee and superior are not given, they follow from dated positions."""

    HR = "kepegawaian", _("Pengelola kepegawaian")
    LEADER = "pimpinan", _("Pimpinan")
    AUDITOR = "pengawas", _("Pengawas (Inspektorat)")
    SYSTEM_ADMIN = "admin_sistem", _("Admin sistem")
