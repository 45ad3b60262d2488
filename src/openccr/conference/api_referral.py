"""One referral as an agency's own system sends it. What the API says of its fields is made from pack and form.

Annotations are real objects here, not text: the description of the API is made from them.
"""

from typing import Annotated, Any

from pydantic import ConfigDict, Field, RootModel

from openccr.conference.rules.questions import Question, Step
from openccr.conference.rules.reading import FORMAT, PROCESS
from openccr.conference.rules.sent import PEOPLE, fields_of
from openccr.content import DEFAULT_KEYS
from openccr.partnership.practice import pack_of
from openccr.ui.calls import Plain

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_KINDS: dict[str, Any] = {
    "date": {"type": "string", "format": "date"},
    "birth_date": {"type": "string", "format": "date"},
    "yes_no_unknown": {"anyOf": [{"type": "boolean"}, {"type": "string"}]},
    "whole_number": {"type": "integer"},
    "choices": _TEXTS,
    "names": _TEXTS,
    "children": _TEXTS,
}


def _described(schema: dict[str, Any]) -> None:
    """The fields of a referral, out of the pack: those of a file that is brought in, and people one by one."""
    pack = pack_of(DEFAULT_KEYS)
    form = pack.imports[FORMAT]
    schema["properties"] = {}
    for name in fields_of(form, pack.processes[PROCESS]):
        column = form.column(name) if name in form.headings else None
        said = {"description": column.name if column else _REASON, **_KINDS.get(column.kind if column else "", _TEXT)}
        if name in PEOPLE:
            people = {"type": "array", "items": _one_of(PEOPLE[name])}
            said = {"description": PEOPLE[name].title, **({"anyOf": [_TEXTS, people]} if column else people)}
        schema["properties"][name] = said
    schema["required"] = [
        name for name, one in form.columns.items() if one.required and name != "agency" and not name.endswith("_name")
    ]
    schema["additionalProperties"] = False


_REASON = "Why that criterion is met"


def _one_of(step: Step) -> dict[str, Any]:
    """One person, by the questions of their page of the form."""
    return {
        "type": "object",
        "description": f"One {step.repeats}",
        "properties": {one.key: {"description": one.label, **_answer(one)} for one in step.questions},
        "additionalProperties": False,
    }


def _answer(question: Question) -> dict[str, Any]:
    if question.kind in ("date", "birth"):
        return _KINDS["date"]
    keys = [key for key, _ in question.choices]
    if not keys:
        return _TEXT
    words = {"type": "string", "enum": keys}
    return {"anyOf": [{"type": "boolean"}, words]} if {"yes", "no"} <= {*keys} else words


_Person = dict[str, Plain | bool | None]
_Sent = (
    Plain | bool | int | Annotated[list[Plain], Field(max_length=60)] | Annotated[list[_Person], Field(max_length=60)]
)


class ReferralSent(RootModel[dict[str, _Sent | None]]):
    """One victim's referral, by the fields of a file that is brought in. Leave out what is not known."""

    model_config = ConfigDict(json_schema_extra=_described)
