"""Minutes as their pages and papers show them: live while a draft, as frozen once issued.

What concerns a case is read through that case's wall, so a reader who is kept out of one gets minutes without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from openccr.actions.models import Action
from openccr.actions.queries.actions import ActionShown
from openccr.actions.queries.review import Review, incomplete
from openccr.actions.rules.locks import LOCKED_ON_PAPER, Lock
from openccr.actions.rules.states import ACTION, GIVEN_UP
from openccr.conference.flags_ending import FlagEnding, flags_ending
from openccr.conference.minutes_frozen import (
    CaseText,
    Outstanding,
    There,
    thawed_cases,
    thawed_ends,
    thawed_outstanding,
    thawed_there,
)
from openccr.conference.models import Attendance, Guest, Hearing, Meeting, Minutes, MinutesOfCase, Research
from openccr.conference.rules.hearings import HEARING, REASON_FOR, HearingState, mark
from openccr.conference.rules.meetings import MeetingState
from openccr.conference.rules.minutes import MINUTES, MinutesPart, MinutesState, Said, narrative
from openccr.conference.rules.research import ResearchState
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.sharing.queries.marks import may_be_minuted


@dataclass(frozen=True, kw_only=True)
class MinutesShown:
    """One version of the minutes, with what the reader may see."""

    id: UUID
    meeting: Meeting
    number: int
    state: MinutesState
    why: str
    remarks: str
    agreed_at: datetime | None
    agreed_by: str
    agreed_how: str
    issued_at: datetime | None
    there: There
    cases: tuple[CaseText, ...]
    outstanding: tuple[Outstanding, ...]
    twelve_months: tuple[FlagEnding, ...]

    @property
    def state_words(self) -> str:
        return MINUTES.states[self.state]

    @property
    def files(self) -> tuple[UUID, ...]:
        """Every case that stands in them."""
        every = (one.file_id for part in (self.cases, self.outstanding, self.twelve_months) for one in part)
        return tuple(dict.fromkeys(every))


KINDS = {
    "not_done": "The agency has not done it",
    "waiting": "Waits until the victim knows and is safe",
    "impossible": "No longer possible",
    "her_way": "The victim chose another way",
}
"""The kinds of outstanding action, in the order of the minutes; what is under way and not due is no news."""


def versions_of(meeting_id: UUID) -> list[Minutes]:
    """The versions of a meeting's minutes, the newest first."""
    return list(Minutes.objects.filter(meeting_id=meeting_id).order_by("-number"))


def newest_issued(meeting_id: UUID) -> Minutes | None:
    """The version that counts."""
    return Minutes.objects.filter(meeting_id=meeting_id, state=MinutesState.ISSUED).order_by("-number").first()


def minutes_shown(*, actor: Actor, minutes_id: UUID, today: date) -> MinutesShown:
    """One version, live or as frozen. Raises NotFound."""
    row = Minutes.objects.select_related("meeting__chair", "meeting__forum").filter(id=minutes_id).first()
    if row is None:
        raise NotFound
    parts = list(MinutesOfCase.objects.filter(minutes=row).order_by("order", "id"))
    frozen = row.state == MinutesState.ISSUED
    return MinutesShown(
        id=row.id,
        meeting=row.meeting,
        number=row.number,
        state=MinutesState(row.state),
        why=row.why,
        remarks=row.remarks,
        agreed_at=row.agreed_at,
        agreed_by=row.agreed_by,
        agreed_how=row.agreed_how,
        issued_at=row.issued_at,
        there=thawed_there(row.frozen) if frozen else there_of(row.meeting_id),
        cases=tuple(thawed_cases(parts)) if frozen else cases_of(row.meeting, parts),
        outstanding=tuple(thawed_outstanding(parts)) if frozen else outstanding_at(row.meeting, today=today),
        twelve_months=tuple(thawed_ends(parts)) if frozen else twelve_months_at(row.meeting, actor=actor),
    )


def cases_of(meeting: Meeting, parts: Iterable[MinutesOfCase] = ()) -> tuple[CaseText, ...]:
    """The cases of a meeting as their notes stand now, with what was edited since."""
    edited = {part.hearing_id: part for part in parts if part.part == MinutesPart.HEARD and part.text}
    rows = Hearing.objects.filter(meeting=meeting).exclude(state=HearingState.LISTED).select_related("file")
    hearings = list(rows.order_by("order", "listed_at"))
    actions: dict[UUID | None, list[Action]] = {}
    plan = Action.objects.filter(arises_from_id__in=[row.id for row in hearings]).select_related("agency")
    for action in plan.order_by("agreed_at", "id"):
        actions.setdefault(action.arises_from_id, []).append(action)
    return tuple(
        _live(row, number, edited.get(row.id), actions.get(row.id, ())) for number, row in enumerate(hearings, start=1)
    )


def generated_text(hearing: Hearing) -> str:
    """The text of a case as its notes give it; without her words where she has kept them out of the minutes."""
    her_words = may_be_minuted(hearing.file_id, "her_words")
    return narrative(
        Said(
            her_views=hearing.her_views if her_words else "",
            discussion=hearing.discussion,
            risks=hearing.risks,
            risk_summary=hearing.risk_summary,
            reason=hearing.reason,
            reason_for=REASON_FOR.get(HearingState(hearing.state), ""),
        )
    )


