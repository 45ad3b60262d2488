"""One group: who sits in it, terms of reference and delivery plan, sittings, decisions, risks, matters."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.governance.forms.boards import MemberChangeForm, MemberForm
from openccr.governance.models import BoardMember
from openccr.governance.operations.boards import Sits, add_member, change_member
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import (
    KEEP,
    LEAD,
    SEE,
    day,
    due_word,
    facts_panel,
    ladder,
    offered,
    table_panel,
    to_board,
    to_matter,
    to_sitting,
    way,
)
from openccr.governance.pages.decisions import risk_rows
from openccr.governance.queries.boards import (
    BoardShown,
    agency_choices,
    board_shown,
    member_of,
    people_choices,
)
from openccr.governance.rules.boards import Office
from openccr.governance.rules.escalations import ANSWERS, UP
from openccr.governance.rules.sittings import SITTING
from openccr.governance.rules.terms import KINDS
from openccr.governance.seats import left_on
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, Screen, ask, record_page


def _board(*, actor: Actor, board: UUID) -> Screen:
    today = timezone.localdate()
    shown = board_shown(actor=actor, board_id=board, today=today)
    record("board.read", subjects=[board])
    row = shown.row
    acts = LEAD if shown.leads else "governance.keep_boards"
    return Screen(
        title=row.name,
        data={
            "lead": row.purpose or shown.kind.about,
            "notices": _notices(shown),
            "panels": [
                _facts(actor, shown),
                _members(actor, shown, today),
                _terms(actor, shown, today),
                table_panel(
                    "Sittings", ("Day", "Starts", "State"),
                    [(to_sitting(one.id), (day(one.on), f"{one.starts_at:%H:%M}", SITTING.states[one.state]))
                     for one in shown.sittings],
                    empty=_none(shown, "No sitting is planned."),
                    actions=[
                        *offered(actor, "Plan sittings", "plan_sittings", acts, board=board),
                        *offered(actor, "Enter one that has been", "enter_past_sitting", acts, board=board),
                    ],
                ),
                table_panel(
                    "Decisions", ("Number", "Decision", "Day"),
                    [(to_sitting(one.sitting_id), (f"{one.number}", one.text, day(one.decided_on)))
                     for one in shown.decisions],
                    empty=_none(shown, "Nothing is decided yet."),
                ),
                _matters(actor, shown, today),
                table_panel(
                    "Risks and issues", ("What", "How likely", "How serious", "Whose", "What is done", "Looked at by"),
                    risk_rows(actor, shown.risks, today=today, leads=shown.leads),
                    empty=_none(shown, "No risk and no issue is open."),
                    actions=offered(actor, "Enter a risk or an issue", "raise_risk", acts, board=board),
                ),
            ],
        },
        crumbs=way((row.name, "")),
        actions=[
            *offered(actor, "Change the group", "change_board", KEEP, board=board),
            *offered(actor, "Add a member", "add_member", KEEP, board=board),
            *offered(actor, "Pass a matter on", "pass_matter", LEAD, board=board),
            *offered(actor, "End the group", "end_board", KEEP, board=board),
        ],
    )  # fmt: skip


def _none(shown: BoardShown, words: str) -> str:
    """What an empty list says: nothing about a group whose rows the walls keep from whoever reads."""
    return "You may not read this." if shown.closed else words


def _notices(shown: BoardShown) -> list[str]:
    found = []
    if shown.row.commissioning:
        found.append(
            "This group decides on contracts, apart from partnership meetings. Only its members read what it does, and "
            "nobody whose agency has an interest in a contract."
        )
    elif shown.row.closed:
        found.append("Only the members of this group, and the coordinator, read what it does.")
    return found


def _facts(actor: Actor, shown: BoardShown) -> dict[str, Any]:
    known = practice(actor).boards
    least = known.seniority[shown.kind.least_seniority].name if shown.kind.least_seniority else "Not asked"
    quorum = f"{shown.row.quorum} votes" if shown.row.quorum else f"{shown.kind.quorum_percent:g}% of those with a vote"
    return facts_panel(
        "How it works",
        [
            ("Kind", shown.kind.name),
            ("Stands below", (shown.row.above.name, to_board(shown.row.above.id)) if shown.row.above else "Nothing"),
            ("Sits", f"Every {shown.row.meets_months or shown.kind.meets_months} months"),
            ("Quorum", quorum),
            ("Members can commit their agency from", least),
            ("Who is missing", missing_words(actor, shown)),
        ],
    )


def missing_words(actor: Actor, shown: BoardShown) -> str:
    """Who is missing at a group's table, in a sentence."""
    missing = shown.missing
    parts = [one.replace("_", " ") for one in missing.sectors]
    if missing.by_and_for:
        parts.append("services led by and for communities (ask what taking part would need, and pay for it)")
    words = f"Nobody from: {', '.join(parts)}." if parts else "Nobody, by the pack's list."
    if missing.too_junior:
        words += f" Ask for somebody more senior: {', '.join(missing.too_junior)}."
    return words


