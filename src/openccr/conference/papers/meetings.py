"""Papers of a meeting before and after it: the agenda, the research pack, the action list of an agency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from uuid import UUID

from openccr.actions.models import Action
from openccr.actions.queries.actions import ActionShown, shown, with_names
from openccr.actions.rules.locks import LOCKED_ON_PAPER
from openccr.actions.rules.states import ACTION, OPEN
from openccr.conference.models import Hearing, Referral
from openccr.conference.operations.circulating import minutes_of
from openccr.conference.papers.words import STORE, case_title, person_words
from openccr.conference.queries.put_off import standing
from openccr.conference.queries.research import Said, said_of
from openccr.conference.recipients import hearings_for, on_agenda_for
from openccr.documents.rules.paper import (
    Block,
    Bullets,
    Content,
    Facts,
    Heading,
    Lines,
    NewSheet,
    Notice,
    Para,
    Recipient,
    Table,
)
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.people.queries import people_of
from openccr.people.queries.naming import child_first, part_said
from openccr.risk.queries import latest_risk
from openccr.sharing.queries.marks import may_be_minuted

KNOWN_BEFORE = ("identity", "events", "risk", "children", "her_words", "research")
"""Keys of the kinds of information in what is known of a case before its meeting, for the ledger."""

NOTHING = "There is no case on this meeting that this recipient may see."


def agenda(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """The agenda: initials, references and times; no name and no fact of a case."""
    found = _on_agenda(actor, about, recipient, today)
    meeting = found[0][1].meeting
    rows = tuple(
        (case_title(number, row), f"{at:%H:%M}", row.referral.agency.name, "Yes" if row.referral.repeat else "")
        for number, row, at in found
    )
    return Content(
        title=f"Agenda of the meeting of {day_words(meeting.on)}",
        blocks=(
            Facts(
                (
                    ("Begins", f"{meeting.starts_at:%H:%M}"),
                    ("Where", meeting.venue or "Not set"),
                    ("Chair", meeting.chair.name if meeting.chair else "Not named yet"),
                    ("Time for each case", f"{minutes_of(actor, meeting)} minutes"),
                )
            ),
            Para(practice(actor).text("confidentiality_statement")),
            Table("Cases in order", ("Case", "Begins", "Referred by", "Repeat"), rows),
            Notice(STORE),
        ),
        files=tuple(row.file_id for _, row, _ in found),
    )


def research_pack(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """What is known of each case before the meeting, each on a sheet of its own."""
    found = _on_agenda(actor, about, recipient, today)
    blocks: list[Block] = [Notice(STORE)]
    for number, row, _ in found:
        blocks += [NewSheet()] if len(blocks) > 1 else []
        blocks += case_sheet(actor, row, number=number, today=today)
    return Content(
        title=f"Research for the meeting of {day_words(found[0][1].meeting.on)}",
        blocks=tuple(blocks),
        files=tuple(row.file_id for _, row, _ in found),
    )


def actions(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """What the recipient's agency has to do from this meeting; nobody else's actions."""
    found = _found(actor, about, recipient, today)
    rows = Action.objects.filter(arises_from_id__in=[row.id for row in found], agency_id=recipient.agency_id)
    theirs = [shown(row, today) for row in with_names(rows).order_by("due_on", "id")]
    if not theirs:
        raise Refusal(f"{recipient.agency} has no action from this meeting.")
    lines = tuple((f"{one.initials} {one.reference}", _told(one), day_words(one.due_on), _state(one)) for one in theirs)
    return Content(
        title=f"Actions of {recipient.agency} from the meeting of {day_words(found[0].meeting.on)}",
        blocks=(
            Table("Actions by the day they are due", ("Case", "What", "By", "Stands"), lines),
            Para("Say in OpenCCR or to the coordinator when an action is done, or why it cannot be done."),
            Notice(STORE),
        ),
        files=tuple({one.file_id: None for one in theirs if one.file_id}),
    )


def case_sheet(actor: Actor, hearing: Hearing, *, number: int, today: date) -> Iterator[Block]:
    """One case: who is in it, why it was referred, what she wants, the risk, what agencies said that may be minuted."""
    file, referral = hearing.file_id, hearing.referral
    yield Heading(case_title(number, hearing))
    people = people_of(file, today=today)
    yield Facts(
        tuple(
            (part_said(one, actor=actor), f"{person_words(one)}. {child_first(one, actor=actor)}".strip(". "))
            for one in people
        )
    )
    yield from _why(actor, referral, hearing)
    risk = latest_risk(file)
    yield Heading("Risk", 3)
    yield Para(f"{risk.text}, {day_words(risk.on)}" if risk else "No tool used yet.")
    every = said_of(file_id=file, today=today)
    said = standing(every, hearing_id=hearing.id)
    yield from _wishes(referral, said, file)
    yield Heading("What agencies know", 3)
    for one in said:
        yield from _said(one, hearing.id)
    silent = [one.agency for one in every if one.hearing_id == hearing.id and not one.returned_at]
    if silent:
        yield Para(f"Not back: {', '.join(silent)}.")


def note_sheet(hearing: Hearing, *, number: int) -> Iterator[Block]:
    """A sheet to write on when there is no screen; what is written is entered afterwards."""
    yield Heading(f"Notes: {case_title(number, hearing)}")
    for label, count in (
        ("What the victim wants", 3),
        ("What was said", 5),  # all of it on one sheet: the test of packs counts them
        ("The chair's summary of the risk", 3),
        ("Actions: what, who, by when, on whom it falls", 6),
    ):
        yield Lines(label, count)


def _on_agenda(actor: Actor, meeting: UUID, recipient: Recipient, today: date) -> list[tuple[int, Hearing, time]]:
    found = on_agenda_for(actor=actor, meeting_id=meeting, recipient=recipient, today=today)
    if not found:
        raise Refusal(NOTHING)
    return found


def _found(actor: Actor, meeting: UUID, recipient: Recipient, today: date) -> list[Hearing]:
    found = hearings_for(actor=actor, meeting_id=meeting, recipient=recipient, today=today)
    if not found:
        raise Refusal(NOTHING)
    return found


def _why(actor: Actor, referral: Referral, hearing: Hearing) -> Iterator[Block]:
    process = practice(actor).processes[hearing.meeting.forum.kind]
    named = [one.name for one in process.criteria_in_use if one.code in referral.criteria]
    yield Heading("Why it was referred", 3)
    yield Para(f"By {referral.agency.name} on {day_words(referral.referred_on)}. {'. '.join(named)}")
    for text in (referral.reason, referral.judgement_reason):
        if text:
            yield Para(text)


def _wishes(referral: Referral, said: list[Said], file: UUID) -> Iterator[Block]:
    yield Heading("What the victim wants", 3)
    if not may_be_minuted(file, "her_words"):
        yield Para("The victim does not want this on paper. The IDVA speaks for them at the meeting.")
        return
    wishes = [f"{referral.wishes} ({referral.agency.name})"] if referral.wishes else []
    wishes += [f"{one.her_wishes} ({one.agency})" for one in said if one.her_wishes]
    yield Bullets(tuple(wishes)) if wishes else Para("Not written down.")


def _said(one: Said, hearing: UUID) -> Iterator[Block]:
    """What an agency returned. What must not be minuted stands in no paper."""
    if not one.returned_at:
        return
    rows = [
        ("About the victim", one.victim_facts),
        ("About the person who harms", one.harmer_facts),
        *((line.name, line.facts) for line in one.on_people),
        ("About the children", one.child_facts),
        ("Risk now", one.current_risk),
        ("Last contact", day_words(one.last_contact_on) if one.last_contact_on else ""),
        ("Suggests", one.suggested_actions),
    ]
    written = tuple((label, text) for label, text in rows if text.strip())
    yield Para(f"{one.agency}: {one.state_words}", strong=True)
    if one.hearing_id != hearing:
        yield Para(f"Said for the meeting of {day_words(one.meeting_on)}, from which the case was put off.")
    if written:
        yield Facts(written)


def _told(one: ActionShown) -> str:
    return f"{one.text}\n{LOCKED_ON_PAPER}" if one.locked else one.text


def _state(one: ActionShown) -> str:
    if one.state in OPEN:
        return "Late" if one.late else ACTION.states[one.state]
    return f"{ACTION.states[one.state]}, {day_words(one.ended_on)}" if one.ended_on else ACTION.states[one.state]
