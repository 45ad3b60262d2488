"""What may be done with risk assessments."""

from __future__ import annotations

from openccr.access.may import Rule
from openccr.casefiles.policy import sees_cases, works_on_cases

MAY: dict[str, Rule] = {
    "risk.assess": works_on_cases,
    "risk.close_change": works_on_cases,
    "risk.look_again": sees_cases,
    "risk.report_change": sees_cases,
    "risk.see": sees_cases,
}
