"""The rows of the partnership itself: agencies, accounts, appointments and meetings."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password

from openccr.access.owning import as_walls
from openccr.accounts.models import User
from openccr.conference.models import Attendance, Meeting
from openccr.conference.rules.calendars import calendar_of
from openccr.conference.rules.meetings import MEETING, MeetingFacts, meeting_dates
from openccr.partnership.models import Agency, Appointment, Forum, Organisation, Partnership
from openccr.partnership.rules import Role
from openccr.site.demo.acts import Gathering
from openccr.site.demo.gathering import VENUE
from openccr.site.demo.ledger import Ledger
from openccr.site.demo.place import Staff
from openccr.site.demo.story import Story

SOURCE = "Invented"
HOLDS_ON = timedelta(days=300)
"""How much longer appointments last; they were confirmed a little while ago."""
CONFIRMED = timedelta(days=12)


def add_place(ledger: Ledger, story: Story) -> None:
    """The partnership with everybody in it."""
    place, today = story.place, story.setting.clock.today
    began = min(story.setting.slots[0].opens_on, today)
    packs = [manifest.key for manifest in story.setting.pack.manifests]
    ledger.add(
        Partnership(
            id=place.id, code=place.code, name=place.name, packs=packs, adult_women=story.adult_women,
            adult_women_source=SOURCE, coordinating_agency_id=place.coordinating.id, demonstration=True,
        ),
        *(Forum(id=key, partnership_id=place.id, name=name, venue=VENUE) for key, name in place.forums.items()),
    )  # fmt: skip
    known = _organisations()
    for agency in place.agencies.values():
        organisation = known.get(agency.name)
        if organisation is None:
            organisation = agency.organisation_id
            ledger.add(Organisation(id=organisation, name=agency.name))
        ledger.add(
            Agency(id=agency.id, partnership_id=place.id, organisation_id=organisation, kind=agency.kind,
                   name=agency.name, joined_on=began)
        )  # fmt: skip
    for staff in place.staff():
        _add_staff(ledger, staff, began=began, today=today)
    ledger.add(
        Appointment(
            id=place.commands_id, partnership_id=place.id, agency_id=place.coordinating.id, name="OpenCCR",
            role=Role.COMMANDS.value, from_on=began, attested_on=today,
        )
    )  # fmt: skip


def _organisations() -> dict[str, UUID]:
    """Organisations stand above partnerships: one that is there already is the same one."""
    with as_walls() as owner:
        return dict(Organisation.objects.using(owner).values_list("name", "id"))


def _add_staff(ledger: Ledger, staff: Staff, *, began: date, today: date) -> None:
    place = ledger.place
    ledger.add(
        User(
            id=staff.user_id, email=staff.email, name=staff.name, password=make_password(None),
            created_at=datetime.combine(began, datetime.min.time(), tzinfo=ledger.zone),
        )
    )  # fmt: skip
    if staff.appointment_id and staff.role:
        ledger.add(
            Appointment(
                id=staff.appointment_id, partnership_id=place.id, agency_id=place.agency_of(staff).id,
                user_id=staff.user_id, name=staff.name, post=staff.post, role=staff.role.value, from_on=began,
                until_on=today + HOLDS_ON, attested_on=max(began, today - CONFIRMED),
            )
        )  # fmt: skip


def add_meeting(ledger: Ledger, story: Story, gathering: Gathering) -> Meeting:
    """A meeting as it stands today, with its attendance; the state table says what state that is."""
    place, clock = ledger.place, story.setting.clock
    calendar = calendar_of(clock.pack, kind="marac")
    days = meeting_dates(on=gathering.on, today=gathering.planned_at.date(), calendar=calendar, urgent=False)
    meeting = Meeting(
        id=ledger.ids.id(), partnership_id=place.id, forum_id=gathering.forum, on=gathering.on,
        starts_at=gathering.starts_at, venue=gathering.venue, chair_id=gathering.chair.appointment_id,
        state=MEETING.first, research_due_on=days.research_due_on, agenda_due_on=days.agenda_due_on,
    )  # fmt: skip
    coordinator = place.coordinator
    ledger.record("meeting.planned", by=coordinator, at=gathering.planned_at, subjects=[meeting.id])
    slot = story.setting.slots[gathering.number]
    facts = MeetingFacts(cases=slot.cases - slot.weak, chair=True, on=gathering.on, today=gathering.on)
    if gathering.circulated_at:
        meeting.state = MEETING.make(state=meeting.state, move="circulate", facts=facts)
        meeting.circulated_at, meeting.version = gathering.circulated_at, 1
    for one in gathering.present:
        _add_present(ledger, meeting, one.staff, kind=one.kind, name=one.name, agency=one.agency, at=one.at)
    if gathering.closed_at:
        meeting.state = MEETING.make(state=meeting.state, move="close", facts=facts)
        meeting.held_at = gathering.closed_at
        ledger.record("meeting.closed", by=coordinator, at=gathering.closed_at, subjects=[meeting.id])
    ledger.add(meeting)
    return meeting


def _add_present(
    ledger: Ledger, meeting: Meeting, staff: Staff | None, *, kind: str, name: str, agency: str, at: datetime
) -> None:
    """A signature, or what the coordinator wrote down of somebody who was not there."""
    place = ledger.place
    home = place.agency_of(staff) if staff else place.agencies[agency]
    ledger.add(
        Attendance(
            id=ledger.ids.id(), partnership_id=place.id, meeting_id=meeting.id, agency_id=home.id,
            appointment_id=staff.appointment_id if staff else None, name=staff.name if staff else name, kind=kind,
            signed_at=at if staff else None,
        )
    )  # fmt: skip
    if staff:
        ledger.record("attendance.signed", by=staff, at=at, subjects=[meeting.id])
    else:
        ledger.record("attendance.recorded", by=place.coordinator, at=at, subjects=[meeting.id, home.id])
