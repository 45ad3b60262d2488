"""Writing the minutes: a draft from what was typed, agreed by the chair, issued, corrected by a next version."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import Act, record, record_all
from openccr.conference.minutes import CaseText, MinutesShown, generated_text, minutes_shown, withheld_from
from openccr.conference.models import Hearing, Meeting, Minutes, MinutesOfCase
from openccr.conference.rules.hearings import mark
from openccr.conference.rules.meetings import MeetingState
from openccr.conference.rules.minutes import MINUTES, MinutesFacts, MinutesPart, MinutesState, why_not_minuted
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.rules import Role
from openccr.partnership.services import area_of


def begin_minutes(*, actor: Actor, meeting_id: UUID, at: datetime, why: str = "") -> UUID:
    """Begin the minutes of a meeting, or the correction of those issued, which starts from what they say.

    Args:
        why: what is corrected and why; asked for from the second version on.

    Returns the version's id. Raises NotFound, Refusal while another version is open and without a reason.
    """
    with acting_as(actor):
        must(actor, "conference.minutes")
        meeting = Meeting.objects.select_for_update(of=("self",)).filter(id=meeting_id).first()
        if meeting is None:
            raise NotFound
        if meeting.state == MeetingState.PLANNED:
            raise Refusal("The agenda is not out yet.", remedy="Begin the minutes when it is.")
        last = Minutes.objects.filter(meeting=meeting).order_by("-number").first()
        if last is not None and last.state != MinutesState.ISSUED:
            raise Refusal("Minutes of this meeting are being written already.")
        if last is not None and not why.strip():
            raise Refusal("Say what is corrected, and why.", field="why")
        row = Minutes(
            partnership_id=meeting.partnership_id,
            meeting=meeting,
            number=last.number + 1 if last else 1,
            state=MINUTES.first,
            why=why.strip(),
            remarks=last.remarks if last else "",
            begun_at=at,
        )
        row.save(force_insert=True)
        if last is not None:
            with acting_as(area_of(actor, purpose="minutes corrected")):
                _copy_texts(last, row)
        record("minutes.begun", subjects=[meeting.id, row.id], at=at)
        return row.id


def write_remarks(*, actor: Actor, minutes_id: UUID, remarks: str, at: datetime) -> None:
    """Write down what was said of no single case. Raises NotFound, Refusal once they are agreed."""
    with acting_as(actor):
        must(actor, "conference.minutes")
        row = _draft(minutes_id)
        row.remarks = remarks.strip()
        row.save(update_fields=["remarks"])
        record("minutes.written", subjects=[row.id], fields=["remarks"], at=at)


def write_case(*, actor: Actor, file_id: UUID, minutes_id: UUID, text: str, at: datetime) -> None:
    """Edit what the minutes say of a case; what is edited stays when its notes change, and empty goes back to them.

    Raises NotFound; Refusal once they are agreed, and for words that must not be minuted.
    """
    with acting_as(actor):
        must(actor, "conference.minutes")
        row = _draft(minutes_id)
        hearing = Hearing.objects.filter(file_id=file_id, meeting_id=row.meeting_id).first()
        if hearing is None:
            raise NotFound
        generated = generated_text(hearing)
        edited = "" if mark(text) == mark(generated) else text.strip()
        if refusal := why_not_minuted(edited, withheld=withheld_from(hearing)):
            raise refusal
        part, _ = _part(row, MinutesPart.HEARD, file_id, hearing_id=hearing.id, order=hearing.order)
        part.text, part.from_mark = edited, mark(generated) if edited else ""
        part.written_by, part.written_at = actor.name, at
        part.save(update_fields=["text", "from_mark", "written_by", "written_at"])
        record("minutes.case_written", file_id=file_id, subjects=[row.id], at=at)


def agree_minutes(*, actor: Actor, minutes_id: UUID, at: datetime, how: str = "") -> None:
    """The chair agrees the minutes, or somebody writes down how she did elsewhere.

    Raises NotFound; Refusal before the meeting is closed, and for words that must not be minuted: to be told so when
    they are issued would ask the chair twice.
    """
    with acting_as(actor):
        must(actor, "conference.minutes")
        row = _locked(minutes_id)
        by_chair = actor.role == Role.CHAIR
        row.state = MINUTES.make(state=row.state, move="agree", facts=_facts(row, by_chair=by_chair, how=how))
        _without_withheld(actor, row, at=at)
        chair = row.meeting.chair.name if row.meeting.chair else "The chair"
        row.agreed_at, row.agreed_by = at, actor.name if by_chair else chair
        row.agreed_how = "" if by_chair else how.strip()
        row.save(update_fields=["state", "agreed_at", "agreed_by", "agreed_how"])
        record("minutes.agreed", subjects=[row.meeting_id, row.id], at=at)


def take_back_minutes(*, actor: Actor, minutes_id: UUID, at: datetime) -> None:
    """Put agreed minutes back to a draft, to change them once more. Raises Refusal, NotFound."""
    with acting_as(actor):
        must(actor, "conference.minutes")
        row = _locked(minutes_id)
        row.state = MINUTES.make(state=row.state, move="take_back", facts=_facts(row))
        row.agreed_at, row.agreed_by, row.agreed_how = None, "", ""
        row.save(update_fields=["state", "agreed_at", "agreed_by", "agreed_how"])
        record("minutes.taken_back", subjects=[row.meeting_id, row.id], at=at)


def issue_minutes(*, actor: Actor, minutes_id: UUID, at: datetime) -> None:
    """Issue the minutes: from now on this version stands as it is, whatever changes in the cases.

    Every case of the meeting is in it, also one that whoever issues it is kept out of: that one is frozen by the area's
    own service, behind its own wall, and nothing tells them so. Nobody else can be asked to issue instead, since the
    asking would tell them.

    Raises NotFound; Refusal before they are agreed, and for words that must not be minuted.
    """
    with acting_as(actor):
        must(actor, "conference.issue_minutes")
        row = _locked(minutes_id)
        state = MINUTES.make(state=row.state, move="issue", facts=_facts(row))
        shown = _without_withheld(actor, row, at=at)
        _freeze_whole(actor, row, seen=frozenset(shown.files), at=at)
        row.state, row.issued_at, row.issued_by, row.frozen = state, at, actor.name, shown.there.as_json()
        row.save(update_fields=["state", "issued_at", "issued_by", "frozen"])
        record_all(
            [Act(type="minutes.issued", file_id=file, subjects=(row.id,)) for file in shown.files or (None,)], at=at
        )


LEFT_OUT = "What was said is left out: some of it was told on condition that it is not minuted."
"""Stands in place of a text that may not be minuted, of a case that whoever issues the minutes cannot correct."""


def _freeze_whole(actor: Actor, row: Minutes, *, seen: frozenset[UUID], at: datetime) -> None:
    """Freeze every case of the minutes. Those that the actor does not see are written down as frozen by the area."""
    with acting_as(area_of(actor, purpose="minutes issued")) as area:
        whole = minutes_shown(actor=area, minutes_id=row.id, today=localdate(at))
        for order, case in enumerate(whole.cases):
            said = case if case.file_id in seen or not _why_not_frozen(case) else replace(case, text=LEFT_OUT)
            _freeze(row, MinutesPart.HEARD, said.file_id, said.as_json(), order=order, hearing_id=said.hearing_id)
        for order, one in enumerate(whole.outstanding):
            _freeze(row, MinutesPart.OUTSTANDING, one.file_id, one.as_json(), order=order)
        for order, end in enumerate(whole.twelve_months):
            _freeze(row, MinutesPart.TWELVE_MONTHS, end.file_id, end.as_json(), order=order)
        hidden = [file for file in whole.files if file not in seen]
        record_all([Act(type="minutes.issued", file_id=file, subjects=(row.id,)) for file in hidden], at=at)


def _without_withheld(actor: Actor, row: Minutes, *, at: datetime) -> MinutesShown:
    """The minutes as the actor sees them. Raises Refusal, naming the case, for words that must not be minuted."""
    shown = minutes_shown(actor=actor, minutes_id=row.id, today=localdate(at))
    for case in shown.cases:
        if refusal := _why_not_frozen(case):
            raise Refusal(f"{case.title}: {refusal.sentence}", remedy=refusal.remedy)
    return shown


def _why_not_frozen(case: CaseText) -> Refusal | None:
    assert case.hearing_id is not None  # live minutes are of hearings
    return why_not_minuted(case.text, withheld=withheld_from(Hearing.objects.get(id=case.hearing_id)))


def _facts(row: Minutes, *, by_chair: bool = False, how: str = "") -> MinutesFacts:
    return MinutesFacts(held=row.meeting.state == MeetingState.HELD, by_chair=by_chair, how=how)


def _locked(minutes_id: UUID) -> Minutes:
    found = Minutes.objects.select_for_update(of=("self",)).select_related("meeting__chair").filter(id=minutes_id)
    row = found.filter(issued_at=None).first()
    if row is None:
        if Minutes.objects.filter(id=minutes_id).exists():
            raise Refusal("These minutes are issued and stand as they are.", remedy="Correct them by a next version.")
        raise NotFound
    return row


def _draft(minutes_id: UUID) -> Minutes:
    row = _locked(minutes_id)
    if row.state != MinutesState.DRAFT:
        raise Refusal("The chair has agreed these minutes.", remedy="Put them back to a draft first.")
    return row


def _part(row: Minutes, part: MinutesPart, file_id: UUID, **more: object) -> tuple[MinutesOfCase, bool]:
    return MinutesOfCase.objects.get_or_create(minutes=row, part=part, file_id=file_id, defaults=more)


def _freeze(
    row: Minutes, part: MinutesPart, file_id: UUID, frozen: object, *, order: int, hearing_id: UUID | None = None
) -> None:
    kept, _ = _part(row, part, file_id, hearing_id=hearing_id, order=order)
    # A case that was edited has had its place from the agenda since then; here all are counted alike.
    kept.frozen, kept.order = frozen, order
    kept.save(update_fields=["frozen", "order"])


def _copy_texts(last: Minutes, row: Minutes) -> None:
    """A correction starts from what was issued: its texts, not the notes, are what people have read."""
    said = MinutesOfCase.objects.filter(minutes=last, part=MinutesPart.HEARD).select_related("hearing")
    MinutesOfCase.objects.bulk_create(
        MinutesOfCase(
            file_id=one.file_id,
            minutes=row,
            part=one.part,
            hearing_id=one.hearing_id,
            order=one.order,
            text=(one.frozen or {}).get("text", ""),
            from_mark=mark(generated_text(one.hearing)) if one.hearing else "",
            written_by=one.written_by,
            written_at=one.written_at,
        )
        for one in said
    )
