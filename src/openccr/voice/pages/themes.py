"""What survivors speak of, over twelve months."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.ui.kinds import Column, Listing, table
from openccr.voice.pages import pages
from openccr.voice.pages.contributions import LIST
from openccr.voice.queries.themes import themes_heard

YEAR = timedelta(days=365)


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    today = timezone.localdate()
    return Listing(
        rows=themes_heard(actor=actor, first=today - YEAR, last=today),
        columns=[
            Column("name", "About"), Column("said", "Said", numeric=True),
            Column("by_children", "By children", numeric=True), Column("answered", "Answered", numeric=True),
            Column("changed", "Something changed", numeric=True),
        ],
        empty={"text": "Nothing was written down in twelve months, or no themes were chosen."},
        crumbs=[LIST, {"text": "Themes"}],
        note="Of the last twelve months, exact, for you who read the words: a paper or a page for others rounds them. "
        "One thing said may be about several. What was withdrawn does not count.",
    )  # fmt: skip


table(pages, "voice/themes/", name="themes", title="What survivors speak of", may="voice.keep", query=_list)
