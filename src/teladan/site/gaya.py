"""The living style guide «/gaya/»: every component in all its states, with invented names. Never in production."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from teladan.site import gaya_samples as samples


class SampleForm(forms.Form):
    """One field of every kind."""

    jumlah = forms.IntegerField(
        label="Jumlah dokumen",
        help_text="Angka saja, misalnya 14.",
        error_messages={"invalid": "Isi jumlah dokumen dengan angka, misalnya 14."},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    tanggal = forms.DateField(
        label="Tanggal kegiatan",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Isi tanggal kegiatan, misalnya 19 November 2026."},
    )
    catatan = forms.CharField(label="Catatan", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    unit = forms.ChoiceField(
        label="Unit", choices=[("a", "Bidang Pendaftaran Penduduk"), ("b", "Bidang Pencatatan Sipil")]
    )
    setuju = forms.BooleanField(
        label="Saya sudah memeriksa isian ini", error_messages={"required": "Centang bila isian sudah Anda periksa."}
    )
    sumber = forms.MultipleChoiceField(
        label="Bukti yang dilihat",
        required=False,
        choices=[("r", "Realisasi"), ("u", "Umpan balik"), ("l", "Catatan layanan")],
        widget=forms.CheckboxSelectMultiple,
    )
    target = forms.ChoiceField(
        label="Target",
        choices=[("akta", "Akta kelahiran"), ("ktp", "KTP-el"), ("lain", "Lainnya")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih satu target."},
    )
    bukti = forms.FileField(label="Bukti", required=False, help_text="Foto atau PDF, paling besar 2 MB.")


@require_safe
def gaya(request: HttpRequest) -> HttpResponse:
    """The whole guide on one page."""
    wrong = SampleForm({"salah-jumlah": "empat belas", "salah-unit": "a"}, prefix="salah")
    wrong.is_valid()
    at = datetime(2026, 11, 19, 3, 24, tzinfo=ZoneInfo("UTC"))
    return render(
        request,
        "gaya/index.html",
        {
            "form": SampleForm(initial={"jumlah": 14, "tanggal": date(2026, 11, 19), "target": "akta"}, prefix="isi"),
            "wrong": wrong,
            "at": at,
            "day": at.date(),
            **samples.frame(),
            **samples.everything(),
        },
    )
