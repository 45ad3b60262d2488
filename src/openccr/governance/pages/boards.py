"""The map of groups with its list, opening and changing a group, health bodies' leads, the partnership's year."""

from __future__ import annotations

from calendar import month_name
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.audit.operations import record
from openccr.governance.forms.boards import BoardChangeForm, BoardForm, BodyLeadForm, SureForm
from openccr.governance.operations.boards import change_board, end_board, name_body_lead, open_board
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import (
    KEEP,
    SEE,
    day,
    due_word,
    offered,
    table_panel,
    to_board,
    to_sitting,
    way,
)
from openccr.governance.queries.boards import (
    BoardLine,
    agency_choices,
    board_choices,
    board_lines,
    board_shown,
    body_leads,
    year_of,
)
from openccr.governance.rules.sittings import SITTING
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, Screen, ask, record_page
from openccr.ui.maps import Box, Tree


def _map(*, actor: Actor) -> Screen:
    today = timezone.localdate()
    lines = board_lines(actor=actor, today=today)
    record("board.read", subjects=[one.row.id for one in lines])
    return Screen(
        title="Boards and groups",
        data={
            "lead": "Who decides what, and who tells whom. An escalation goes up, a decision comes down, and each is "
            "answered.",
            "tree": _tree(lines) if lines else None,
            "panels": [
                table_panel(
                    "Groups",
                    ("Group", "Kind", "Chair", "Members", "Next sitting", "Answers owed late", "Terms looked at by"),
                    [
                        (
                            to_board(one.row.id),
                            (
                                one.row.name, one.kind.name, one.chair or "Nobody yet", one.members, day(one.next_on),
                                one.late or "None", due_word(one.terms_on, today=today),
                            ),
                        )
                        for one in lines
                    ],
                    empty="No group is here yet. Open the bodies of the larger structure first, then the board.",
                    actions=offered(actor, "Open a group", "open_board", KEEP),
                )
            ],
        },
        actions=[
            *offered(actor, "The year", "boards_year", SEE),
            *offered(actor, "Decisions", "decisions", SEE),
            *offered(actor, "Matters passed on", "matters", SEE),
            *offered(actor, "Who takes part", "representation", SEE),
            *offered(actor, "Health bodies' leads", "body_leads", SEE),
            *offered(actor, "Conflicts of interest", "interests", "governance.interests"),
            *offered(actor, "How partners stand", "dynamics", "governance.dynamics"),
        ],
    )  # fmt: skip


def _tree(lines: list[BoardLine]) -> Tree:
    open_up, open_down = sum(one.up for one in lines), sum(one.down for one in lines)
    highest = sum(one.kind.layer == "higher" for one in lines)
    below = len(lines) - highest
    return Tree(
        key="groups",
        title="How the groups hang together",
        boxes=[
            Box(
                key=str(one.row.id), text=one.row.name, above=str(one.row.above_id) if one.row.above_id else None,
                up=one.up, down=one.down, outside=one.kind.layer == "higher",
            )
            for one in lines
        ],
        sentence=f"{below} group{'s' if below != 1 else ''} of the partnership, and {highest} "
        f"bod{'ies' if highest != 1 else 'y'} of the larger structure in a dashed box. {open_up} matter"
        f"{'s wait' if open_up != 1 else ' waits'} above (↑), {open_down} below (↓).",
    )  # fmt: skip


record_page(
    pages, "boards/", name="boards", title="Boards and groups", may=SEE, query=_map, reads="board.read",
    template="governance/boards.html",
)  # fmt: skip


def _kinds(*, actor: Actor) -> dict[str, Any]:
    kinds = practice(actor).boards.kinds
    return {
        "kinds": [(key, one.name, one.about) for key, one in kinds.items()],
        "boards": board_choices(actor=actor),
    }


ask(
    pages, "boards/open/", name="open_board", title="Open a group", may=KEEP, form=BoardForm,
    operation=lambda *, actor, **given: open_board(actor=actor, **given, at=timezone.now()),
    about=lambda *, actor: Asked(button="Open it", crumbs=way(("Open a group", ""))), choices=_kinds,
    done=lambda board: Done(to_board(board), "The group is open. Add who sits in it."),
)  # fmt: skip


def _about(board: UUID, actor: Actor, **more: Any) -> Asked:
    shown = board_shown(actor=actor, board_id=board, today=timezone.localdate())
    return Asked(crumbs=way((shown.row.name, to_board(board)), (more.pop("text"), "")), **more)


