"""The coordinator's look at the whole partnership: late, thin, missing, ending; each a link to where it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.governance.pages import pages
from openccr.governance.queries.watch import Line, watched
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Column, Screen, offer, record_page

COLUMNS = (Column("text", "What"), Column("due", "By", whole=True), Column("detail", "More"))
PARTS = (
    ("late", "Late", "Nothing of the partnership is late."),
    ("thin", "Thin", "Nothing was judged thin."),
    ("missing", "Missing", "Nothing is missing."),
    ("ending", "Ending", "Nothing ends soon."),
)


def _table(lines: Sequence[Line], empty: str, caption: str) -> dict[str, Any]:
    # A column that would be empty from top to bottom is left out.
    shown = [column for column in COLUMNS if any(getattr(one, column.key) for one in lines)]
    rows = [
        {"href": one.href, "cells": [{"text": getattr(one, column.key) or ""} for column in shown]} for one in lines
    ]
    return {"caption": caption, "caption_hidden": True, "columns": shown, "rows": rows, "empty": {"text": empty}}


def _watch(*, actor: Actor) -> Screen:
    found = watched(actor=actor, today=timezone.localdate())
    links = [
        offer(actor, text="The partnership's calendar", page="governance.calendar", may="governance.calendar"),
        offer(actor, text="Packs for the boards", page="governance.board_packs", may="governance.board_packs"),
        offer(actor, text="My time", page="governance.time", may="governance.time"),
        offer(actor, text="A talk afterwards", page="governance.debriefs", may="governance.debrief"),
        offer(
            actor, text="Cover and handover", page="governance.paper_handover", may="governance.handover",
            cover=actor.partnership_id,
        ),
    ]  # fmt: skip
    parts = [
        {"key": key, "title": f"{title} ({len(lines)})", "table": _table(lines, empty, title)}
        for (key, title, empty), lines in zip(PARTS, (found.late, found.thin, found.missing, found.ending), strict=True)
    ]
    return Screen(
        title="The whole partnership",
        data={"parts": parts},
        actions=[one | {"kind": "secondary"} for one in links],
        crumbs=[{"text": "Partnership", "href": reverse("site.partnership")}],
    )


record_page(
    pages, "partnership/watch/", name="watch", title="The whole partnership", may="governance.watch", query=_watch,
    template="governance/watch.html",
)  # fmt: skip
