"""Agenda, minutes and letters as papers."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from openccr.documents.paper_pages import declare_papers
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import KEEP, SEE, day, to_agency, to_board, to_sitting, way
from openccr.governance.papers.boards import BOARD_PAPERS
from openccr.governance.papers.unreached import UNREACHED_LETTER
from openccr.governance.queries.boards import agency_choices
from openccr.governance.queries.sittings import sitting_shown
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound


def _to_sitting(*, actor: Actor, about: UUID) -> list[dict[str, str]]:
    row = sitting_shown(actor=actor, sitting_id=about, today=timezone.localdate()).row
    return way((row.board.name, to_board(row.board_id)), (day(row.on), to_sitting(about)))


def _to_agency(*, actor: Actor, about: UUID) -> list[dict[str, str]]:
    name = dict(agency_choices(actor=actor)).get(str(about))
    if name is None or not actor.whole_area:
        raise NotFound
    return way(("Who takes part", "/representation/"), (name, to_agency(about)))


declare_papers(
    pages, about="sitting", address="sittings/<uuid:sitting>/as/", kinds=BOARD_PAPERS, crumbs=_to_sitting, may=SEE
)
declare_papers(
    pages,
    about="represented",
    address="letters/<uuid:represented>/",
    kinds=(*BOARD_PAPERS, UNREACHED_LETTER),
    crumbs=_to_agency,
    may=KEEP,
)
