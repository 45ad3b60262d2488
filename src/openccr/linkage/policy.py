"""Who may ask whether a person is known."""

from __future__ import annotations

from openccr.access.may import Rule
from openccr.casefiles.policy import works_on_cases

MAY: dict[str, Rule] = {
    "linkage.ask_known": works_on_cases,
}
