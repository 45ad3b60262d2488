"""Who takes part: by agency and group, and one agency's part with what hangs on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import (
    KEEP,
    SEE,
    day,
    facts_panel,
    offered,
    pounds,
    table_panel,
    to_agency,
    to_board,
    way,
    words_panel,
)
from openccr.governance.queries.boards import board_lines
from openccr.governance.queries.representation import (
    OwnSide,
    Part,
    Represented,
    own_side,
    part_of,
    represented,
)
from openccr.governance.rules.representation import Tally, of
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.ui.kinds import Screen, record_page

LEAVE = "governance.contract_leave"
HEAD = ("Came", "Could commit", "Brought something", "Actions done", "Papers opened")
ALL = ("Who takes part", "/representation/")


def _counts(one: Tally) -> tuple[str, ...]:
    return (
        of(one.came, one.invited), of(one.senior, one.came), of(one.contributed, one.came),
        of(one.delivered, one.actions), of(one.opened, one.papers),
    )  # fmt: skip


def _page(*, actor: Actor) -> Screen:
    today = timezone.localdate()
    found = represented(actor=actor, today=today)
    record("representation.read", subjects=[one.agency.id for one in found.parts])
    funded = [one for one in found.parts if not one.unfunded]
    unpaid = [one for one in found.parts if one.unfunded]
    return Screen(
        title="Who takes part",
        data={
            "lead": f"Since {day(found.since)}. Being there is not enough: what an agency brings and delivers counts. "
            "An agency sees its own part; whoever leads a group sees the others', but never a rival's.",
            "panels": [
                table_panel(
                    "By agency", ("Agency", *HEAD, "What to say"),
                    [(to_agency(one.agency.id), (one.agency.name, *_counts(one.total), _say(one))) for one in funded],
                    empty="No sitting was held yet. Enter those that have been, on the page of their group.",
                ),
                *_unpaid(unpaid),
                *([_missing(actor)] if actor.whole_area else []),
                *_by_board(found),
            ],
        },
        crumbs=way(("Who takes part", "")),
        actions=[] if found.parts else offered(actor, "Your agency's part", "part", SEE, agency=actor.agency_id),
    )  # fmt: skip


def _say(one: Part) -> str:
    return " ".join(each.said for each in one.remarks) or "–"


def _unpaid(parts: list[Part]) -> list[dict[str, Any]]:
    """Groups that nobody funds: what they gave, beside what they were paid. Nothing here is late."""
    if not parts:
        return []
    return [
        table_panel(
            "Led by and for communities, and not funded to take part",
            ("Group", "Sittings it came to", "Brought something", "Paid to it", "Still to be paid"),
            [
                (
                    to_agency(one.agency.id),
                    (one.agency.name, str(one.total.came), str(one.total.contributed), pounds(one.paid),
                     pounds(one.owed)),
                )
                for one in parts
            ],
            empty="",
            key="unfunded",
        )
    ]  # fmt: skip


def _missing(actor: Actor) -> dict[str, Any]:
    rows, groups = [], board_lines(actor=actor, today=timezone.localdate())
    for one in groups:
        if one.missing.any and not one.row.ended_on:
            lacks = [sector.replace("_", " ") for sector in one.missing.sectors]
            lacks += ["by-and-for services"] if one.missing.by_and_for else []
            junior = ", ".join(one.missing.too_junior) or "–"
            rows.append((to_board(one.row.id), (one.row.name, ", ".join(lacks) or "–", junior)))
    return table_panel(
        "Who is missing",
        ("Group", "Nobody sits there from", "Ask for somebody more senior"),
        rows,
        empty="Nobody, by the pack's list." if groups else "No group is open yet. Open one, and add who sits in it.",
        key="missing",
    )


def _by_board(found: Represented) -> list[dict[str, Any]]:
    panels = []
    for board_id, board in sorted(found.boards.items(), key=lambda one: one[1].name):
        rows = [
            (to_agency(one.agency.id), (one.agency.name, *_counts(one.by_board[board_id])))
            for one in found.parts
            if board_id in one.by_board and not one.unfunded
        ]
        if rows:
            panels.append(table_panel(board.name, ("Agency", *HEAD), rows, empty=""))
    return panels


record_page(
    pages, "representation/", name="representation", title="Who takes part", may=SEE, query=_page,
    reads="representation.read", template="governance/boards.html",
)  # fmt: skip


def _part(*, actor: Actor, agency: UUID) -> Screen:
    today = timezone.localdate()
    side = own_side(actor=actor, agency_id=agency, today=today)
    try:
        found, part = part_of(actor=actor, agency_id=agency, today=today)
    except NotFound:
        found, part = None, None
    letter = offered(actor, "Draft a letter to its lead", "papers_of_represented", KEEP, represented=agency)
    record("representation.read", subjects=[agency])
    return Screen(
        title=side.agency.name,
        data={
            "lead": "Its part in the partnership's groups.",
            "panels": [
                *_own_counts(found, part, own=agency == actor.agency_id),
                _funding(actor, side, part),
                _times(actor, side),
                *_leaves(actor, side),
            ],
        },
        crumbs=way(ALL, (side.agency.name, "")),
        actions=[
            *(letter if part else ()),  # without a part there is nothing to write of
            *offered(actor, "Is it funded to take part?", "taking_part", KEEP, agency=agency),
            *offered(actor, "Write down time to be paid", "owe_time", KEEP, agency=agency),
        ],
    )


def _own_counts(found: Represented | None, part: Part | None, *, own: bool) -> list[dict[str, Any]]:
    if found is None or part is None:
        nothing = "No sitting that it was asked to was held, or it is not yours to see."
        return [words_panel("What was counted", [], empty=nothing)]
    if part.unfunded:
        return [
            facts_panel(
                "What it gave",
                [("Sittings it came to", str(part.total.came)), ("Brought something", str(part.total.contributed)),
                 ("Paid to it", pounds(part.paid)), ("Still to be paid", pounds(part.owed))],
            )
        ]  # fmt: skip
    rows = [
        (to_board(board), (found.boards[board].name, *_counts(tally))) for board, tally in part.by_board.items()
    ]  # fmt: skip
    return [
        table_panel("By group", ("Group", *HEAD), rows, empty=""),
        words_panel(
            "What is asked of you" if own else "What to say",
            [one.asked if own else one.said for one in part.remarks],
            empty="Nothing stands out.",
        ),
    ]


def _funding(actor: Actor, side: OwnSide, part: Part | None) -> dict[str, Any]:
    said = side.said
    return facts_panel(
        "Funding",
        [
            ("Led by and for a community", "Yes" if (part and part.by_and_for) or (said and said.by_and_for) else "No"),
            ("Funded to take part", "Not said yet" if said is None else "Yes" if said.funded else "No"),
            ("Who, or what it would need", said.words if said and said.words else "–"),
        ],
    )


def _times(actor: Actor, side: OwnSide) -> dict[str, Any]:
    rate = practice(actor).boards.meeting_time
    return table_panel(
        "Time that is paid" + (f", {pounds(rate.pence_per_hour)} an hour" if rate else ""),
        ("Sitting", "Hours", "Sum", "Paid"),
        [
            (
                reverse("governance.pay_time", kwargs={"time": one.id})
                if actor.whole_area and not one.paid_on else None,
                (
                    f"{one.board.name}, {day(one.sitting.on)}", f"{one.quarter_hours / 4:g}", pounds(one.pence),
                    day(one.paid_on) if one.paid_on else "To be paid",
                ),
            )
            for one in side.times
        ],
        empty="None is written down.",
        key="time",
    )  # fmt: skip


def _leaves(actor: Actor, side: OwnSide) -> list[dict[str, Any]]:
    if side.leaves is None:
        return []
    mine = actor.agency_id == side.agency.id
    panel = table_panel(
        "Leave to use this in decisions on its contracts",
        ("For which decision", "Given", "Until", "Taken back"),
        [
            (
                reverse("governance.take_leave_back", kwargs={"leave": one.id})
                if mine and not one.taken_back_on else None,
                (one.scope, f"{day(one.given_on)}, {one.given_by}", day(one.until_on), day(one.taken_back_on)),
            )
            for one in side.leaves
        ],
        empty="None: what is known of its part is not used in decisions on its contracts.",
        actions=offered(actor, "Give leave", "give_leave", LEAVE) if mine else [],
        key="leave",
    )  # fmt: skip
    return [panel]


record_page(
    pages, "representation/<uuid:agency>/", name="part", title="An agency's part", may=SEE, query=_part,
    reads="representation.read", template="governance/boards.html",
)  # fmt: skip
