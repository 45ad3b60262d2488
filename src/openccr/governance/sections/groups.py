"""The risks of the open groups, and whether they sat, in what number and without whom.

An agency's own counts stand in no paper for everybody: those that compete for contracts never see each other's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from openccr.documents.rules.paper import Block, Para, Table
from openccr.governance.models import Board, BoardRisk, Sitting, SittingPresence
from openccr.governance.pack_sections import Asked, PackSection
from openccr.governance.rules.sittings import Came, SittingState
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice

SAT = (SittingState.HELD, SittingState.AGREED)


def _risks(asked: Asked) -> Sequence[Block]:
    known = practice(asked.actor).boards
    order = list(known.likelihood), list(known.seriousness)
    rows = BoardRisk.objects.filter(closed_on=None, board__closed=False, board__ended_on=None)
    found = sorted(
        rows.select_related("board", "agency"),
        key=lambda one: (-_place(order[1], one.seriousness), -_place(order[0], one.likelihood), one.review_on),
    )
    if not found:
        return [Para("No group has written down an open risk.")]
    lines = tuple(
        (one.words, one.board.name, _name(known.likelihood, one.likelihood), _name(known.seriousness, one.seriousness),
         one.agency.name, one.doing, day_words(one.review_on))
        for one in found
    )  # fmt: skip
    head = ("Risk or issue", "Group", "Likely", "Serious", "Whose", "What is done", "Looked at again")
    return [Table("Open risks and issues, the most serious first", head, lines)]


def _place(order: list[str], key: str) -> int:
    return order.index(key) if key in order else -1


def _name(entries: object, key: str) -> str:
    entry = entries.get(key) if hasattr(entries, "get") else None
    return str(entry.name) if entry is not None else key


def _representation(asked: Asked) -> Sequence[Block]:
    # A group that was entered later may have sat before: its past sittings are entered too.
    sat_then = Sitting.objects.filter(on__range=(asked.first, asked.last), state__in=SAT).values("board_id")
    there_then = Q(opened_on__lte=asked.last) | Q(id__in=sat_then)
    boards: dict[UUID, Board] = {one.id: one for one in Board.objects.filter(there_then, closed=False)}
    there = {"board__in": list(boards), "sitting__on__range": (asked.first, asked.last), "sitting__state__in": SAT}
    came: dict[object, Counter[str]] = {}
    for group, how in SittingPresence.objects.filter(**there).values_list("board_id", "came"):
        came.setdefault(group, Counter())[how] += 1
    sat = Counter(
        Sitting.objects.filter(
            board__in=list(boards), on__range=(asked.first, asked.last), state__in=SAT
        ).values_list("board_id", flat=True)
    )  # fmt: skip
    if not boards:
        return [Para("No group of the partnership was there in this quarter.")]
    ordered = sorted(boards.items(), key=lambda one: one[1].name)
    lines = []
    for key, board in ordered:
        if not sat[key]:
            continue
        counts = came.get(key, Counter())
        lines.append(
            (board.name, str(sat[key]), str(sum(counts.values())), str(counts[Came.THERE]), str(counts[Came.DEPUTY]),
             str(counts[Came.APOLOGIES] + counts[Came.ABSENT]))
        )  # fmt: skip
    table = Table(
        "Sittings of the quarter and seats at them",
        ("Group", "Sittings", "Seats invited", "Came", "By a deputy", "Empty"),
        tuple(lines),
    )
    none = ", ".join(board.name for key, board in ordered if not sat[key])
    return [
        *([table] if lines else []),
        *([Para(f"No sitting in this quarter: {none}.")] if none else []),
        Para("Each agency reads its own part on the page of representation; no agency's counts stand here."),
    ]


SECTIONS = (
    PackSection("risks", "Risks and issues", 40, _risks),
    PackSection("representation", "Who was at the table", 50, _representation),
)
