"""Research by secure mail: the form that is sent, and what comes back of it, looked at before it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Exclusion
from openccr.conference.models import Meeting, Research, ResearchOnPerson
from openccr.conference.operations.research import SAID, return_nil, return_research
from openccr.conference.operations.sharing import share_hearing
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.research import Via
from openccr.conference.rules.research_document import Answer, AskedCase, Somebody, answers_in, document_for
from openccr.conference.rules.research_outside import beside_the_boxes
from openccr.documents.operations import fetch, keep, let_go
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Appointment
from openccr.people.queries import people_of
from openccr.people.queries.naming import WHO_NOW, young_words
from openccr.sharing.queries import no_go
from openccr.sharing.rules.no_go import Recipient, why_not_told
from openccr.tabular import Labels, TableError, read_forms
from openccr.tabular.fillable import write_fillable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KEPT_FOR = timedelta(days=1)
"""How long the form that was made, and one that came back, wait for whoever sends or takes it."""


@dataclass(frozen=True)
class CameBack:
    """What a form that came back says, before any of it is taken."""

    agency: str
    answers: tuple[Answer, ...]
    notes: tuple[str, ...]


def send_document(
    *,
    actor: Actor,
    meeting_id: UUID,
    agency_id: UUID,
    document_to: str,
    at: datetime,
    override_reason: str = "",
) -> UUID:
    """Make the form for one agency's cases of a meeting, and write down that it goes to this person.

    Returns the id of the kept file, which the actor downloads and sends by secure mail.

    Raises NotFound for a meeting or agency that is not there, Refusal when nothing more is asked of it, for somebody
    shut out of one of the cases, and as the gate of her no-go list says.
    """
    with acting_as(actor):
        must(actor, "conference.research_for")
        meeting, agency, rows = _asked(meeting_id, agency_id)
        if not rows:
            raise Refusal(f"{agency.name} is asked nothing more for this meeting.")
        _not_shut_out(rows, agency, document_to, at=at)
        for row in rows:
            person = Recipient(name=document_to, agency_id=agency.id, kind=agency.kind, person=document_to)
            if refusal := why_not_told(no_go(row.file_id), person):
                raise Refusal(refusal.sentence, remedy="Send it to somebody else there.", field="document_to")
            share_hearing(
                actor=actor, meeting=meeting, hearing=row.hearing, agencies=[agency], at=at, event="ResearchDocument",
                override_reason=override_reason,
            )  # fmt: skip
        data = write_fillable(
            document_for(
                _cases(actor, rows, today=localdate(at)),
                agency=agency.name,
                to=document_to,
                meeting_on=day_words(meeting.on),
                due_on=day_words(min(row.due_on for row in rows)),
            )
        )
        for row in rows:
            row.document_at, row.document_to = at, document_to
            row.save(update_fields=["document_at", "document_to"])
            record("research.document", file_id=row.file_id, subjects=[row.id, agency.id], at=at)
        return keep(actor=actor, data=data, content_type=DOCX, purpose="research form", at=at, kept_for=KEPT_FOR)


def receive_document(*, actor: Actor, meeting_id: UUID, agency_id: UUID, data: bytes, at: datetime) -> UUID:
    """Keep a form that came back until it is taken. Returns its id.

    Raises Refusal (field `file`) for one that cannot be read, or that is none of ours.
    """
    with acting_as(actor):
        must(actor, "conference.research_for")
        _read(actor, meeting_id, agency_id, data, today=localdate(at))
        return keep(actor=actor, data=data, content_type=DOCX, purpose="research return", at=at, kept_for=KEPT_FOR)


def preview_document(*, actor: Actor, meeting_id: UUID, agency_id: UUID, document: UUID, at: datetime) -> CameBack:
    """What a form that came back would add and overwrite. Raises NotFound for anybody else's."""
    with acting_as(actor):
        must(actor, "conference.research_for")
        return _read(actor, meeting_id, agency_id, fetch(actor=actor, document=document).data, today=localdate(at))


