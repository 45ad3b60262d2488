"""One sitting: agenda, papers, who came, minutes, decisions, actions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.actions.rules.states import ACTION
from openccr.audit.operations import record
from openccr.documents.attaching import size_words
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import (
    LEAD,
    SEE,
    by_hand,
    day,
    facts_panel,
    ladder,
    offered,
    table_panel,
    to_board,
    to_matter,
    to_sitting,
    way,
    words_panel,
)
from openccr.governance.queries.representation import part_for_contract
from openccr.governance.queries.sittings import SittingShown, sitting_shown
from openccr.governance.rules.decisions import HOW
from openccr.governance.rules.representation import of
from openccr.governance.rules.sittings import ITEM_KINDS, OPEN, SITTING, WRITES, Came, SittingState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Screen, offer, record_page


def _sitting(*, actor: Actor, sitting: UUID) -> Screen:
    shown = sitting_shown(actor=actor, sitting_id=sitting, today=timezone.localdate())
    record("sitting.read", subjects=[sitting])
    row = shown.row
    return Screen(
        title=f"{row.board.name}, {day(row.on)}",
        data={
            "notices": [row.why] if row.state == SittingState.CANCELLED else [],
            "panels": [
                facts_panel(
                    "The sitting",
                    [
                        ("State", SITTING.states[row.state]), ("Starts", f"{row.starts_at:%H:%M}"),
                        ("Where", row.venue or "Not said"), ("Invited", f"{len(shown.members)} members"),
                        *(by_hand(actor, shown.members) if shown.leads and row.state in OPEN else []),
                    ],
                ),
                _agenda(actor, shown),
                _papers(actor, shown),
                *_came(actor, shown),
                *_minutes(actor, shown),
                _decisions(actor, shown),
                *_providers(actor, shown),
                _actions(actor, shown),
                *_waiting(shown),
            ],
        },
        crumbs=way((row.board.name, to_board(row.board_id)), (day(row.on), "")),
        actions=_acts(actor, shown),
    )  # fmt: skip


def _acts(actor: Actor, shown: SittingShown) -> list[dict[str, Any]]:
    row = shown.row
    been = row.state in (SittingState.HELD, SittingState.AGREED)
    papers = "Agenda and minutes as papers" if been else "Agenda as a paper"
    found = offered(actor, papers, "papers_of_sitting", SEE, sitting=row.id)
    if not shown.leads:
        return found
    for move, why in SITTING.offered(state=row.state, facts=shown.facts).items():
        post = move in ("call", "agree")
        found.append(
            offer(
                actor, text=SITTING.moves[move].label, page=f"governance.sitting_{move}", may=LEAD, post=post, why=why,
                sitting=row.id,
            )
        )  # fmt: skip
    if row.state in OPEN:
        found += offered(actor, "Change day or place", "change_sitting", LEAD, sitting=row.id)
    return found


def _agenda(actor: Actor, shown: SittingShown) -> dict[str, Any]:
    row = shown.row
    total = sum(one.minutes for one in shown.items)
    return table_panel(
        f"Agenda, {total} minutes",
        ("Item", "What the group does", "Minutes", "Brought by"),
        [
            (None, (f"{one.number}. {one.title}" + (f": {one.note}" if one.note else ""), ITEM_KINDS[one.kind],
                    str(one.minutes), one.agency.name if one.agency else "The group"))
            for one in shown.items
        ],
        empty="The agenda is empty.",
        actions=[
            *offered(actor, "Add an item", "add_item", LEAD, sitting=row.id),
            *offered(actor, "Put it in order", "arrange_agenda", LEAD, sitting=row.id),
        ]
        if shown.leads and row.state in OPEN else [],
        key="agenda",
    )  # fmt: skip


def _papers(actor: Actor, shown: SittingShown) -> dict[str, Any]:
    row = shown.row
    write = shown.leads and row.state not in (SittingState.AGREED, SittingState.CANCELLED)
    return table_panel(
        "Papers",
        ("Paper", "Size", "Put there by", *(("Opened by",) if shown.leads else ()), *(("Change",) if write else ())),
        [
            (
                reverse("governance.sitting_paper", kwargs={"sitting": row.id, "sheet": one.id}),
                (
                    one.title, size_words(one.size), f"{one.kept_by_name}, {day(timezone.localdate(one.kept_at))}",
                    *((_people(shown.opened[one.id]),) if shown.leads else ()),
                    *((("Take it away", reverse("governance.remove_sitting_paper", kwargs={"sheet": one.id})),)
                      if write else ()),
                ),
            )
            for one in shown.papers
        ],
        empty="No paper yet.",
        actions=offered(actor, "Put a paper to it", "put_sitting_paper", LEAD, sitting=row.id) if write else [],
        key="papers",
    )  # fmt: skip


def _people(number: int) -> str:
    return "Nobody yet" if not number else "1 person" if number == 1 else f"{number} people"


def _came(actor: Actor, shown: SittingShown) -> list[dict[str, Any]]:
    row = shown.row
    if not row.present:
        return []
    rungs = dict(ladder(actor))
    known = practice(actor).boards.contributions
    panels = [words_panel("Who was there", row.present.split("\n"), key="present")]
    if shown.presences:
        panels.append(
            table_panel(
                "What agencies brought" if shown.leads else "What your agency brought",
                ("Agency", "Who", "Came", "Seniority", "Brought", *(("Change",) if shown.leads else ())),
                [
                    (
                        None,
                        (
                            one.agency.name, one.name, Came(one.came).label, rungs.get(one.seniority, "–"),
                            ", ".join(known[key].name for key in one.brought if key in known) or "–",
                            *((("Put it right", to_presence(row.id, one.id)),) if shown.leads else ()),
                        ),
                    )
                    for one in shown.presences
                ],
                empty="",
                key="brought",
            )
        )  # fmt: skip
    if shown.before:
        panels.append(
            table_panel(
                "What was put right",
                ("Agency", "It said", "Why", "Put right by"),
                [
                    (
                        None,
                        (
                            one.agency.name, f"{Came(one.came).label}: {one.name}", one.why,
                            f"{one.by}, {day(timezone.localdate(one.at))}",
                        ),
                    )
                    for one in shown.before
                ],
                empty="",
                key="put-right",
            )
        )  # fmt: skip
    return panels


def to_presence(sitting: UUID, presence: UUID) -> str:
    """The address where what is written of an invitation is put right."""
    return reverse("governance.put_presence_right", kwargs={"sitting": sitting, "presence": presence})


def _minutes(actor: Actor, shown: SittingShown) -> list[dict[str, Any]]:
    row = shown.row
    if row.state not in (*WRITES, SittingState.AGREED):
        return []
    said = [(f"{one.number}. {one.title}", one.said) for one in shown.items if one.said]
    return [
        facts_panel(
            "Minutes" if row.state == SittingState.AGREED else "Draft minutes",
            said or [("Minutes", "Nothing is written yet.")],
            actions=offered(actor, "Write the minutes", "write_minutes", LEAD, sitting=row.id)
            if shown.leads and row.state in WRITES else [],
            key="minutes",
        )
    ]  # fmt: skip


def _decisions(actor: Actor, shown: SittingShown) -> dict[str, Any]:
    row = shown.row
    return table_panel(
        "Decisions",
        ("Number", "Decision", "How", "Seen otherwise"),
        [(None, (str(one.number), one.text, HOW[one.how], one.dissent or "–")) for one in shown.decisions],
        empty="Nothing is decided.",
        actions=offered(actor, "Write down a decision", "decide", LEAD, sitting=row.id)
        if shown.leads and row.state in WRITES and shown.facts.days_left <= 0 else [],
        key="decisions",
    )  # fmt: skip


def _providers(actor: Actor, shown: SittingShown) -> list[dict[str, Any]]:
    """A provider's part in the partnership beside the decision on its contract: by its own leave, or not at all."""
    panels = []
    for one in shown.decisions:
        if one.provider is None:
            continue
        try:
            part = part_for_contract(actor=actor, agency_id=one.provider.id, today=timezone.localdate())
        except Refusal as why:
            panels.append(words_panel(f"{one.provider.name}'s part", [str(why)], key=f"part-{one.number}"))
            continue
        rows = [("Sittings it came to", of(part.total.came, part.total.invited)),
                ("Brought something", of(part.total.contributed, part.total.came)),
                ("Actions done", of(part.total.delivered, part.total.actions))]  # fmt: skip
        panels.append(facts_panel(f"{one.provider.name}'s part, by its leave", rows, key=f"part-{one.number}"))
    return panels