def _members(actor: Actor, shown: BoardShown, today: date) -> dict[str, Any]:
    known = practice(actor).boards.seniority
    return table_panel(
        "Members",
        ("Name", "Agency", "In this group", "Seniority", "Stands in", "Since"),
        [
            (
                to_member(one.id) if actor.whole_area else None,
                (
                    f"{one.name}, {one.post}" if one.post else one.name,
                    one.agency.name,
                    Office(one.office).label + ("" if one.votes else ", no vote"),
                    known[one.seniority].name if one.seniority in known else one.seniority,
                    one.deputy or "Nobody named",
                    day(one.from_on) + _left(actor, one, today),
                ),
            )
            for one in shown.members
        ],
        empty="Nobody sits in it yet.",
        actions=offered(actor, "Add a member", "add_member", KEEP, board=shown.row.id),
    )


def _left(actor: Actor, member: BoardMember, today: date) -> str:
    on = left_on(member, today=today)
    if on is None:
        return ""
    return f". Left on {day(on)}" + (
        ": give them a last day here, and add who sits here now" if actor.whole_area else ""
    )


def _terms(actor: Actor, shown: BoardShown, today: date) -> dict[str, Any]:
    def row(kind: str) -> tuple[str, tuple[Any, ...]]:
        agreed, draft = shown.terms.get(kind), shown.drafts.get(kind)
        return (
            to_terms(shown.row.id, kind),
            (
                KINDS[kind],
                f"Version {agreed.number}, agreed {day(agreed.agreed_on)}" if agreed else "Not agreed yet",
                due_word(agreed.review_on if agreed else None, today=today),
                f"Version {draft.number} is being written" if draft else "–",
            ),
        )

    return table_panel(
        "Terms of reference and delivery plan",
        ("What", "In force", "Looked at again by", "Draft"),
        [row(kind) for kind in KINDS],
        empty="",
        key="terms",
    )


def to_terms(board: UUID, kind: str) -> str:
    """The address of a group's terms of reference or delivery plan."""
    return reverse("governance.terms", kwargs={"board": board, "terms": kind})


def _matters(actor: Actor, shown: BoardShown, today: date) -> dict[str, Any]:
    mine = shown.row.id
    return table_panel(
        "Matters passed up and down",
        ("Matter", "From or to", "Answer"),
        [
            (
                to_matter(one.id),
                (
                    one.title,
                    f"{'↑' if one.way == UP else '↓'} "
                    + (f"from {one.from_board.name}" if one.to_board_id == mine else f"to {one.to_board.name}"),
                    ANSWERS[one.answer_kind] if one.answered_on else due_word(one.due_on, today=today),
                ),
            )
            for one in shown.matters
        ],
        empty=_none(shown, "Nothing was passed up or down."),
        actions=offered(actor, "Pass a matter on", "pass_matter", LEAD, board=mine),
        key="matters",
    )


record_page(
    pages, "boards/<uuid:board>/", name="board", title="Group", may=SEE, query=_board, reads="board.read",
    template="governance/boards.html",
)  # fmt: skip


def to_member(member: UUID) -> str:
    """The address of a member."""
    return reverse("governance.change_member", kwargs={"member": member})


def _add(*, actor: Actor, board: UUID, agency_id: UUID, appointment_id: UUID | None, name: str, from_on: date,
         **sits: Any) -> UUID:  # fmt: skip
    return add_member(
        actor=actor, board_id=board, agency_id=agency_id, name=name, sits=Sits(**sits), appointment_id=appointment_id,
        from_on=from_on, at=timezone.now(),
    )  # fmt: skip


def _about_add(*, actor: Actor, board: UUID) -> Asked:
    shown = board_shown(actor=actor, board_id=board, today=timezone.localdate())
    return Asked(
        intro=f"Missing so far. {missing_words(actor, shown)}",
        crumbs=way((shown.row.name, to_board(board)), ("Add a member", "")),
    )


ask(
    pages, "boards/<uuid:board>/members/add/", name="add_member", title="Add a member", may=KEEP, form=MemberForm,
    operation=_add, about=_about_add,
    choices=lambda *, actor, board: {
        "agencies": agency_choices(actor=actor), "ladder": ladder(actor),
        "people": people_choices(actor=actor, today=timezone.localdate()),
    },
    initial=lambda *, actor, board: {"from_on": timezone.localdate(), "office": Office.MEMBER, "votes": True},
    done=lambda _, *, board: Done(to_board(board), "Added."),
)  # fmt: skip


def _change(*, actor: Actor, member: UUID, from_on: date, until_on: date | None, **sits: Any) -> UUID:
    return change_member(
        actor=actor, member_id=member, sits=Sits(**sits), from_on=from_on, until_on=until_on, at=timezone.now()
    )


def _member_initial(*, actor: Actor, member: UUID) -> dict[str, Any]:
    row = member_of(actor=actor, member_id=member)
    names = ("post", "seniority", "office", "votes", "deputy", "deputy_post", "from_on", "until_on")
    return {name: getattr(row, name) for name in names}


def _about_member(*, actor: Actor, member: UUID) -> Asked:
    row = member_of(actor=actor, member_id=member)
    return Asked(
        title=f"{row.name}, {row.agency.name}",
        crumbs=way((row.board.name, to_board(row.board_id)), (row.name, "")),
    )


ask(
    pages, "boards/members/<uuid:member>/", name="change_member", title="Member of a group", may=KEEP,
    form=MemberChangeForm, operation=_change, about=_about_member, initial=_member_initial,
    choices=lambda *, actor, member: {"ladder": ladder(actor)},
    done=lambda board, *, member: Done(to_board(board), "Saved."),
)  # fmt: skip
