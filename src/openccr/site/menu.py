"""The order of the menu: what one comes for first stands first."""

from __future__ import annotations

MENU = (
    "site.home",
    "conference.cases",
    "conference.triage",
    "conference.refer",
    "conference.meetings",
    "actions.list",
    "insight.figures",
    "partnership.own_people",
    "partnership.agencies",
)
