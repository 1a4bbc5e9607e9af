"""What a person types to come in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LoginForm(forms.Form):
    """NIP (or e-mail, or the agency's code) and password; never trimmed or changed, so password managers work."""

    login = forms.CharField(
        label=_("NIP atau surel"),
        max_length=254,
        error_messages={"required": _("Isi NIP Anda, misalnya 19880412 201503 2 004.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        error_messages={"required": _("Isi kata sandi Anda.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
