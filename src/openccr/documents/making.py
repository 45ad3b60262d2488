"""Making a paper, getting it, letting it go. Who may see what is asked anew each time."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import token
from openccr.audit.operations import Act, record, record_all
from openccr.documents.kinds import PaperKind, paper_kinds
from openccr.documents.models import MadePaper
from openccr.documents.operations import PAPER, Fetched, bytes_of, keep, let_go
from openccr.documents.rules.held_back import held_back
from openccr.documents.rules.paper import Content, Paper, Recipient, as_text, handling_for, why_not_made
from openccr.documents.typesetting import docx_of, pdf_of
from openccr.jobs.operations import start
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.references import new_reference
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.people.queries.places import places_of
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.rules.ways import Way

TASK = "make papers"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {"pdf": "application/pdf", "docx": DOCX}


@dataclass(frozen=True)
class Ready:
    """A paper as one recipient may have it, before it is made."""

    kind: PaperKind
    recipient: Recipient
    content: Content

    @property
    def token(self) -> str:
        """Equal for equal papers; without the key it says nothing of them."""
        text = "\n".join((self.content.title, self.content.to, self.recipient.words, as_text(self.content.blocks)))
        return token(text, purpose=PAPER)


def ready(*, actor: Actor, kind: str, about: UUID, agency_id: UUID, today: date, person: str = "") -> Ready:
    """What the paper for that recipient says now.

    Raises NotFound for a kind or recipient that is not the actor's to choose, Refusal when there is nothing in it.
    """
    with acting_as(actor):
        found = paper_kinds().get(kind)
        if found is None:
            raise NotFound
        must(actor, found.may)
        recipient = next(
            (one for one in found.recipients(actor=actor, about=about) if one.agency_id == agency_id), None
        )
        if recipient is None:
            raise NotFound
        if person.strip() and not recipient.person:
            recipient = replace(recipient, person=" ".join(person.split()))
        content = found.query(actor=actor, about=about, recipient=recipient, today=today)
        if refusal := why_not_made(content):
            raise refusal
        if found.tells_where:
            return Ready(found, recipient, content)
        return Ready(found, recipient, held_back(content, known=places_of(content.files) if content.files else ()))


def ask_for_papers(
    *, actor: Actor, kind: str, about: UUID, agencies: Sequence[UUID], back: str, at: datetime, person: str = ""
) -> UUID:
    """Have papers made by a job, one for each of those agencies. Returns the work's id.

    Args:
        person: who gets it there, by name; for one agency only.
        back: where the papers are found when they are ready.

    Raises Refusal when none is chosen or one of them cannot be made, NotFound as `ready`.
    """
    with acting_as(actor):
        must(actor, "documents.make_paper")
        if not agencies:
            raise Refusal("Choose who it is for.", field="agencies")
        if person.strip() and len(agencies) > 1:
            raise Refusal("One person is named and several agencies are chosen.", remedy="Choose one.", field="by_name")
        for agency in agencies:
            ready(actor=actor, kind=kind, about=about, agency_id=agency, today=timezone.localdate(at), person=person)
        return start(
            actor=actor, task=TASK, name=f"Papers: {paper_kinds()[kind].title.lower()}", total=len(agencies),
            kind=kind, about=about, agencies=",".join(map(str, agencies)), person=person, back=back,
        )  # fmt: skip


def make_papers(
    *,
    actor: Actor,
    kind: str,
    about: UUID,
    agencies: Sequence[UUID],
    at: datetime,
    person: str = "",
    report: Callable[[int, int], None] | None = None,
) -> list[UUID]:
    """Make a paper for each agency; one that stands as it was is not made again. Returns their ids.

    Raises Refusal and NotFound as `ready`.
    """
    made = []
    for number, agency in enumerate(agencies, start=1):
        made.append(make_paper(actor=actor, kind=kind, about=about, agency_id=agency, person=person, at=at))
        if report is not None:
            report(number, len(agencies))
    return made


def make_paper(*, actor: Actor, kind: str, about: UUID, agency_id: UUID, at: datetime, person: str = "") -> UUID:
    """Make one paper for one recipient, as PDF and Word, sealed; an older one that says otherwise is removed.

    Returns its id. Raises Refusal and NotFound as `ready`.
    """
    with acting_as(actor):
        now = ready(
            actor=actor, kind=kind, about=about, agency_id=agency_id, today=timezone.localdate(at), person=person
        )
        mine = MadePaper.objects.filter(
            made_by=actor.appointment, kind=kind, about_id=about, recipient_id=agency_id, person=now.recipient.person
        )
        for older in mine:
            if older.content_token == now.token and older.delete_after > at:
                return older.id
            _remove(actor, older)
        row = _row(actor, now, about, at=at)
        paper = paper_of(actor, now, at=at, reference=row.reference)
        for name, made in (("pdf", pdf_of(paper)), ("docx", docx_of(paper))):
            document = keep(
                actor=actor, data=made, content_type=TYPES[name], purpose=PAPER, at=at, kept_for=now.kind.kept_for
            )
            setattr(row, f"{name}_id", document)
        MadePaper.objects.bulk_create([row])
        if now.content.files:
            let_out = LetOut(
                way=Way.PAPER, why=f"A paper: {now.kind.title.lower()}", arises_from_id=row.id,
                agency_id=now.recipient.agency_id, kinds=now.kind.tells, people=now.content.people,
                necessity=now.content.necessity,
            )  # fmt: skip
            disclose(actor=actor, file_ids=now.content.files, let_out=let_out, at=at)
        _record("paper.made", row, now, at=at)
        return row.id


def fetch_paper(*, actor: Actor, paper: UUID, form: str, at: datetime) -> Fetched:
    """Get one's own paper, if what it says is still what its recipient may see.

    Args:
        form: "pdf" or "docx".

    Raises NotFound for anybody else's; Refusal when the case has changed since, or somebody is kept out of it now.
    """
    with acting_as(actor):
        must(actor, "documents.make_paper")
        row = MadePaper.objects.filter(id=paper, made_by=actor.appointment).first()
        if row is None or form not in TYPES:
            raise NotFound
        now = _as_made(actor, row)
        if now.token != row.content_token:
            raise Refusal("The case has changed since this paper was made.", remedy="Make the paper again.")
        _record("paper.fetched", row, now, at=at)
        data = bytes_of(row.pdf_id if form == "pdf" else row.docx_id)
        return Fetched(f"OpenCCR-{row.reference[2:6]}.{form}", TYPES[form], data)


def remove_paper(*, actor: Actor, paper: UUID) -> tuple[str, UUID]:
    """Remove one's own paper before its time. Returns its kind and what it was about. Raises NotFound."""
    with acting_as(actor):
        must(actor, "documents.make_paper")
        row = MadePaper.objects.filter(id=paper, made_by=actor.appointment).first()
        if row is None:
            raise NotFound
        _remove(actor, row)
        record("paper.removed", subjects=[row.id])
        return row.kind, row.about_id


