"""A paper: one recipient, one marking, and blocks of content. PDF, Word and the page before printing show the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from openccr.kernel.refusals import Refusal

# What neither XML nor a printed sheet can hold: control characters, and those that turn the reading direction round.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


class UnknownField(Exception):
    """A template asks for something that its data does not have, or is given what it does not know."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 is a part of the paper, 3 a part of that."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Para:
    """Text as somebody wrote it; an empty line begins a new paragraph."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Short facts, each under its name."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption and a head row, both read out by a screen reader.

    Args:
        pages: the last column tells on which page of the PDF the heading of the first stands; Word finds its own.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    pages: bool = False


@dataclass(frozen=True)
class Notice:
    """A sentence that must not be overlooked, in a box."""

    text: str


@dataclass(frozen=True)
class Lines:
    """Empty lines to write on by hand, under a label."""

    label: str
    count: int


@dataclass(frozen=True)
class NewSheet:
    """What follows begins on a new sheet, so that it can be handed out or shredded by itself."""


Block = Heading | Para | Bullets | Facts | Table | Notice | Lines | NewSheet


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Whom a paper is for: an agency, and one person there when it is addressed to somebody.

    Args:
        kind: key of the pack's kinds of agency.
    """

    agency_id: UUID
    agency: str
    kind: str = ""
    person: str = ""

    @property
    def words(self) -> str:
        return f"{self.person}, {self.agency}" if self.person else self.agency


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a paper's query answers.

    Args:
        files: the case files whose contents stand in it, for the log of reads.
        handling: what is printed at the foot of each sheet; the usual words when empty.
        to: whom it is addressed to, where that is not who gets it ("the solicitor who applies for legal aid").
        people: whom it is about, for the ledger; empty: everybody with a part in the case.
        necessity: why its recipient needs it, in the words of whoever said so, for the ledger.
    """

    title: str
    blocks: tuple[Block, ...]
    files: tuple[UUID, ...] = ()
    handling: str = ""
    to: str = ""
    people: tuple[UUID, ...] = ()
    necessity: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper, complete: what the templates are given and nothing else."""

    title: str
    recipient: str
    marking: str
    reference: str
    made: str
    handling: str
    blocks: tuple[Block, ...] = field(repr=False)
    language: str = "en"
    region: str = "GB"


def handling_for(recipient: str) -> str:
    """What stands at the foot of every sheet."""
    return f"For {recipient} only. Do not copy or send on."


def front_of(paper: Paper) -> str:
    """Whom it is for and how it is handled, for the first line: head and foot of a sheet are not read aloud."""
    said = [f"For {paper.recipient}", paper.handling, paper.marking]
    told = [one for one in said if one and one not in paper.title]
    kept = [one.rstrip(".") for one in told if not any(one != other and one in other for other in told)]
    return ". ".join(kept) + "."


def as_data(paper: Paper) -> dict[str, Any]:
    """The paper as the templates get it: texts, lists and numbers only, cleaned of what cannot be printed."""
    names = ("title", "marking", "reference", "made", "handling", "language", "region")
    data: dict[str, Any] = {name: clean(getattr(paper, name)) for name in names} | {"front": clean(front_of(paper))}
    return data | {"blocks": [_block(block) for block in paper.blocks]}


def as_text(blocks: Iterable[Block]) -> str:
    """The same blocks in one canonical form: equal forms are equal papers."""
    return json.dumps([_block(block) for block in blocks], ensure_ascii=False, sort_keys=True)


def clean(text: str) -> str:
    """The text without characters that cannot be printed; line ends are all of one kind."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of a text, each as its lines."""
    return [part.strip("\n").split("\n") for part in re.split(r"\n[ \t]*\n+", clean(text).strip()) if part.strip()]


_FIELD = re.compile(r"\{([^{}]*)\}")


def filled(template: str, **fields: str) -> str:
    """A pack's wording with its fields put in: "The conference of {met_on}".

    Raises UnknownField for a field that the wording names and nobody fills, and for a stray brace.
    """

    def value(match: re.Match[str]) -> str:
        if match[1] not in fields:
            raise UnknownField(f"“{match[1]}” is no field of this paper: use {', '.join(sorted(fields))}")
        return fields[match[1]]

    if re.search(r"[{}]", _FIELD.sub("", template)):
        raise UnknownField("A brace is open or closed without its other half")
    return _FIELD.sub(value, template)


def why_not_made(content: Content) -> Refusal | None:
    """Why there is nothing to print, or None."""
    return None if content.blocks else Refusal("There is nothing in it for this recipient.")


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": clean(block.text), "level": block.level}
        case Para():
            return {"kind": "para", "paragraphs": paragraphs(block.text), "strong": block.strong}
        case Bullets():
            return {"kind": "bullets", "items": [clean(item) for item in block.items]}
        case Facts():
            return {"kind": "facts", "rows": [[clean(name), clean(text)] for name, text in block.rows]}
        case Table():
            return {
                "kind": "table",
                "caption": clean(block.caption),
                "head": [clean(cell) for cell in block.head],
                "rows": [[clean(cell) for cell in row] for row in block.rows],
            } | ({"pages": True} if block.pages else {})
        case Notice():
            return {"kind": "notice", "text": clean(block.text)}
        case Lines():
            return {"kind": "lines", "label": clean(block.label), "count": block.count}
        case NewSheet():
            return {"kind": "new_sheet"}
