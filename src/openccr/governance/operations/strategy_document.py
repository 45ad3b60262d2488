"""The strategy document: the authors' own text, and making it as PDF and Word with each part's length."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.documents.making import TYPES
from openccr.documents.operations import KEPT_FOR, keep, let_go
from openccr.documents.typesetting import docx_of, pdf_of
from openccr.governance.documented import front, pages_of, paper_of, part_blocks, texts_of
from openccr.governance.drawn import Drawing
from openccr.governance.models import AuthorsText, StrategyDocument
from openccr.governance.rules.strategy_document import EDITIONS
from openccr.governance.strategies import strategy_row
from openccr.jobs.operations import start
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice

TASK = "make strategy document"
Report = Callable[[int, int], None]


def write_text(*, actor: Actor, strategy_id: UUID, section: str, words: str, at: datetime) -> None:
    """Write the authors' own text of a section, or empty it. Raises NotFound for a section that is none."""
    with acting_as(actor):
        must(actor, "governance.author")
        row = strategy_row(strategy_id)
        if section not in practice(actor).strategy.sections:
            raise NotFound
        said = {"words": words.strip(), "changed_at": at, "changed_by": actor.name}
        if not AuthorsText.objects.filter(strategy_id=row.id, section=section).update(**said):
            AuthorsText(
                partnership_id=actor.partnership, strategy_id=row.id, section=section, **said
            ).save(force_insert=True)  # fmt: skip
        record("strategy.text", subjects=[row.id], fields=[section], at=at)


def ask_for_document(*, actor: Actor, strategy_id: UUID, edition: str, at: datetime) -> UUID:
    """Have the document made by a job with progress. Returns the work's id. Raises NotFound, Refusal."""
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        row = strategy_row(strategy_id)
        _must_be_edition(edition)
        parts = practice(actor).strategy.in_order()
        return start(
            actor=actor, task=TASK, name="The strategy document", total=len(parts) + 2, strategy=row.id,
            edition=edition,
        )  # fmt: skip


def make_document(
    *, actor: Actor, strategy_id: UUID, edition: str, at: datetime, report: Report | None = None
) -> StrategyDocument:
    """Make the document of today as PDF and Word; the maker's older ones of this edition are removed.

    Each part begins on a sheet of its own, so its length is what the document grows by when it is added.

    Raises NotFound, Refusal for an edition that is none.
    """
    with acting_as(actor):
        must(actor, "governance.write_strategy")
        row = strategy_row(strategy_id)
        _must_be_edition(edition)
        of = Drawing(actor, row, timezone.localdate(at), edition == "public")
        parts, texts, told = of.pack.strategy.in_order(), texts_of(of), report or (lambda done, total: None)
        starts = [(f"{part.letter}. {part.name}", 0) for part in parts]
        body, pages = front(of, starts), dict[str, int]()
        first = before = pages_of(paper_of(of, body))
        for number, part in enumerate(parts, start=1):
            body += part_blocks(of, part, texts)
            now = pages_of(paper_of(of, body))
            pages[part.key], before = now - before, now
            starts[number - 1] = (starts[number - 1][0], now - pages[part.key] + 1)
            told(number, len(parts) + 2)
        paper = paper_of(of, (*front(of, starts), *body[len(front(of, starts)) :]))
        made = StrategyDocument(
            id=uuid.uuid4(), agency_id=actor.agency, made_by=actor.appointment, strategy_id=row.id, edition=edition,
            pages=pages | {"front": first}, made_at=at, delete_after=at + KEPT_FOR,
        )  # fmt: skip
        for place, (name, data) in enumerate((("pdf", pdf_of(paper)), ("docx", docx_of(paper))), start=1):
            kept = keep(actor=actor, data=data, content_type=TYPES[name], purpose="strategy document", at=at)
            setattr(made, f"{name}_id", kept)
            told(len(parts) + place, len(parts) + 2)
        _remove_older(actor, row.id, edition)
        StrategyDocument.objects.bulk_create([made])
        record("strategy.document", subjects=[row.id, made.id], at=at)
        return made


def _remove_older(actor: Actor, strategy_id: UUID, edition: str) -> None:
    mine = StrategyDocument.objects.filter(made_by=actor.appointment, strategy_id=strategy_id, edition=edition)
    for older in mine:
        for document in (older.pdf_id, older.docx_id):
            try:
                let_go(actor=actor, document=document)
            except NotFound:
                continue  # its time was over, and the nightly job has removed it
    mine.delete()


def _must_be_edition(edition: str) -> None:
    if edition not in EDITIONS:
        raise Refusal("Choose whom it is for.", field="edition")
