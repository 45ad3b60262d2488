"""An agency in which nobody can be told: what is due there, and a letter or an e-mail that says so."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import day, way, words_panel
from openccr.governance.papers.unreached import ASKS, greeting
from openccr.governance.queries.unreached import unreached_of
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Column, Screen, offer, record_page

MAY = "governance.watch"


def _screen(*, actor: Actor, represented: UUID) -> Screen:
    one = unreached_of(actor=actor, agency_id=represented, today=timezone.localdate())
    lines = [each.words + (f", by {day(each.due_on)}" if each.due_on else "") for each in one.owed]
    table = {
        "caption": "What is due there", "columns": [Column("words", "What"), Column("due", "By", whole=True)],
        "rows": [{"cells": [{"text": each.words}, {"text": each.due_on or "No day"}]} for each in one.owed],
        "empty": {"text": "Nothing is due there."},
    }  # fmt: skip
    mail = [greeting(one), *lines, ASKS, f"{actor.name}, for the partnership"] if one.owed else []
    links = [
        offer(
            actor, text="Letter as PDF and Word", page="governance.paper_unreached_letter", may=MAY,
            represented=represented,
        ),
        offer(
            actor, text="Invite somebody there", page="partnership.invite", may="partnership.invite",
            agency=represented,
        ),
    ]  # fmt: skip
    panels = [
        {"title": "Due", "template": "ui/panels/table.html", "data": table},
        words_panel("To copy into an e-mail", mail, empty="There is nothing to write of."),
    ]
    return Screen(
        title=f"Nobody at {one.agency} can be told",
        data={"panels": panels},
        actions=[links[0] | {"kind": "primary"}, links[1]] if one.owed else links[1:],
        crumbs=way(("Who takes part", "/representation/"), (one.agency, "")),
    )


record_page(
    pages, "representation/<uuid:represented>/not-reached/", name="unreached", title="An agency that cannot be told",
    may=MAY, query=_screen, template="governance/boards.html",
)  # fmt: skip
