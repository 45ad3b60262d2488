"""What waits for the data protection officer of the invented area, and for whoever keeps its register of agreements.

Agreements in force, one whose review is late; requests for one's own data at three steps; an emergency access to be
reviewed and one that was; a proposal to let somebody back in; a hold; a search. Through operations, as it would be.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.casefiles.emergency import open_in_emergency, review_emergency
from openccr.casefiles.lifting import propose_lift
from openccr.casefiles.models import EmergencyAccess, Exclusion
from openccr.casefiles.searching import keep_search
from openccr.conference.models import Referral
from openccr.conference.rules.referrals import ReferralState
from openccr.documents.disposing import set_hold
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.people.models import Part
from openccr.people.rules import PartKind
from openccr.sharing.operations import add_agreement, sign_agreement
from openccr.sharing.rules.agreements import Draft
from openccr.site.demo.place import Place
from openccr.subjectaccess.models import Passage
from openccr.subjectaccess.operations import Intake, build, confirm_proposals, identify, name_person, receive, search
from openccr.subjectaccess.rules.requests import Capacity

LAW = ("art6_public_task", "art9_safeguarding", "art10_safeguarding", "gateway_crime_and_disorder")
_OF_TWO = ("acute_health", "idva_service")
_NIGHT = "She stood at our door at midnight with both children, and said that he is looking for them in the car."
_CALL = "She rang us from a neighbour and speaks no English; he stands at the door and she asks for help."


def fill_agreements(place: Place, *, at: datetime) -> None:
    """Two agreements: one that all agencies signed but one, and one between two agencies whose review is late."""
    coordinator, today = place.actor(place.coordinator), localdate(at)
    everybody = tuple(one.id for one in place.agencies.values())
    of_two = tuple(place.agencies[kind].id for kind in _OF_TWO)
    conference = add_agreement(actor=coordinator, at=at, draft=Draft(
        title="Information shared at the conference", purpose="To keep those at high risk safe, case by case.",
        law=LAW, from_on=today - timedelta(days=325), review_on=today + timedelta(days=40), agency_ids=everybody,
    ))  # fmt: skip
    ward = add_agreement(actor=coordinator, at=at, draft=Draft(
        title="From the emergency department to the advisers", purpose="An adviser rings her on the day she asks.",
        law=LAW, from_on=today - timedelta(days=400), review_on=today - timedelta(days=21), agency_ids=of_two,
    ))  # fmt: skip
    late = place.agencies["refuge"].id
    for agreement, agencies in ((conference, everybody), (ward, of_two)):
        for agency in agencies:
            if agency != late:
                sign_agreement(
                    actor=coordinator, agreement_id=agreement, agency_id=agency, signed_by="Its safeguarding lead",
                    signed_on=today - timedelta(days=300), at=at,
                )  # fmt: skip


def fill_protection(place: Place, *, at: datetime) -> None:
    """Requests, emergencies, a proposal, a hold and a search."""
    coordinator = place.actor(place.coordinator)
    with acting_as(coordinator):
        heard = Referral.objects.filter(state=ReferralState.HEARD, file__closed_at=None).order_by("-received_at")
        files = list(dict.fromkeys(heard.values_list("file_id", flat=True)[:60]))
    _requests(coordinator, files, at=at)
    refuge, table = (place.actor(place.agencies[kind].hands[0]) for kind in ("refuge", "by_and_for"))
    reviewed = _opened(coordinator, table, files, _CALL, at=at)
    if reviewed is not None:
        with acting_as(coordinator):
            row = EmergencyAccess.objects.get(file_id=reviewed, reviewed_at=None)
        review_emergency(
            actor=coordinator, file=row.file_id, emergency=row.id, verdict="right", at=at,
            words="They rang the police for her at once, and the coordinator the next morning.",
        )  # fmt: skip
    _opened(coordinator, refuge, [one for one in files if one != reviewed], _NIGHT, at=at)
    _let_back_in(coordinator, place, at=at)
    if files:
        set_hold(actor=coordinator, file=files[-1], why="The police have asked that nothing of it is removed.", at=at)
    terms = {"given": "Marigold", "family": "Fennimore", "born_on": ""}
    keep_search(actor=refuge, terms=terms, purpose="contact", found=(), at=at)


def _requests(coordinator: Actor, files: Sequence[UUID], *, at: datetime) -> None:
    """A parent who harms asks "for the child", and it waits for approval; one is being decided; one has just come."""
    today = localdate(at)
    with acting_as(coordinator):
        parts = list(Part.objects.filter(file_id__in=files, until_on=None))
    people = {file: {one.kind: one.person_id for one in parts if one.file_id == file} for file in files}
    whole = [of for file, of in people.items() if {PartKind.VICTIM, PartKind.HARMER, PartKind.CHILD} <= of.keys()]
    if len(whole) > 1:
        first, second = whole[0], whole[1]
        asked = _searched(
            coordinator, subject=first[PartKind.CHILD], asker=first[PartKind.HARMER], at=at, intake=Intake(
                received_on=today - timedelta(days=19), how="email", capacity=Capacity.PARENT,
                asker_name="The child's father", about_name="His child", wants="The whole file of my child.",
            ),
        )  # fmt: skip
        with acting_as(coordinator):
            passages = list(Passage.objects.filter(request_id=asked).values_list("id", flat=True))
        confirm_proposals(actor=coordinator, request=asked, passages=passages, at=at)
        build(actor=coordinator, request=asked, at=at)
        _searched(
            coordinator, subject=second[PartKind.VICTIM], asker=None, at=at, intake=Intake(
                received_on=today - timedelta(days=11), how="letter", capacity=Capacity.SELF,
                asker_name="Somebody who was heard here", wants="What was said about me.",
            ),
        )  # fmt: skip
    receive(
        actor=coordinator, at=at, intake=Intake(
            received_on=today - timedelta(days=26), how="letter", capacity=Capacity.SELF,
            asker_name="Wilf Thackeray", wants="Everything you hold on me.",
        ),
    )  # fmt: skip


def _searched(coordinator: Actor, *, subject: UUID, asker: UUID | None, intake: Intake, at: datetime) -> UUID:
    request = receive(actor=coordinator, intake=intake, at=at)
    authority = "" if intake.capacity is Capacity.SELF else "Birth certificate: parental responsibility"
    identify(actor=coordinator, request=request, how="Passport, shown in person", authority=authority, at=at)
    name_person(actor=coordinator, request=request, subject_id=subject, asker_id=asker, at=at)
    search(actor=coordinator, request=request, at=at)
    return request


def _opened(coordinator: Actor, worker: Actor, files: Sequence[UUID], reason: str, *, at: datetime) -> UUID | None:
    """The first of these cases that the worker does not see yet, opened by its reference for an hour."""
    with acting_as(coordinator):
        references = list(Referral.objects.filter(file_id__in=files).values_list("file__reference", flat=True))
    for reference in references:
        with suppress(Refusal):
            return open_in_emergency(actor=worker, reference=reference, reason=reason, at=at)
    return None


def _let_back_in(coordinator: Actor, place: Place, *, at: datetime) -> None:
    """Somebody kept out of a case, though not the persona who shows how that looks, may come back."""
    with acting_as(coordinator):
        kept_out = Exclusion.objects.filter(until_at=None).exclude(user=place.personas["excluded"].user_id).first()
    if kept_out is not None:
        propose_lift(
            actor=coordinator, file=kept_out.file_id, exclusion=kept_out.id, at=at,
            reason="They have left that team, and the person who harms does not work there any more.",
        )  # fmt: skip
