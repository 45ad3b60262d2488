"""Where an action stands: under its case, or under the partnership."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse


def address_of(file: UUID | None, action: UUID) -> str:
    """The address of one action.

    Args:
        file: the case's file; None for an action of the partnership.
    """
    if file is None:
        return reverse("actions.area_action", kwargs={"area_action": action})
    return reverse("actions.action", kwargs={"file": file, "action": action})
