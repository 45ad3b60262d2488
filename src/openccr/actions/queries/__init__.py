"""Actions as pages and returns show them."""

from openccr.actions.queries.actions import (
    COUNTED,
    ActionShown,
    LateAt,
    Tally,
    Whose,
    action_of,
    actions_of,
    late_in_all,
    next_actions,
    open_actions,
    tally_by_agency,
    tally_by_hearing,
)

__all__ = [
    "COUNTED",
    "ActionShown",
    "LateAt",
    "Tally",
    "Whose",
    "action_of",
    "actions_of",
    "late_in_all",
    "next_actions",
    "open_actions",
    "tally_by_agency",
    "tally_by_hearing",
]
