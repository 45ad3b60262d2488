"""The way for each level of risk: what is done, and where to refer."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from openccr.directory.forms.area import StepsForm
from openccr.directory.operations.area import say_pathway
from openccr.directory.pages import pages
from openccr.directory.pages.staff import ADD, LIST
from openccr.directory.panels import way_shown
from openccr.directory.queries.pathways import pathway_of, pathways
from openccr.directory.queries.thematic import ThematicTable, thematic_tables
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, offer, record_page

PATHWAYS: dict[str, str] = {"text": "Where to refer", "href": "/directory/pathways/"}


def _pathways(*, actor: Actor) -> Screen:
    found = pathways(actor)
    change = [
        offer(actor, text=f"Write our own steps: {one.name}", page="directory.pathway", may=ADD, risk=one.risk)
        for one in found
    ]
    return Screen(
        title="Where to refer, by level of risk",
        data={"ways": [way_shown(one) for one in found]},
        crumbs=[LIST, PATHWAYS],
        actions=[one for one in change if not one["disabled_reason"]],
    )


record_page(
    pages, "directory/pathways/", name="pathways", title="Where to refer", may="directory.see", query=_pathways,
    template="directory/pathways.html",
)  # fmt: skip

ask(
    pages, "directory/pathways/<slug:risk>/", name="pathway", title="What is done at a level of risk", may=ADD,
    form=StepsForm,
    operation=lambda *, actor, risk, steps: say_pathway(actor=actor, risk=risk, steps=steps, at=timezone.now()),
    initial=lambda *, actor, risk: {"steps": "\n".join(pathway_of(actor=actor, risk=risk).steps)},
    about=lambda *, actor, risk: Asked(
        title=f"{pathway_of(actor=actor, risk=risk).name}: what is done here",
        crumbs=[LIST, PATHWAYS, {"text": "Our own steps"}],
    ),
    done=lambda found, *, risk: Done(PATHWAYS["href"], "Saved. These steps stand in the place of the pack's."),
)  # fmt: skip


def _table(one: ThematicTable) -> dict[str, Any]:
    columns = (
        Column("organisation", "Organisation"), Column("status", "Status"), Column("level", "Level of action"),
        Column("services", "Services provided"), Column("protocol", "Coordination or protocol"),
    )  # fmt: skip
    rows = [
        {
            "cells": [
                {"text": row.organisation}, {"text": row.status}, {"text": row.level},
                {"text": ", ".join(row.services)}, {"text": row.protocol},
            ]
        }
        for row in one.rows
    ]  # fmt: skip
    empty = {"text": "No organisation of this area is in the directory: this is a gap, or the entry is missing."}
    return {"caption": one.name, "columns": columns, "rows": rows, "empty": empty}


def _tables(*, actor: Actor) -> Screen:
    return Screen(
        title="Organisations by thematic area",
        data={"tables": [_table(one) for one in thematic_tables(actor=actor)]},
        crumbs=[LIST, {"text": "By thematic area"}],
        actions=[offer(actor, text="Organisations", page="directory.providers", may="directory.see")],
    )


record_page(
    pages, "directory/thematic/", name="thematic", title="Organisations by thematic area", may="directory.see",
    query=_tables, template="directory/thematic.html",
)  # fmt: skip
