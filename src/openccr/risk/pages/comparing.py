"""Two assessments of one case side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from openccr.casefiles.crumbs import crumbs_to
from openccr.content.schema.instruments import Instrument, Item
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.risk.pages import pages
from openccr.risk.queries import Risk, risk_of
from openccr.risk.rules import Given, Line, compare
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column, Screen, record_page


def _beside(*, actor: Actor, file: UUID, assessment: UUID, other: UUID) -> Screen:
    earlier = risk_of(file_id=file, assessment_id=assessment)
    later = risk_of(file_id=file, assessment_id=other)
    if earlier.asked is None or later.asked is None:
        raise NotFound
    lines = compare((earlier.asked, earlier.answers), (later.asked, later.answers))
    changed = [line for line in lines if line.changed]
    rest = [line for line in lines if not line.changed]
    columns = (Column("what", "Question"), *(Column(*_column(one)) for one in (earlier, later)))
    return Screen(
        title="Assessments side by side",
        crumbs=crumbs_to(file),
        data={
            "same": earlier.instrument == later.instrument,
            "results": {
                "caption": "Results", "columns": columns,
                "rows": [
                    _row("Result", earlier.text, later.text),
                    _row("Tool", earlier.tool, later.tool),
                    _row("By", _by(earlier), _by(later)),
                    _row("Reasons", earlier.judgement_reason or "None given", later.judgement_reason or "None given"),
                    _row("Calls for judgement", list(earlier.flags) or "Nothing", list(later.flags) or "Nothing"),
                ],
            },
            "changed": {
                "caption": f"What changed: {len(changed)}", "columns": columns,
                "rows": [_line(line, earlier.asked, later.asked) for line in changed],
                "empty": {"text": "No answer changed. That says nothing about what has not been asked."},
            },
            "rest": {
                "caption": "Everything else", "columns": columns,
                "rows": [_line(line, earlier.asked, later.asked) for line in rest],
            },
        },
    )  # fmt: skip


record_page(
    pages, "case/<uuid:file>/risk/<uuid:assessment>/beside/<uuid:other>/", name="beside",
    title="Assessments side by side", may="risk.see", query=_beside, reads="risk.read", template="risk/beside.html",
)  # fmt: skip


def _column(one: Risk) -> tuple[str, str]:
    return str(one.id), day_words(one.on)


def _by(one: Risk) -> str:
    return ", ".join(part for part in (one.author, one.agency) if part)


def _line(line: Line, before: Instrument, after: Instrument) -> dict[str, Any]:
    item = line.later_item or line.earlier_item
    assert item is not None  # a line stands for an item of one of the two
    asked = {"text": f"{item.number}. {item.text}", "note": _other_words(line, item)}
    now = _answer(after, line.later_item, line.later)
    if line.now_present:
        now = now | {"text": StateWord(f"{now['text']}: new", "serious")}
    elif line.changed:
        now = now | {"text": StateWord(f"{now['text']}: changed", "waiting")}
    return {"cells": [asked, _answer(before, line.earlier_item, line.earlier), now]}


def _other_words(line: Line, item: Item) -> str:
    """How the earlier instrument asked about the same, where that was in other words."""
    before = line.earlier_item
    return f"Asked then: {before.number}. {before.text}" if before and before.text != item.text else ""


def _answer(tool: Instrument, item: Item | None, given: Given | None) -> dict[str, Any]:
    if item is None:
        return {"text": "Not a question of this tool"}
    if given is None:
        return {"text": "Not asked"}
    return {"text": tool.scale[given.answer].name, "note": given.note}


def _row(what: str, *values: Any) -> dict[str, Any]:
    return {"cells": [{"text": what}, *({"text": value} for value in values)]}
