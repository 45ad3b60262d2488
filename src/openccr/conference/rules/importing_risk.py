"""The risk tool of a referral, with its score or grade: `dash_score` is the usual tool's unless another is named."""

from __future__ import annotations

from typing import Any, Protocol

from openccr.conference.rules.reading import PROCESS, Reading
from openccr.content.schema.instruments import Instrument
from openccr.tabular import Problem, RowProblem

_NAMING = ("risk_tool", "risk_grade")
"""Columns that not every format has."""


class _Reader(Protocol):
    reading: Reading
    problems: list[RowProblem]

    def choice(self, column: str) -> str: ...
    def number(self, column: str) -> int | None: ...


def tools_in_use(reading: Reading) -> list[Instrument]:
    """The tools that are in use here and may stand alone, in the pack's order."""
    pack = reading.pack
    named = (pack.instruments[name] for name in pack.processes[PROCESS].choices.instruments)
    return [tool for tool in named if not tool.supplement]


def grades_in_use(reading: Reading) -> dict[str, str]:
    """Key and words of every grade that a tool in use gives."""
    return {key: grade.name for tool in tools_in_use(reading) for key, grade in tool.grades.items()}


def read_risk(reader: _Reader) -> dict[str, Any]:
    """What a row says of the risk tool, as fields of a submission; what does not belong together is a problem."""
    tools = {tool.key: tool for tool in tools_in_use(reader.reading)}
    score = reader.number("dash_score")
    key, grade = (reader.choice(name) if name in reader.reading.form.columns else "" for name in _NAMING)
    tool = tools.get(key) if key else next(iter(tools.values()))
    if tool is None:
        reader.problems.append(RowProblem("risk_tool", Problem("this tool is not in use here", "Leave it out.")))
        return {}
    if score is not None and tool.counting is None:
        what, remedy = f"the {tool.name} has no score", "Give its grade, or name another tool."
        reader.problems.append(RowProblem("dash_score", Problem(what, remedy)))
    elif score is not None and score > len(tool.items):
        what = f"{score} is more than the {tool.name} asks"
        reader.problems.append(RowProblem("dash_score", Problem(what, f"Give 0 to {len(tool.items)}.")))
    if grade and grade not in tool.grades:
        what, remedy = f"the {tool.name} has no such grade", "Give the score, or name the tool that was used."
        reader.problems.append(RowProblem("risk_grade", Problem(what, remedy)))
    return {"instrument": tool.id if key else "", "dash_score": score, "grade": grade}
