"""What stands beside the cases of the invented area: schedule, guests, who was seen, dangerous dates, transfers …

It happens through operations, once the cases are there and however they were told: a few rows, that no page is empty.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import cycle
from uuid import UUID, uuid4

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.models import Grant
from openccr.conference.models import Hearing, Meeting, Referral
from openccr.conference.operations.area_keys import check_area, enter_area, make_keys
from openccr.conference.operations.arrived_transfers import bring_in
from openccr.conference.operations.guests import let_in
from openccr.conference.operations.schedules import make_schedule
from openccr.conference.operations.sending_transfers import send
from openccr.conference.operations.transfers import Destination, choose, propose
from openccr.conference.operations.watching import WATCHED, note_dangerous_date, record_last_seen
from openccr.conference.rules.attending import Stated
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.meetings import MeetingState
from openccr.conference.rules.referrals import ReferralState
from openccr.conference.rules.schedules import Pattern, Rhythm
from openccr.conference.rules.transfer_bundle import (
    FORMAT,
    VERSION,
    Bundle,
    BundledName,
    BundledPerson,
    BundledReferral,
)
from openccr.conference.rules.transfer_bundle import write_bundle as written
from openccr.conference.rules.transfer_envelope import Keys, PublicKeys, close_envelope, new_keys
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.people.models import Part
from openccr.site.demo.assessing import fill_assessment
from openccr.site.demo.boards import fill_boards
from openccr.site.demo.commissioning import fill_commissioning
from openccr.site.demo.coordinating import fill_coordination
from openccr.site.demo.knowing import know
from openccr.site.demo.linking import fill_linking
from openccr.site.demo.place import Place
from openccr.site.demo.planning import fill_strategy
from openccr.site.demo.protecting import fill_agreements, fill_protection
from openccr.site.demo.referring_out import fill_safeguarding
from openccr.site.demo.services import fill_directory
from openccr.site.demo.story import Story
from openccr.site.demo.voicing import fill_voice

OTHER = "Otherbury"
"""An area that is nowhere, to which cases go and from which they come."""
LAW = ("art6_public_task", "art9_safeguarding", "art10_safeguarding")
_GUESTS = (
    ("Robin Fernbell", "Nowhere Fire and Rescue", "guest", "Has fitted locks and alarms in two of the cases"),
    ("Alex Quillmere", "Elsewhere Borough", "observer", "Learns the work before chairing another area's meeting"),
)
_SEEN = (
    ("The health visitor", "visit", 3, True, True), ("The safeguarding lead of the school", "school", 9, True, True),
    ("An officer, with the other parent in the room", "visit", 16, False, True),
    ("The adviser, at the office", "appointment", 6, True, True), ("The family doctor", "appointment", 34, True, True),
    ("The school nurse: tired and withdrawn", "school", 2, True, False),
)  # fmt: skip
"""By whom, in which way (a key of the pack), so many days ago, alone, well."""


def fill(story: Story) -> None:
    """Do what a coordinator does beside the cases. Nothing of it names anybody outside the area but invented guests."""
    place, at = story.place, timezone.now()
    coordinator = place.actor(place.coordinator)
    _schedule(coordinator, place, at=at)
    fill_agreements(place, at=at)
    fill_directory(place, at=at)
    fill_voice(place, at=at)
    fill_commissioning(place, at=at)
    fill_boards(place, at=at)
    fill_strategy(place, at=at)
    fill_coordination(place, at=at)
    fill_assessment(place, at=at)
    fill_linking(place, at=at)
    with acting_as(coordinator):
        ahead = Meeting.objects.filter(state=MeetingState.CIRCULATED).order_by("on").first()
        listed = list(Hearing.objects.filter(meeting=ahead, state=HearingState.LISTED).order_by("order"))
    if ahead is not None:
        for name, organisation, kind, why in _GUESTS:
            let_in(
                actor=coordinator, meeting_id=ahead.id, name=name, organisation=organisation, kind=kind, why=why,
                stated=Stated(unrecorded=True), identified="Showed their work card", at=at,
            )  # fmt: skip
    for number, hearing in enumerate(listed):
        _watched(coordinator, hearing.file_id, number, at=at)
        know(coordinator, hearing.file_id, number, at=at)
    _transfers(coordinator, at=at)
    fill_safeguarding(place, at=at)
    fill_protection(place, at=at)


def _schedule(coordinator: Actor, place: Place, *, at: datetime) -> None:
    today = timezone.localdate(at)
    for forum in place.forums:
        with acting_as(coordinator):
            ahead = Meeting.objects.filter(forum_id=forum, on__gte=today, urgent=False).order_by("on").first()
        weekday = min(ahead.on.weekday(), 4) if ahead else 1
        make_schedule(
            actor=coordinator, forum_id=forum, starts_at=ahead.starts_at if ahead else datetime.min.time(),
            rhythm=Rhythm(pattern=Pattern.WEEKS, weekday=weekday, from_on=ahead.on if ahead else today),
            minutes_per_case=10, capacity=18, chair_id=place.chair_of(forum).appointment_id, at=at,
        )  # fmt: skip


def _watched(actor: Actor, file: UUID, number: int, *, at: datetime) -> None:
    """Each of two cases in three has somebody seen; every other one has a dangerous date."""
    with acting_as(actor):
        process = practice(actor).processes["marac"]
        parts = Part.objects.filter(file_id=file, until_on=None, kind__in=WATCHED).order_by("kind", "id")
        people = [one.person_id for one in parts]
        agencies = list(
            Agency.objects.filter(id__in=Grant.agencies_on(file)).order_by("name").values_list("id", flat=True)
        )
    if number % 3:
        seen = cycle(_SEEN[number % len(_SEEN) :] + _SEEN)
        for place, (person, (by, way, days, alone, well)) in enumerate(zip(people, seen, strict=False)):
            record_last_seen(
                actor=actor, file_id=file, person_id=person, on=timezone.localdate(at) - timedelta(days=days + place),
                by=by, way=way, alone=alone, well=well, at=at,
            )  # fmt: skip
    if number % 2:
        kinds = sorted(process.dangerous_dates)
        note_dangerous_date(
            actor=actor, file_id=file, kind=kinds[number % len(kinds)], at=at, source="The agency that asked for it",
            on=timezone.localdate(at) + timedelta(days=2 + 3 * (number % 6)),
            owner_agency_id=agencies[number % len(agencies)],
        )  # fmt: skip


def _transfers(actor: Actor, *, at: datetime) -> None:
    """One case is proposed to another area, one was sent there, and one has come from it."""
    mine, theirs = make_keys(actor=actor, at=at), new_keys()
    other = enter_area(actor=actor, name=OTHER, introduction=theirs.public.introduction, at=at)
    check_area(
        actor=actor, area_id=other, fingerprint=theirs.public.fingerprint, at=at,
        with_whom=f"The coordinator of {OTHER}, by the number on its council's page",
    )  # fmt: skip
    going = []
    with acting_as(actor):
        heard = Referral.objects.filter(state=ReferralState.HEARD, consent="yes", file__closed_at=None)
        going = list(heard.order_by("-received_at")[:20])
    made = 0
    for referral in going:
        if made == 2:
            break
        try:
            transfer = propose(
                actor=actor, file_id=referral.file_id, referral_id=referral.id, to=Destination(area=other),
                reason="The whole family moves there for good.", already_heard=True, agenda_out=True, at=at,
            )  # fmt: skip
        except Refusal:
            continue  # its words would say where somebody lives
        made += 1
        if made == 2:
            break
        choose(
            actor=actor, file_id=referral.file_id, transfer_id=transfer, sections=["risk", "actions"],
            agencies_agreed=[], orders="", handover="The advisers of both areas spoke today.", at=at,
        )  # fmt: skip
        try:
            send(actor=actor, file_id=referral.file_id, transfer_id=transfer, law=LAW, no_new_address=True, at=at)
        except Refusal:
            continue  # it stays proposed
    bring_in(actor=actor, data=_from_there(theirs, mine, today=timezone.localdate(at), at=at), at=at)


def _from_there(theirs: Keys, mine: PublicKeys, *, today: date, at: datetime) -> bytes:
    """A case as the other area sends it."""

    def named(given: str) -> tuple[BundledName, ...]:
        return (BundledName(given=given, family="Larkspire"),)

    people = (
        BundledPerson(part="victim", names=named("Petra"), born_on=date(1988, 6, 2), sex="female"),
        BundledPerson(
            part="harmer", names=named("Dorian"), born_on=date(1984, 1, 9), sex="male", relationship="husband"
        ),
        BundledPerson(part="child", names=named("Nell"), born_on=date(2017, 9, 30)),
    )
    bundle = Bundle(
        format=FORMAT, version=VERSION, id=uuid4(), sender=OTHER, receiver=mine.fingerprint, made_at=at,
        reference="O-4471", reason="She and her daughter have moved to your area for good.", lawful_basis=LAW,
        already_heard=True, agenda_out=True, handover="Your adviser was telephoned today and has said yes.",
        people=people,
        referral=BundledReferral(
            referred_on=today - timedelta(days=40), agency=f"{OTHER} Police", criteria=("VHR",),
            reason="He broke the door and said that he would find her wherever she goes.",
            wishes="That her daughter can go to school without being followed.", aware="yes", consent="yes",
        ),
    )  # fmt: skip
    return close_envelope(written(bundle), sender=theirs, receiver=mine)