def _actions(actor: Actor, shown: SittingShown) -> dict[str, Any]:
    row = shown.row
    return table_panel(
        "Actions",
        ("Action", "Agency", "By", "State"),
        [
            (reverse("actions.area_action", kwargs={"area_action": one.id}),
             (one.text, one.agency, day(one.due_on), ACTION.states[one.state]))
            for one in shown.actions
        ],
        empty="No action was agreed.",
        actions=offered(actor, "Agree an action", "agree_action", "actions.agree", sitting=row.id)
        if shown.leads and row.state in WRITES else [],
        key="actions",
    )  # fmt: skip


def _waiting(shown: SittingShown) -> list[dict[str, Any]]:
    if not shown.waiting or shown.row.state not in (*OPEN, SittingState.HELD):
        return []
    return [
        table_panel(
            "Waits for this group's answer",
            ("Matter", "From", "Due"),
            [(to_matter(one.id), (one.title, one.from_board.name, day(one.due_on))) for one in shown.waiting],
            empty="",
            key="waits",
        )
    ]


record_page(
    pages, "sittings/<uuid:sitting>/", name="sitting", title="Sitting of a group", may=SEE, query=_sitting,
    reads="sitting.read", template="governance/boards.html",
)  # fmt: skip


def led(actor: Actor, sitting: UUID) -> SittingShown:
    """A sitting of a group that the actor leads. Raises NotFound for others, as for one that is not there."""
    shown = sitting_shown(actor=actor, sitting_id=sitting, today=timezone.localdate())
    if not shown.leads:
        raise NotFound
    return shown


def about(*, actor: Actor, sitting: UUID, text: str, **more: Any) -> Asked:
    """What stands around a form of a sitting that the actor leads."""
    row = led(actor, sitting).row
    return Asked(
        crumbs=way((row.board.name, to_board(row.board_id)), (day(row.on), to_sitting(sitting)), (text, "")), **more
    )
