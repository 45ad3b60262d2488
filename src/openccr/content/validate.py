"""From merged tables to a model, with pydantic's errors said in the editor's words."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from openccr.content.merge import Merged
from openccr.content.problems import PackError, Problem

M = TypeVar("M", bound=BaseModel)


def validated(model: type[M], merged: Merged) -> M:
    """The model of the merged tables.

    Raises:
        PackError: with one problem for each field that does not fit.
    """
    problems = list(merged.problems)
    try:
        instance = model.model_validate(merged.data)
    except ValidationError as error:
        problems += [_problem(merged, dict(one)) for one in error.errors()]
        raise PackError(problems) from None
    if problems:
        raise PackError(problems)
    return instance


def _problem(merged: Merged, error: dict[str, Any]) -> Problem:
    context = error.get("ctx", {})
    place = tuple(map(str, error["loc"]))
    if error["type"] in ("unknown_field", "key_twice"):
        place = (*place, *str(context["field"]).split("."))
    what, remedy = _said(error, context)
    return Problem(merged.file_of(place), ".".join(place), what, remedy)


def _said(error: dict[str, Any], context: dict[str, Any]) -> tuple[str, str]:
    if "remedy" in context:
        return error["msg"], context["remedy"]
    match error["type"]:
        case "missing":
            return "this field is missing", "add it"
        case "literal_error":
            return f'"{error["input"]}" is not known here', f"write one of: {context['expected']}"
        case "value_error":
            what, _, remedy = error["msg"].removeprefix("Value error, ").partition(": ")
            return (what, remedy) if remedy else ("it does not hang together", what)
        case "tuple_type":
            return "a list is wanted here", "put the value in square brackets"
        case _:
            said = error["msg"][0].lower() + error["msg"][1:]
            return said, f"correct the value {error['input']!r}"
