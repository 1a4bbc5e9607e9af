"""Which agency a log-in session works for."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest
from django.utils import timezone

from teladan.tenancy.models import Agency
from teladan.trust.models import Account, Membership

KEY = "agency"


def agency_of(request: HttpRequest) -> Agency | None:
    """The agency chosen at log-in, if the account still belongs to it; asked anew on every request, so that a right
    that ended yesterday opens nothing today."""
    chosen = request.session.get(KEY)
    if not chosen or not request.user.is_authenticated:
        return None
    membership = (
        Membership.objects.filter(account_id=request.user.pk, agency_id=UUID(chosen)).select_related("agency").first()
    )
    return membership.agency if membership else None


def agencies_of(account: Account) -> list[Agency]:
    """The agencies an account may work for, by name."""
    return list(Agency.objects.filter(pk__in=account.memberships.values("agency_id")).order_by("name", "pk"))


def begin(request: HttpRequest, account: Account, agency: Agency | None = None) -> None:
    """Start a session with a new key that ends at a fixed hour; with one agency or none it is chosen at once."""
    auth.login(request, account, backend="teladan.trust.backends.LoginBackend")
    # An instant, not a duration: choosing another agency saves the session again and must not lengthen it.
    request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    if agency is None:
        own = agencies_of(account)
        agency = own[0] if len(own) == 1 else None
    if agency is not None:
        request.session[KEY] = str(agency.pk)


def choose(request: HttpRequest, agency: Agency) -> None:
    """Work for another of one's own agencies from now on."""
    request.session[KEY] = str(agency.pk)
