"""Bringing in a form or a message: read, shown, and made into drafts that a person checks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.operations.drafts import check_draft, start_draft
from openccr.conference.operations.reading import reading_for
from openccr.conference.operations.referral_form import area_name
from openccr.conference.rules.answers import Read
from openccr.conference.rules.drafts import DraftSource
from openccr.conference.rules.forms import ReadForm, draft_of, labels_of, with_the_rest
from openccr.conference.rules.lost_boxes import in_rows, is_of
from openccr.conference.rules.referral_form import referral_form_of
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.tabular import Document, Labels, TableError, Unplaced, read_forms
from openccr.tabular.blocks import Blocks
from openccr.tabular.fillable import Fillable, write_fillable
from openccr.tabular.placing import place


@dataclass(frozen=True)
class Tried:
    """One document of what came, and what a draft made of it would still lack."""

    form: ReadForm
    read: Read | None


@dataclass(frozen=True)
class BroughtIn:
    """What came of a form or a message: the drafts that were begun, and what holds no referral."""

    drafts: tuple[UUID, ...]
    tried: tuple[Tried, ...]


def try_form(*, actor: Actor, data: bytes, filename: str, at: datetime) -> tuple[Tried, ...]:
    """What would come of a form or a message; nothing is saved but that it was tried.

    Raises Refusal (field `file`) for a file that cannot be read, or that names nobody who is harmed.
    """
    with acting_as(actor):
        must(actor, "conference.refer")
        tried = _read(actor, data, filename, at=at)
        record("form.tried", at=at)
        return tried


def bring_in_form(*, actor: Actor, data: bytes, filename: str, at: datetime) -> BroughtIn:
    """Begin a draft for each document that names somebody harmed; nobody is referred before a person has checked it.

    What found no place goes into the draft beside the answers: into the only one, or each document's into its own, and
    what stands in a message into all that came with it.

    Raises Refusal (field `file`) as `try_form`.
    """
    with acting_as(actor):
        must(actor, "conference.refer")
        tried = _read(actor, data, filename, at=at)
        drafts = tuple(
            start_draft(actor=actor, answers=with_the_rest(one.form), source=_source(data), at=at)
            for one in tried
            if one.form.names_her
        )
        record("form.taken", subjects=list(drafts), at=at)
        return BroughtIn(drafts, tried)


def _read(actor: Actor, data: bytes, filename: str, *, at: datetime) -> tuple[Tried, ...]:
    reading = reading_for(actor, today=localdate(at))
    labels = labels_of(reading.form)
    try:
        documents = read_forms(data, filename=filename, labels=labels)
    except TableError as error:
        raise Refusal(f"{error.problem}.", remedy=error.remedy, field="file") from error
    ours = referral_form_of(reading, area=area_name(actor))
    if any(is_of(one, ours) and not one.controls for one in documents):
        rows = read_forms(data, filename=filename, labels=Labels({}))
        documents = tuple(_boxes_again(*pair, ours, labels) for pair in zip(documents, rows, strict=True))
    printed: tuple[Unplaced, ...] = ()
    if any(one.controls for one in documents):
        blank = write_fillable(ours)
        printed = read_forms(blank, filename=filename, labels=labels)[0].unplaced
    forms = gathered([draft_of(one, reading=reading, printed=printed if one.controls else ()) for one in documents])
    if not any(form.names_her for form in forms):
        problems = " ".join(f"{form.source}: {form.problem}" for form in forms if form.problem)
        raise Refusal(
            f"Nobody is named in it as the one harmed. {problems}".strip(),
            remedy="Look whether it is the form, or type the referral in.",
            field="file",
        )
    return tuple(
        Tried(form, check_draft(actor=actor, answers=form.answers, at=at) if form.names_her else None) for form in forms
    )


def _boxes_again(document: Document, rows: Document, ours: Fillable, labels: Labels) -> Document:
    """The document; where it is our own form whose boxes a program lost, read by the rows they stood in."""
    if document.controls or not is_of(document, ours):
        return document
    boxes, left = in_rows(rows, ours)
    read = place(Blocks(controls=list(boxes.items())), labels, source=document.source)
    return replace(document, found=read.found, unplaced=(*left, *read.unplaced), controls=read.controls)


def gathered(forms: list[ReadForm]) -> list[ReadForm]:
    """The documents of one message, with what the others say beside each that names somebody harmed."""
    named = [form for form in forms if form.names_her]
    others = [form for form in forms if not form.names_her]
    if not named:
        return forms
    return [form.beside(others) for form in named]


def _source(data: bytes) -> DraftSource:
    return DraftSource.DOCUMENT if data.startswith(b"PK\x03\x04") else DraftSource.MESSAGE
