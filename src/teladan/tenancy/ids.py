"""Keys made by us, not by the database."""

from uuid import UUID

from uuid_utils.compat import uuid7 as _uuid7


def uuid7() -> UUID:
    """A new key that sorts by the time of its making (RFC 9562, version 7)."""
    return _uuid7()
