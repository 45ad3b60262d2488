"""Who reads a chronology, and who takes it out."""

from __future__ import annotations

from openccr.access.may import Rule
from openccr.casefiles.policy import sees_cases, works_on_cases

MAY: dict[str, Rule] = {
    "chronology.read": sees_cases,
    "chronology.take_out": works_on_cases,
}
