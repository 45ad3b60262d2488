"""The words of a contact plan: how to introduce oneself, and whom to speak to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Named:
    """Somebody who may, or must not, be spoken to, and why."""

    who: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanWords:
    """What a caller must know before the number is dialled.

    Args:
        introduce: who to say one is.
        code_word: the word by which each knows that the other can speak.
        if_other_answers: what to say to anybody else.
        safe, unsafe: people who may, and who must not, be spoken to.
    """

    introduce: str = field(default="", repr=False)
    code_word: str = field(default="", repr=False)
    if_other_answers: str = field(default="", repr=False)
    safe: tuple[Named, ...] = field(default=(), repr=False)
    unsafe: tuple[Named, ...] = field(default=(), repr=False)

    def as_text(self) -> str:
        """As it is sealed."""
        return json.dumps(asdict(self))


def plan_words(text: str) -> PlanWords:
    """What `PlanWords.as_text` made; nothing sealed gives no words."""
    if not text:
        return PlanWords()
    kept = json.loads(text)
    safe, unsafe = (tuple(Named(**one) for one in kept.pop(name)) for name in ("safe", "unsafe"))
    return PlanWords(**kept, safe=safe, unsafe=unsafe)


def named_lines(lines: str) -> tuple[Named, ...]:
    """People typed one a line, as "her sister Ana: knows everything"."""
    found = []
    for line in lines.splitlines():
        who, _, why = line.partition(":")
        if who.strip():
            found.append(Named(who.strip(), why.strip()))
    return tuple(found)


def as_lines(people: Iterable[Named]) -> str:
    """The reverse of `named_lines`, for a form."""
    return "\n".join(f"{one.who}: {one.why}" if one.why else one.who for one in people)
