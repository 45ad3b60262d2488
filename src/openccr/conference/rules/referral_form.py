"""Our own referral form, to send to whoever has no account: the questions of the wizard as boxes of a Word document."""

from __future__ import annotations

from collections.abc import Iterator

from openccr.conference.rules.forms import CHILD, HARMER
from openccr.conference.rules.importing_risk import grades_in_use, tools_in_use
from openccr.conference.rules.questions import Question, Step
from openccr.conference.rules.reading import PROCESS, Reading
from openccr.conference.rules.steps import STEPS, reason_key
from openccr.content.schema.base import Entry
from openccr.tabular.fillable import Box, Fillable, Part

HARMERS, CHILDREN = 3, 6
"""How many people the form has room for; more go into the words about what happened."""
MARKING = "OFFICIAL-SENSITIVE when completed"
_NOT_ON_PAPER = frozenset({"referrer_organisation"})
"""The agency is chosen from the list; one that is not on it has a link of its own."""
_LEFT_OUT = frozenset({"funds", "others"})
"""Recourse to public funds never stands on paper (mission, "what must never happen"); others are named in words."""


def referral_form_of(reading: Reading, *, area: str) -> Fillable:
    """The form with this area's criteria, lists and agencies in it."""
    return Fillable(
        title="Referral to the conference",
        marking=MARKING,
        said=(
            f"For {area}. Send it by secure e-mail to the coordinator only. The person who harms must not learn of it.",
            "Write what you know and leave the rest empty. Click into a box to write; boxes to tick take a click.",
        ),
        parts=tuple(part for step in STEPS if step.key not in _LEFT_OUT for part in _parts(step, reading)),
        footer="Referral to the conference.",
    )


def _parts(step: Step, reading: Reading) -> Iterator[Part]:
    if not step.repeats:
        asked = [one for one in step.questions if one.key not in _NOT_ON_PAPER]
        boxes = [box for one in asked for box in (_box(one, one.key, reading), *_reasons(one, reading))]
        yield Part(step.title, tuple(boxes))
        return
    prefix, room, words = {
        "harmers": (HARMER, HARMERS, "Person who harms"),
        "children": (CHILD, CHILDREN, "Child"),
    }[step.key]
    for number in range(1, room + 1):
        questions = [one for one in step.questions if one.key != "unborn"]
        yield Part(
            f"{words} {number}",
            tuple(_box(one, _tag(prefix, one.key, number), reading) for one in questions),
        )


def _reasons(question: Question, reading: Reading) -> Iterator[Box]:
    """Below the criteria, a box for the reason of each."""
    if question.kind == "criteria":
        for one in reading.pack.processes[PROCESS].criteria_in_use:
            yield Box(reason_key(one.code), f"Why: {one.name}", "words")


def _tag(prefix: str, key: str, number: int) -> str:
    name = key if key == "relationship" else f"{prefix}_{key}"
    return name if number == 1 else f"{name}.{number}"


def _box(question: Question, tag: str, reading: Reading) -> Box:
    choices = tuple(_choices(question, reading))
    if question.kind == "criteria":
        return Box(tag, question.label, "ticks", choices, hint=question.hint)
    if choices:
        return Box(tag, question.label, "choice", choices, hint=question.hint)
    kind = "words" if question.kind in ("words", "names") else "line"
    hint = "day/month/year" if question.kind in ("date", "birth") else question.hint
    return Box(tag, question.label, kind, hint=hint)  # type: ignore[arg-type]


def _choices(question: Question, reading: Reading) -> Iterator[tuple[str, str]]:
    pack = reading.pack
    if question.kind == "criteria":
        yield from ((one.code, one.name) for one in pack.processes[PROCESS].criteria_in_use)
    elif question.key == "agency":
        yield from ((one.name, one.name) for one in reading.agencies)
    elif question.listed == "risk_tool":
        yield from ((tool.key, tool.name) for tool in tools_in_use(reading))
    elif question.listed == "risk_grade":
        yield from grades_in_use(reading).items()
    elif question.listed:
        named: dict[str, Entry] = dict(
            pack.relationships.relationships
            if question.listed == "relationship"
            else pack.equality.categories[question.listed].values
        )
        yield from ((key, entry.name) for key, entry in named.items())
    else:
        yield from question.choices
