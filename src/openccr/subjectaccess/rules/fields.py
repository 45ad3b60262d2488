"""How a table that is searched is described: its fields of words, whose they are, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openccr.subjectaccess.rules.tagging import Source


class Whose(StrEnum):
    """Who is written about where a field stands."""

    ROW = "row"
    """The person the row names."""
    VICTIM = "victim"
    HARMER = "harmer"
    CHILD = "child"
    FACES = "faces"
    """Whom an action faces."""
    ANYBODY = "anybody"


@dataclass(frozen=True)
class Words:
    """One field of words.

    Args:
        whose: who is written about there.
        confidential: it was given for the professionals alone.
    """

    whose: Whose
    source: Source = Source.FACT
    confidential: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table that is searched.

    Args:
        title: what its rows are called in the bundle.
        words: its fields of words.
        without: fields that are not searched: keys of lists, names of staff, what the bundle says otherwise.
        agency: the field that names the agency it comes from: a relation, or the name itself.
        at: the field that says when.
        sealed: its sealed field that is opened, a document of answers.
        answers: its field of answers to an instrument, of which notes are words.
    """

    title: str
    words: Mapping[str, Words]
    without: tuple[str, ...] = ()
    agency: str = ""
    at: str = ""
    answers: str = ""
    sealed: str = ""
