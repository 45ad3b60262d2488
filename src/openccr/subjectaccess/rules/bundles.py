"""What is handed over, set out in blocks: the same for the PDF and for the plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from openccr.documents.rules.paper import Block, Bullets, Facts, Heading, Para
from openccr.subjectaccess.rules.tagging import Source


class Answer(StrEnum):
    """What is answered."""

    BUNDLE = "bundle"
    NEITHER = "neither"

    @property
    def label(self) -> str:
        return {"bundle": "A copy of their data", "neither": "We neither confirm nor deny that we hold anything"}[self]


def tells_only_that_there_is_one(*, answer: str, hostile: bool, released: int) -> bool:
    """Whether somebody said to harm would learn that there is a record, and not a sentence of it."""
    return hostile and answer == Answer.BUNDLE and not released


class Way(StrEnum):
    """How it is collected. It is never posted and never mailed: somebody else opens that."""

    IN_PERSON = "in_person"
    SOLICITOR = "solicitor"
    ADVISER = "adviser"

    @property
    def label(self) -> str:
        return {
            "in_person": "Collected in person, at one of our offices",
            "solicitor": "Collected by their solicitor, at one of our offices",
            "adviser": "Handed over by their adviser, where they are safe",
        }[self]


@dataclass(frozen=True, kw_only=True)
class LetGo:
    """One thing that is let go: the words, where they come from, and who wrote them when, where that may be told."""

    text: str
    source: Source
    written: str = ""
    in_part: bool = False


ORDER = (Source.OWN_WORDS, Source.FACT, Source.OPINION, Source.POLICE, Source.THIRD_PARTY, Source.PROCESS, Source.PLAN)
GAP = "Part of this was taken out."


def blocks_of(
    items: Sequence[LetGo],
    *,
    facts: Sequence[tuple[str, str]],
    intro: str,
    rights: Sequence[str],
    kept_back: Iterable[tuple[str, str]],
) -> tuple[Block, ...]:
    """The bundle in blocks, built anew from what is let go and nothing else.

    Args:
        facts: of their own record, as (name, words).
        intro: the pack's words at its head.
        rights: the pack's words on what they can do.
        kept_back: exemptions used, as (name, where it stands): never how often, nor of what.
    """
    found: list[Block] = [Para(intro)]
    if facts:
        found += [Heading("Your record"), Facts(tuple(facts))]
    for source in ORDER:
        theirs = [one for one in items if one.source is source]
        if theirs:
            found.append(Heading(source.label))
            found += [Para("\n".join(part for part in (one.text, _note(one)) if part)) for one in theirs]
    used = tuple(f"{name} ({reference})" for name, reference in kept_back)
    if used:
        found += [Heading("What is not here"), Para("Some things are kept back. The law allows it:"), Bullets(used)]
    return (*found, Heading("What you can do"), Bullets(tuple(rights)))


def _note(one: LetGo) -> str:
    parts = (f"({one.written})" if one.written else "", GAP if one.in_part else "")
    return " ".join(part for part in parts if part)


def neither_blocks(words: str, *, rights: Sequence[str]) -> tuple[Block, ...]:
    """The answer that says the same whether there is a record or not."""
    return (Para(words), Heading("What you can do"), Bullets(tuple(rights)))


def plain_text(title: str, blocks: Iterable[Block]) -> str:
    """The same as plain text, for whoever reads with other means than paper."""
    lines = [title]
    for block in blocks:
        match block:
            case Heading():
                lines.append(f"\n{block.text}")
            case Para():
                lines.append(block.text)
            case Facts():
                lines += [f"{name}: {words}" for name, words in block.rows]
            case Bullets():
                lines += [f"- {one}" for one in block.items]
    return "\n".join(lines) + "\n"
