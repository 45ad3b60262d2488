"""Who looks at the conference's quality, and who writes of it."""

from __future__ import annotations

from openccr.access.may import Rule, role
from openccr.partnership.policy import coordinates
from openccr.partnership.rules import Role

MAY: dict[str, Rule] = {
    "governance.quality": role(
        Role.COORDINATOR, Role.CHAIR, sentence="Only those who lead the conference look at its quality."
    ),
    "governance.check": coordinates,
    "governance.audit": coordinates,
}
