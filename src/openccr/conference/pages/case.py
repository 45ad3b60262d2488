"""The case screen: a page for what decides, and one for each part of the case behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.together import Later, ahead
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of
from openccr.conference.pages.case_actions import CONTACT, LISTING, RESEARCH, SHARING, actions_on
from openccr.conference.queries.bar import bar_later
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Screen, record_page
from openccr.ui.panels import panels_later


@dataclass(frozen=True)
class Tab:
    """A page of the case.

    Args:
        key: its panels' slot is `case.marac.` and this; empty for the page a case opens on.
        address: its part of the address behind the case's.
        actions: the kinds of action offered on it, of `case_actions`; all of them where it is None.
    """

    key: str
    text: str
    address: str
    actions: frozenset[str] | None = frozenset()

    @property
    def slot(self) -> str:
        return f"case.marac.{self.key}" if self.key else "case.marac"

    @property
    def name(self) -> str:
        return f"case_{self.key}" if self.key else "case"


TABS = (
    Tab("", "Overview", "", None),
    Tab("people", "People", "see/people/", frozenset({CONTACT})),
    Tab("risk", "Risk", "see/risk/"),
    Tab("said", "What agencies said", "see/said/", frozenset({RESEARCH, LISTING})),
    Tab("actions", "Actions", "see/actions/"),
    Tab("sharing", "Sharing", "see/sharing/", frozenset({SHARING})),
    Tab("papers", "Papers and history", "see/papers/"),
)


def _screen_of(tab: Tab) -> Callable[..., Screen]:
    def screen(*, actor: Actor, file: UUID) -> Screen:
        ahead(_later(tab, actor, file))
        case, bar = bar_of(file, actor=actor)
        return Screen(
            title=f"Case {case.reference}: {tab.text.lower()}" if tab.key else f"Case {case.reference}",
            identity=bar,
            actions=actions_on(case, actor=actor, kinds=tab.actions),
            crumbs=[{"text": "Cases", "href": reverse("conference.cases")}, {"text": case.reference}],
            tabs=_tabs(tab, file),
            slot=tab.slot,
            file_id=file,
        )

    return screen


def _later(tab: Tab, actor: Actor, file: UUID) -> list[Later]:
    """The bar's questions and those of the tab's panels, to be asked together."""
    today = timezone.localdate()
    return [*bar_later(file, actor=actor, today=today), *panels_later(tab.slot, actor=actor, file_id=file)]


def _tabs(current: Tab, file: UUID) -> list[dict[str, Any]]:
    return [
        {"text": tab.text, "href": reverse(f"conference.{tab.name}", kwargs={"file": file}), "current": tab is current}
        for tab in TABS
    ]


for _tab in TABS:
    record_page(
        pages,
        f"case/<uuid:file>/{_tab.address}",
        name=_tab.name,
        title=f"Case: {_tab.text.lower()}" if _tab.key else "Case",
        may="conference.case",
        query=_screen_of(_tab),
        reads="case.read",
    )
