"""What a reader does next with a case."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from openccr.access.may import why_not
from openccr.casefiles.queries import one_chance_of
from openccr.conference.queries.cases import Case
from openccr.conference.queries.research import asked_of, said_of
from openccr.conference.queries.triage import WAITING
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.rules import Role
from openccr.people.queries import people_of
from openccr.people.rules import PartKind
from openccr.ui.kinds import offer

RESEARCH, HEARING, LISTING, CONTACT, SHARING = "research", "hearing", "listing", "contact", "sharing"
Offers = list[dict[str, Any]]


def actions_on(case: Case, *, actor: Actor, kinds: frozenset[str] | None) -> Offers:
    """What this reader does with the case next, of these kinds; all where it is None.

    What belongs to other roles altogether is left out.
    """
    made = {
        RESEARCH: _research, HEARING: _hearing, LISTING: _listing, CONTACT: _contact, SHARING: _sharing,
    }  # fmt: skip
    return [one for kind, offers in made.items() if kinds is None or kind in kinds for one in offers(case, actor)]


def _research(case: Case, actor: Actor) -> Offers:
    made: Offers = []
    mine = asked_of(said_of(file_id=case.file_id, today=timezone.localdate()), actor)
    if mine is not None:
        parts: dict[str, Any] = {"file": case.file_id, "research": mine.id}
        words = "Say what we know" if mine.state == "asked" else "Change what we said"
        made.append(
            offer(actor, text=words, page="conference.research", may="conference.research", **parts)
            | {"kind": "primary"}
        )
        if mine.state == "asked":
            made.append(
                offer(
                    actor, text="Nothing known", page="conference.research_nil", may="conference.research", post=True,
                    **parts,
                )
            )  # fmt: skip
    if why_not(actor, "conference.research") is None:
        page, may = "conference.research_copy", "conference.research"
        made.append(offer(actor, text="Copy for my system", page=page, may=may, file=case.file_id))
    return made


def _hearing(case: Case, actor: Actor) -> Offers:
    heard = case.next_hearing
    if heard is None or actor.role not in ("chair", "coordinator"):
        return []
    parts: dict[str, Any] = {"file": case.file_id, "hearing": heard.hearing_id}
    return [offer(actor, text="Open at the meeting", page="conference.hearing", may="conference.hear", **parts)]


def _listing(case: Case, actor: Actor) -> Offers:
    """For the coordinator: decide, list, invite; and one-chance mode for whoever may set it."""
    file, heard, made = case.file_id, case.next_hearing, []
    waiting = next((row for row in case.referrals if row.state in WAITING), None)
    if heard is not None and actor.whole_area:
        parts: dict[str, Any] = {"file": file, "hearing": heard.hearing_id}
        made.append(offer(actor, text="Invite an agency", page="conference.invite", may="conference.list", **parts))
    if waiting is not None and actor.whole_area:
        page, may = "conference.referral", "conference.triage"
        decide = offer(actor, text="Decide on the referral", page=page, may=may, file=file, referral=waiting.id)
        made.append(decide | {"kind": "primary"})
    elif heard is None and actor.whole_area and case.closed_at is None:
        accepted = any(row.state == ReferralState.ACCEPTED for row in case.referrals)
        why = None if accepted else Refusal("No referral of it waits for a meeting.")
        page, may = "conference.list_case", "conference.list"
        made.append(offer(actor, text="List on a meeting", page=page, may=may, why=why, file=file))
        # Pressed by mistake, it is taken back from here too.
        last = case.referrals[0] if case.referrals else None
        if last is not None and last.state == ReferralState.WITHDRAWN:
            words, page = "Take the withdrawal back", "conference.unwithdraw"
            made.append(offer(actor, text=words, page=page, may=may, file=file, referral=last.id))
    return made


def _contact(case: Case, actor: Actor) -> Offers:
    people = people_of(case.file_id, today=timezone.localdate())
    victim = next((one for one in people if one.part is PartKind.VICTIM), None)
    if victim is None or actor.role == Role.CHAIR:
        return []
    parts: dict[str, Any] = {"file": case.file_id, "person": victim.person_id}
    return [offer(actor, text="Record safe contact", page="people.contact", may="people.contact", **parts)]


def _sharing(case: Case, actor: Actor) -> Offers:
    file, made = case.file_id, []
    if one_chance_of(file) is None and why_not(actor, "casefiles.one_chance") is None:
        page = may = "casefiles.one_chance"
        made.append(offer(actor, text="One chance?", page=page, may=may, file=file))
    if actor.whole_area:
        words, may = "Transfer to another area", "conference.transfer"
        made.append(offer(actor, text=words, page=may, may=may, file=file))
        made.append(offer(actor, text="Who can see it", page="casefiles.access", may="casefiles.access", file=file))
    return made
