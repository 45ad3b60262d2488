"""Ending the rating of a round, which nobody takes back, closing the round, and taking one away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.governance.forms.boards import SureForm
from openccr.governance.operations.assessment import move_round, take_round_away
from openccr.governance.pages import pages
from openccr.governance.pages.assessment import LIST, MISTAKE, MODERATE, to_round
from openccr.governance.queries.assessment import round_of
from openccr.governance.rules.assessment import ROUND
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

button(
    pages, "self-assessment/<uuid:round>/take-away/", name="round_away", title=MISTAKE, may=MODERATE,
    operation=lambda *, actor, round: take_round_away(actor=actor, round_id=round, at=timezone.now()),
    done=lambda _, *, round: Done(LIST["href"], "The round is taken away. Nobody had rated yet."),
)  # fmt: skip
