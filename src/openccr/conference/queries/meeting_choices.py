"""What the forms of meetings offer to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from openccr.access.acting import current_actor
from openccr.access.together import Steps, asked
from openccr.conference.models import Meeting, Referral
from openccr.conference.rules.calendars import calendar_of
from openccr.conference.rules.meetings import OVER, Calendar
from openccr.conference.rules.referrals import ReferralState
from openccr.conference.rules.schedules import cut_off_words
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.once import once
from openccr.kernel.refusals import Refusal
from openccr.partnership.desks import appointments_in_force
from openccr.partnership.models import Agency, Forum
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role
from openccr.sharing.queries import with_grounds
from openccr.sharing.rules.grounds import Consent, why_not_shared

COUNTED = 1000
"""How many that wait are counted and offered: under row security a whole count is slower than the list itself."""


@dataclass(frozen=True)
class ToList:
    """An accepted referral that is on no agenda, and what is known of consent."""

    id: UUID
    file_id: UUID
    words: str
    consent: str


@asked
def has_met() -> Steps[bool]:
    """Whether a meeting was ever planned here. One query."""
    (found,) = yield (Meeting.objects.order_by().values_list("id")[:1],)
    return bool(found)


@asked
def number_waiting_for_a_meeting() -> Steps[int]:
    """How many accepted referrals are on no agenda. One query."""
    accepted = Referral.objects.filter(state=ReferralState.ACCEPTED).order_by()
    (found,) = yield (accepted.values("state").annotate(number=Count("id")).values_list("number"),)
    return sum(number for (number,) in found)


@asked
def waiting_for_a_meeting() -> Steps[list[ToList]]:
    """Accepted referrals that are on no agenda, the oldest first. One query."""
    accepted = Referral.objects.filter(state=ReferralState.ACCEPTED).order_by("received_at")
    # What is shown and no more: there may be hundreds.
    shown = accepted.values_list("id", "file_id", "file__title", "file__reference", "referred_on", "consent")
    (found,) = yield (shown[:COUNTED],)
    return [
        ToList(id, file_id, f"{title} {reference}, referred {day_words(referred_on)}", consent)
        for id, file_id, title, reference, referred_on, consent in found
    ]


def not_to_be_shared_yet(waiting: Sequence[ToList]) -> list[tuple[ToList, Refusal]]:
    """Those that nobody may be told of yet, since it is not written down why without consent. One query at most."""
    without = [one for one in waiting if one.consent != Consent.YES]
    grounds = with_grounds([one.id for one in without]) if without else set()
    whys = [(one, why_not_shared(consent=one.consent, grounds=one.id in grounds)) for one in without]
    return [(one, why) for one, why in whys if why is not None]


def meetings_to_list_on(*, today: date) -> list[tuple[UUID, str]]:
    """Meetings that a case can still be listed on, the next one first, as (id, words with the referral cut-off)."""
    calendar = calendar_of(practice(current_actor()), kind="marac")
    found = Meeting.objects.filter(on__gte=today).exclude(state__in=OVER).order_by("on", "starts_at")
    return [(row.id, _words(row, today=today, calendar=calendar)) for row in found]


def agencies_to_choose(*, actor: Actor, today: date) -> tuple[list[tuple[UUID, str]], list[UUID]]:
    """The partnership's agencies as (id, name), and which of them the pack asks for research by their kind."""
    asked = practice(actor).processes["marac"].research.asked
    current = list(Agency.objects.filter(Q(left_on=None) | Q(left_on__gt=today)).order_by("name"))
    return [(row.id, row.name) for row in current], [row.id for row in current if row.kind in asked]


def chairs(*, today: date) -> list[tuple[UUID, str]]:
    """Who may chair, as (appointment, words)."""
    found = appointments_in_force(today).filter(role=Role.CHAIR)
    return [(row.id, f"{row.name}, {row.agency.name}") for row in found.select_related("agency").order_by("name")]


def forums() -> list[tuple[UUID, str]]:
    """The partnership's conferences, as (id, name)."""
    return list(Forum.objects.filter(kind="marac").order_by("name").values_list("id", "name"))


def agency_named(agency_id: UUID) -> str:
    """The name of an agency of the partnership, empty for none. One query."""
    return Agency.objects.filter(id=agency_id).values_list("name", flat=True).first() or ""


@once
def next_meeting(*, today: date) -> str:
    """The next meeting that is not urgent, with what the cut-off means for a case of today; empty without one."""
    found = Meeting.objects.filter(on__gte=today, urgent=False).exclude(state__in=OVER).order_by("on", "starts_at")
    calendar = calendar_of(practice(current_actor()), kind="marac")
    words = [_words(row, today=today, calendar=calendar) for row in found[:2]]
    return f"Next meetings: {'; '.join(words)}." if words else ""


def _words(meeting: Meeting, *, today: date, calendar: Calendar) -> str:
    day = f"{day_words(meeting.on)} at {meeting.starts_at:%H:%M}"
    return (
        f"{day}, urgent" if meeting.urgent else f"{day}, {cut_off_words(on=meeting.on, today=today, calendar=calendar)}"
    )
