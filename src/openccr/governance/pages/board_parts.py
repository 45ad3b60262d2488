"""What the pages of groups share: addresses, the way there, tables and facts as panels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.actions.addresses import address_of
from openccr.actions.queries.actions import ActionShown
from openccr.actions.rules.states import ACTION
from openccr.governance.models import BoardMember
from openccr.governance.queries.unheard import unseen_by
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.text import in_a_row
from openccr.partnership.practice import practice
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column, offer

SEE, KEEP, LEAD = "governance.boards", "governance.keep_boards", "governance.lead_board"
MAP = {"text": "Boards and groups", "href": "/boards/"}
Crumbs = list[dict[str, str]]


def to_board(board: UUID) -> str:
    """The address of a group."""
    return reverse("governance.board", kwargs={"board": board})


def to_sitting(sitting: UUID) -> str:
    """The address of a sitting."""
    return reverse("governance.sitting", kwargs={"sitting": sitting})


def to_matter(matter: UUID) -> str:
    """The address of a matter between groups."""
    return reverse("governance.matter", kwargs={"matter": matter})


def to_agency(agency: UUID) -> str:
    """The address of an agency's part."""
    return reverse("governance.part", kwargs={"agency": agency})


def way(*steps: tuple[str, str]) -> Crumbs:
    """The way from the map to a page: words and address of each step; the last may have none."""
    return [MAP, *({"text": text, "href": href} if href else {"text": text} for text, href in steps)]


def day(on: date | None) -> str:
    """A day in words; a dash for none."""
    return day_words(on) if on else "–"


def pounds(pence: int) -> str:
    """Pence as money."""
    return f"£{pence / 100:,.2f}"


Cell = Any
"""What stands in a cell: words, a number, a date, a StateWord; or words with the address they lead to."""


def table_panel(
    title: str, columns: Sequence[str], rows: Iterable[tuple[str | None, Sequence[Cell]]], *, empty: str,
    actions: Sequence[dict[str, Any]] = (), key: str = "",
) -> dict[str, Any]:  # fmt: skip
    """A panel with a table; each row is its address (or None) and its cells."""
    return {
        "title": title,
        "key": key,
        "template": "ui/panels/table.html",
        "actions": [one for one in actions if not one["disabled_reason"]],
        "data": {
            "caption": title,
            "columns": [Column(f"c{number}", label) for number, label in enumerate(columns)],
            "rows": [{"href": href, "cells": [_cell(one) for one in cells]} for href, cells in rows],
            "empty": {"text": empty},
        },
    }


def _cell(value: Cell) -> dict[str, Any]:
    if isinstance(value, tuple):
        return {"text": value[0], "href": value[1]}
    return {"text": value}


def facts_panel(
    title: str, rows: Sequence[tuple[str, Cell]], *, actions: Sequence[dict[str, Any]] = (), key: str = ""
) -> dict[str, Any]:  # fmt: skip
    """A panel with short facts, each under its name."""
    return {
        "title": title,
        "key": key,
        "template": "ui/panels/summary.html",
        "actions": [one for one in actions if not one["disabled_reason"]],
        "data": {"rows": [{"key": name, **_cell(value)} for name, value in rows]},
    }


def by_hand(actor: Actor, members: Sequence[BoardMember]) -> list[tuple[str, str]]:
    """Whom agenda and papers reach on no list, as a row for whoever leads their group; none where all are reached."""
    names = unseen_by(members, actor=actor, today=timezone.localdate())
    return [("Without an account", f"{in_a_row(names)}: send them agenda and papers yourself")] if names else []


def words_panel(title: str, paragraphs: Sequence[str], *, empty: str = "", key: str = "") -> dict[str, Any]:
    """A panel with words."""
    return {
        "title": title,
        "key": key,
        "template": "ui/panels/text.html",
        "data": {"paragraphs": list(paragraphs), "empty": {"text": empty}},
    }


def offered(actor: Actor, text: str, page: str, may: str, *, post: bool = False, **parts: Any) -> list[dict[str, Any]]:
    """A button for who may; nothing for everybody else."""
    if why_not(actor, may) is not None:
        return []
    return [offer(actor, text=text, page=f"governance.{page}", may=may, post=post, **parts)]


def ladder(actor: Actor) -> list[tuple[str, str]]:
    """The rungs of seniority as choices, the highest first."""
    rungs = practice(actor).boards.seniority.values()
    return [(one.key, one.name) for one in sorted(rungs, key=lambda one: -one.rank)]


def logged_panel(
    found: Iterable[ActionShown], *, today: date, actions: Sequence[dict[str, Any]] = ()
) -> dict[str, Any]:  # fmt: skip
    """A panel with what stands in the action log about something."""
    return table_panel(
        "In the action log", ("Action", "Agency", "By when", "How it stands"),
        [
            (
                address_of(None, one.id),
                (
                    one.text, one.agency, due_word(one.due_on, today=today) if one.late else day(one.due_on),
                    ACTION.states[one.state],
                ),
            )
            for one in found
        ],
        empty="None that you see. What stands in the log is reminded of, and climbs when it is late.",
        actions=actions,
    )  # fmt: skip


def due_word(on: date | None, *, today: date) -> StateWord | str:
    """A day by which something is owed: said to be late when it is past."""
    if on is None:
        return "–"
    return StateWord(f"Late since {day(on)}", "late") if on < today else day(on)