def withheld_from(hearing: Hearing) -> list[str]:
    """What was told on condition that it is not minuted: what agencies marked so, and her words if she said so."""
    said = Research.objects.filter(file_id=hearing.file_id).exclude(not_for_minutes="")
    kept = list(said.values_list("not_for_minutes", flat=True))
    return kept if may_be_minuted(hearing.file_id, "her_words") else [*kept, hearing.her_views]


def there_of(meeting_id: UUID) -> There:
    """Who took part in a meeting, and which agencies sent what they know without being there."""
    rows = list(Attendance.objects.filter(meeting_id=meeting_id).order_by("name"))
    guests = Guest.objects.filter(meeting_id=meeting_id).order_by("name")
    names = dict(Agency.objects.values_list("id", "name"))
    here = {row.agency_id for row in rows if row.kind == "present"}
    sent = Research.objects.filter(hearing__meeting_id=meeting_id).exclude(state=ResearchState.ASKED)
    answered = set(sent.values_list("agency_id", flat=True))

    def people(*kinds: str) -> tuple[tuple[str, str], ...]:
        return tuple((row.name, names.get(row.agency_id, "")) for row in rows if row.kind in kinds)

    return There(
        present=people("present"),
        guests=(*people("observer", "guest"), *((one.name, one.organisation) for one in guests)),
        apologies=people("apologies"),
        sent_only=tuple(sorted(names.get(key, "") for key in answered - here)),
        signed=sum(row.signed_at is not None for row in rows) + len(guests),
    )


def outstanding_at(meeting: Meeting, *, today: date, own_cases: bool = False) -> tuple[Outstanding, ...]:
    """The actions of the forum's earlier meetings that were reviewed, by case; at an urgent one, of its own cases.

    Args:
        own_cases: those of the meeting's own cases alone, at any meeting.
    """
    review = incomplete(
        hearing_ids=earlier_hearings(meeting, own_cases=own_cases or meeting.urgent),
        ended_since=_before(meeting),
        today=min(today, meeting.on),
    )
    lines: dict[UUID, list[tuple[str, str, str, str]]] = {}
    titles: dict[UUID, str] = {}
    for kind in KINDS:
        for one in _of_kind(review, kind):
            assert one.file_id is not None  # it arises from a hearing
            titles[one.file_id] = f"{one.initials} {one.reference}"
            why = one.reason or f"Due {day_words(one.due_on)}"
            lines.setdefault(one.file_id, []).append((KINDS[kind], one.text, one.agency, why))
    return tuple(Outstanding(file, titles[file], tuple(found)) for file, found in lines.items())


def earlier_hearings(meeting: Meeting, *, own_cases: bool) -> list[UUID]:
    """The hearings of the forum's meetings before this one: of the cases on its agenda, or of every other."""
    earlier = Hearing.objects.filter(meeting__forum_id=meeting.forum_id, meeting__on__lt=meeting.on)
    if own_cases:
        earlier = earlier.filter(file_id__in=Hearing.objects.filter(meeting=meeting).values("file_id"))
    return list(earlier.values_list("id", flat=True))


def twelve_months_at(meeting: Meeting, *, actor: Actor) -> tuple[FlagEnding, ...]:
    """Cases that came to the end of their twelve months between the meeting before and this one."""
    before = None if meeting.urgent else _before(meeting)
    return tuple(flags_ending(actor=actor, after=before, until=meeting.on)) if before else ()


def _before(meeting: Meeting) -> date | None:
    """The day of the last meeting that looked at everything, as no urgent one does."""
    held = Meeting.objects.filter(
        Q(state=MeetingState.HELD), forum_id=meeting.forum_id, on__lt=meeting.on, urgent=False
    )
    return held.order_by("-on").values_list("on", flat=True).first()


def _of_kind(review: Review, kind: str) -> Sequence[ActionShown]:
    found: Sequence[ActionShown] = getattr(review, kind)
    return found


def _live(row: Hearing, number: int, part: MinutesOfCase | None, actions: Iterable[Action]) -> CaseText:
    generated = generated_text(row)
    return CaseText(
        file_id=row.file_id,
        hearing_id=row.id,
        title=f"{row.file.title} {row.file.reference}",
        outcome=HEARING.states[row.state],
        text=part.text if part else generated,
        generated=generated,
        edited=part is not None,
        notes_changed=part is not None and part.from_mark != mark(generated),
        actions=tuple((_told(one), one.agency.name, day_words(one.due_on)) for one in actions),
    )


def _told(one: Action) -> str:
    """An action with what holds of it: nobody goes to do what was taken back, as what was agreed by a wrong key."""
    if one.state in GIVEN_UP:
        return f"{one.text}\n{ACTION.states[one.state]}: {one.reason}"
    return f"{one.text}\n{LOCKED_ON_PAPER}" if one.lock == Lock.LOCKED else one.text