def take_document(*, actor: Actor, meeting_id: UUID, agency_id: UUID, document: UUID, at: datetime) -> int:
    """Take every case of a form that came back whose answers can be read. Returns how many; the file is let go."""
    with acting_as(actor):
        must(actor, "conference.research_for")
        came = _read(actor, meeting_id, agency_id, fetch(actor=actor, document=document).data, today=localdate(at))
        taken = [one for one in came.answers if one.can_be_taken]
        for one in taken:
            case = one.case
            if one.nil:
                return_nil(actor=actor, file_id=case.file_id, research_id=case.research_id, at=at, via=Via.DOCUMENT)
                continue
            # A box left empty takes nothing back: what stands here was said another way.
            said: dict[str, Any] = {**case.said, **one.said}
            return_research(
                actor=actor, file_id=case.file_id, research_id=case.research_id, at=at, via=Via.DOCUMENT,
                last_contact_on=one.last_contact_on or case.last_contact_on, on_people=one.on_people, **said,
            )  # fmt: skip
        let_go(actor=actor, document=document)
        return len(taken)


def _asked(meeting_id: UUID, agency_id: UUID) -> tuple[Meeting, Agency, list[Research]]:
    meeting = Meeting.objects.select_related("forum").filter(id=meeting_id).first()
    agency = Agency.objects.filter(id=agency_id).first()
    if meeting is None or agency is None:
        raise NotFound
    rows = Research.objects.filter(hearing__meeting=meeting, agency=agency, hearing__state=HearingState.LISTED)
    found = rows.select_related("file", "hearing__meeting", "hearing__referral").order_by("hearing__order")
    return meeting, agency, [row for row in found if row.hearing.is_open]


def _cases(actor: Actor, rows: Sequence[Research], *, today: date) -> list[AskedCase]:
    on_people: dict[UUID, dict[UUID, str]] = {}
    for line in ResearchOnPerson.objects.filter(research__in=rows).annotate(who_now=WHO_NOW):
        on_people.setdefault(line.research_id, {})[line.who_now] = line.facts
    return [
        AskedCase(
            research_id=row.id,
            file_id=row.file_id,
            reference=row.file.reference,
            people=tuple(
                Somebody(
                    one.person_id, one.part, one.name, one.aliases, one.born_on, young=young_words(one, actor=actor)
                )
                for one in people_of(row.file_id, today=today)
            ),
            state=row.state,
            said={name: getattr(row, name) for name in SAID},
            on_people=on_people.get(row.id, {}),
            last_contact_on=row.last_contact_on,
        )
        for row in rows
    ]


def _read(actor: Actor, meeting_id: UUID, agency_id: UUID, data: bytes, *, today: date) -> CameBack:
    _, agency, rows = _asked(meeting_id, agency_id)
    try:
        (document, *_) = read_forms(data, filename="The form", labels=Labels({}))
    except TableError as error:
        raise Refusal(f"{error.problem}.", remedy=error.remedy, field="file") from error
    cases = _cases(actor, rows, today=today)
    beside, outside = beside_the_boxes(document, cases, agency=agency.name)
    if not document.controls and not beside and not outside:
        raise Refusal(
            "This is not our form: it has no boxes of ours.",
            remedy="Ask for the form itself, or type in what they say by telephone.",
            field="file",
        )
    answers, lost = answers_in(document, cases, today=today, beside=beside)
    if not outside and not any(not one.silent for one in answers):
        raise Refusal(
            "Nothing in it answers a case that this agency is asked about for this meeting.",
            remedy="Look whether it is the right form.",
            field="file",
        )
    return CameBack(agency.name, tuple(answers), (*outside, *lost, *document.notes))


def _not_shut_out(rows: Sequence[Research], agency: Agency, to: str, *, at: datetime) -> None:
    """Somebody kept out of a case must not get it by mail either; compared by name, as the mail is addressed."""
    out = Exclusion.objects.filter(file__in=[row.file_id for row in rows], user__isnull=False)
    users = [one.user_id for one in out if one.user_id and (one.until_at is None or one.until_at > at)]
    names = Appointment.objects.filter(agency=agency, user_id__in=users).values_list("name", flat=True)
    if any(" ".join(name.casefold().split()) == " ".join(to.casefold().split()) for name in names):
        raise Refusal(
            "This person is kept out of one of the cases.", remedy="Choose somebody else.", field="document_to"
        )
