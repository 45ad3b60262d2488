"""Who keeps what survivors said, who answers it, and who is on duty for anonymous messages."""

from __future__ import annotations

from openccr.access.may import Rule, role
from openccr.partnership.policy import coordinates
from openccr.partnership.rules import Role

MAY: dict[str, Rule] = {
    "voice.say": Rule(lambda actor, subject: None),
    "voice.keep": coordinates,
    "voice.answer": role(
        Role.COORDINATOR, Role.LEAD, Role.REPRESENTATIVE, Role.IDVA, Role.PANEL_WORKER,
        sentence="The agency that was asked answers what survivors said.",
    ),
    "voice.pass_on": role(
        Role.COORDINATOR, Role.LEAD, Role.REPRESENTATIVE, Role.IDVA, Role.PANEL_WORKER,
        sentence="A service passes on what survivors told it.",
    ),
    "voice.plan": role(
        Role.COORDINATOR, Role.IDVA, Role.PANEL_WORKER,
        sentence="Coordinators, advisers and the panel's worker plan how survivors are asked.",
    ),
    "voice.pay": role(
        Role.COORDINATOR, Role.LEAD, Role.REPRESENTATIVE, Role.IDVA, Role.PANEL_WORKER,
        sentence="The agency that pays, and the coordinator, see payments.",
    ),
    "voice.offer": coordinates,
    "voice.duty": role(
        Role.COORDINATOR, Role.IDVA, sentence="Coordinators and advisers are on duty for anonymous messages."
    ),
}  # fmt: skip
