"""Accounts and persons are global; what an agency knows about a person is the agency's own row elsewhere."""

from secrets import token_urlsafe
from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from teladan.tenancy.ids import uuid7
from teladan.tenancy.models import Agency, TenantModel


class Person(models.Model):
    """A human being as the law numbers them. NIP or NI PPPK is unique; state officials have none."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    nip = models.CharField(max_length=18, unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


def new_salt() -> str:
    """A secret for one person's hashes in the audit log."""
    return token_urlsafe(24)


class Pseudonym(models.Model):
    """The only link between a person and the audit log; erasing it makes their rows there untraceable (THREATS K3)."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)
    pseudonym = models.UUIDField(unique=True, default=uuid4)
    salt = models.CharField(max_length=32, default=new_salt)


def normalised_login(typed: str) -> str:
    """A log-in name as stored: lower case, without spaces (people type a NIP in groups)."""
    return "".join(typed.split()).lower()


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts without a usable password unless one is given."""

    def create_account(self, *, login: str, person: Person | None, password: str | None = None) -> "Account":
        """A new account; `login` is the NIP, an e-mail address or an agency's own code."""
        account = self.model(login=normalised_login(login), person=person)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Who may log in. Found before any agency is bound."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    login = models.CharField(max_length=254, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="account")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "login"
    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.login


class Membership(models.Model):
    """At which agencies an account may work; kept by the operations that open and close employments."""

    global_by_design = True  # read before an agency is bound

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "agency"], name="trust_membership_once")]


class AuditEntry(TenantModel):
    """One act, written in the act's own transaction and never changed: rights of the application are read and add.

    Persons appear by pseudonym, personal values as salted hashes. A sequencer gives tree numbers later, so that
    writing takes no lock.
    """

    append_only = True

    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    subject_person = models.UUIDField(null=True)
    details = models.JSONField(default=dict)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["agency", "subject_person", "at"], name="trust_audit_by_person"),
            models.Index(fields=["agency", "subject_kind", "subject_id"], name="trust_audit_by_subject"),
        ]


class DemoStory(models.Model):
    """Whom to log in as in a demo, and what there is to see; filled by the demo content, read in demo mode only."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="demo_story")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    description = models.CharField(max_length=200)

    global_by_design = True  # shown before anybody has logged in
