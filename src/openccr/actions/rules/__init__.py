"""What decides about actions: their states, who carries them, locks, reminders, flags, prompts."""

from openccr.actions.rules.carrying import FACES_WORDS, Carried, Faces, carried, nothing_faces_who_harms, who_carries
from openccr.actions.rules.states import (
    ACTION,
    ENDED,
    GIVEN_UP,
    OPEN,
    ActionAgreed,
    ActionFacts,
    ActionState,
    Source,
    is_late,
    why_not_agreed,
)

__all__ = [
    "ACTION",
    "ENDED",
    "FACES_WORDS",
    "GIVEN_UP",
    "OPEN",
    "ActionAgreed",
    "ActionFacts",
    "ActionState",
    "Carried",
    "Faces",
    "Source",
    "carried",
    "is_late",
    "nothing_faces_who_harms",
    "who_carries",
    "why_not_agreed",
]
