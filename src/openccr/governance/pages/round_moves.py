"""Ending the rating of a round, which nobody takes back, closing the round, calling it off, and taking one away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.governance.forms.assessment import CallOffForm
from openccr.governance.forms.boards import SureForm
from openccr.governance.operations.assessment import call_round_off, move_round, take_round_away, take_round_up
from openccr.governance.pages import pages
from openccr.governance.pages.assessment import LIST, MISTAKE, MODERATE, to_round
from openccr.governance.queries.assessment import round_of
from openccr.governance.rules.assessment import ROUND, TAKE_UP
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import Asked, Done, ask, button


def _about(*, actor: Actor, round: UUID) -> Asked:
    shown = round_of(actor=actor, round_id=round)
    until = shown.row.rate_by
    whole = sum(answered == shown.facts.questions for _, answered in shown.rated)
    none = ", ".join(name for name, answered in shown.rated if not answered)
    return Asked(
        button="End the rating",
        intro=f"Agencies rate until {day_words(until)}. {whole} of {len(shown.rated)} answered every question."
        + (f" Nothing yet from: {none}." if none else ""),
        warning="Then those who lead the round read what each said alone, so nobody rates any more. It is not undone.",
        crumbs=[LIST, {"text": shown.row.name, "href": to_round(round)}, {"text": "End the rating"}],
    )


def _move(name: str) -> Any:
    return lambda *, actor, round: move_round(actor=actor, round_id=round, move=name, at=timezone.now())


ask(
    pages, "self-assessment/<uuid:round>/moderate/", name="round_moderate", title=ROUND.moves["moderate"].label,
    may=MODERATE, form=SureForm, about=_about, operation=_move("moderate"),
    done=lambda _, *, round: Done(to_round(round), "The rating is over."),
)  # fmt: skip

button(
    pages, "self-assessment/<uuid:round>/close/", name="round_close", title=ROUND.moves["close"].label, may=MODERATE,
    operation=_move("close"), done=lambda _, *, round: Done(to_round(round), "The round is closed."),
)  # fmt: skip


def _off(*, actor: Actor, round: UUID) -> Asked:
    shown = round_of(actor=actor, round_id=round)
    return Asked(
        button="Call it off",
        intro="What was rated and agreed is kept with the round, marked as called off. No figure counts it, nobody is "
        "asked to rate any more, and another round can be opened. You can take it up again as long as none is open.",
        crumbs=[LIST, {"text": shown.row.name, "href": to_round(round)}, {"text": "Call it off"}],
    )


ask(
    pages, "self-assessment/<uuid:round>/call-off/", name="round_call_off", title="Call the round off", may=MODERATE,
    form=CallOffForm, about=_off,
    operation=lambda *, actor, round, why: call_round_off(actor=actor, round_id=round, why=why, at=timezone.now()),
    done=lambda _, *, round: Done(to_round(round), "The round is called off. What was rated is kept."),
)  # fmt: skip

button(
    pages, "self-assessment/<uuid:round>/take-up/", name="round_take_up", title=TAKE_UP, may=MODERATE,
    operation=lambda *, actor, round: take_round_up(actor=actor, round_id=round, at=timezone.now()),
    done=lambda _, *, round: Done(to_round(round), "The round goes on where it stood."),
)  # fmt: skip

button(
    pages, "self-assessment/<uuid:round>/take-away/", name="round_away", title=MISTAKE, may=MODERATE,
    operation=lambda *, actor, round: take_round_away(actor=actor, round_id=round, at=timezone.now()),
    done=lambda _, *, round: Done(LIST["href"], "The round is taken away. Nobody had rated yet."),
)  # fmt: skip
