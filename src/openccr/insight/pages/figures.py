"""What the pages of figures share: the quarter an address names, and what is shown of it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.insight.counting import NOT_YET
from openccr.insight.queries import QuarterFigures, quarter_figures
from openccr.insight.rules.quarters import Quarter, quarter_of, read_quarter
from openccr.insight.tables import by_meeting, by_source, definitions, of_quarter
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal

FIGURES = {"text": "Figures", "href": "/figures/"}


def quarter_named(text: str) -> Quarter:
    """The quarter an address names; one that is none, or that has not begun, is not there."""
    try:
        quarter = read_quarter(text)
    except Refusal as refusal:
        raise NotFound from refusal
    if quarter > quarter_of(timezone.localdate()):
        raise NotFound
    return quarter


def to_quarter(quarter: Quarter | str) -> str:
    """The address of a quarter's page."""
    return reverse("insight.quarter", kwargs={"quarter": str(quarter)})


def found_for(actor: Actor, quarter: str) -> QuarterFigures:
    """A quarter's figures as the actor may have them; that figures nobody signed off were looked at is recorded."""
    found = quarter_figures(actor=actor, quarter=quarter_named(quarter), today=timezone.localdate())
    if found.live:
        record("figures.read")
    return found


def shown(found: QuarterFigures) -> dict[str, Any]:
    """What the page and the paper show of a quarter."""
    return {
        "found": found,
        "not_yet": NOT_YET,
        "figures": of_quarter(found),
        "sources": by_source(found),
        "meetings": by_meeting(found),
        "definitions": definitions(found),
        "missing": [
            {
                "one": one,
                "href": reverse("conference.meeting", kwargs={"meeting": one.meeting_id}) if one.meeting_id else "",
            }
            for one in found.missing
        ],
    }
