"""A referral's answers in words, as the check of the answers and the referral's page show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from openccr.conference.forms.drafts.fields import choices_of, first_of
from openccr.conference.rules.answers import CHILDREN_SAID, OTHERS_SAID
from openccr.conference.rules.drafts import people
from openccr.conference.rules.questions import Question, Step
from openccr.conference.rules.reading import PROCESS, Reading
from openccr.conference.rules.steps import SHOWN, reason_key
from openccr.content import Pack
from openccr.tabular import Cell, Unreadable, read_date


def sections_of(
    steps: tuple[Step, ...], answers: Mapping[str, Any], reading: Reading, *, at: Callable[..., str]
) -> list[dict[str, Any]]:
    """Each step with its answers, and the address where each is changed; people one after another."""
    return [
        _people(step, answers, reading, at) if step.repeats else _plain(step, answers, reading, at) for step in steps
    ]


def _plain(step: Step, answers: Mapping[str, Any], reading: Reading, at: Callable[..., str]) -> dict[str, Any]:
    rows = rows_of(step, answers, reading)
    return {
        "title": step.title,
        "rows": rows,
        "change_href": f"{at(step.key)}?then=check",
        "empty": {"text": "Not filled in."},
    }


def _people(step: Step, answers: Mapping[str, Any], reading: Reading, at: Callable[..., str]) -> dict[str, Any]:
    shown = [
        {
            "title": _called(one, step),
            "rows": rows_of(step, one, reading),
            "change_href": f"{at(step.key, number)}?then=check",
            "href": at(step.key, number),
        }
        for number, one in enumerate(people(answers, step.key), start=1)
    ]
    return {
        "title": step.title,
        "people": shown,
        "rows": [],
        "change_href": f"{at(step.key)}?then=check",
        "empty": {"text": "Nobody is named."},
    }


def _called(person: Mapping[str, str], step: Step) -> str:
    name = " ".join(filter(None, (person.get("given_name", ""), person.get("family_name", ""))))
    return name or ("Unborn child" if person.get("unborn") == "yes" else f"{step.repeats.capitalize()} without a name")


def rows_of(step: Step, answers: Mapping[str, Any], reading: Reading) -> list[dict[str, Any]]:
    """The answers of one step in words; what was not answered is left out."""
    rows = []
    for question in step.questions:
        text = in_words(question, answers.get(question.key), reading)
        if text:
            rows.append({"key": question.label, "text": text})
        if question.kind == "criteria":
            rows += [
                {"key": f"Why: {one.name}", "text": answers[reason_key(one.code)]}
                for one in reading.pack.processes[PROCESS].criteria_in_use
                if answers.get(reason_key(one.code))
            ]
    return rows


def in_words(question: Question, answer: Any, reading: Reading) -> Any:
    """One answer as people read it; one that the question does not offer as it was written."""
    if not answer:
        return ""
    if question.kind in ("date", "birth"):
        return _day(answer, reading, birth=question.kind == "birth") or answer
    if question.kind in ("choice", "criteria"):
        words = dict(choices_of(question, reading))
        first = first_of(question, answer, reading)
        return [words.get(one, one) for one in first] if isinstance(first, list) else words.get(first, first)
    return answer


def _day(answer: str, reading: Reading, *, birth: bool) -> date | None:
    """The day as sending it will read it: "3rd April 1991" and "20/11/26" are days of those years."""
    order = reading.pack.locale.date_order
    try:
        return read_date(Cell(answer, answer), today=reading.today, order=order, birth=birth)
    except Unreadable:
        return None


def detail_rows(detail: Mapping[str, str], pack: Pack) -> list[dict[str, Any]]:
    """What a referral said beyond its columns, and of the victim, in the order of its questions."""
    names = {code: one.name for code, one in ((one.code, one) for one in pack.processes[PROCESS].criteria.values())}
    rows = [
        {"key": f"Why: {names.get(key.removeprefix('reason_'), key)}", "text": text}
        for key, text in detail.items()
        if key.startswith("reason_")
    ]
    for key, question in SHOWN.items():
        if key in detail:
            rows.append(
                {"key": question.noun or question.label, "text": dict(question.choices).get(detail[key], detail[key])}
            )
    for key, words in ((CHILDREN_SAID, "Children's relationships"), (OTHERS_SAID, "Other people")):
        if key in detail:
            rows.append({"key": words, "text": detail[key]})
    return rows
