"""What everybody who is signed in may do."""

from __future__ import annotations

from openccr.access.may import Rule, appointed, role, signed_in

MAY: dict[str, Rule] = {
    "site.home": signed_in,
    "site.partnership": appointed,
    "site.practice": appointed,
    "site.assurance": role(
        "coordinator",
        "lead",
        "protection_officer",
        sentence="The coordinator, agencies' leads and the data protection officer get these.",
    ),
}
