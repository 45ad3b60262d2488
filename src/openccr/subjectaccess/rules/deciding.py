"""Deciding about one sentence: let it go, let it go in part, or keep it back by an exemption."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from openccr.kernel.refusals import Refusal
from openccr.subjectaccess.rules.sentences import is_deletion
from openccr.subjectaccess.rules.tagging import Mark


class Outcome(StrEnum):
    """What becomes of a sentence."""

    RELEASE = "release"
    PART = "part"
    WITHHOLD = "withhold"

    @property
    def label(self) -> str:
        return {"release": "Let it go", "part": "Let part of it go", "withhold": "Keep it back"}[self]


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What somebody decides.

    Args:
        exemption: key of the pack's exemptions, when it is kept back, whole or in part.
        reason: in words; needed where the rules proposed otherwise, and in part.
        kept: what is let go of it, with words taken out and none put in.
    """

    outcome: Outcome
    exemption: str = ""
    reason: str = ""
    kept: str = ""


def why_not_decided(
    decision: Decision, *, text: str, marks: Collection[Mark], kept_marks: Collection[Mark], exemptions: Collection[str]
) -> Refusal | None:
    """Why a sentence cannot be decided so, or None.

    Args:
        marks: of the whole sentence.
        kept_marks: of what would be let go.
        exemptions: keys the pack knows.
    """
    if decision.outcome is not Outcome.WITHHOLD and Mark.PLACE in kept_marks:
        return Refusal(
            "Where somebody is, or how to reach them, leaves in no bundle.", remedy="Take it out.", field="kept"
        )
    if decision.outcome is not Outcome.WITHHOLD and Mark.OTHER_NAME in kept_marks:
        return Refusal("It still names somebody else.", remedy="Take the name out.", field="kept")
    if decision.outcome is not Outcome.RELEASE and decision.exemption not in exemptions:
        return Refusal("Say by which exemption.", remedy="Choose one of the list.", field="exemption")
    if decision.outcome is Outcome.PART and not is_deletion(decision.kept, text):
        return Refusal("Redaction only takes words out.", remedy="Leave the others as they are written.", field="kept")
    against_proposal = (decision.outcome is Outcome.WITHHOLD) is not bool(marks)
    if (against_proposal or decision.outcome is Outcome.PART) and not decision.reason.strip():
        return Refusal("Say why: the rules proposed otherwise.", field="reason")
    return None


def usual_exemption(marks: Collection[Mark], fits: Mapping[str, Collection[str]]) -> str:
    """The first exemption of the pack that fits a mark of the sentence, in the pack's order; "" when none does.

    Args:
        fits: exemption → the marks it is for.
    """
    return next((key for key, of in fits.items() if set(of) & {mark.value for mark in marks}), "")
