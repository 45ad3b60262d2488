"""The rows of a case on a meeting: who is let in and asked, what they said, what was agreed and what became of it."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from openccr.actions.models import Action, FlagReceipt
from openccr.actions.operations import ENDED
from openccr.actions.rules import ACTION, ActionFacts, Faces
from openccr.actions.rules.flags import FLAG, FlagFacts, asked_again
from openccr.actions.rules.locks import LOCK, Lock, LockFacts, first_lock
from openccr.casefiles.models import Grant
from openccr.casefiles.rules import Reason
from openccr.conference.models import Hearing, Meeting, Research
from openccr.conference.operations.meetings import why_listed
from openccr.conference.operations.research import SAID
from openccr.conference.rules.agenda import slot
from openccr.conference.rules.hearings import HEARING, NOTES, HearingFacts
from openccr.conference.rules.referrals import REFERRAL, TriageFacts
from openccr.conference.rules.repeats import add_months
from openccr.conference.rules.research import RESEARCH, ResearchFacts
from openccr.kernel.days import day_words
from openccr.site.demo import acts, sharing_rows
from openccr.site.demo.told import Memory, Told


def list_case(memory: Memory, told: Told, act: acts.Listed) -> None:
    """The case is put on the agenda; agencies and the chair are let in, and each agency is asked."""
    ledger, meeting = memory.ledger, memory.meetings[act.meeting]
    hearing = Hearing(
        id=ledger.ids.id(), file_id=told.file.id, referral_id=told.referral.id, meeting_id=meeting.id, order=act.order,
        state=HEARING.first, listed_at=act.at,
    )  # fmt: skip
    _stand_on_the_agenda(memory, hearing, meeting, at=act.at)
    told.hearings[act.meeting] = hearing
    memory.listed.setdefault(act.meeting, []).append((told.file.id, act.at))
    ledger.add(hearing)
    _move_referral(told, "list")
    sharing_rows.share(memory, told, act, meeting, hearing)
    _let_in(memory, told, act, meeting, hearing)
    day = day_words(meeting.on)
    _note(memory, told, act, "listed", f"Listed for the meeting of {day}", hearing)
    ledger.record("hearing.listed", by=act.by, at=act.at, file_id=told.file.id, subjects=[hearing.id, meeting.id])
    _ask(memory, told, act, meeting, hearing)


def _stand_on_the_agenda(memory: Memory, hearing: Hearing, meeting: Meeting, *, at: datetime) -> None:
    """What sending the agenda out gives a case that was listed before: its version and its time."""
    if meeting.circulated_at is None or at >= meeting.circulated_at:
        return
    minutes = int(memory.pack.processes["marac"].numbers.minutes_per_case.value)
    hearing.slot_at = slot(hearing.order, starts_at=meeting.starts_at, minutes=minutes)
    hearing.sent_slot, hearing.sent_in = hearing.slot_at, meeting.version


def _let_in(memory: Memory, told: Told, act: acts.Listed, meeting: Meeting, hearing: Hearing) -> None:
    place = memory.ledger.place
    months = memory.pack.processes["marac"].periods.flag.months
    until = datetime.combine(add_months(meeting.on, months), time.max, tzinfo=memory.ledger.zone)
    reason = why_listed(meeting, hearing)
    for agency_id in sorted({told.submission.agency.id, *(place.agencies[kind].id for kind in act.asked)}):
        before = told.sees.get(agency_id, datetime.min.replace(tzinfo=until.tzinfo))
        if before is not None and before < until:
            told.sees[agency_id] = until
            _grant(memory, told, act, reason, agency_id=agency_id, until=until)
    chair = place.chair_of(meeting.forum_id)
    chairing = why_listed(meeting, hearing, purpose="chairing the conference")
    agency_id = place.agency_of(chair).id
    _grant(memory, told, act, chairing, agency_id=agency_id, until=until, holder_id=chair.appointment_id)


def _grant(
    memory: Memory,
    told: Told,
    act: acts.Listed,
    reason: Reason,
    *,
    agency_id: UUID,
    until: datetime,
    holder_id: UUID | None = None,
) -> None:
    ledger = memory.ledger
    ledger.add(
        Grant(
            id=ledger.ids.id(), file_id=told.file.id, agency_id=agency_id, holder_id=holder_id,
            purpose=reason.purpose, lawful_basis=reason.lawful_basis, from_at=act.at, until_at=until,
            decided_by=act.by.appointment_id, arises_from=reason.arises_from, arises_from_id=reason.arises_from_id,
        )
    )  # fmt: skip
    ledger.record("grant.given", by=act.by, at=act.at, file_id=told.file.id, subjects=[holder_id or agency_id])


def _ask(memory: Memory, told: Told, act: acts.Listed, meeting: Meeting, hearing: Hearing) -> None:
    ledger = memory.ledger
    due_on = max(meeting.research_due_on, act.at.astimezone(ledger.zone).date())
    asked = {told.submission.agency.id, *(ledger.place.agencies[kind].id for kind in act.asked)}
    memory.invited.setdefault(act.meeting, []).extend((agency_id, act.at) for agency_id in sorted(asked))
    for agency_id in sorted(asked):
        row = Research(
            id=ledger.ids.id(), file_id=told.file.id, hearing_id=hearing.id, agency_id=agency_id,
            state=RESEARCH.first, asked_at=act.at, due_on=due_on,
        )  # fmt: skip
        told.research[act.meeting, agency_id] = row
        ledger.add(row)
    ledger.record("research.asked", by=act.by, at=act.at, file_id=told.file.id, subjects=sorted(asked))


def research(memory: Memory, told: Told, act: acts.Researched) -> None:
    """An agency answers: what it knows, or that it knows nobody."""
    ledger, agency = memory.ledger, memory.ledger.place.agency_of(act.by)
    row = told.research[act.meeting, agency.id]
    facts = ResearchFacts(says=bool(act.said), last_contact_on=act.last_contact_on, today=act.at.date())
    move = "return_research" if act.said else "return_nil"
    row.state = RESEARCH.make(state=row.state, move=move, facts=facts)
    row.returned_at, row.returned_by, row.last_contact_on = act.at, act.by.name, act.last_contact_on
    for name, text in act.said.items():
        setattr(row, name, text)
    if act.said:
        sharing_rows.show_research(memory, told, act, row)
    sentence = f"{agency.name} said what it knows" if act.said else f"{agency.name} looked and knows nobody in the case"
    ledger.note(by=act.by, file_id=told.file.id, kind="research", sentence=sentence, at=act.at, about_id=row.id)
    ledger.record(
        "research.returned" if act.said else "research.nil", by=act.by, at=act.at, file_id=told.file.id,
        subjects=[row.id], fields=[name for name in SAID if act.said.get(name)],
    )  # fmt: skip


def hear(memory: Memory, told: Told, act: acts.Heard) -> None:
    """The meeting hears the case: notes, plan, finish."""
    hearing, ledger = told.hearings[act.meeting], memory.ledger
    file_id = told.file.id
    ledger.record("hearing.shown_in_room", by=act.by, at=act.started_at, file_id=file_id, subjects=[hearing.id])
    ledger.record("hearing.started", by=act.by, at=act.started_at, file_id=file_id, subjects=[hearing.id])
    written = [name for name in NOTES if getattr(act.notes, name)]
    for name in written:
        setattr(hearing, name, getattr(act.notes, name))
    ledger.record("hearing.written", by=act.by, at=act.at, file_id=file_id, subjects=[hearing.id], fields=written)
    for planned in act.plan:
        _agree(memory, told, act, planned, hearing)
    facts = HearingFacts(
        her_views=hearing.her_views, risk_summary=hearing.risk_summary, actions=len(act.plan),
        facing_harmer=sum(one.faces == Faces.HARMER for one in act.plan), reason=act.reason,
    )  # fmt: skip
    hearing.state = HEARING.make(state=hearing.state, move="hear", facts=facts)
    hearing.started_at, hearing.heard_at, hearing.reason = act.started_at, act.at, act.reason
    hearing.version = 1
    _move_referral(told, "hear")
    agreed = "1 action agreed" if len(act.plan) == 1 else f"{len(act.plan)} actions agreed"
    _note(memory, told, act, "heard", f"Heard: {agreed}", hearing)
    ledger.record("hearing.heard", by=act.by, at=act.at, file_id=file_id, subjects=[hearing.id])
    _ask_for_flags(memory, told, act)


def _ask_for_flags(memory: Memory, told: Told, act: acts.Heard) -> None:
    months = memory.pack.processes["marac"].periods.flag.months
    until_on = add_months(told.referral.referred_on, months)
    asked = sorted(agency_id for meeting, agency_id in told.research if meeting == act.meeting)
    for agency_id in asked:
        row = told.flags.get(agency_id)
        if row is None:
            row = FlagReceipt(
                id=memory.ledger.ids.id(), file_id=told.file.id, agency_id=agency_id, state=FLAG.first,
                asked_at=act.at, until_on=until_on,
            )  # fmt: skip
            told.flags[agency_id] = row
            memory.ledger.add(row)
        else:
            row.state, row.asked_at = asked_again(state=row.state), act.at
            row.until_on = max(until_on, row.until_on)
    memory.ledger.record("flags.asked", by=act.by, at=act.at, file_id=told.file.id, subjects=asked)


def flag(memory: Memory, told: Told, act: acts.Flagged) -> None:
    """An agency says that its flag is on."""
    ledger, agency = memory.ledger, memory.ledger.place.agency_of(act.by)
    row = told.flags[agency.id]
    facts = FlagFacts(until_on=row.until_on, changed_on=act.on, today=act.at.date())
    row.state = FLAG.make(state=row.state, move="flag_on", facts=facts)
    row.on_on, row.on_by = act.on, act.by.name
    sentence = f"The flag of {agency.name} is on"
    ledger.note(by=act.by, file_id=told.file.id, kind="flag", sentence=sentence, at=act.at, about_id=row.id)
    ledger.record("flag.on", by=act.by, at=act.at, file_id=told.file.id, subjects=[row.id])


def _agree(memory: Memory, told: Told, act: acts.Heard, planned: acts.Planned, hearing: Hearing) -> None:
    ledger, agency = memory.ledger, memory.ledger.place.agencies[planned.kind]
    action = Action(
        id=ledger.ids.id(), file_id=told.file.id, text=planned.text, risk=planned.risk, faces=planned.faces,
        agency_id=agency.id, state=ACTION.first, agreed_at=act.at, due_on=planned.due_on, arises_from_id=hearing.id,
        lock=first_lock(noticeable=planned.noticeable).value,
    )  # fmt: skip
    told.actions[planned.number] = action
    ledger.add(action)
    sentence = f"Agreed for {agency.name}: {action.text}"
    ledger.note(by=act.by, file_id=told.file.id, kind="action", sentence=sentence, at=act.at, about_id=action.id)
    ledger.record("action.agreed", by=act.by, at=act.at, file_id=told.file.id, subjects=[action.id, agency.id])


def take_off(memory: Memory, told: Told, act: acts.TakenOff) -> None:
    """The case is deferred, and waits to be listed again, or withdrawn, and whoever was let in for it is let out."""
    hearing, ledger = told.hearings[act.meeting], memory.ledger
    hearing.state = HEARING.make(state=hearing.state, move=act.move, facts=HearingFacts(reason=act.reason))
    hearing.reason = act.reason
    deferred = act.move == "defer"
    _move_referral(told, "unlist" if deferred else "withdraw", reason=act.reason)
    word = "deferred" if deferred else "withdrawn"
    _note(memory, told, act, word, f"{word.capitalize()}: {act.reason}", hearing)
    if not deferred:
        _let_out(memory, told, act, hearing)
    ledger.record(f"hearing.{word}", by=act.by, at=act.at, file_id=told.file.id, subjects=[hearing.id])


def _let_out(memory: Memory, told: Told, act: acts.TakenOff, hearing: Hearing) -> None:
    for grant in memory.ledger.grants_of(told.file.id):
        if grant.arises_from_id == hearing.id:
            grant.until_at = act.at
            subjects = [grant.holder_id or grant.agency_id]
            memory.ledger.record("grant.ended", by=act.by, at=act.at, file_id=told.file.id, subjects=subjects)


def make_safe(memory: Memory, told: Told, act: acts.MadeSafe) -> None:
    """Her IDVA unlocks an action."""
    action, ledger = told.actions[act.number], memory.ledger
    action.lock = LOCK.make(state=action.lock, move="confirm_safe", facts=LockFacts(words=act.words))
    action.lock_words, action.lock_by, action.lock_at = act.words, act.by.name, act.at
    sentence = f"The victim knows and is safe: {action.text}"
    ledger.note(by=act.by, file_id=told.file.id, kind="action", sentence=sentence, at=act.at, about_id=action.id)
    ledger.record("action.safe", by=act.by, at=act.at, file_id=told.file.id, subjects=[action.id])


def end_action(memory: Memory, told: Told, act: acts.ActionEnded) -> None:
    """What became of an action."""
    action, ledger = told.actions[act.number], memory.ledger
    done = act.move == "complete"
    facts = ActionFacts(
        evidence=act.words if done else "",
        reason="" if done else act.words,
        ended_on=act.on,
        today=act.at.date(),
        locked=action.lock == Lock.LOCKED,
    )
    action.state = ACTION.make(state=action.state, move=act.move, facts=facts)
    action.ended_on, action.evidence, action.reason = act.on, facts.evidence, facts.reason
    action.ended_by = act.by.appointment_id
    sentence = f"{ACTION.states[action.state]}: {action.text}. {act.words}"
    ledger.note(by=act.by, file_id=told.file.id, kind="action", sentence=sentence, at=act.at, about_id=action.id)
    ledger.record(ENDED[act.move], by=act.by, at=act.at, file_id=told.file.id, subjects=[action.id])


def _move_referral(told: Told, move: str, *, reason: str = "") -> None:
    told.referral.state = REFERRAL.make(state=told.referral.state, move=move, facts=TriageFacts(reason=reason))


def _note(memory: Memory, told: Told, act: acts.Act, kind: str, sentence: str, hearing: Hearing) -> None:
    memory.ledger.note(by=act.by, file_id=told.file.id, kind=kind, sentence=sentence, at=act.at, about_id=hearing.id)


def check_action(memory: Memory, told: Told, act: acts.Checked) -> None:
    """Somebody else confirms that an action is done."""
    action, ledger = told.actions[act.number], memory.ledger
    ACTION.make(state=action.state, move="check", facts=ActionFacts())
    action.checked_on, action.checked_by = act.at.date(), act.by.name
    sentence = f"Confirmed as done: {action.text}"
    ledger.note(by=act.by, file_id=told.file.id, kind="action", sentence=sentence, at=act.at, about_id=action.id)
    ledger.record("action.checked", by=act.by, at=act.at, file_id=told.file.id, subjects=[action.id])
