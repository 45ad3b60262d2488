"""Lets the invented area happen: every act through its operation, in the order of time, by whoever did it.

Slow, and therefore for small areas: it proves that the rows of `copied` are those that work leaves behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.conference.models import EarlyHelp, Hearing, Research
from openccr.conference.operations.attendance import record_attendance, sign
from openccr.conference.operations.hearings import defer, start_case, withdraw, write_hearing
from openccr.conference.operations.listing import list_case
from openccr.conference.operations.meetings import circulate, close_meeting, plan_meeting
from openccr.conference.operations.not_met import confirm_early_help, confirm_not_met, propose_not_met
from openccr.conference.operations.referrals import refer
from openccr.conference.operations.research import return_nil, return_research
from openccr.conference.operations.sharing import justify_referral
from openccr.conference.operations.triage import accept, appeal, confirm_repeat, resubmit, send_back
from openccr.conference.rules.attending import Stated
from openccr.conference.rules.hearings import NOTES, Agreed, mark
from openccr.kernel.actors import Actor
from openccr.people.models import Part, PersonName
from openccr.people.operations import recognise, say_contact
from openccr.people.rules import Description, PartKind
from openccr.risk.operations import assess
from openccr.site.demo import acts
from openccr.site.demo.copying import Copier
from openccr.site.demo.ledger import Ledger
from openccr.site.demo.place import Staff
from openccr.site.demo.place_rows import add_place
from openccr.site.demo.played_actions import let_in_then, move_action, newest_action, put_flag_on
from openccr.site.demo.referring import instrument_of
from openccr.site.demo.story import Story

NO_OPERATION: tuple[type[acts.Act], ...] = (acts.Seen, acts.Died)
"""Acts that no operation writes: reads, and that somebody has died."""

DECIDING: dict[str, Callable[..., None]] = {
    "accept": accept,
    "send_back": send_back,
    "resubmit": resubmit,
    "appeal": appeal,
}
Step = tuple[datetime, Callable[[], None]]


@dataclass
class _Played:
    """The keys that one case was given."""

    file_id: UUID
    referral_id: UUID
    people: dict[PartKind, list[UUID]] = field(default_factory=dict)
    actions: dict[int, UUID] = field(default_factory=dict)

    @property
    def named(self) -> dict[str, UUID]:
        return {"file_id": self.file_id, "referral_id": self.referral_id}


class Player:
    """Plays one story. The story must leave out what has no operation (`NO_OPERATION`)."""

    def __init__(self, story: Story) -> None:
        self._story, self._place = story, story.place
        self._meetings: dict[int, UUID] = {}
        self._cases: dict[int, _Played] = {}

    def play(self) -> int:
        """Let everything happen; the number of cases. The partnership itself is founded first."""
        ledger = Ledger(place=self._place, zone=self._story.setting.clock.zone, seed=self._story.seed)
        add_place(ledger, self._story)
        rows, _ = ledger.taken()
        Copier().write(rows)
        cases = [case for cases in self._story.cases() for case in cases]
        steps = [step for one in self._story.gatherings for step in self._of_meeting(one)]
        steps += [(act.at, self._step(case, act)) for case in cases for act in case.acts]
        for _, step in sorted(steps, key=lambda step: step[0]):
            step()
        return len(cases)

    def _actor(self, staff: Staff) -> Actor:
        return self._place.actor(staff)

    # ---- meetings

    def _of_meeting(self, one: acts.Gathering) -> Iterator[Step]:
        coordinator = self._actor(self._place.coordinator)

        def plan() -> None:
            self._meetings[one.number] = plan_meeting(
                actor=coordinator, forum_id=one.forum, on=one.on, starts_at=one.starts_at, at=one.planned_at,
                venue=one.venue, chair_id=one.chair.appointment_id,
            )  # fmt: skip

        yield one.planned_at, plan
        if one.circulated_at:
            yield one.circulated_at, partial(self._of_all, circulate, one.number, one.circulated_at)
        for present in one.present:
            yield present.at, partial(self._attend, one, present)
        if one.closed_at:
            yield one.closed_at, partial(self._of_all, close_meeting, one.number, one.closed_at)

    def _of_all(self, do: Callable[..., None], number: int, at: datetime) -> None:
        do(actor=self._actor(self._place.coordinator), meeting_id=self._meetings[number], at=at)

    def _attend(self, one: acts.Gathering, present: acts.Present) -> None:
        meeting_id = self._meetings[one.number]
        if present.staff:
            sign(actor=self._actor(present.staff), meeting_id=meeting_id, stated=Stated(unrecorded=True), at=present.at)
        else:
            record_attendance(
                actor=self._actor(self._place.coordinator), meeting_id=meeting_id,
                agency_id=self._place.agencies[present.agency].id, name=present.name, kind=present.kind, at=present.at,
            )  # fmt: skip

    # ---- cases

    def _step(self, case: acts.Case, act: acts.Act) -> Callable[[], None]:
        do: Callable[[acts.Case, Any, Actor], None] = self._doing[type(act)].__get__(self)
        return lambda: do(case, act, self._actor(act.by))

    def _refer(self, case: acts.Case, act: acts.Referred, actor: Actor) -> None:
        received = refer(actor=actor, submission=act.submission, at=act.at)
        played = self._cases[case.number] = _Played(received.file_id, received.referral_id)
        played.people = self._people(actor, received.file_id, act)

    def _people(self, actor: Actor, file_id: UUID, act: acts.Referred) -> dict[PartKind, list[UUID]]:
        """Who is who: people are told apart by part, names and date of birth."""
        sent = act.submission
        described = {
            PartKind.VICTIM: [sent.victim],
            PartKind.HARMER: [one.described for one in sent.harmers],
            PartKind.CHILD: list(sent.children),
        }
        with acting_as(actor):
            parts = list(Part.objects.filter(file_id=file_id).select_related("person"))
            names: dict[UUID, set[tuple[str, str]]] = {}
            for name in PersonName.objects.filter(person_id__in=[part.person_id for part in parts]):
                names.setdefault(name.person_id, set()).add((name.given, name.family))
        found: dict[PartKind, list[UUID]] = {}
        for kind, people in described.items():
            for one in people:
                match = next(
                    part for part in parts if part.kind == kind and _is(one, part, names.get(part.person_id, set()))
                )
                parts.remove(match)
                found.setdefault(kind, []).append(match.person_id)
        return found

    def _triage(self, case: acts.Case, act: acts.Triaged, actor: Actor) -> None:
        played = self._cases[case.number]
        given: dict[str, Any] = {}
        if act.move != "accept":
            given["reason"] = act.reason
        if act.move == "send_back":
            given["key"] = act.key
        DECIDING[act.move](actor=actor, file_id=played.file_id, referral_id=played.referral_id, at=act.at, **given)

    def _propose_not_met(self, case: acts.Case, act: acts.NotMetProposed, actor: Actor) -> None:
        played = self._cases[case.number]
        assert act.second.appointment_id is not None
        propose_not_met(
            actor=actor, file_id=played.file_id, referral_id=played.referral_id, key=act.key, reason=act.reason,
            advice=act.advice, route=act.route, second_id=act.second.appointment_id, at=act.at,
        )  # fmt: skip

    def _confirm_not_met(self, case: acts.Case, act: acts.NotMetConfirmed, actor: Actor) -> None:
        with let_in_then(self._cases[case.number].file_id):
            confirm_not_met(actor=actor, **self._cases[case.number].named, reason=act.reason, at=act.at)

    def _confirm_help(self, case: acts.Case, act: acts.HelpConfirmed, actor: Actor) -> None:
        file_id = self._cases[case.number].file_id
        with let_in_then(file_id):
            with acting_as(actor):
                help_id = EarlyHelp.objects.get(file_id=file_id).id
            confirm_early_help(actor=actor, file_id=file_id, help_id=help_id, outcome=act.outcome, at=act.at)

    def _decide_repeat(self, case: acts.Case, act: acts.RepeatDecided, actor: Actor) -> None:
        named = self._cases[case.number].named
        previous = self._cases[act.earlier].referral_id if act.earlier else None
        confirm_repeat(actor=actor, **named, repeat=act.repeat, previous_id=previous, at=act.at)

    def _recognise(self, case: acts.Case, act: acts.Recognised, actor: Actor) -> None:
        played, earlier = self._cases[case.number], self._cases[act.earlier]
        as_person = earlier.people[act.part][act.place]
        recognise(
            actor=actor, file=played.file_id, person=played.people[act.part][act.place], as_person=as_person,
            reason=act.reason, at=act.at,
        )  # fmt: skip
        played.people[act.part][act.place] = as_person

    def _justify(self, case: acts.Case, act: acts.Justified, actor: Actor) -> None:
        justify_referral(actor=actor, **self._cases[case.number].named, grounds=act.grounds, at=act.at)

    def _exclude(self, case: acts.Case, act: acts.Excluded, actor: Actor) -> None:
        file_id = self._cases[case.number].file_id
        exclude(actor=actor, file=file_id, reason=act.reason, at=act.at, user_id=act.whom.user_id)

    def _assess(self, case: acts.Case, act: acts.Assessed, actor: Actor) -> None:
        played = self._cases[case.number]
        assess(
            actor=actor, file=played.file_id, person=played.people[PartKind.VICTIM][0],
            instrument=instrument_of(self._story.setting.pack).id,
            answers={number: {"answer": answer} for number, answer in act.answers.items()},
            judged_high=act.judged_high, judgement_reason=act.reason, assessed_on=act.at.date(), at=act.at,
        )  # fmt: skip

    def _say_contact(self, case: acts.Case, act: acts.ContactSaid, actor: Actor) -> None:
        played = self._cases[case.number]
        say_contact(
            actor=actor, file=played.file_id, person=played.people[PartKind.VICTIM][0], channel="phone", safe=act.safe,
            rule=act.rule, at=act.at,
        )  # fmt: skip

    def _list(self, case: acts.Case, act: acts.Listed, actor: Actor) -> None:
        list_case(
            actor=actor, referral_id=self._cases[case.number].referral_id, meeting_id=self._meetings[act.meeting],
            agency_ids=[self._place.agencies[kind].id for kind in act.asked], at=act.at,
        )  # fmt: skip

    def _hearing(self, actor: Actor, case: acts.Case, meeting: int) -> Hearing:
        with acting_as(actor):
            return Hearing.objects.get(meeting_id=self._meetings[meeting], file_id=self._cases[case.number].file_id)

    def _research(self, case: acts.Case, act: acts.Researched, actor: Actor) -> None:
        file_id = self._cases[case.number].file_id
        hearing = self._hearing(actor, case, act.meeting)
        said: dict[str, Any] = dict(act.said)  # names of texts only; the operation has other names beside them
        with acting_as(actor):
            research_id = Research.objects.get(hearing=hearing, agency=self._place.agency_of(act.by).id).id
        if said:
            return_research(
                actor=actor, file_id=file_id, research_id=research_id, at=act.at, last_contact_on=act.last_contact_on,
                **said,
            )  # fmt: skip
        else:
            return_nil(actor=actor, file_id=file_id, research_id=research_id, at=act.at)

    def _hear(self, case: acts.Case, act: acts.Heard, actor: Actor) -> None:
        played, hearing = self._cases[case.number], self._hearing(actor, case, act.meeting)
        same: dict[str, Any] = {"actor": actor, "file_id": played.file_id, "hearing_id": hearing.id}
        start_case(**same, at=act.started_at)
        seen = {name: mark("") for name in NOTES}
        write_hearing(**same, notes=act.notes, version=0, seen=seen, at=act.at)
        for planned in act.plan:
            agreed = Agreed(
                text=planned.text, faces=planned.faces, agency_id=self._place.agencies[planned.kind].id,
                due_on=planned.due_on, risk=planned.risk, noticeable=planned.noticeable,
            )  # fmt: skip
            write_hearing(**same, notes=act.notes, version=1, seen=seen, at=act.at, agreed=agreed)
            played.actions[planned.number] = newest_action(actor, hearing.id, known=set(played.actions.values()))
        write_hearing(**same, notes=act.notes, version=1, seen=seen, at=act.at, finish=True, reason=act.reason)

    def _take_off(self, case: acts.Case, act: acts.TakenOff, actor: Actor) -> None:
        file_id, hearing = self._cases[case.number].file_id, self._hearing(actor, case, act.meeting)
        take = defer if act.move == "defer" else withdraw
        take(actor=actor, file_id=file_id, hearing_id=hearing.id, reason=act.reason, at=act.at)

    def _move_action(self, case: acts.Case, act: acts.ActionEnded | acts.Checked | acts.MadeSafe, actor: Actor) -> None:
        played = self._cases[case.number]
        move_action(act, actor, file_id=played.file_id, action_id=played.actions[act.number])

    def _flag(self, case: acts.Case, act: acts.Flagged, actor: Actor) -> None:
        put_flag_on(act, actor, file_id=self._cases[case.number].file_id, agency_id=self._place.agency_of(act.by).id)

    _doing = {
        acts.Referred: _refer,
        acts.Triaged: _triage,
        acts.NotMetProposed: _propose_not_met,
        acts.NotMetConfirmed: _confirm_not_met,
        acts.HelpConfirmed: _confirm_help,
        acts.RepeatDecided: _decide_repeat,
        acts.Recognised: _recognise,
        acts.Justified: _justify,
        acts.Excluded: _exclude,
        acts.Assessed: _assess,
        acts.ContactSaid: _say_contact,
        acts.Listed: _list,
        acts.Researched: _research,
        acts.Heard: _hear,
        acts.TakenOff: _take_off,
        acts.ActionEnded: _move_action,
        acts.Checked: _move_action,
        acts.MadeSafe: _move_action,
        acts.Flagged: _flag,
    }


def _is(one: Description, part: Part, names: set[tuple[str, str]]) -> bool:
    return part.person.born_on == one.born_on and {(name.given, name.family) for name in one.names} == names
