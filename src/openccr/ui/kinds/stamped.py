"""How a page calls its operation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone


def stamped(operation: Callable[..., Any], **names: str) -> Callable[..., Any]:
    """The operation as a page calls it: told the time, and parts of the address by the operation's own names.

    Args:
        names: operation's word = word in the address, such as file_id="file".
    """

    def called(*, actor: Any, **given: Any) -> Any:
        for ours, theirs in names.items():
            given[ours] = given.pop(theirs)
        return operation(actor=actor, at=timezone.now(), **given)

    return called
