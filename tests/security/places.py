"""What is attacked: agencies with people in them, and browsers logged in."""

from typing import Any

from django.test import Client

from teladan.appraisal import operations
from teladan.appraisal.models import Appraisal
from teladan.tenancy.context import bound
from teladan.tenancy.models import Agency
from teladan.trust import session
from teladan.trust.models import Account
from tests import factories as make


class Place:
    """An agency with its cast, and the first report's appraisal with complete evidence."""

    def __init__(self, code: str = "kami") -> None:
        self.agency = make.agency(code)
        with bound(self.agency.pk):
            self.cast = make.Cast(code)
            make.complete_evidence(self.cast.employee.person)
            operations.refresh(period=self.cast.period, at=make.AT)
            self.appraisal = Appraisal.objects.select_related("snapshot").get(person=self.cast.employee.person)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.cast, name)


def enter(account: Account, agency: Agency) -> Client:
    """A browser of somebody logged in for an agency; errors are answered as in production."""
    client = Client(raise_request_exception=False)
    client.force_login(account)
    stored = client.session
    stored[session.KEY] = str(agency.pk)
    stored.save()
    return client
