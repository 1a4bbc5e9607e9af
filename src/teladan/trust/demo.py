"""Whom to log in as in a demo: a list on the page, never under production settings."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied

from teladan.trust.models import Account, DemoStory


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One line of the list: log in as whom, where, and what there is to see."""

    login: str
    name: str
    agency: str
    description: str


def accounts() -> list[DemoAccount]:
    """The demo's log-in list, by agency and place. Raises PermissionDenied outside demo and tests."""
    _refuse_outside_demo()
    stories = DemoStory.objects.select_related("account__person", "agency").order_by("agency__name", "place", "pk")
    return [
        DemoAccount(
            login=story.account.login,
            name=story.account.person.name if story.account.person else story.account.login,
            agency=story.agency.name,
            description=story.description,
        )
        for story in stories
    ]


def account(login: str) -> Account | None:
    """A listed account. Raises PermissionDenied outside demo and tests."""
    _refuse_outside_demo()
    return Account.objects.filter(login=login, is_active=True, demo_story__isnull=False).first()


def _refuse_outside_demo() -> None:
    if not settings.DEMO_LOGIN:
        raise PermissionDenied
