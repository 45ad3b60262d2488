"""What groups owe and what they lack, as lines of the look at the whole partnership."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from openccr.governance.queries.boards import board_lines
from openccr.governance.queries.sittings import group_days, owed
from openccr.governance.rules.sittings import sitting_owes
from openccr.kernel.actors import Actor
from openccr.kernel.text import in_a_row
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class Line:
    """One thing to look at, and where."""

    text: str
    href: str
    due: date | None = None
    detail: str = ""


def late_of_groups(actor: Actor, today: date) -> list[Line]:
    """What groups owe and is late: answers, agendas and minutes of sittings, terms and risks to look at again."""
    days = group_days(actor)
    found = owed(actor, today, days.papers)
    lines = [
        Line(one.title, reverse("governance.matter", kwargs={"matter": one.id}), one.due_on,
             f"{one.to_board.name} owes an answer")
        for one in found.matters
    ]  # fmt: skip
    for row in found.sittings:
        if owes := sitting_owes(row.state, on=row.on, today=today, days=days):
            href = reverse("governance.sitting", kwargs={"sitting": row.id})
            lines.append(Line(f"{owes.words}: {row.board.name}", href, owes.due))
    lines += [
        Line(f"Look again at the {one.get_kind_display().lower()} of {one.board.name}",
             reverse("governance.terms", kwargs={"board": one.board_id, "terms": one.kind}), one.review_on)
        for one in found.terms
    ]  # fmt: skip
    lines += [
        Line(f"Look again at a risk of {one.board.name}: {one.words}",
             reverse("governance.review_risk", kwargs={"board_risk": one.id}), one.review_on)
        for one in found.risks
    ]  # fmt: skip
    return [one for one in lines if one.due and one.due < today]


def lacking(actor: Actor, today: date) -> list[Line]:
    """What each group lacks, in one line, and who still sits in it and has left.

    Of the bodies above the partnership nothing: they keep themselves.
    """
    lines, kinds = [], practice(actor).boards.kinds
    for one in board_lines(actor=actor, today=today):
        if one.row.kind in kinds and kinds[one.row.kind].layer == "higher":
            continue
        lacks = [
            words
            for words, there in (
                ("a chair", one.chair), ("its next sitting", one.next_on), ("terms that are agreed", one.terms_on)
            )
            if not there
        ]  # fmt: skip
        if lacks:
            href = reverse("governance.board", kwargs={"board": one.row.id})
            lines.append(Line(f"{one.row.name} lacks {in_a_row(lacks)}", href))
        lines += [
            Line(
                f"{left.name} left, and still sits in {one.row.name}",
                reverse("governance.change_member", kwargs={"member": left.id}),
                detail="Give them a last day, and name who sits there now",
            )
            for left in one.left
        ]
    return lines
