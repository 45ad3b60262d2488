"""Criteria that a referrer names after the referral was sent: with the answer to a question, or with an appeal."""

from __future__ import annotations

from collections.abc import Collection

from openccr.access.acting import current_actor
from openccr.conference.models import Referral
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.submissions import NO_CRITERION, no_reason
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice


def name_criteria(referral: Referral, *, criteria: Collection[str], judgement_reason: str) -> list[str]:
    """Add criteria to a referral; none that was named goes, as the database sees to by itself (`sql/64_referred.sql`).

    Part of another operation, which locks and records.

    Args:
        criteria: codes in use on the day of the referral.
        judgement_reason: why, for one that stands on a professional's own words; what was said before stays.

    Returns the columns changed. Raises Refusal (field `criteria`, `judgement_reason`).
    """
    in_use = {one.code: one for one in practice(current_actor()).processes[PROCESS].criteria_on(referral.referred_on)}
    if set(criteria) - in_use.keys():
        raise Refusal("Choose among the criteria of the day of the referral.", field="criteria")
    named = [*referral.criteria, *(code for code in in_use if code in criteria and code not in referral.criteria)]
    words = referral.judgement_reason or judgement_reason.strip()
    for code in named:
        if code in in_use and in_use[code].needs_reason and code in criteria and not words:
            raise no_reason(in_use[code])
    if named == referral.criteria and words == referral.judgement_reason:
        return []
    answered = {str(NO_CRITERION)} if named else set()
    answered |= {str(no_reason(one)) for one in in_use.values()} if words else set()
    referral.criteria, referral.judgement_reason = named, words
    referral.primary_criterion = referral.primary_criterion or (named[0] if named else "")
    referral.gaps = [gap for gap in referral.gaps if gap not in answered]
    changed = ["criteria", "primary_criterion", "judgement_reason", "gaps"]
    referral.save(update_fields=changed)
    return changed
