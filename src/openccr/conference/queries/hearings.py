"""The case as the meeting sees it: her wishes, the referral, the risk, each agency's facts side by side, the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from openccr.actions.models import Action
from openccr.actions.rules import Faces
from openccr.casefiles.models import Grant
from openccr.conference.models import Hearing, Referral
from openccr.conference.queries.cases import Wish, case_of, identity_bar, wishes_of
from openccr.conference.queries.research import Said, said_of
from openccr.conference.rules.hearings import HEARING, NOTES, HearingFacts, Notes, mark
from openccr.content.schema.processes import Suggested
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.periods import add_working_days
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice

PACK_FACES = {
    "victim": Faces.VICTIM,
    "perpetrator": Faces.HARMER,
    "children": Faces.CHILD,
    "agencies": Faces.AGENCIES,
}
"""The pack's words for on whom an action falls, as the actions store them."""


@dataclass(frozen=True)
class Suggestion:
    """An action that may be agreed with one key.

    Args:
        key: what the button sends; made of where the suggestion comes from.
        faces: on whom it falls; empty where whoever agrees it must say so.
        own: the agency wrote it for this case; otherwise it is one that agencies of its kind often take.
        agreed: it already stands in the plan.
    """

    key: str
    text: str
    agency_id: UUID
    agency: str
    faces: str
    own: bool
    agreed: bool


@dataclass(frozen=True)
class InPlan:
    """An action agreed for this case at this meeting."""

    text: str
    agency: str
    faces: str
    due_on: date


@dataclass(frozen=True)
class Neighbour:
    """The case before or after on the agenda, as the reader sees it."""

    file_id: UUID
    hearing_id: UUID
    initials: str


@dataclass(frozen=True)
class HearingPage:
    """Everything on the page of a case at its meeting."""

    file_id: UUID
    hearing_id: UUID
    meeting_id: UUID
    meeting_on: date
    number: int
    of: int
    before: Neighbour | None
    after: Neighbour | None
    reference: str
    initials: str
    identity: dict[str, Any]
    state: str
    state_words: str
    is_open: bool
    is_written: bool
    version: int
    notes: Notes
    marks: dict[str, str]
    reason: str
    started_at: datetime | None
    ends_at: datetime | None
    minutes: int
    wishes: tuple[Wish, ...]
    referral: Referral
    referred_by: str
    criteria: tuple[str, ...]
    said: tuple[Said, ...]
    silent: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    plan: tuple[InPlan, ...]
    facing: dict[str, int]
    agencies: tuple[tuple[UUID, str], ...]
    due_on: date
    moves: dict[str, Refusal | None]

    @property
    def offered(self) -> list[Suggestion]:
        """What agencies wrote for this case and is not agreed yet."""
        return [one for one in self.suggestions if one.own and not one.agreed]

    @property
    def usual(self) -> list[Suggestion]:
        """What agencies of their kinds often do and is not agreed yet."""
        return [one for one in self.suggestions if not one.own and not one.agreed]

    def suggestion(self, key: str) -> Suggestion:
        """The suggestion of that key. Raises Refusal for one that is gone."""
        found = next((one for one in self.suggestions if one.key == key and not one.agreed), None)
        if found is None:
            raise Refusal("This suggestion was changed or agreed meanwhile.", remedy="Look at the list again.")
        return found


