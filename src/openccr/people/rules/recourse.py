"""Recourse to public funds, as it is counted."""

from __future__ import annotations

from openccr.kernel.refusals import Refusal

STATUSES = {
    "has": "Has recourse to public funds",
    "none": "No recourse to public funds",
    "limited": "Limited, or her right to stay hangs on somebody else",
    "applied": "An application is under way",
    "unknown": "Not known",
}
"""What is counted; her words beside it are not."""


def why_not_chosen(*, kind: str, same_file: bool) -> Refusal | None:
    """Why somebody cannot be chosen to read it, or None.

    Args:
        kind: the pack's kind of their agency.
        same_file: their agency works on the case.
    """
    if kind == "police":
        return Refusal("Nobody at a police force reads this.", remedy="Choose somebody else.", field="appointment_id")
    if not same_file:
        return Refusal(
            "They do not work on this case.", remedy="Ask the coordinator to let them in.", field="appointment_id"
        )
    return None
