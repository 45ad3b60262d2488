"""Actions, the reminders of them, and what each agency said of its flag."""

from openccr.actions.models.actions import Action, Reminder
from openccr.actions.models.flags import FlagReceipt

__all__ = ["Action", "FlagReceipt", "Reminder"]
