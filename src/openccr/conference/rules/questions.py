"""What a question of the referral is: its words, its kind, and where its answer goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["line", "words", "names", "date", "birth", "number", "phone", "email", "postcode", "choice", "criteria"]

YES_NO: tuple[tuple[str, str], ...] = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known"))
ASKED: tuple[tuple[str, str], ...] = (
    ("not_asked", "Not asked"), ("yes", "Yes"), ("conditional", "Only in one way"), ("no", "No"),
)  # fmt: skip
"""Nobody having asked is the answer that stands until somebody does (domain 3.6)."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question.

    Args:
        key: the name of its answer; a column of the import where there is one, so that one rule reads both.
        choices: the answers offered, as (key, words).
        listed: or the pack's list that they are taken from.
        first: the answer that stands before anybody has given one.
        when: (key, answer) of the question of the same step under which it is asked.
        detail: its answer has no column, and is kept with the referral under its key.
        noun: what its answer is called where others read it, if that is not the label.
        place: its answer says where somebody is, and is sealed as that.
    """

    key: str
    label: str
    kind: Kind = "line"
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    listed: str = ""
    first: str = ""
    when: tuple[str, str] | None = None
    detail: bool = False
    noun: str = ""
    place: bool = False
    longest: int = 10_000


@dataclass(frozen=True, kw_only=True)
class Step:
    """One page of the referral.

    Args:
        key: stands in the page's address.
        group: the heading it stands under in the list of steps.
        repeats: for a page asked once for each person: what one of them is called.
        outside: it is asked of a professional outside the partnership too.
        needed: nobody can refer without it; the others may be left out.
    """

    key: str
    title: str
    group: str
    questions: tuple[Question, ...]
    intro: str = ""
    repeats: str = ""
    outside: bool = False
    needed: bool = False

    def nested(self) -> dict[str, dict[str, list[str]]]:
        """Question → answer → the questions asked under that answer."""
        found: dict[str, dict[str, list[str]]] = {}
        for one in self.questions:
            if one.when is not None:
                found.setdefault(one.when[0], {}).setdefault(one.when[1], []).append(one.key)
        return found


def yes_no(key: str, label: str, *, detail: bool = False) -> Question:
    """A question that is answered yes, no or not known."""
    return Question(key=key, label=label, kind="choice", choices=YES_NO, detail=detail)


def words(
    key: str, label: str, *, hint: str = "", when: tuple[str, str] | None = None, detail: bool = False
) -> Question:
    """A question that is answered in sentences."""
    return Question(key=key, label=label, kind="words", hint=hint, when=when, detail=detail)


def line(
    key: str, label: str, *, hint: str = "", detail: bool = False, noun: str = "", longest: int = 120,
    place: bool = False,
) -> Question:  # fmt: skip
    """A question that is answered in a few words."""
    return Question(key=key, label=label, hint=hint, detail=detail, noun=noun, longest=longest, place=place)


def details(steps: tuple[Step, ...]) -> Iterator[Question]:
    """The questions whose answers are kept with the referral under their key, in the order they are asked."""
    return (one for step in steps if not step.repeats for one in step.questions if one.detail)
