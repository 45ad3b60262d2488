"""How the conference worked in a quarter: the operational indicators, and each meeting beside the others."""

from __future__ import annotations

from django.utils import timezone

from openccr.audit.operations import record
from openccr.insight.counting import NOT_YET
from openccr.insight.pages import pages
from openccr.insight.pages.figures import FIGURES, quarter_named, to_quarter
from openccr.insight.queries import first_quarter
from openccr.insight.rules.quarters import quarter_of
from openccr.insight.working import Working, working_of
from openccr.insight.working_tables import definitions_of, meetings_of, parts_of, table_of, trends_of
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Screen, offer, record_page

MAY = "insight.figures"


def _screen(*, actor: Actor, quarter: str) -> Screen:
    found = working_of(actor=actor, quarter=quarter_named(quarter), today=timezone.localdate())
    if found.exact:
        record("figures.read")
    return Screen(
        title=f"How the conference worked: {found.quarter.name}",
        data={
            "found": found,
            "not_yet": NOT_YET,
            "table": table_of(found),
            "parts": parts_of(found),
            "meetings": meetings_of(found),
            "trends": trends_of(found),
            "definitions": definitions_of(found),
        },
        actions=_quarters(actor, found),
        crumbs=[FIGURES, {"text": found.quarter.name, "href": to_quarter(found.quarter)}],
    )


def _quarters(actor: Actor, found: Working) -> list[dict[str, object]]:
    today = timezone.localdate()
    around = [found.quarter.before(), found.quarter.after()]
    shown = [one for one in around if first_quarter(today) <= one <= quarter_of(today)]
    return [offer(actor, text=one.name, page="insight.working", may=MAY, quarter=one) for one in shown]


record_page(
    pages, "figures/<str:quarter>/working/", name="working", title="How the conference worked", may=MAY,
    query=_screen, reads="figures.read", template="insight/working.html",
)  # fmt: skip
