"""Who may decide that the criteria are not met: two people, one of them a domestic abuse specialist."""

from __future__ import annotations

from datetime import timedelta

from openccr.content.schema.processes import SecondDecision

SECOND_SEES = timedelta(days=30)
"""How long somebody who is asked to decide second sees the case: to decide, and for an appeal soon after."""


def is_specialist(who: SecondDecision, *, role: str, agency_kind: str) -> bool:
    """Whether an appointment counts as a domestic abuse specialist: by its role, or by the kind of its agency."""
    return role in who.specialist_roles or agency_kind in who.specialist_agency_kinds
