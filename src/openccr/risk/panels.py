"""What a case shows of risk: the newest result in words, and the versions side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from openccr.access.acting import current_actor
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.risk.queries import Risk, all_risks
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column, offer
from openccr.ui.panels import Panel

BESIDE = 3
"""How many versions stand side by side; older ones are in the timeline."""

WORDS = {"yes": "Yes", "no": "No", "unknown": "Not known", "": "Not asked"}


def _risk(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    versions = all_risks(file_id)[:BESIDE]
    return {
        "latest": versions[0] if versions else None,
        "summary": {"rows": _summary(versions[0])} if versions else None,
        "versions": _side_by_side(versions),
        "actions": [offer(actor, text="Enter an assessment", page="risk.new", may="risk.assess", file=file_id)],
        "empty": {"text": "No tool used yet. That nobody has asked says nothing about her risk."},
    }


def _summary(latest: Risk) -> list[dict[str, Any]]:
    asked = f"{latest.on.day} {latest.on:%B %Y}, {latest.agency}"
    rows: list[dict[str, Any]] = [
        {"key": "Result", "text": StateWord(latest.text, "serious" if latest.high else "neutral")},
        {"key": "Asked", "text": asked, "note": latest.tool},
    ]
    if latest.judgement_reason:
        rows.append({"key": "Reasons", "text": latest.judgement_reason})
    if latest.flags:
        rows.append({"key": "Calls for judgement, whatever the score", "text": list(latest.flags)})
    return rows


def _side_by_side(versions: Sequence[Risk]) -> dict[str, Any]:
    rows = [
        _row("Result", [one.text for one in versions]),
        _row("Tool", [one.tool for one in versions]),
        _row("By", [", ".join(part for part in (one.author, one.agency) if part) for one in versions]),
        _row("Judged high", ["Not said" if one.judged_high is None else one.judged_high for one in versions]),
        _row("Reasons", [one.judgement_reason or "None given" for one in versions]),
        *_items(versions),
    ]
    days = [Column(f"v{number}", f"{one.on.day} {one.on:%B %Y}") for number, one in enumerate(versions)]
    return {"caption": "Assessments side by side", "columns": [Column("what", "Question"), *days], "rows": rows}


def _items(versions: Sequence[Risk]) -> list[dict[str, Any]]:
    asked = {one.instrument for one in versions if one.answers}
    if len(asked) != 1:
        # Numbers of two instruments are not the same questions (domain 2.2).
        return []
    tool = practice(current_actor()).instruments.get(asked.pop())
    items = tool.items if tool else ()
    return [_row(f"{item.number}. {item.text}", [_answer(one, item.number) for one in versions]) for item in items]


def _answer(risk: Risk, number: int) -> dict[str, Any]:
    if not risk.answers:
        return {"text": "Not sent"}
    answer, note = risk.answers.get(number, ("", ""))
    return {"text": WORDS[answer], "note": note}


def _row(what: str, values: Sequence[Any]) -> dict[str, Any]:
    return {"cells": [{"text": what}, *(value if isinstance(value, dict) else {"text": value} for value in values)]}


PANELS = [
    Panel(slot="case.marac", order=20, title="Risk", query=_risk, template="risk/panel.html", may="risk.see"),
]
