"""Log-in by NIP, e-mail address or agency code, before any agency is bound."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from teladan.trust.models import Account, normalised_login


class LoginBackend:
    """Finds the account by what was typed and checks its password; unknown log-ins cost the same time as known ones."""

    def authenticate(
        self,
        request: HttpRequest | None,
        login: str = "",
        password: str = "",
        **_: Any,  # nosec B107  # none is no password
    ) -> Account | None:
        account = Account.objects.filter(login=normalised_login(login)).first()
        if account is None or not account.has_usable_password():
            make_password(password)  # same work as a check
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, account_id: Any) -> Account | None:
        """The account with its person in one statement; None when it was closed."""
        return Account.objects.filter(pk=account_id, is_active=True).select_related("person").first()
