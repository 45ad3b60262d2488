"""Who sends notices: the worker; and who may have the neutral message sent to a person of a case."""

from __future__ import annotations

from openccr.access.may import Rule, role
from openccr.casefiles.policy import works_on_cases

MAY: dict[str, Rule] = {
    "notices.send": role("commands", sentence="Only the worker sends notices."),
    "notices.write": works_on_cases,
}
