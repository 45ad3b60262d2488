"""A gap that the self-assessment found, and putting what is done about it into the action log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.governance.forms.outcomes import ActionForm
from openccr.governance.pages import pages
from openccr.governance.pages.assessment import LIST, MODERATE, SEE, to_round
from openccr.governance.pages.board_parts import day, facts_panel, logged_panel, offered
from openccr.governance.pages.outcomes import action_of
from openccr.governance.queries.boards import agency_choices
from openccr.governance.queries.gaps import GAP_KIND, GapShown, gap_of
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, Screen, ask, record_page


def _crumbs(shown: GapShown, *more: dict[str, str]) -> list[dict[str, str]]:
    rounds = {"text": shown.row.round.name, "href": to_round(shown.row.round_id)}
    return [LIST, rounds, *(more or ({"text": "Gap"},))]


def _screen(*, actor: Actor, gap: UUID) -> Screen:
    today = timezone.localdate()
    shown = gap_of(actor=actor, gap_id=gap, today=today)
    record("assessment.read", subjects=[shown.row.round_id])
    row = shown.row
    return Screen(
        title=shown.asks,
        data={
            "panels": [
                facts_panel(
                    "What was agreed",
                    [
                        ("Score", f"{row.score} of 4"), ("Why", row.words),
                        *([("Seen otherwise", row.dissent)] if row.dissent else []),
                        *[("What shows it", (words, href)) for words, href in row.evidence],
                        ("What will be done", row.action), ("By", row.owner), ("Looked at again", day(row.review_on)),
                    ],
                ),
                logged_panel(
                    shown.actions, today=today,
                    actions=offered(
                        actor, "Add another action" if shown.actions else "Make it an action", "gap_action", MODERATE,
                        gap=gap,
                    ),
                ),
            ],
        },
        crumbs=_crumbs(shown),
    )  # fmt: skip


record_page(
    pages, "self-assessment/gaps/<uuid:gap>/", name="gap", title="A gap", may=SEE, query=_screen,
    reads="assessment.read", template="governance/boards.html",
)  # fmt: skip


def _about(*, actor: Actor, gap: UUID) -> Asked:
    shown = gap_of(actor=actor, gap_id=gap, today=timezone.localdate())
    way = _crumbs(shown, {"text": "Gap", "href": to_gap(gap)}, {"text": "Action"})
    return Asked(intro=shown.asks, button="Add it", crumbs=way)


def to_gap(gap: UUID) -> str:
    """The address of a gap."""
    return reverse("governance.gap", kwargs={"gap": gap})


def _now(*, actor: Actor, gap: UUID) -> dict[str, Any]:
    shown = gap_of(actor=actor, gap_id=gap, today=timezone.localdate())
    # What was agreed stands in the log once it is an action; another one is said anew.
    return {} if shown.actions else {"what": shown.row.action, "due_on": shown.row.review_on}


ask(
    pages, "self-assessment/gaps/<uuid:gap>/action/", name="gap_action", title="Make it an action", may=MODERATE,
    form=ActionForm, about=_about, initial=_now,
    choices=lambda *, actor, gap: {"agencies": agency_choices(actor=actor)},
    operation=lambda *, actor, gap, **said: action_of(said, actor=actor, kind=GAP_KIND, arises=gap),
    done=lambda words, *, gap: Done(to_gap(gap), words),
)  # fmt: skip
