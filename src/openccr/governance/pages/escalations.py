"""Matters between groups: the register, one with its whole way, passing one on, answering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.audit.operations import record
from openccr.governance.forms.sittings import AnswerForm, PassForm
from openccr.governance.models import Matter
from openccr.governance.operations.escalations import answer_matter, pass_matter
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import (
    LEAD,
    SEE,
    Cell,
    day,
    due_word,
    facts_panel,
    offered,
    table_panel,
    to_board,
    to_matter,
    to_sitting,
    way,
    words_panel,
)
from openccr.governance.queries.boards import board_lines, board_shown
from openccr.governance.queries.sittings import MatterShown, matter_shown, matters
from openccr.governance.queries.unheard import hears
from openccr.governance.rules.escalations import ANSWERS, UP, WAYS, is_late
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, paged, record_page, table

REGISTER = ("Matters passed on", "/boards/matters/")


@dataclass(frozen=True)
class _Row:
    """A matter in the register."""

    id: UUID
    href: str
    title: str
    sent: str
    got: str
    by: str
    answer: Cell
    late: bool


def _row(one: Matter) -> _Row:
    today = timezone.localdate()
    return _Row(
        id=one.id, href=to_matter(one.id), title=f"{'↑' if one.way == UP else '↓'} {one.title}",
        sent=one.from_board.name, got=one.to_board.name, by=one.agency.name,
        answer=ANSWERS[one.answer_kind] if one.answered_on else due_word(one.due_on, today=today),
        late=is_late(due_on=one.due_on, answered_on=one.answered_on, today=today),
    )  # fmt: skip


def _register(*, actor: Actor, params: Mapping[str, str], page: int) -> Listing:
    rows, total = matters(actor=actor, page=paged(page))
    return Listing(
        rows=[_row(one) for one in rows],
        total=total,
        columns=(
            Column("title", "Matter"), Column("sent", "From"), Column("got", "To"), Column("by", "Raised by"),
            Column("answer", "Answer"),
        ),
        empty={"text": "Nothing was passed from one group to another yet."},
        note="Escalations go up (↑) and decisions come down (↓). Those without an answer stand first.",
    )  # fmt: skip


table(pages, "boards/matters/", name="matters", title="Matters passed on", may=SEE, query=_register, reads="board.read")


def _matter(*, actor: Actor, matter: UUID) -> Screen:
    shown = matter_shown(actor=actor, matter_id=matter)
    record("board.read", subjects=[matter])
    row, today = shown.row, timezone.localdate()
    acts = offered(actor, "Answer it", "answer_matter", LEAD, matter=matter) if shown.answers else []
    if row.answered_on:
        answer: list[tuple[str, Cell]] = [
            ("What became of it", ANSWERS[row.answer_kind]),
            ("The answer", row.answer),
            ("Answered", f"{day(row.answered_on)}, {row.answered_by}"),
        ]
        if row.answer_decision:
            answer.append(("By decision", _decision(row.answer_decision)))
    else:
        answer = [("Answer", due_word(row.due_on, today=today))]
    return Screen(
        title=row.title,
        data={
            "panels": [
                facts_panel(
                    "What is asked",
                    [
                        ("Way", WAYS[row.way]), ("From", (row.from_board.name, to_board(row.from_board_id))),
                        ("To", (row.to_board.name, to_board(row.to_board_id))),
                        ("Raised", f"{day(row.sent_on)}, {row.sent_by}, {row.agency.name}"), ("Asked", row.words),
                        *([("Decision", _decision(row.decision))] if row.decision else []),
                        *([("Risk", row.risk.words)] if row.risk else []),
                    ],
                ),
                facts_panel("The answer", answer, actions=acts, key="answer"),
                *_to_send(actor, row),
                *_links(shown),
            ],
        },
        crumbs=way(REGISTER, (row.title, "")),
        actions=acts,
    )  # fmt: skip


def _to_send(actor: Actor, row: Matter) -> list[dict[str, Any]]:
    """What to write to a group that nobody leads who could be told, while it owes the answer."""
    if row.answered_on or hears(row.to_board_id, actor=actor, today=timezone.localdate()):
        return []
    words = [
        f"{row.from_board.name} passed this to {row.to_board.name}: {row.title}.", row.words,
        f"Please answer by {day(row.due_on)}. {actor.name}, for the partnership",
    ]  # fmt: skip
    return [words_panel(f"Nobody who leads {row.to_board.name} has an account: send it to them", words, key="send")]


def _decision(one: Any) -> Cell:
    return (f"{one.number}. {one.text}", to_sitting(one.sitting_id))


def _links(shown: MatterShown) -> list[dict[str, Any]]:
    if not shown.before and not shown.after:
        return []
    rows = [("It arises from", one) for one in shown.before] + [("It went on to", one) for one in shown.after]
    return [
        table_panel(
            "The way it went",
            ("Link", "Matter", "Between", "Answer"),
            [
                (
                    to_matter(one.id),
                    (
                        words, one.title, f"{one.from_board.name} → {one.to_board.name}",
                        ANSWERS[one.answer_kind] if one.answered_on else f"Due {day(one.due_on)}",
                    ),
                )
                for words, one in rows
            ],
            empty="",
            key="way",
        )
    ]  # fmt: skip


record_page(
    pages, "boards/matters/<uuid:matter>/", name="matter", title="Matter between groups", may=SEE, query=_matter,
    reads="board.read", template="governance/boards.html",
)  # fmt: skip


def _about_answer(*, actor: Actor, matter: UUID) -> Asked:
    shown = matter_shown(actor=actor, matter_id=matter)
    if not shown.answers:
        raise NotFound
    return Asked(
        title=shown.row.title, intro=shown.row.words, button="Answer",
        crumbs=way(REGISTER, (shown.row.title, to_matter(matter)), ("Answer", "")),
    )  # fmt: skip


ask(
    pages, "boards/matters/<uuid:matter>/answer/", name="answer_matter", title="Answer a matter", may=LEAD,
    form=AnswerForm, about=_about_answer,
    operation=lambda *, actor, matter, **given: answer_matter(
        actor=actor, matter_id=matter, **given, at=timezone.now()
    ),
    choices=lambda *, actor, matter: {
        "decisions": [
            (str(one.id), f"{one.number}. {one.text[:80]}")
            for one in matter_shown(actor=actor, matter_id=matter).decisions
        ]
    },
    done=lambda _, *, matter: Done(to_matter(matter), "Answered: whoever asked reads it."),
)  # fmt: skip


def _pass_choices(*, actor: Actor, board: UUID) -> dict[str, Any]:
    today = timezone.localdate()
    shown = board_shown(actor=actor, board_id=board, today=today)
    near = [
        (str(one.row.id), one.row.name)
        for one in board_lines(actor=actor, today=today)
        if one.row.id == shown.row.above_id or one.row.above_id == board
    ]
    got = [one for one in shown.matters if one.to_board_id == board]
    return {
        "boards": near,
        "decisions": [(str(one.id), f"{one.number}. {one.text[:80]}") for one in shown.decisions],
        "risks": [(str(one.id), one.words[:80]) for one in shown.risks],
        "matters": [(str(one.id), one.title) for one in got],
    }


def _about_pass(*, actor: Actor, board: UUID) -> Asked:
    row = board_shown(actor=actor, board_id=board, today=timezone.localdate()).row
    return Asked(
        button="Pass it on",
        intro="Any agency that sits in this group can take a matter up, whatever its size. It gets an answer by a day.",
        crumbs=way((row.name, to_board(board)), ("Pass a matter on", "")),
    )


def _pass(*, actor: Actor, board: UUID, to_board_id: UUID, **given: Any) -> tuple[UUID, str]:
    matter = pass_matter(actor=actor, board_id=board, to_board_id=to_board_id, **given, at=timezone.now())
    words = "Passed on, with an answer due."
    if not hears(to_board_id, actor=actor, today=timezone.localdate()):
        whose = "you" if actor.whole_area else "the coordinator"
        words += (
            f" Nobody who leads that group has an account: {whose} must send it there. The words for it stand below."
        )
    return matter, words


ask(
    pages, "boards/<uuid:board>/matters/pass/", name="pass_matter", title="Pass a matter on", may=LEAD, form=PassForm,
    operation=_pass, about=_about_pass, choices=_pass_choices, initial=lambda *, actor, board: {"way": UP},
    done=lambda matter, *, board: Done(to_matter(matter[0]), matter[1]),
)  # fmt: skip
