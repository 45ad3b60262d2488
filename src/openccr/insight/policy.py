"""Who sees figures, and who signs them off. Whether they see them before that is the wall's question."""

from __future__ import annotations

from openccr.access.may import Rule, role
from openccr.partnership.policy import coordinates
from openccr.partnership.rules import Role

MAY: dict[str, Rule] = {
    "insight.figures": role(
        Role.COORDINATOR, Role.CHAIR, Role.ANALYST, Role.COMMANDS, sentence="Your role does not work with figures."
    ),
    "insight.sign_off": coordinates,
}
