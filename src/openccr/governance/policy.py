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
    "governance.assessment": role(
        Role.COORDINATOR,
        Role.CHAIR,
        Role.LEAD,
        Role.ANALYST,
        Role.REPRESENTATIVE,
        Role.IDVA,
        sentence="Members of the partnership look at the self-assessment.",
    ),
    "governance.rate": role(
        Role.LEAD, Role.COORDINATOR, sentence="An agency's lead rates for the agency, the coordinator for their own."
    ),
    "governance.moderate": coordinates,
    "governance.see_ratings": role(
        Role.COORDINATOR, Role.CHAIR, sentence="Who leads the moderation sees what each agency said."
    ),
}
