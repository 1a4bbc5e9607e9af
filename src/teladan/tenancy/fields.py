"""Foreign keys that can't leave the agency."""

from typing import Any

from django.db import models


class TenantForeignKey(models.ForeignKey[Any, Any]):
    """A foreign key between two rows of one agency.

    In the database it is the composite key (agency, id), made by `security.secure`; joins carry the agency too, as a
    distributed engine needs it.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs

    def get_joining_fields(self, reverse_join: bool = False) -> tuple[Any, ...]:
        pairs = super().get_joining_fields(reverse_join=reverse_join)
        here = self.model._meta.get_field("agency")
        there = self.remote_field.model._meta.get_field("agency")
        return (*pairs, (there, here) if reverse_join else (here, there))
