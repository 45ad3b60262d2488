"""What a reader does next with a referral: decide, answer, take a decision back, list it."""

from __future__ import annotations

from typing import Any

from openccr.conference.models import Referral
from openccr.conference.operations.triage import facts_of
from openccr.conference.queries.joining import listed_already
from openccr.conference.queries.triage import WAITING
from openccr.conference.rules.referrals import REFERRAL, ReferralState
from openccr.kernel.actors import Actor
from openccr.ui.kinds import offer

MOVES = {
    "accept": ("conference.accept", "conference.triage", True),
    "send_back": ("conference.send_back", "conference.triage", False),
    "accept_urgently": ("conference.accept_urgently", "conference.triage", False),
    "propose_not_met": ("conference.propose_not_met", "conference.triage", False),
    "take_back": ("conference.take_back", "conference.triage", False),
    "redirect": ("conference.redirect", "conference.triage", False),
    "join": ("conference.join", "conference.triage", False),
    "mark_out_of_area": ("conference.mark_out_of_area", "conference.triage", False),
    "take_up": ("conference.take_up", "conference.triage", False),
    "decide_again": ("conference.decide_again", "conference.triage", False),
    "unwithdraw": ("conference.unwithdraw", "conference.list", False),
    "resubmit": ("conference.resubmit", "conference.refer", False),
    "appeal": ("conference.appeal", "conference.refer", False),
}
"""Move → its page, the permission, and whether one press does it."""


def actions_on_referral(actor: Actor, row: Referral) -> list[dict[str, Any]]:
    """Every move that starts from the referral's state, for whoever decides or answers; the closed ones say why."""
    # What the decision's own page asks for is taken as given here.
    later = "asked on the next page"
    facts = facts_of(row, reason=later, advice=later, goes_to=later)
    made = []
    # Once it is accepted or listed too: staff with a name of the case are decided on there.
    if actor.whole_area and row.state in (*WAITING, ReferralState.ACCEPTED, ReferralState.LISTED):
        made.append(
            offer(
                actor, text="Weigh the criteria", page="conference.weigh", may="conference.triage", file=row.file_id,
                referral=row.id,
            )
            | {"kind": "secondary"}
        )  # fmt: skip
    if actor.whole_area and row.state == ReferralState.OUT_OF_AREA:
        page = "conference.transfer"
        made.append(offer(actor, text="Transfer it", page=page, may=page, file=row.file_id) | {"kind": "primary"})
    if actor.whole_area and row.state == ReferralState.ACCEPTED:
        page, may = "conference.list_case", "conference.list"
        made.append(offer(actor, text="List on a meeting", page=page, may=may, file=row.file_id) | {"kind": "primary"})
    for name, why in REFERRAL.offered(state=row.state, facts=facts).items():
        if name not in MOVES:
            continue
        page, may, post = MOVES[name]
        if may != "conference.refer" and not actor.whole_area:
            continue
        if name == "join" and not listed_already(row.file_id):
            continue
        words = REFERRAL.moves[name].label
        one = offer(
            actor, text=words, page=page, may=may, subject=row.agency, post=post, why=why, file=row.file_id,
            referral=row.id,
        )  # fmt: skip
        made.append(one | {"kind": "primary" if name == "accept" else "secondary"})
    return made
