"""Terms of reference and delivery plan of a group: reading them with their versions, writing, agreeing; planning."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.governance.forms.boards import AgreeTermsForm, PlanForm, TermsForm
from openccr.governance.operations.sittings import plan_sittings
from openccr.governance.operations.terms import agree_terms, write_terms
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import (
    LEAD,
    SEE,
    day,
    due_word,
    offered,
    table_panel,
    to_board,
    way,
    words_panel,
)
from openccr.governance.queries.boards import board_shown, versions_of
from openccr.governance.queries.sittings import board_to_lead
from openccr.governance.rules.terms import KINDS, TERMS, TermsState, changed
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, Screen, ask, record_page


def _parts(actor: Actor, kind: str) -> dict[str, tuple[str, str]]:
    """Key → name and question of each part. Raises NotFound for a word that is neither."""
    if kind not in KINDS:
        raise NotFound
    boards = practice(actor).boards
    return {key: (one.name, one.asks) for key, one in (boards.terms if kind == "terms" else boards.plan).items()}


def _here(board: UUID, kind: str) -> str:
    return reverse("governance.terms", kwargs={"board": board, "terms": kind})


def _screen(*, actor: Actor, board: UUID, terms: str) -> Screen:
    parts = _parts(actor, terms)
    row, versions, leads = versions_of(actor=actor, board_id=board, kind=terms)
    record("board.read", subjects=[board])
    shown = next((one for one in versions if one.state == TermsState.AGREED), versions[0] if versions else None)
    draft = next((one for one in versions if one.state == TermsState.DRAFT), None)
    today, names = timezone.localdate(), {key: name for key, (name, _) in parts.items()}
    acts: list[dict[str, Any]] = []
    if leads:
        words = "Go on writing the draft" if draft else "Write a new version" if versions else "Write the first version"
        acts = offered(actor, words, "write_terms", LEAD, board=board, terms=terms)
        if draft:
            acts += offered(actor, "It is agreed", "agree_terms", LEAD, board=board, terms=terms)
    return Screen(
        title=f"{KINDS[terms]}: {row.name}",
        data={
            "lead": _state(shown) if shown else "Nothing is written yet.",
            "panels": [
                *(words_panel(names.get(key, key), [text]) for key, text in (shown.parts if shown else {}).items()
                  if text),
                table_panel(
                    "Versions", ("Version", "State", "Agreed", "Looked at again by", "What changed"),
                    [
                        (None, (
                            str(one.number), TERMS.states[one.state], day(one.agreed_on),
                            due_word(one.review_on, today=today)
                            if one.state == TermsState.AGREED else day(one.review_on),
                            ", ".join(names.get(key, key) for key in changed(before.parts if before else {}, one.parts))
                            or "Nothing",
                        ))
                        for one, before in zip_longest(versions, versions[1:])
                    ],
                    empty="No version yet.",
                ),
            ],
        },
        crumbs=way((row.name, to_board(board)), (KINDS[terms], "")),
        actions=acts,
    )  # fmt: skip


def _state(shown: Any) -> str:
    if shown.state == TermsState.DRAFT:
        return f"Version {shown.number} is a draft of {shown.written_by}: it is not agreed."
    return f"Version {shown.number}, agreed {day(shown.agreed_on)}. It is looked at again by {day(shown.review_on)}."


record_page(
    pages, "boards/<uuid:board>/terms/<slug:terms>/", name="terms", title="Terms of a group", may=SEE, query=_screen,
    reads="board.read", template="governance/boards.html",
)  # fmt: skip


def _about(*, actor: Actor, board: UUID, terms: str) -> Asked:
    _parts(actor, terms)
    row = board_to_lead(actor=actor, board_id=board)
    return Asked(
        title=f"{KINDS[terms]}: {row.name}",
        crumbs=way((row.name, to_board(board)), (KINDS[terms], _here(board, terms)), ("Write", "")),
    )


def _initial(*, actor: Actor, board: UUID, terms: str) -> dict[str, Any]:
    _, versions, _ = versions_of(actor=actor, board_id=board, kind=terms)
    return dict(versions[0].parts) if versions else {}


ask(
    pages, "boards/<uuid:board>/terms/<slug:terms>/write/", name="write_terms", title="Write the terms of a group",
    may=LEAD, form=TermsForm, about=_about, initial=_initial,
    operation=lambda *, actor, board, terms, **parts: write_terms(
        actor=actor, board_id=board, kind=terms, parts=parts, at=timezone.now()
    ),
    choices=lambda *, actor, board, terms: {"parts": _parts(actor, terms)},
    done=lambda _, *, board, terms: Done(_here(board, terms), "The draft is saved."),
)  # fmt: skip


def _review(*, actor: Actor, board: UUID, terms: str) -> dict[str, date]:
    periods, today = practice(actor).boards.periods, timezone.localdate()
    months = periods.terms_months if periods else 12
    return {"agreed_on": today, "review_on": today + timedelta(days=round(months * 30.44))}


ask(
    pages, "boards/<uuid:board>/terms/<slug:terms>/agree/", name="agree_terms", title="The terms are agreed", may=LEAD,
    form=AgreeTermsForm, about=_about, initial=_review,
    operation=lambda *, actor, board, terms, **given: agree_terms(
        actor=actor, board_id=board, kind=terms, **given, at=timezone.now()
    ),
    done=lambda _, *, board, terms: Done(_here(board, terms), "Agreed."),
)  # fmt: skip


def _plan_about(*, actor: Actor, board: UUID) -> Asked:
    shown = board_shown(actor=actor, board_id=board, today=timezone.localdate())
    board_to_lead(actor=actor, board_id=board)
    months = shown.row.meets_months or shown.kind.meets_months
    return Asked(
        button="Plan them",
        intro=f"One every {months} month{'s' if months != 1 else ''}, each with the usual items on its agenda. A day "
        "that is no working day goes to the next one.",
        crumbs=way((shown.row.name, to_board(board)), ("Plan sittings", "")),
    )


def _year_end(*, actor: Actor, board: UUID) -> dict[str, Any]:
    today = timezone.localdate()
    return {"until": date(today.year + (today.month > 9), 12, 31), "starts_at": "10:00"}


def _planned(days: list[tuple[date, str]], *, board: UUID) -> Done:
    moved = " ".join(why for _, why in days if why)
    many = "1 sitting is" if len(days) == 1 else f"{len(days)} sittings are"
    return Done(to_board(board), f"{many} planned. {moved}".strip())


ask(
    pages, "boards/<uuid:board>/sittings/plan/", name="plan_sittings", title="Plan sittings", may=LEAD, form=PlanForm,
    operation=lambda *, actor, board, **given: plan_sittings(
        actor=actor, board_id=board, **given, at=timezone.now()
    ),
    about=_plan_about, initial=_year_end, done=_planned,
)  # fmt: skip