def _initial(*, actor: Actor, board: UUID) -> dict[str, Any]:
    row = board_shown(actor=actor, board_id=board, today=timezone.localdate()).row
    return {
        "name": row.name, "purpose": row.purpose, "above_id": row.above_id, "quorum": row.quorum,
        "meets_months": row.meets_months,
    }  # fmt: skip


ask(
    pages, "boards/<uuid:board>/change/", name="change_board", title="Change the group", may=KEEP,
    form=BoardChangeForm,
    operation=lambda *, actor, board, **given: change_board(actor=actor, board_id=board, **given, at=timezone.now()),
    about=lambda *, actor, board: _about(board, actor, text="Change"), initial=_initial,
    choices=lambda *, actor, board: {"boards": board_choices(actor=actor, but=board)},
    done=lambda _, *, board: Done(to_board(board), "Saved."),
)  # fmt: skip

ask(
    pages, "boards/<uuid:board>/end/", name="end_board", title="End the group", may=KEEP, form=SureForm,
    operation=lambda *, actor, board: end_board(actor=actor, board_id=board, at=timezone.now()),
    about=lambda *, actor, board: _about(
        board, actor, text="End", button="End it today",
        warning="It leaves the map. What it decided, its papers and its minutes stay.",
    ),
    done=lambda _, *, board: Done("/boards/", "The group has ended."),
)  # fmt: skip


def _leads(*, actor: Actor) -> Screen:
    found = body_leads(actor=actor)
    record("board.read", subjects=[one.lead.id for one in found if one.lead])
    return Screen(
        title="Health bodies' leads",
        data={
            "lead": "Each integrated care board and trust names the best person to take part: its lead on domestic "
            "abuse or on safeguarding.",
            "panels": [
                table_panel(
                    "Who leads",
                    ("Body", "Lead", "Post", "Confirmed"),
                    [
                        (
                            None,
                            (one.name, one.lead.name, one.lead.post, day(one.lead.checked_on))
                            if one.lead
                            else (one.name, "Nobody named yet", "–", "–"),
                        )
                        for one in found
                    ],
                    empty="No health body is in the partnership, and none is named.",
                    actions=offered(actor, "Name a lead", "name_body_lead", KEEP),
                )
            ],
        },
        crumbs=way(("Health bodies' leads", "")),
    )


record_page(
    pages, "boards/health-leads/", name="body_leads", title="Health bodies' leads", may=SEE, query=_leads,
    reads="board.read", template="governance/boards.html",
)  # fmt: skip

ask(
    pages, "boards/health-leads/name/", name="name_body_lead", title="Name a lead", may=KEEP, form=BodyLeadForm,
    operation=lambda *, actor, **given: name_body_lead(actor=actor, **given, at=timezone.now()),
    about=lambda *, actor: Asked(crumbs=way(("Health bodies' leads", "/boards/health-leads/"), ("Name a lead", ""))),
    choices=lambda *, actor: {"agencies": agency_choices(actor=actor)},
    done=lambda _: Done("/boards/health-leads/", "Named."),
)  # fmt: skip


def _year(*, actor: Actor) -> Screen:
    today = timezone.localdate()
    first = today.replace(day=1)
    last = first.replace(year=first.year + 1)
    sittings = year_of(actor=actor, first_on=first, last_on=last)
    yearly = practice(actor).boards.yearly.values()
    record("board.read", subjects=[one.id for one in sittings])
    months = [date(first.year + (first.month + step - 1) // 12, (first.month + step - 1) % 12 + 1, 1)
              for step in range(12)]  # fmt: skip
    return Screen(
        title="The partnership's year",
        data={
            "lead": "Every sitting that is planned, month by month, with what comes back each year.",
            "panels": [
                table_panel(
                    f"{month_name[month.month]} {month.year}",
                    ("Day", "Group or task", "State"),
                    [
                        *(
                            (to_sitting(one.id), (day(one.on), one.board.name, SITTING.states[one.state]))
                            for one in sittings
                            if (one.on.year, one.on.month) == (month.year, month.month)
                        ),
                        *((None, ("In this month", one.name, "Each year")) for one in yearly
                          if month.month in one.months),
                    ],
                    empty="Nothing is planned.",
                )
                for month in months
            ],
        },
        crumbs=way(("The year", "")),
    )  # fmt: skip


record_page(
    pages, "boards/year/", name="boards_year", title="The partnership's year", may=SEE, query=_year,
    reads="board.read", template="governance/boards.html",
)  # fmt: skip
