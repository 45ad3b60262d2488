"""What stands in the tables of sign-in, which tests see only as the application does when it signs somebody in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from openccr.access.sign_in import at_sign_in


def door(act: Callable[[], Any]) -> Any:
    """Do it behind the wall of sign-in; of a query, the rows."""
    with at_sign_in():
        found = act()
        return list(found) if isinstance(found, QuerySet) else found
