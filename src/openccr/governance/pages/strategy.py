"""The strategy: its versions, one version with all its lines, and the steps from draft to agreed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.governance.forms.strategy import AgreedForm, ConsultForm, StrategyForm
from openccr.governance.models import Strategy
from openccr.governance.operations.strategy import (
    Written,
    agree_strategy,
    begin_strategy,
    consult,
    redraft,
    write_strategy,
)
from openccr.governance.pages import pages
from openccr.governance.pages.strategy_shown import data_of
from openccr.governance.queries.outcomes import strategy_written
from openccr.governance.queries.strategy import strategies, strategy_of
from openccr.governance.rules.strategy import STRATEGY, WRITABLE, StrategyState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.partnership.telling import sent
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, button, offer, record_page, table

LIST: dict[str, str] = {"text": "Strategy", "href": "/strategy/"}
SEE, WRITE = "governance.strategy", "governance.write_strategy"
CONSULTED = (
    "Each agency says what it thinks, and the panel’s worker what survivors think; you do, where the panel has none."
)


def to_strategy(strategy_id: UUID) -> str:
    """The address of a version."""
    return reverse("governance.strategy", kwargs={"strategy": strategy_id})


def crumb(row: Strategy) -> dict[str, str]:
    """The way back to a version."""
    return {"text": f"{row.title}, version {row.number}", "href": to_strategy(row.id)}


class _Row:
    """A version in the list."""

    def __init__(self, row: Strategy) -> None:
        self.href = to_strategy(row.id)
        self.title = f"{row.title}, version {row.number}"
        self.state = STRATEGY.states[row.state]
        self.begins_on, self.ends_on, self.review_on = row.begins_on, row.ends_on, row.review_on
        self.late = row.state == StrategyState.AGREED and row.review_on < timezone.localdate()


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    rows = strategies(actor=actor)
    writing = any(row.state in (StrategyState.DRAFT, StrategyState.CONSULTATION) for row in rows)
    return Listing(
        rows=[_Row(row) for row in rows],
        columns=[
            Column("title", "Strategy"), Column("state", "State"), Column("begins_on", "From"),
            Column("ends_on", "Until"), Column("review_on", "Looked at again"),
        ],
        empty={"text": "There is no strategy yet. Begin one: what it says is filled in from your records, bit by bit."},
        note="A vision, its outcomes and objectives, how anybody can tell, and what each agency brings.",
        actions=[
            offer(
                actor, text="Begin a new version" if rows else "Begin a strategy", page="governance.begin_strategy",
                may=WRITE, why=Refusal("A version is being written already.") if writing else None,
            ) | {"kind": "primary"},
        ],
    )  # fmt: skip


table(
    pages, "strategy/", name="strategies", title="Strategy", may=SEE, query=_list, reads="strategy.read",
)  # fmt: skip


def _first(*, actor: Actor) -> dict[str, Any]:
    form, rows = practice(actor).strategy, strategies(actor=actor)
    begins = rows[0].ends_on + timedelta(days=1) if rows else timezone.localdate()
    ends = begins.replace(year=begins.year + form.years, day=min(begins.day, 28)) - timedelta(days=1)
    review = begins + timedelta(days=round(form.review_months * 30.4))
    kept = {"title": rows[0].title, "vision": rows[0].vision} if rows else {}
    return kept | {"begins_on": begins, "ends_on": ends, "review_on": min(review, ends)}  # fmt: skip


ask(
    pages, "strategy/begin/", name="begin_strategy", title="Begin a version of the strategy", may=WRITE,
    form=StrategyForm, initial=_first,
    operation=lambda *, actor, **said: begin_strategy(actor=actor, written=Written(**said), at=timezone.now()),
    about=lambda *, actor: Asked(
        button="Begin", crumbs=[LIST, {"text": "Begin"}],
        intro="All lines of the last version are carried over, so that nothing is typed again.",
    ),
    done=lambda found: Done(to_strategy(found), "The version is begun."),
)  # fmt: skip


def _screen(*, actor: Actor, strategy: UUID) -> Screen:
    shown = strategy_of(actor=actor, strategy_id=strategy, today=timezone.localdate())
    record("strategy.read", subjects=[strategy])
    return Screen(
        title=shown.row.title,
        data=data_of(shown, actor),
        crumbs=[LIST, {"text": f"Version {shown.row.number}"}],
        actions=[
            *_moves(shown.row, shown.facts, actor),
            {"text": "The document", "href": reverse("governance.strategy_document", kwargs={"strategy": strategy})},
        ],
    )


def _moves(row: Strategy, facts: Any, actor: Actor) -> list[dict[str, Any]]:
    if why_not(actor, WRITE) is not None:
        return []
    offered = STRATEGY.offered(state=row.state, facts=facts)
    offered.pop("replace", None)
    if row.consulted_until is None:
        offered.pop("agree", None)
    found = [
        {
            "text": STRATEGY.moves[move].label,
            "href": reverse(f"governance.strategy_{move}", kwargs={"strategy": row.id}),
            "post": move == "redraft",
            "disabled_reason": str(why) if why else "",
        }
        for move, why in offered.items()
    ]
    if row.state in WRITABLE:
        change = {"text": "Change its head", "href": reverse("governance.write_strategy", kwargs={"strategy": row.id})}
        return [*found, change]
    return found


record_page(
    pages, "strategy/<uuid:strategy>/", name="strategy", title="A strategy", may=SEE, query=_screen,
    reads="strategy.read", template="governance/strategy.html",
)  # fmt: skip


def _about(button_words: str, intro: str = "", *, here: str = "") -> Any:
    def about(*, actor: Actor, strategy: UUID) -> Asked:
        row = strategy_written(actor=actor, strategy_id=strategy)
        return Asked(button=button_words, intro=intro, crumbs=[LIST, crumb(row), {"text": here or button_words}])

    return about


def _head(*, actor: Actor, strategy: UUID) -> dict[str, Any]:
    row = strategy_written(actor=actor, strategy_id=strategy)
    return {name: getattr(row, name) for name in StrategyForm.base_fields}


ask(
    pages, "strategy/<uuid:strategy>/change/", name="write_strategy", title="Head of the strategy", may=WRITE,
    form=StrategyForm, initial=_head, about=_about("Save", here="Head of the strategy"),
    operation=lambda *, actor, strategy, **said: write_strategy(
        actor=actor, strategy_id=strategy, written=Written(**said), at=timezone.now()
    ),
    done=lambda _, *, strategy: Done(to_strategy(strategy), "It is saved."),
)  # fmt: skip


def _until(*, actor: Actor, strategy: UUID) -> dict[str, date]:
    return {"until": timezone.localdate() + timedelta(days=practice(actor).strategy.consultation_days)}


def _consult(*, actor: Actor, strategy: UUID, until: date) -> str:
    consult(actor=actor, strategy_id=strategy, until=until, at=timezone.now())
    words, today = "The consultation is open.", timezone.localdate()
    return sent(words, to=None, permission="governance.contribute", actor=actor, today=today)


ask(
    pages, "strategy/<uuid:strategy>/consult/", name="strategy_consult", title=STRATEGY.moves["consult"].label,
    may=WRITE, form=ConsultForm, initial=_until,
    about=_about("Ask them", CONSULTED),
    operation=_consult, done=lambda words, *, strategy: Done(to_strategy(strategy), words),
)  # fmt: skip

button(
    pages, "strategy/<uuid:strategy>/redraft/", name="strategy_redraft", title=STRATEGY.moves["redraft"].label,
    may=WRITE, operation=lambda *, actor, strategy: redraft(actor=actor, strategy_id=strategy, at=timezone.now()),
    done=lambda _, *, strategy: Done(to_strategy(strategy), "It is a draft again. What was said of it stays."),
)  # fmt: skip

ask(
    pages, "strategy/<uuid:strategy>/agree/", name="strategy_agree", title=STRATEGY.moves["agree"].label, may=WRITE,
    form=AgreedForm, about=_about("It is agreed", "From then on its words stay. The version before is replaced."),
    operation=lambda *, actor, strategy, agreed_on, agreed_where: agree_strategy(
        actor=actor, strategy_id=strategy, agreed_on=agreed_on, agreed_where=agreed_where, at=timezone.now()
    ),
    done=lambda _, *, strategy: Done(to_strategy(strategy), "The strategy is agreed."),
)  # fmt: skip
