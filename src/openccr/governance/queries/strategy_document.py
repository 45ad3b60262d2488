"""What the pages of the strategy document show: its parts and sections, and what was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.content.schema.strategy import Part, Section
from openccr.documents.rules.paper import Paper
from openccr.governance.documented import paper_of, section_blocks
from openccr.governance.drawn import Drawing
from openccr.governance.models import AuthorsText, Strategy, StrategyDocument
from openccr.governance.rules.strategy_document import PartPages, measured
from openccr.governance.strategies import strategy_row
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class Made:
    """A document that the actor made, and how long each part is."""

    row: StrategyDocument
    parts: list[PartPages]


@dataclass(frozen=True)
class DocumentShown:
    """The document of a version: its parts, what the authors have written in each section, and what was made."""

    strategy: Strategy
    parts: list[tuple[Part, list[Section]]]
    texts: dict[str, AuthorsText]
    made: list[Made]


def document_of(*, actor: Actor, strategy_id: UUID) -> DocumentShown:
    """The document of a version. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.strategy")
        row, form = strategy_row(strategy_id), practice(actor).strategy
        order = [(one.key, one.letter, one.name, one.most_pages) for one in form.in_order()]
        kept = StrategyDocument.objects.filter(made_by=actor.appointment, delete_after__gt=timezone.now())
        mine = kept.filter(strategy_id=row.id).order_by("-made_at")
        return DocumentShown(
            strategy=row,
            parts=[(one, form.sections_of(one.key)) for one in form.in_order()],
            texts={one.section: one for one in AuthorsText.objects.filter(strategy_id=row.id)},
            made=[Made(one, measured(order, one.pages)) for one in mine],
        )


def section_of(*, actor: Actor, strategy_id: UUID, section: str) -> tuple[Strategy, Part, Section, str]:
    """A section with its part and what the authors wrote. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.strategy")
        row, form = strategy_row(strategy_id), practice(actor).strategy
        if section not in form.sections:
            raise NotFound
        text = AuthorsText.objects.filter(strategy_id=row.id, section=section).values_list("words", flat=True).first()
        found = form.sections[section]
        return row, form.parts[found.part], found, text or ""


def drawn_section(*, actor: Actor, strategy_id: UUID, section: str, today: date) -> tuple[Strategy, Paper]:
    """One section as the partners' edition has it today. Raises NotFound."""
    row, _, found, text = section_of(actor=actor, strategy_id=strategy_id, section=section)
    with acting_as(actor):
        of = Drawing(actor, row, today, public=False)
        return row, paper_of(of, section_blocks(of, found, text, level=2))
