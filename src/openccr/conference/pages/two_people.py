"""Parts of a referral's page: who decided with whom, what help goes on, what happened in order, where it is listed."""

from __future__ import annotations

from typing import Any

from openccr.conference.models import Referral
from openccr.conference.pages.around import to_case
from openccr.conference.queries.joining import ListedAlready
from openccr.conference.queries.not_met import Help, Proposal, early_help_of, proposals_of
from openccr.conference.queries.triage import Step, steps_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.components import StateWord
from openccr.ui.kinds import offer

_ANSWERS = {True: "Agreed", False: "Not agreed", None: "Not asked any more"}


def two_people_panels(actor: Actor, row: Referral) -> list[dict[str, Any]]:
    """The second decision, early help and the chain of decisions, for a referral that has any. Three queries."""
    steps = steps_of(row)
    proposals = proposals_of(row.id, actor=actor) if steps else []
    panels: list[dict[str, Any]] = []
    if proposals:
        panels.append(
            {
                "title": "Two people decide",
                "template": "ui/panels/summary.html",
                "data": {"rows": [line for one in proposals for line in _proposal(one)]},
                "actions": _to_answer(actor, row, proposals[0]),
            }
        )
        helps = early_help_of(row.id, actor=actor)
        panels.append(
            {
                "title": "Early help",
                "template": "ui/panels/summary.html",
                "data": {"rows": [_help(one) for one in helps]},
                "actions": [_to_confirm(actor, one) for one in helps if one.done_at is None],
            }
        )
    if len(steps) > 1:
        data = {"items": [_step(one) for one in steps]}
        panels.append({"title": "Decisions in order", "template": "ui/panels/timeline.html", "data": data})
    return panels


def _proposal(one: Proposal) -> list[dict[str, Any]]:
    answer: Any = StateWord("Waits", "waiting") if one.waits else _ANSWERS[one.agreed]
    return [
        {"key": one.proposer, "text": one.reason_name, "note": one.reason},
        {"key": one.second, "text": answer, "note": one.answer},
    ]


def _to_answer(actor: Actor, row: Referral, last: Proposal) -> list[dict[str, Any]]:
    if not last.waits or last.second_id != actor.appointment_id:
        return []
    parts: dict[str, Any] = {"may": "conference.second", "file": row.file_id, "referral": row.id}
    return [
        offer(actor, text="Confirm: criteria not met", page="conference.confirm_not_met", **parts),
        offer(actor, text="Disagree", page="conference.disagree", **parts),
    ]


def _help(one: Help) -> dict[str, Any]:
    if one.done_at is None:
        return {"key": one.route, "text": StateWord("Due today" if one.due_today else "Late", "late")}
    return {"key": one.route, "text": one.outcome, "note": f"Confirmed by {one.done_by}"}


def _to_confirm(actor: Actor, one: Help) -> dict[str, Any]:
    return offer(
        actor, text=f"Say that it is done: {one.route}", page="conference.early_help", may="conference.early_help",
        file=one.file_id, referral=one.referral_id, early=one.id,
    )  # fmt: skip


def _step(one: Step) -> dict[str, Any]:
    return {"title": one.sentence, "at": one.at, "agency": one.agency, "author": one.author}


def listed_rows(found: list[ListedAlready]) -> dict[str, Any]:
    """The cases of this pair that wait on a meeting, as rows of a summary."""
    rows = [
        {
            "key": one.reference,
            "text": f"On the meeting of {day_words(one.meeting_on)}",
            "note": "Join this referral to it, so that it is not listed twice.",
            "href": to_case(one.file_id),
        }
        for one in found
    ]
    return {"rows": rows, "empty": {"text": "No case of the same victim and person who harms waits on a meeting."}}
