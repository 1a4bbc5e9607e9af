"""A system check that refuses models which would break the floor (ARCHITECTURE: Data)."""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.core.checks import CheckMessage, Error, register
from django.db import models

from teladan.tenancy.fields import TenantForeignKey
from teladan.tenancy.models import Agency, AgencyOwned, AnonymousModel, BoundManager, TenantModel

TAG = "tenancy"
TRACES = ("actor", "rater", "account", "client_key", "created_by", "author")


@register(TAG)
def check_agency_models(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """All breaches in all of our models; the list is empty when the floor holds."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        if model.__module__.startswith(("teladan.", "tests.")):
            found += check_model(model)
    return found


def check_model(model: type[models.Model]) -> list[CheckMessage]:
    """The breaches of one model."""
    if not issubclass(model, AgencyOwned):
        return list(_outside(model))
    return [
        *_base(model),
        *_fields(model),
        *_constraints(model),
        *(_anonymous(model) if issubclass(model, AnonymousModel) else ()),
    ]


def _error(model: Any, number: int, message: str, hint: str) -> Error:
    return Error(f"{model._meta.label}: {message}", hint=hint, obj=model, id=f"tenancy.E{number:03}")


def _outside(model: Any) -> Any:
    for field in model._meta.local_fields:
        if (
            field.remote_field
            and field.remote_field.model is Agency
            and field.name == "agency"
            and not getattr(model, "global_by_design", False)
        ):
            yield _error(model, 1, "has an agency but not the base model.", "Derive from TenantModel.")


def _base(model: Any) -> Any:
    if not issubclass(model, TenantModel | AnonymousModel):
        yield _error(model, 2, "derives from AgencyOwned directly.", "Derive from TenantModel.")
    if not isinstance(model._default_manager, BoundManager):
        yield _error(model, 3, "its default manager is not bound.", "Keep `objects = BoundManager()`.")
    if model._meta.local_many_to_many:
        yield _error(model, 4, "has an automatic many-to-many table.", "Write the model between the two.")
    for field in model._meta.private_fields:
        if isinstance(field, GenericForeignKey):
            yield _error(model, 5, f"{field.name} is a GenericForeignKey.", "Name the model it points to.")


def _fields(model: Any) -> Any:
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            yield _error(
                model, 6, f"{field.name} is unique across agencies.", "Use UniqueConstraint(fields=['agency', …])."
            )
        target = getattr(field.remote_field, "model", None)
        if isinstance(target, type) and issubclass(target, AgencyOwned) and not isinstance(field, TenantForeignKey):
            yield _error(model, 7, f"{field.name} can leave the agency.", "Use TenantForeignKey.")
        if isinstance(field, TenantForeignKey) and target is not None and issubclass(target, AnonymousModel):
            yield _error(model, 8, f"{field.name} points at an anonymous answer.", "Answers are never joined by key.")


def _constraints(model: Any) -> Any:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields[:1] != ("agency",):
            yield _error(model, 9, f"{constraint.name} does not begin with agency.", "Put 'agency' first.")
    if model._meta.unique_together:
        yield _error(model, 10, "uses unique_together.", "Use UniqueConstraint(fields=['agency', …]).")


def _anonymous(model: Any) -> Any:
    for field in model._meta.local_fields:
        if isinstance(field, models.DateTimeField | models.TimeField):
            yield _error(model, 11, f"{field.name} holds an instant.", "An anonymous answer carries its week only.")
        if isinstance(field, models.DateField) and field.name != "week_date":
            yield _error(model, 11, f"{field.name} holds a day.", "An anonymous answer carries its week only.")
        if any(trace in field.name for trace in TRACES):
            yield _error(model, 12, f"{field.name} can name the giver.", "Leave it out.")
    if getattr(model, "audited", False):
        yield _error(model, 13, "is audited row by row.", "The audit row of the round is enough.")
