"""What is done with actions: see each file."""

from openccr.actions.operations.agreeing import agree_action, agree_proposed, propose_action
from openccr.actions.operations.ending import ENDED, check, complete, decline, give_up, reopen, start

__all__ = [
    "ENDED",
    "agree_action",
    "agree_proposed",
    "check",
    "complete",
    "decline",
    "give_up",
    "propose_action",
    "reopen",
    "start",
]