def still_stands(actor: Actor, row: MadePaper) -> bool:
    """Whether a paper of the actor's says what it would say now."""
    try:
        return _as_made(actor, row).token == row.content_token
    except Refusal:
        return False


def kind_of(actor: Actor, paper: UUID) -> PaperKind:
    """The kind of one's own paper. Raises NotFound."""
    row = MadePaper.objects.filter(id=paper, made_by=actor.appointment).first()
    if row is None:
        raise NotFound
    return paper_kinds()[row.kind]


def files_of(actor: Actor, paper: UUID) -> tuple[UUID, ...]:
    """The cases that one's own paper speaks of. Raises NotFound, Refusal when there is nothing in it any more."""
    row = MadePaper.objects.filter(id=paper, made_by=actor.appointment).first()
    if row is None:
        raise NotFound
    return tuple(_as_made(actor, row).content.files)


def _as_made(actor: Actor, row: MadePaper) -> Ready:
    # By the day it was made: a day that passes changes no paper, what happens to the case does.
    return ready(
        actor=actor, kind=row.kind, about=row.about_id, agency_id=row.recipient_id, person=row.person,
        today=timezone.localdate(row.made_at),
    )  # fmt: skip


def paper_of(actor: Actor, now: Ready, *, at: datetime, reference: str = "Not made yet") -> Paper:
    """The paper as its templates get it; as it is shown before it is made, without a reference."""
    # On every sheet, so that a photograph of one says whose it was (security paper, D27). Not on what goes to somebody
    # outside the conference, who need not know who works here.
    by = f" at {timezone.localtime(at):%H:%M} by {actor.name}"
    return printed(actor, now.content, to=now.content.to or now.recipient.words, reference=reference, at=at, by=by)


def printed(actor: Actor, content: Content, *, to: str, reference: str, at: datetime, by: str = "") -> Paper:
    """Content with the marking of the actor's pack, whom it is for, the day, and who made it when."""
    pack = practice(actor)
    day = timezone.localdate(at)
    language, _, region = pack.manifests[-1].languages[0].partition("-")
    return Paper(
        title=content.title,
        recipient=to,
        marking=pack.text("marking"),
        reference=reference,
        made=f"Made {day_words(day)}{by}",
        handling=content.handling or handling_for(to),
        blocks=content.blocks,
        language=language,
        region=(region or "GB").upper(),
    )


def _row(actor: Actor, now: Ready, about: UUID, *, at: datetime) -> MadePaper:
    return MadePaper(
        id=uuid.uuid4(),
        agency_id=actor.agency,
        made_by=actor.appointment,
        kind=now.kind.key,
        about_id=about,
        recipient_id=now.recipient.agency_id,
        recipient=now.recipient.words,
        person=now.recipient.person,
        reference=new_reference(prefix="P"),
        content_token=now.token,
        made_at=at,
        delete_after=at + now.kind.kept_for,
    )


def _record(kind: str, row: MadePaper, now: Ready, *, at: datetime) -> None:
    """One line a case file, so that the case itself tells which papers spoke of it; one without any stands alone."""
    subjects = (row.id, row.recipient_id)
    record_all([Act(type=kind, file_id=file, subjects=subjects) for file in now.content.files or (None,)], at=at)


def _remove(actor: Actor, row: MadePaper) -> None:
    for document in (row.pdf_id, row.docx_id):
        let_go(actor=actor, document=document)
    MadePaper.objects.filter(id=row.id).delete()
