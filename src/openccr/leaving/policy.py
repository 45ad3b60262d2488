"""Who may take a whole area out."""

from __future__ import annotations

from openccr.access.may import Rule, role
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal


def _whole_area(actor: Actor, _: object) -> Refusal | None:
    """Its reader gets every case of the area, her no-go list and who is kept out: no agency's lead may."""
    return None if actor.whole_area else Refusal("The coordinator of the whole area does this.")


_COORDINATES = Rule(_whole_area)
_LEADS = role("coordinator", "lead", "chair", sentence="A coordinator, a lead or the chair does this.")

MAY: dict[str, Rule] = {
    "leaving.see": _LEADS,
    "leaving.ask": _COORDINATES,
    "leaving.agree": _LEADS,
    "leaving.withdraw": _LEADS,
    "leaving.export": _COORDINATES | role("commands", sentence="The coordinator of the whole area does this."),
    "leaving.adviser_part": role("idva", sentence="Only an IDVA service takes its own part out."),
}
