"""The minutes on paper: whole for whoever leads the meeting, an extract for each other recipient."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from openccr.conference.minutes import KINDS, MinutesShown, minutes_shown, newest_issued
from openccr.conference.minutes_frozen import Outstanding
from openccr.conference.models import Minutes, Research
from openccr.conference.papers.words import STORE
from openccr.conference.recipients import files_for
from openccr.conference.rules.minutes import MinutesState
from openccr.documents.rules.paper import Block, Bullets, Content, Facts, Heading, Notice, Para, Recipient, Table
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role


def issued(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """The version that counts, with only the cases that the recipient may see, and none named that it may not."""
    row = newest_issued(about)
    if row is None:
        raise Refusal("The minutes of this meeting are not issued yet.")
    return _content(actor, row, recipient, today=today)


def draft(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """The draft, for the chair to agree. For whoever leads the meeting alone."""
    row = Minutes.objects.filter(meeting_id=about).exclude(state=MinutesState.ISSUED).first()
    if recipient.agency_id != actor.agency_id:
        raise NotFound
    if row is None:
        raise Refusal("No minutes of this meeting are being written.")
    return _content(actor, row, recipient, today=today)


def _content(actor: Actor, row: Minutes, recipient: Recipient, *, today: date) -> Content:
    shown = minutes_shown(actor=actor, minutes_id=row.id, today=today)
    theirs = files_for(actor=actor, recipient=recipient, file_ids=shown.files)
    leads = recipient.person == actor.name and actor.role in (Role.CHAIR, Role.COORDINATOR)
    if not leads and not any(one.file_id in theirs for one in shown.cases):
        raise Refusal("There is no case in these minutes that this recipient may see.")
    met = day_words(shown.meeting.on)
    name = f"Minutes of the meeting of {met}"
    if shown.state != MinutesState.ISSUED:
        name = f"Draft minutes of the meeting of {met}"
    elif shown.number > 1:
        name += f", version {shown.number}"
    return Content(
        title=name,
        blocks=(
            *_head(actor, shown, recipient),
            *_outstanding(shown, theirs),
            *_cases(shown, theirs),
            *_twelve_months(shown, theirs),
            Notice(STORE),
        ),
        files=tuple(file for file in shown.files if file in theirs),
    )


def _head(actor: Actor, shown: MinutesShown, recipient: Recipient) -> Iterator[Block]:
    meeting, there = shown.meeting, shown.there
    if shown.why:
        yield Notice(f"This version corrects the one before it: {shown.why}")
    yield Facts(
        (
            ("Date", day_words(meeting.on)),
            ("Place", meeting.venue or "Not recorded"),
            ("Chair", meeting.chair.name if meeting.chair else "Not recorded"),
            ("Agreed by the chair", day_words(localdate(shown.agreed_at)) if shown.agreed_at else "Not agreed yet"),
        )
    )
    yield Heading("Who took part")
    rows = [(name, agency, "Present") for name, agency in there.present]
    rows += [(name, agency, "Guest or observer") for name, agency in there.guests]
    rows += [(name, agency, "Apologies") for name, agency in there.apologies]
    if rows:
        yield Table("Attendance", ("Name", "Agency", "Took part as"), tuple(rows))
    if sent := _sent_only(actor, shown, recipient):
        yield Para(f"Sent what they know without being there: {', '.join(sent)}.")
    yield Heading("Confidentiality")
    yield Para(practice(actor).text("confidentiality_statement"))
    yield Para("Signed by 1 person." if there.signed == 1 else f"Signed by {there.signed} people.")
    if shown.remarks:
        yield Heading("Said of no single case")
        yield Para(shown.remarks)


def _sent_only(actor: Actor, shown: MinutesShown, recipient: Recipient) -> list[str]:
    """That an agency sent something tells that it knows somebody: only to whoever sees a case it was asked about."""
    asked = list(Research.objects.filter(hearing__meeting_id=shown.meeting.id).values_list("agency__name", "file_id"))
    theirs = files_for(actor=actor, recipient=recipient, file_ids={file for _, file in asked})
    told = {name for name, file in asked if file in theirs}
    return [name for name in shown.there.sent_only if name in told]


def _outstanding(shown: MinutesShown, theirs: set[UUID]) -> Iterator[Block]:
    """What could no longer be done stands apart from what an agency did not do (SL-NI-MIN)."""
    yield Heading("Actions of earlier meetings")
    found = [one for one in shown.outstanding if one.file_id in theirs]
    if not found:
        yield Para("None is outstanding.")
    yield from kinds_apart(found)


def kinds_apart(found: Sequence[Outstanding]) -> Iterator[Block]:
    """What is outstanding, a table for each kind."""
    lines = [(one.title, line) for one in found for line in one.lines]
    for words in KINDS.values():
        rows = tuple((title, what, who, why) for title, (kind, what, who, why) in lines if kind == words)
        if rows:
            yield Table(words, ("Case", "What", "Who", "Day or reason"), rows)


def _cases(shown: MinutesShown, theirs: set[UUID]) -> Iterator[Block]:
    cases = [one for one in shown.cases if one.file_id in theirs]
    yield Heading("Cases")
    for number, one in enumerate(cases, start=1):
        yield Heading(f"{number}. {one.title}", 3)
        yield Para(one.outcome, strong=True)
        yield Para(one.text or "Nothing is written.")
        if one.actions:
            yield Table("Actions agreed", ("What", "Who", "By"), one.actions)


def _twelve_months(shown: MinutesShown, theirs: set[UUID]) -> Iterator[Block]:
    ends = [one for one in shown.twelve_months if one.file_id in theirs]
    if ends:
        yield Heading("Cases at the end of their twelve months")
        yield Bullets(tuple(f"{one.initials} {one.reference}, {day_words(one.until)}" for one in ends))
