"""The one thing a person gives: a file."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from teladan.intake.reader import MAX_FILE


class UploadForm(forms.Form):
    """A workbook of at most 20 MB; what is inside is checked by the operation, not believed by its name."""

    berkas = forms.FileField(
        label=_("Buku kerja Excel"),
        help_text=_("Berkas .xlsx menurut templat, paling besar 20 MB."),
        max_length=200,
        error_messages={
            "required": _("Pilih berkas .xlsx yang akan diperiksa."),
            "empty": _("Berkas ini kosong. Pilih berkas .xlsx yang berisi."),
            "max_length": _("Nama berkas terlalu panjang. Persingkat namanya, lalu unggah lagi."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_berkas(self) -> Any:
        """Refuse what is too large before it is read."""
        upload: UploadedFile[Any] = self.cleaned_data["berkas"]
        if upload.size and upload.size > MAX_FILE:
            raise forms.ValidationError(_("Berkas ini lebih dari 20 MB. Bagi menjadi beberapa berkas."))
        return upload
