"""One out-referral, and what may be done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.safeguarding import operations
from openccr.safeguarding.models import OutReferral
from openccr.safeguarding.pages import pages
from openccr.safeguarding.panels import due_words, state_word
from openccr.safeguarding.queries import Out, chases_of, out_shown
from openccr.safeguarding.rules import OPEN, REFERRAL, State, due
from openccr.ui.kinds import Column, Screen, offer, record_page

MOVES = {
    "send": "safeguarding.send", "acknowledge": "safeguarding.acknowledge", "decide": "safeguarding.decide",
    "escalate": "safeguarding.escalate", "record_outcome": "safeguarding.outcome",
    "withdraw": "safeguarding.withdraw",
}  # fmt: skip
"""Move of the state table → the page on which it is made."""
FOLLOWS = ("send", "escalate", "withdraw")
"""Moves that are the referrer's alone; the others are written down by either agency."""
HOW = {
    operations.BY_NOTICE: "Asked again by itself, a notice",
    operations.ASKED: "Asked again",
    operations.DECIDED: "They decided",
    operations.DISAGREED: "Disagreement",
}
CONSENT = {"yes": "Yes", "no": "No", "not_asked": "Not asked"}


def _out(*, actor: Actor, file: UUID, out: UUID) -> Screen:
    shown = out_shown(file, out, actor=actor, today=timezone.localdate())
    ours = practice(actor).safeguarding
    parts: dict[str, Any] = {"file": file, "out": out}
    moves = [move for move in REFERRAL.moves.values() if shown.state in move.sources]
    actions = [
        offer(
            actor, text=move.label, page=MOVES[move.name], subject=shown.row,
            may="safeguarding.follow" if move.name in FOLLOWS else "safeguarding.answer", **parts,
        )
        for move in moves
    ]  # fmt: skip
    if actions:
        actions[0] |= {"kind": "primary"}
    if shown.state in OPEN:
        actions.append(
            offer(actor, text="I asked again", page="safeguarding.asked", may="safeguarding.follow",
                  subject=shown.row, **parts)
        )  # fmt: skip
    return Screen(
        title="Safeguarding referral",
        data={
            "facts": {"rows": _facts(shown, actor)},
            "chases": _chases(shown),
            "advice": ours.routes[shown.row.route].advice if shown.row.route in ours.routes else "",
            "late": f"Late. {shown.due.words}: it was due by {day_words(shown.due.on)}"
            if shown.late and shown.due
            else "",
        },
        actions=actions,
        crumbs=crumbs_to(file),
        file_id=file,
    )


def _facts(shown: Out, actor: Actor) -> list[dict[str, Any]]:
    row, ours = shown.row, practice(actor).safeguarding
    reasons, outcomes, rungs = ours.reasons_without_consent, ours.outcomes, ours.escalation
    why = reasons[row.without_consent].name if row.without_consent in reasons else ""
    decision = outcomes[row.decision].name if row.decision in outcomes else row.decision
    facts = [
        ("Who", shown.person, ""),
        ("To", shown.to, shown.route),
        ("State", state_word(shown), due_words(shown)),
        ("By", shown.agency, shown.by_name),
        ("Level of need", shown.threshold, ""),
        ("Urgency", shown.urgency, ""),
        ("Concern", row.concern, ""),
        ("Wishes", row.wishes, ""),
        ("Consent", CONSENT.get(row.consent, row.consent), ". ".join(x for x in (why, row.without_consent_words) if x)),
        ("Sent", timezone.localtime(row.sent_at) if row.sent_at else "", ""),
        ("Acknowledged", row.acknowledged_on, _late_by(row, actor)),
        ("Decided", decision, row.decision_reason),
        ("Disagreement", rungs[row.rung].name if row.rung in rungs else "", row.disagreement),
        ("Outcome", row.outcome, ""),
        ("Withdrawn", row.withdrawn_reason, ""),
    ]
    always = ("Who", "To", "State", "Wishes", "Consent")
    return [{"key": key, "text": text, "note": note} for key, text, note in facts if text or key in always]


def _late_by(row: OutReferral, actor: Actor) -> str:
    """That they acknowledged it late, which the state does not say any more."""
    owed = due(
        practice(actor).safeguarding, state=State.SENT, urgency=row.urgency,
        sent_on=timezone.localdate(row.sent_at) if row.sent_at else None, rung="", rung_due_on=None,
        holidays=practice(actor).holidays,
    )  # fmt: skip
    late = owed and row.acknowledged_on and row.acknowledged_on > owed.on
    return f"Late: it was due by {day_words(owed.on)}" if owed and late else ""


def _chases(shown: Out) -> dict[str, Any]:
    return {
        "caption": "What passed between you",
        "columns": (Column("at", "When"), Column("how", "What"), Column("said", "What was said")),
        "rows": [
            {
                "cells": [
                    {"text": one.on or timezone.localtime(one.at)},
                    {"text": HOW[one.how], "note": "" if one.how == operations.BY_NOTICE else one.by_name},
                    {"text": one.said},
                ]
            }
            for one in chases_of(shown.id)
        ],
        "empty": {"text": "Nobody has had to ask again, and nothing is decided yet."},
    }


record_page(
    pages, "case/<uuid:file>/safeguarding/<uuid:out>/", name="out", title="Safeguarding referral",
    may="safeguarding.see", query=_out, reads="safeguarding.read", template="safeguarding/out.html",
)  # fmt: skip
