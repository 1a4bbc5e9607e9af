"""What a superior fills in to decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teladan.appraisal.operations import Ruling
from teladan.rules.enums import Expectation

RATINGS = [
    (Expectation.ABOVE.value, _("Di atas ekspektasi")),
    (Expectation.AS_EXPECTED.value, _("Sesuai ekspektasi")),
    (Expectation.BELOW.value, _("Di bawah ekspektasi")),
]
REASON_LENGTH = 10
WANTED = {
    ("results", True): _("Tulis dalam satu kalimat mengapa rating hasil kerja berbeda dari rekomendasi."),
    ("results", False): _("Tulis dasar rating hasil kerja dalam satu kalimat; rekomendasinya belum ada."),
    ("behaviour", True): _("Tulis dalam satu kalimat mengapa rating perilaku kerja berbeda dari rekomendasi."),
    ("behaviour", False): _("Tulis dasar rating perilaku kerja dalam satu kalimat; rekomendasinya belum ada."),
}
"""What is expected of a reason, by axis and whether there is a recommendation to differ from."""


class RulingForm(forms.Form):
    """Both ratings, a reason where one differs from the recommendation, and a note for the document."""

    results = forms.ChoiceField(
        label=_("Rating hasil kerja"),
        choices=RATINGS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih rating hasil kerja."), "invalid_choice": _("Pilih rating hasil kerja.")},
    )
    results_reason = forms.CharField(
        label=_("Alasan rating hasil kerja"),
        help_text=_("Wajib bila berbeda dari rekomendasi. Pegawai membaca alasan ini."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    behaviour = forms.ChoiceField(
        label=_("Rating perilaku kerja"),
        choices=RATINGS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih rating perilaku kerja."),
            "invalid_choice": _("Pilih rating perilaku kerja."),
        },
    )
    behaviour_reason = forms.CharField(
        label=_("Alasan rating perilaku kerja"),
        help_text=_("Wajib bila berbeda dari rekomendasi. Pegawai membaca alasan ini."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(
        label=_("Catatan atau rekomendasi"),
        help_text=_("Tercetak pada dokumen evaluasi, misalnya pelatihan yang disarankan."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen_digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    seen_decision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, recommended: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recommended = recommended
        for axis in ("results", "behaviour"):
            if not recommended[axis]:
                self.fields[f"{axis}_reason"].help_text = _(
                    "Wajib, karena rekomendasinya belum ada. Pegawai membaca alasan ini."
                )

    def clean(self) -> dict[str, Any]:
        """Both checks here are repeated by the operation and the database; here they get their place on the page."""
        cleaned = super().clean() or {}
        for axis in ("results", "behaviour"):
            reason = cleaned.get(f"{axis}_reason", "").strip()
            if cleaned.get(axis) and cleaned[axis] != self.recommended[axis] and len(reason) < REASON_LENGTH:
                self.add_error(f"{axis}_reason", WANTED[axis, bool(self.recommended[axis])])
        return cleaned

    def ruling(self) -> Ruling:
        """The ruling of a valid form."""
        cleaned = self.cleaned_data
        return Ruling(
            results=Expectation(cleaned["results"]),
            behaviour=Expectation(cleaned["behaviour"]),
            results_reason=cleaned["results_reason"].strip(),
            behaviour_reason=cleaned["behaviour_reason"].strip(),
            note=cleaned["note"].strip(),
        )
