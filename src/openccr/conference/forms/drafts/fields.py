"""Fields that keep what was typed, right or wrong: a draft loses nothing, and the rules say what is the matter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from openccr.conference.rules.importing_risk import grades_in_use, tools_in_use
from openccr.conference.rules.questions import Question
from openccr.conference.rules.reading import PROCESS, Reading
from openccr.kernel.text import comparable
from openccr.people.rules import age_on
from openccr.risk.rules import propose
from openccr.ui.fields import DayMonthYearWidget

_WIDTHS = {"number": "govuk-input--width-3", "postcode": "govuk-input--width-10", "phone": "govuk-input--width-20"}
_MOST_RADIOS = 6
_DATE = re.compile(r"(\w+)[/ .-]+(\w+)[/ .-]+(\w+)")
_YES_NO = {"y": "yes", "n": "no", "dk": "unknown", "notknown": "unknown", "notrecorded": "unknown"}


class TypedDateField(forms.Field):
    """A date as three boxes, kept as it was typed: `3/4/1988`, or `3/4/` for one that is not finished."""

    widget = DayMonthYearWidget

    def to_python(self, value: Sequence[str] | None) -> str:
        parts = [str(part or "").strip() for part in value or ()]
        return "/".join(parts) if any(parts) else ""


def parts_of(text: str) -> list[str]:
    """A date as it was typed or read, in its three boxes; what is no date stands in the first."""
    typed = text.split("/") if text.count("/") == 2 else None
    if typed is not None:
        return typed
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return [text, "", ""]
    parts = list(found.groups())
    return parts[::-1] if len(parts[0]) == 4 else parts


def field_of(question: Question, reading: Reading) -> forms.Field:
    """The field that asks the question. Nothing is required here: a draft may be saved half done."""
    shared: dict[str, Any] = {"label": question.label, "help_text": question.hint, "required": False}
    match question.kind:
        case "date" | "birth":
            return TypedDateField(**shared)
        case "choice":
            choices = choices_of(question, reading)
            many = len(choices) > _MOST_RADIOS
            shown = [("", "Not recorded"), *choices] if many else choices
            return forms.ChoiceField(**shared, choices=shown, widget=forms.Select if many else forms.RadioSelect)
        case "criteria":
            return forms.MultipleChoiceField(
                **shared, choices=choices_of(question, reading), widget=forms.CheckboxSelectMultiple
            )
        case "words" | "names":
            rows = 4 if question.kind == "words" else 3
            field = forms.CharField(**shared, widget=forms.Textarea({"rows": rows}), max_length=None)
            field.is_place = question.place  # type: ignore[attr-defined]
            return field
    width = _WIDTHS.get(question.kind, "")
    line = forms.CharField(**shared, widget=forms.TextInput({"autocomplete": "off", "class": width}))
    line.is_place = question.place or question.kind != "line"  # type: ignore[attr-defined]
    return line


def choices_of(question: Question, reading: Reading) -> list[tuple[str, str]]:
    """The answers that a question offers, in the pack's words where they are its."""
    pack = reading.pack
    if question.kind == "criteria":
        return [(one.code, f"{one.name} ({one.code})") for one in pack.processes[PROCESS].criteria_in_use]
    if question.key == "agency":
        return [(one.name, one.name) for one in reading.agencies]
    if question.listed == "risk_tool":
        return [(tool.key, tool.name) for tool in tools_in_use(reading)]
    if question.listed == "risk_grade":
        return list(grades_in_use(reading).items())
    if not question.listed:
        return list(question.choices)
    relationship = question.listed == "relationship"
    named: Any = pack.relationships.relationships if relationship else pack.equality.categories[question.listed].values
    return [(key, named[key].name) for key in reading.form.values[question.listed] if key != "not_recorded"]


def usual(question: Question, answers: Mapping[str, Any], reading: Reading) -> str:
    """The answer proposed from what was said before: the risk tool that is written for her age."""
    if question.key != "risk_tool" or not answers.get("victim_dob"):
        return ""
    born_on, on = (day_of(str(answers.get(key, ""))) for key in ("victim_dob", "referred_on"))
    return propose(tools_in_use(reading), age=age_on(born_on, on or reading.today)).key


def day_of(text: str) -> date | None:
    """The day that was typed; None while it is none."""
    try:
        day, month, year = parts_of(text)
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def first_of(question: Question, answer: Any, reading: Reading) -> Any:
    """What the field shows first: the answer, in the field's own terms where a document said it in other words."""
    if not answer:
        return question.first
    match question.kind:
        case "date" | "birth":
            return parts_of(answer) if isinstance(answer, str) else answer
        case "criteria":
            wordings = reading.wordings["criteria"]
            listed = re.split(r"[;\n]", answer) if isinstance(answer, str) else answer
            return [wordings.get(comparable(one), one.strip()) for one in listed]
        case "choice":
            return _key_of(str(answer), question, reading)
    return answer


def _key_of(answer: str, question: Question, reading: Reading) -> str:
    keys = {key for key, _ in choices_of(question, reading)}
    if answer in keys:
        return answer
    plain = comparable(answer)
    if question.listed:
        return reading.wordings[question.listed].get(plain, answer)
    wordings = {comparable(words): key for key, words in choices_of(question, reading)}
    return wordings.get(plain) or _YES_NO.get(plain, answer)
