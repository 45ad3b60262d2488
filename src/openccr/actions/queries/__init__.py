"""Actions as pages and returns show them."""

from openccr.actions.queries.actions import (
    Whose,
    action_of,
    actions_of,
    late_in_all,
    open_actions,
)

__all__ = ["Whose", "action_of", "actions_of", "late_in_all", "open_actions"]
