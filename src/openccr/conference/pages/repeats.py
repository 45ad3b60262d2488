"""What speaks for a repeat, as the referral's page, its weighing and the decision show it."""

from __future__ import annotations

from typing import Any

from openccr.conference.pages.around import to_case
from openccr.conference.queries.triage import RepeatProposal
from openccr.kernel.days import day_words


def repeat_evidence(found: RepeatProposal) -> list[dict[str, Any]]:
    """The rule, the earlier referral and what the two are to each other, as rows of a summary."""
    rows: list[dict[str, Any]] = [{"key": "Rule", "text": found.rule.name, "note": found.rule.meaning}]
    if found.earlier is None:
        nobody = "No earlier referral of the same victim and person who harms, as far as they have been recognised."
        rows.append({"key": "Earlier referral", "text": nobody})
    else:
        until = f"Abuse up to {day_words(found.until)} makes a repeat." if found.until else "It has not been heard yet."
        earlier = {
            "key": "Earlier referral",
            "text": f"{found.earlier.reference}, referred on {day_words(found.earlier.referred_on)}",
            "note": until,
            "href": to_case(found.earlier.file_id),
        }
        proposed = "Yes: propose a repeat" if found.proposed else "No: not within the rule"
        rows += [earlier, {"key": f"Abuse on {day_words(found.happened_on)}", "text": proposed}]
    if found.perhaps:
        words = "Both look like people of this case. Say first whether they are the same."
        rows.append({"key": "Perhaps also", "text": list(found.perhaps), "note": words})
    return rows
