"""Who may take a whole area out."""

from __future__ import annotations

from openccr.access.may import Rule, role
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.leaving.rules import SIGNERS


def _whole_area(actor: Actor, _: object) -> Refusal | None:
    """Its reader gets every case of the area, her no-go list and who is kept out: no agency's lead may."""
    return None if actor.whole_area else Refusal("The coordinator of the whole area does this.")


_COORDINATES = Rule(_whole_area)
_SEES = role(
    "coordinator", "lead", "chair", "protection_officer",
    sentence="A coordinator, a lead, the chair or the data protection officer does this.",
)  # fmt: skip
_SIGNS = role(*SIGNERS, sentence="The chair and the data protection officer do this.")

MAY: dict[str, Rule] = {
    "leaving.see": _SEES,
    "leaving.ask": _COORDINATES,
    "leaving.agree": _SIGNS,
    "leaving.withdraw": _SEES,
    "leaving.export": _COORDINATES | role("commands", sentence="The coordinator of the whole area does this."),
    "leaving.adviser_part": role("idva", sentence="Only an IDVA service takes its own part out."),
}
