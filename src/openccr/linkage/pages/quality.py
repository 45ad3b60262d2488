"""How good the comparison is: precision and recall with an interval, by what reviewers decided."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.kernel.actors import Actor
from openccr.linkage.operations.review import learn
from openccr.linkage.pages import pages
from openccr.linkage.queries.review import Quality, quality
from openccr.linkage.rules.measured import LEAST, Share
from openccr.linkage.rules.review import BANDS, band_words
from openccr.ui.kinds import Column, Done, Screen, button, offer, record_page


def _screen(*, actor: Actor) -> Screen:
    found = quality(actor=actor)
    left = max(0, LEAST - found.found.decided)
    return Screen(
        title="How good the comparison is",
        data={
            "precision": _share(found.found.precision),
            "recall": _share(found.found.recall),
            "left": left,
            "bands": _bands(found),
            "weights": found.weights,
            "run": found.run,
        },
        crumbs=[{"text": "Pairs to look at", "href": reverse("linkage.review")}, {"text": "How good it is"}]
        if why_not(actor, "linkage.review") is None
        else [],
        actions=[offer(actor, text="Fit it to the decisions", page="linkage.learn", may="linkage.learn", post=True)]
        if why_not(actor, "linkage.learn") is None
        else [],
    )


def _share(one: Share | None) -> str:
    return f"{one.value:.1%} (between {one.low:.1%} and {one.high:.1%})" if one else ""


def _bands(found: Quality) -> dict[str, Any]:
    held = found.run.bands if found.run else {}
    rows = []
    for band in range(len(BANDS)):
        same, different = found.said.get(band, (0, 0))
        cells = (band_words(band), held.get(str(band), 0), same, different)
        rows.append({"cells": [{"text": cells[0]}, *({"text": one, "numeric": True} for one in cells[1:])]})
    return {
        "caption": "Pairs by what the model says",
        "columns": [
            Column("band", "Probability"), Column("held", "Pairs", numeric=True),
            Column("same", "Found one person", numeric=True), Column("different", "Found two people", numeric=True),
        ],
        "rows": rows,
        "empty": {"text": ""},
    }  # fmt: skip


record_page(
    pages, "linking/quality/", name="quality", title="How good the comparison is", may="linkage.measure",
    query=_screen, reads="linkage.measure_read", template="linkage/quality.html",
)  # fmt: skip
button(
    pages, "linking/quality/learn/", name="learn", title="Fit it to the decisions", may="linkage.learn",
    operation=lambda *, actor: learn(actor=actor, at=timezone.now()),
    done=lambda _outcome: Done(reverse("linkage.quality"), "Fitted. The next comparison uses it."),
)  # fmt: skip
