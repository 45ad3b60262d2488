"""A talk after something hard: offered to many, answered by each alone, counted without names."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.governance.forms.coordination import OccasionForm, OfferDebriefForm
from openccr.governance.operations.coordination import answer_debrief, ask_for_debrief, offer_debriefs
from openccr.governance.pages import pages
from openccr.governance.queries.coordination import DebriefShown, debriefs_counted, own_debriefs, people_here
from openccr.governance.rules.coordination import DEBRIEF, TEAM, DebriefState
from openccr.insight.rules.quarters import last_day, quarter_of
from openccr.insight.rules.wording import number_words
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, button, offer, record_page

COLUMNS = (
    Column("occasion", "After"), Column("on", "Offered", whole=True), Column("state", "Your answer"),
)  # fmt: skip
CRUMB = {"text": "A talk afterwards", "href": "/debriefs/"}


def _row(actor: Actor, one: DebriefShown) -> dict[str, Any]:
    state = "You asked for it" if one.own_wish and not one.answer else DEBRIEF.states[one.answer]
    by = "" if one.own_wish else f"by {one.offered_by}"
    return {"cells": [{"text": one.occasion}, {"text": one.offered_on, "note": by}, {"text": state}]}


def _presses(actor: Actor, one: DebriefShown) -> list[dict[str, Any]]:
    pages_of = {"take": "governance.debrief_taken", "not_now": "governance.debrief_not_now"}
    return [
        offer(
            actor, text=f"{DEBRIEF.moves[name].label}: {one.occasion.lower()}", page=pages_of[name],
            may="governance.debrief", post=True, debrief=one.id,
        )
        for name, why in DEBRIEF.offered(state=one.answer, facts=None).items()
        if why is None
    ]  # fmt: skip


def _debriefs(*, actor: Actor) -> Screen:
    mine = own_debriefs(actor, open_only=False)
    lead = ["What you answer here is seen by nobody else, and no case is named."]
    if why_not(actor, "governance.offer_debrief") is None:
        quarter = quarter_of(timezone.localdate())
        found = debriefs_counted(actor, first=quarter.period.first, last=last_day(quarter.period))
        lead.append(
            f"{quarter.name}: {found.offered} offered; asked for: {number_words(found.asked_for)}; taken:"
            f" {number_words(found.taken)}. Answers are told to the nearest five, and of no team under {TEAM}."
        )
    actions = [
        offer(actor, text="Ask for a talk", page="governance.ask_for_debrief", may="governance.debrief"),
        offer(actor, text="Offer talks", page="governance.offer_debrief", may="governance.offer_debrief"),
    ]
    open_ = [press for one in mine if one.answer != DebriefState.TAKEN for press in _presses(actor, one)]
    return Screen(
        title="A talk afterwards",
        data={
            "lead": lead,
            "press_title": "Your answer",
            "presses": open_,
            "tables": [
                {
                    "caption": "Offered to you",
                    "columns": COLUMNS,
                    "rows": [_row(actor, one) for one in mine],
                    "empty": {"text": "Nothing was offered to you yet. You may ask for a talk yourself."},
                }
            ],
            "foot": "Who talks with you is whoever your agency has named for it; this page only keeps the offer.",
        },
        actions=[one for one in actions if not one["disabled_reason"]],
    )


record_page(
    pages, "debriefs/", name="debriefs", title="A talk afterwards", may="governance.debrief", query=_debriefs,
    template="governance/tables.html",
)  # fmt: skip


def _occasions(*, actor: Actor) -> dict[str, Any]:
    return {"occasions": [(one.key, one.name) for one in practice(actor).duties.occasions.values()]}


def _choices(*, actor: Actor) -> dict[str, Any]:
    return _occasions(actor=actor) | {"people": people_here(today=timezone.localdate())}


ask(
    pages, "debriefs/offer/", name="offer_debrief", title="Offer talks", may="governance.offer_debrief",
    form=OfferDebriefForm, choices=_choices,
    about=lambda actor: Asked(
        title="Offer a talk afterwards",
        intro="Each is told that something waits for them here, and answers alone. You learn how many, and not who.",
        button="Offer it", crumbs=[CRUMB],
    ),
    operation=lambda **given: offer_debriefs(at=timezone.now(), **given),
    done=lambda number: Done(reverse("governance.debriefs"), f"Offered to {number}."),
)  # fmt: skip
ask(
    pages, "debriefs/ask/", name="ask_for_debrief", title="Ask for a talk", may="governance.debrief",
    form=OccasionForm, choices=_occasions,
    about=lambda actor: Asked(
        title="Ask for a talk", intro="It is counted so that time is made for it. Nobody is told that it was you.",
        button="Ask for it", crumbs=[CRUMB],
    ),
    operation=lambda **given: ask_for_debrief(at=timezone.now(), **given),
    done=lambda _: Done(reverse("governance.debriefs"), "Written down. Ring whoever your agency has named for it."),
)  # fmt: skip
for _name, _move, _title in (("taken", "take", "I have had it"), ("not-now", "not_now", "Not now")):
    button(
        pages, f"debriefs/<uuid:debrief>/{_name}/", name=f"debrief_{_name.replace('-', '_')}", title=_title,
        may="governance.debrief",
        operation=lambda move=_move, **given: answer_debrief(at=timezone.now(), move=move, **given),
        done=lambda _, *, debrief: Done(reverse("governance.debriefs"), "Saved."),
    )  # fmt: skip
