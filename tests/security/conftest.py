"""Attacks on the whole: each test has a positive control, the same attack with the defence switched off."""

from typing import Any

import pytest


@pytest.fixture
def place(db: None) -> Any:
    """An agency with people and one appraisal (places.Place)."""
    from tests.security.places import Place

    return Place()