@once
def hearing_page(*, actor: Actor, file_id: UUID, hearing_id: UUID, today: date) -> HearingPage:
    """A case at its meeting. Raises NotFound."""
    case = case_of(file_id)
    agenda = _agenda(file_id, hearing_id)
    place = [row.id for row in agenda].index(hearing_id)
    hearing = agenda[place]
    process = practice(actor).processes[hearing.meeting.forum.kind]
    said = said_of(file_id=file_id, today=today, hearing_id=hearing_id)
    invited = Agency.objects.filter(left_on=None, id__in=Grant.agencies_on(file_id))
    agencies = dict(invited.order_by("name").values_list("id", "name"))
    plan = list(Action.objects.filter(arises_from_id=hearing_id).select_related("agency").order_by("agreed_at"))
    referral = next(row for row in case.referrals if row.id == hearing.referral_id)
    notes = Notes(**{name: getattr(hearing, name) for name in NOTES})
    minutes = process.numbers.minutes_per_case.value
    facing = {face.value: sum(one.faces == face for one in plan) for face in Faces}
    facts = HearingFacts(
        her_views=notes.her_views,
        risk_summary=notes.risk_summary,
        actions=len(plan),
        facing_harmer=facing[Faces.HARMER],
        reason="asked when it is done",
    )
    return HearingPage(
        file_id=file_id,
        hearing_id=hearing_id,
        meeting_id=hearing.meeting_id,
        meeting_on=hearing.meeting.on,
        number=place + 1,
        of=len(agenda),
        before=_neighbour(agenda[place - 1]) if place else None,
        after=_neighbour(agenda[place + 1]) if place + 1 < len(agenda) else None,
        reference=case.reference,
        initials=case.initials,
        identity=identity_bar(case, actor=actor, today=today, flag_months=process.periods.flag.months or 12),
        state=hearing.state,
        state_words=HEARING.states[hearing.state],
        is_open=hearing.is_open,
        is_written=hearing.is_written,
        version=hearing.version,
        notes=notes,
        marks={name: mark(getattr(notes, name)) for name in NOTES},
        reason=hearing.reason,
        started_at=hearing.started_at,
        ends_at=hearing.started_at + timedelta(minutes=minutes) if hearing.started_at else None,
        minutes=minutes,
        wishes=tuple(wishes_of(case, said)),
        referral=referral,
        referred_by=referral.agency.name,
        criteria=tuple(criterion.name for criterion in process.criteria_in_use if criterion.code in referral.criteria),
        said=tuple(one for one in said if one.returned_at),
        silent=tuple(one.agency for one in said if not one.returned_at),
        suggestions=tuple(
            _suggestions(
                [one for one in said if one.agency_id in agencies],
                process.suggested_actions,
                {(one.agency_id, one.text) for one in plan},
            )
        ),
        plan=tuple(InPlan(one.text, one.agency.name, one.faces, one.due_on) for one in plan),
        facing=facing,
        agencies=tuple(agencies.items()),
        due_on=add_working_days(today, process.periods.action_due.days or 0, practice(actor).holidays),
        moves=HEARING.offered(state=hearing.state, facts=facts),
    )


def _agenda(file_id: UUID, hearing_id: UUID) -> list[Hearing]:
    """The agenda of the hearing's meeting as the actor sees it. Raises NotFound when the case is not on it for them."""
    meeting = Hearing.objects.filter(id=hearing_id, file_id=file_id).values("meeting_id")
    found = Hearing.objects.filter(meeting_id__in=meeting).select_related("file", "meeting__forum")
    agenda = list(found.order_by("order", "listed_at"))
    if not agenda:
        raise NotFound
    return agenda


def _neighbour(hearing: Hearing) -> Neighbour:
    return Neighbour(hearing.file_id, hearing.id, hearing.file.title)


def _suggestions(
    said: list[Said], often: Mapping[str, Suggested], agreed: set[tuple[UUID, str]]
) -> Iterator[Suggestion]:
    """What the agencies wrote, then what agencies of their kinds often do."""
    by_name = {usual.name: usual for usual in often.values()}
    for one in said:
        for number, text in enumerate(one.suggestions):
            yield _suggestion(one, str(number), text, by_name.get(text), own=True, agreed=agreed)
    for one in said:
        for key, usual in often.items():
            if usual.agency_kind == one.agency_kind and usual.name not in one.suggestions:
                yield _suggestion(one, key, usual.name, usual, own=False, agreed=agreed)


def _suggestion(
    one: Said, key: str, text: str, usual: Suggested | None, *, own: bool, agreed: set[tuple[UUID, str]]
) -> Suggestion:
    if usual is not None and usual.safe_first:
        # Mission, "must never happen": an action he would notice is taken before she knows and is safe.
        text = f"{text}, once she knows and is safe"
    return Suggestion(
        key=f"{one.id}:{key}",
        text=text,
        agency_id=one.agency_id,
        agency=one.agency,
        faces=PACK_FACES[usual.faces].value if usual else "",
        own=own,
        agreed=(one.agency_id, text) in agreed,
    )
