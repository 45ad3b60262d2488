"""What safeguarding gives the combined chronology: out-referrals and what came back."""

from __future__ import annotations

from django.utils.timezone import localdate

from openccr.access.together import Steps
from openccr.casefiles.lines import Line, Reach, Source
from openccr.safeguarding.models import Chase, OutReferral


def _referrals(reach: Reach) -> Steps[list[Line]]:
    found = OutReferral.objects.filter(file_id__in=reach.files).select_related("agency", "to_agency")
    replaced = Chase.objects.filter(file_id__in=reach.files, how="decided").order_by("at")
    rows, decided = yield (found.order_by("made_at"), replaced)
    lines = []
    for one in rows:
        whom = one.to_agency.name if one.to_agency else one.to_outside
        shared = {"file_id": one.file_id, "kind": "safeguarding", "people": (one.person_id,),
                  "source": "An out-referral to safeguarding"}  # fmt: skip
        if one.sent_at:
            what = f"Referred to {one.route} safeguarding ({whom}): {one.concern}"
            lines.append(
                Line(
                    **shared, on=localdate(one.sent_at), what=what, agency=one.agency.name, who=one.by_name,
                    row_id=one.id,
                )
            )  # fmt: skip
        # The newest stands in the referral itself; those before it were disagreed with.
        earlier = [said for said in decided if said.referral_id == one.id][:-1]
        for on, what in (
            *((said.on or localdate(said.at), f"Safeguarding decided at first: {said.said}") for said in earlier),
            (one.acknowledged_on, "Safeguarding acknowledged the referral"),
            (one.decided_on, f"Safeguarding decided: {one.decision.replace('_', ' ')}. {one.decision_reason}"),
            (one.outcome_on, f"Outcome from safeguarding: {one.outcome}"),
        ):
            if on:
                lines.append(Line(**shared, on=on, what=what.strip(), agency=whom))
    return lines


CHRONOLOGY = (Source(key="safeguarding", title="Safeguarding", rows=_referrals),)
