"""The boards' pack of a quarter, by one press; and the cover and handover pack."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.documents.paper_pages import declare_papers
from openccr.governance.operations.board_pack import ask_for_pack
from openccr.governance.pages import pages
from openccr.governance.papers import PAPERS
from openccr.governance.queries.board_pack import made_packs, pack_of
from openccr.insight.rules.quarters import read_quarter, recent
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.ui.kinds import Column, Done, Screen, button, offer, record_page

QUARTERS = 3
"""How many quarters back a pack is made by one press; older ones by the command."""

LIST = {"text": "Packs for the boards", "href": "/board-packs/"}
COLUMNS = (Column("quarter", "Quarter", whole=True), Column("made", "Made", whole=True), Column("by", "By"))


def _packs(*, actor: Actor) -> Screen:
    quarters = recent(timezone.localdate(), number=QUARTERS)
    presses = [
        offer(
            actor, text=f"Make the pack of {one.name}", page="governance.make_board_pack", may="governance.make_pack",
            post=True, quarter=str(one),
        )
        for one in (quarters[1], quarters[0], *quarters[2:])
    ]  # fmt: skip
    rows = [
        {
            "href": reverse("governance.paper_board_pack", kwargs={"board_pack": pack}),
            "cells": [
                {"text": read_quarter(quarter).name},
                {"text": timezone.localdate(made_at)},
                {"text": by},
            ],
        }
        for pack, quarter, made_at, by in made_packs(actor)
    ]
    return Screen(
        title="Packs for the boards",
        data={
            "lead": [
                "Promises kept and broken first, then figures, late actions, risks, who was there, how we judge "
                "ourselves, what survivors said, what ends, and how good the figures are. As PDF and Word."
            ],
            "press_title": "Make one",
            "presses": [one for one in presses if not one["disabled_reason"]],
            "tables": [
                {"caption": "Packs as they stood", "columns": COLUMNS, "rows": rows, "empty": {"text": "None yet."}}
            ],
            "foot": "A pack keeps what was true when it was made. Make another one when something has changed.",
        },
    )


record_page(
    pages, "board-packs/", name="board_packs", title="Packs for the boards", may="governance.board_packs",
    query=_packs, template="governance/tables.html", reads="board_pack.read",
)  # fmt: skip
button(
    pages, "board-packs/<str:quarter>/make/", name="make_board_pack", title="Make the pack",
    may="governance.make_pack", operation=lambda **given: ask_for_pack(at=timezone.now(), **given),
    done=lambda work, *, quarter: Done(reverse("jobs.work", kwargs={"work": work})),
)  # fmt: skip


def _to_pack(*, actor: Actor, about: UUID) -> list[dict[str, str]]:
    return [LIST, {"text": read_quarter(pack_of(about).quarter).name}]


def _to_cover(*, actor: Actor, about: UUID) -> list[dict[str, Any]]:
    if about != actor.partnership_id:
        raise NotFound
    return [{"text": "Partnership", "href": reverse("site.partnership")}, {"text": "Cover and handover"}]


declare_papers(
    pages, about="board_pack", address="board-packs/<uuid:board_pack>/", kinds=PAPERS, crumbs=_to_pack,
    may="governance.board_packs",
)  # fmt: skip
declare_papers(
    pages, about="cover", address="cover/<uuid:cover>/", kinds=PAPERS, crumbs=_to_cover, may="governance.handover"
)
