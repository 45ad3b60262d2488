"""The missing-link queue: who is known to several agencies and referred by none, weighed before anybody is asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.linkage.forms.missing import CloseForm, WeighForm
from openccr.linkage.models import Flag
from openccr.linkage.operations.missing import ask_holders, close_flag, weigh
from openccr.linkage.pages import pages
from openccr.linkage.queries.matches import Said
from openccr.linkage.queries.missing import Queued, figures, flag_of, queue, routes_of, why_off
from openccr.linkage.rules.measured import Share
from openccr.linkage.rules.missing import FLAG, OUTCOMES, FlagFacts, FlagState
from openccr.linkage.rules.signoffs import Use
from openccr.partnership.practice import practice
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, button, offer, record_page, table

CRUMB = {"text": "Missing links", "href": "/linking/missing/"}
_TONES = {FlagState.FOUND: "new", FlagState.WEIGHED: "waiting", FlagState.ASKED: "waiting", FlagState.CLOSED: "done"}


class _Row:
    """A missing link in the list: why it is one, nothing of who."""

    def __init__(self, queued: Queued) -> None:
        row = queued.row
        self.id = row.id
        self.href = reverse("linkage.flag", args=[row.id])
        self.why = "; ".join(queued.reasons)
        self.weight = row.weight
        self.newest = f"{row.newest_on:%B %Y}" if row.newest_on else ""
        self.found = timezone.localdate(row.found_at)
        self.state = _state(row)


def _state(row: Flag) -> StateWord:
    words = OUTCOMES[row.outcome] if row.outcome else FLAG.states[row.state]
    return StateWord(words, _TONES[FlagState(row.state)])


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    closed = params.get("show") == "closed"
    rows, total = queue(actor=actor, page=page, closed=closed)
    off = "" if rows else why_off(Use.MISSING, today=timezone.localdate())
    other = {"text": "What is open" if closed else "What is closed",
             "href": reverse("linkage.missing") + ("" if closed else "?show=closed"),
             "post": False, "once": "", "disabled_reason": ""}  # fmt: skip
    return Listing(
        rows=[_Row(one) for one in rows],
        columns=[
            Column("why", "Why"),
            Column("weight", "Signs of risk", numeric=True),
            Column("newest", "Newest sign"),
            Column("found", "Found", whole=True),
            Column("state", "State"),
        ],
        empty={"text": off or "Nobody is in the queue."},
        total=total,
        note="A question to a person, never a referral. Who it is about is known to the agencies that hold a record.",
        actions=[
            other,
            offer(actor, text="What came of it", page="linkage.missing_figures", may="linkage.missing_figures"),
            offer(actor, text="What agencies said", page="linkage.answers", may="linkage.answers"),
        ],
    )


table(
    pages,
    "linking/missing/",
    name="missing",
    title="Missing links",
    may="linkage.missing",
    query=_list,
    reads="linkage.missing_read",
)


def _screen(*, actor: Actor, flag: UUID) -> Screen:
    queued, said = flag_of(actor=actor, flag=flag)
    row = queued.row
    facts: list[dict[str, Any]] = [
        {"key": "Why", "text": list(queued.reasons)}, {"key": "State", "text": _state(row)},
        {"key": "Signs of risk", "text": row.weight},
        {"key": "Newest sign", "text": f"{row.newest_on:%B %Y}" if row.newest_on else ""},
        {"key": "Found", "text": row.found_at},
    ]  # fmt: skip
    if row.weighed_at:
        facts += [
            {"key": "Lawful basis, conditions and powers", "text": list(queued.law)},
            {"key": "What the answers are for", "text": row.purpose},
            {"key": "Why it is necessary to ask", "text": row.necessary},
            {"key": "Why it is not more than is needed", "text": row.proportionate},
            {"key": "What else was considered", "text": row.alternatives},
            {"key": "Was she asked", "text": row.consent},
            {"key": "Is she told", "text": row.told},
            {"key": "Why whoever may harm her is not told", "text": row.told_harmer},
            {"key": "Weighed", "text": f"{row.weighed_by}, {day_words(timezone.localdate(row.weighed_at))}"},
        ]
    if row.outcome:
        route = dict(routes_of(actor)).get(row.route, "")
        facts += [
            {"key": "What came of it", "text": f"{OUTCOMES[row.outcome]}. {row.outcome_why}"},
            {"key": "How she was helped", "text": route},
        ]
    return Screen(
        title="A missing link",
        data={
            "facts": {"rows": [one for one in facts if one["text"]], "empty": {"text": ""}},
            "said": _said(said),
            "asked": row.asked_at,
            "weighed": row.weighed_at,
            "open": row.state != FlagState.CLOSED,
            "directory": reverse("directory.list"),
        },
        crumbs=[CRUMB, {"text": "One of them"}],
        actions=_acts(actor, row),
    )


def _said(said: list[Said]) -> dict[str, Any]:
    return {
        "caption": "What agencies say",
        "columns": [Column("agency", "Agency"), Column("words", "What it says"), Column("on", "Answered")],
        "rows": [{"cells": [{"text": one.agency}, {"text": one.words}, {"text": one.row.answered_at}]} for one in said],
        "empty": {"text": "No agency has said anything."},
    }


def _acts(actor: Actor, row: Flag) -> list[dict[str, Any]]:
    offered = FLAG.offered(state=row.state, facts=FlagFacts(weighed=row.weighed_at is not None))
    found = []
    for move, page, post in (("weigh", "weigh", False), ("ask", "ask_holders", True), ("close", "close_flag", False)):
        if move in offered:
            found.append(
                offer(
                    actor,
                    text=FLAG.moves[move].label,
                    page=f"linkage.{page}",
                    may="linkage.missing",
                    post=post,
                    why=offered[move],
                    flag=row.id,
                )
            )
    return found


record_page(
    pages,
    "linking/missing/<uuid:flag>/",
    name="flag",
    title="A missing link",
    may="linkage.missing",
    query=_screen,
    reads="linkage.missing_read",
    template="linkage/flag.html",
)


def _about(words: str) -> Any:
    def about(*, actor: Actor, flag: UUID) -> Asked:
        queued, _ = flag_of(actor=actor, flag=flag)
        back = {"text": "One of them", "href": reverse("linkage.flag", args=[flag])}
        return Asked(title=words, intro=f"{'; '.join(queued.reasons)}.", crumbs=[CRUMB, back, {"text": words}])

    return about


def _done(words: str) -> Any:
    return lambda _outcome, *, flag: Done(reverse("linkage.flag", args=[flag]), words)


ask(
    pages,
    "linking/missing/<uuid:flag>/weigh/",
    name="weigh",
    title="Weigh it",
    may="linkage.missing",
    form=WeighForm,
    about=_about("Before anybody is asked"),
    done=_done("Written down."),
    reads="linkage.missing_read",
    choices=lambda *, actor, flag: {"pack": practice(actor)},
    operation=lambda *, actor, flag, weighing: weigh(actor=actor, flag=flag, weighing=weighing, at=timezone.now()),
)
button(
    pages,
    "linking/missing/<uuid:flag>/ask/",
    name="ask_holders",
    title="Ask the agencies",
    may="linkage.missing",
    operation=lambda *, actor, flag: ask_holders(actor=actor, flag=flag, at=timezone.now()),
    done=_done("The agencies that hold a record are asked."),
)
ask(
    pages,
    "linking/missing/<uuid:flag>/close/",
    name="close_flag",
    title="Close it",
    may="linkage.missing",
    form=CloseForm,
    about=_about("What came of it?"),
    done=_done("Closed."),
    reads="linkage.missing_read",
    choices=lambda *, actor, flag: {"routes": routes_of(actor)},
    operation=lambda *, actor, flag, **words: close_flag(actor=actor, flag=flag, at=timezone.now(), **words),
)


def _figures(*, actor: Actor) -> Screen:
    found = figures(actor=actor, at=timezone.now())
    facts = [
        {"key": "Open", "text": str(found.open)}, {"key": "Closed", "text": str(found.closed)},
        {"key": "Right to ask", "text": _precision(found.precision)},
        {"key": "Age of what is open", "text": _days(found.open_days)},
        {"key": "From finding to closing", "text": _days(found.closed_days)},
        *({"key": words, "text": str(found.outcomes.get(key, 0))} for key, words in OUTCOMES.items()),
    ]  # fmt: skip
    return Screen(
        title="What came of missing links",
        data={"facts": {"rows": facts, "empty": {"text": ""}}, "ethnicity": _ethnicity(found.by_ethnicity)},
        crumbs=[CRUMB, {"text": "What came of it"}] if actor.whole_area else [],
    )


def _precision(one: Share | None) -> list[str]:
    if one is None:
        return ["Nothing is closed yet"]
    return [f"{one.value:.0%} of those closed were referred or supported otherwise",
            f"Between {one.low:.0%} and {one.high:.0%}, nineteen times of twenty"]  # fmt: skip


def _days(days: int | None) -> str:
    return "None" if days is None else "1 day" if days == 1 else f"{days} days (the middle value)"


def _ethnicity(rows: list[tuple[str, int | None, int | None, int | None]]) -> dict[str, Any]:
    def cell(number: int | None) -> dict[str, Any]:
        return {"text": "Fewer than 5" if number is None else f"About {number}", "numeric": True}

    return {
        "caption": "By ethnicity",
        "columns": [
            Column("group", "Ethnicity, as agencies recorded it"), Column("flags", "Missing links", numeric=True),
            Column("closed", "Closed", numeric=True), Column("mistaken", "Mistaken", numeric=True),
        ],
        "rows": [
            {"cells": [{"text": group or "Not recorded"}, cell(flags), cell(closed), cell(mistaken)]}
            for group, flags, closed, mistaken in rows
        ],
        "empty": {"text": "Nobody has been in the queue."},
    }  # fmt: skip


record_page(
    pages,
    "linking/missing/figures/",
    name="missing_figures",
    title="What came of missing links",
    may="linkage.missing_figures",
    query=_figures,
    template="linkage/figures.html",
)
