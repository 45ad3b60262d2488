"""Proposes whose a sentence is. When in doubt it is somebody else's: a person decides, the rules only keep back.

The Thames Valley file of 2023 named nobody and told by its context who the witness was; hence places, relations and
names that nobody knows count too (security paper, section 0).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from openccr.subjectaccess.rules.sentences import squeezed, words
from openccr.subjectaccess.rules.vocabulary import CASE, HERS, HIS, RELATIONS, SMALL, STARTERS


class Source(StrEnum):
    """Where a sentence comes from (security paper, D35)."""

    OWN_WORDS = "own_words"
    FACT = "fact"
    OPINION = "opinion"
    THIRD_PARTY = "third_party"
    POLICE = "police"
    PLAN = "plan"
    PROCESS = "process"

    @property
    def label(self) -> str:
        return {
            "own_words": "Their own words",
            "fact": "What an agency recorded",
            "opinion": "A professional's judgement",
            "third_party": "From somebody else",
            "police": "From the police",
            "plan": "The plan to keep somebody safe",
            "process": "How the case was handled",
        }[self]


class Mark(StrEnum):
    """Why a sentence is not simply theirs."""

    PLACE = "place"
    OTHER_NAME = "other_name"
    NAME_NOT_KNOWN = "name_not_known"
    RELATION = "relation"
    OTHER_PRONOUN = "other_pronoun"
    ABOUT_OTHERS = "about_others"
    NOBODY_NAMED = "nobody_named"
    TELLS_OF_CASE = "tells_of_case"
    PLAN = "plan"
    CONFIDENTIAL = "confidential"
    PARENT = "parent"

    @property
    def label(self) -> str:
        return {
            "place": "tells where somebody is or how to reach them",
            "other_name": "names somebody else",
            "name_not_known": "has a name or a number that the record does not explain",
            "relation": "speaks of a relative, neighbour or other person",
            "other_pronoun": "says “she” or “he” of somebody else",
            "about_others": "stands where things about other people are written",
            "nobody_named": "does not say whom it is about",
            "tells_of_case": "shows that a case or a service exists",
            "plan": "is part of the plan to keep somebody safe",
            "confidential": "was given for the professionals alone, or by somebody in confidence",
            "parent": "is asked for by the parent who is said to harm",
        }[self]


@dataclass(frozen=True)
class Someone:
    """One person as sentences may speak of them.

    Args:
        names: every given and family name and alias, as written.
        sex: key of the pack's equality list; empty when not recorded.
    """

    names: frozenset[str]
    sex: str = ""

    @property
    def name_words(self) -> frozenset[str]:
        return frozenset(word.casefold() for name in self.names for word in words(name) if len(word) > 1)


@dataclass(frozen=True, kw_only=True)
class Case:
    """What is known of a request's people when its sentences are looked at.

    Args:
        subject: the person it is about.
        others: everybody else with a part in a file of theirs.
        places: whereabouts of anybody of those files, squeezed; never told to anybody.
        known: words, casefolded, that name nobody: agencies, months, words the record also writes small.
        meant: words that mean the subject in their own cases: "victim" in hers.
        hostile: the request is treated as hostile.
        parent: and it is a parent's, for a child.
    """

    subject: Someone
    others: tuple[Someone, ...]
    places: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    meant: frozenset[str] = frozenset()
    hostile: bool = False
    parent: bool = False
    other_words: frozenset[str] = field(init=False)
    own_words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        taken = frozenset(word for one in self.others for word in one.name_words)
        object.__setattr__(self, "other_words", taken - self.subject.name_words)
        # A name that two of them share, such as a father's and a son's, says of neither whom it means.
        object.__setattr__(self, "own_words", (self.subject.name_words - taken) | self.meant)


@dataclass(frozen=True)
class Proposal:
    """What the rules propose for a sentence: let it go when there is no mark, keep it back when there is one."""

    marks: tuple[Mark, ...]

    @property
    def release(self) -> bool:
        return not self.marks


_PLACES = (
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"),  # postcode
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    re.compile(r"(?:\+?\d[\s().-]?){7,}"),  # telephone
    re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b"),  # number plate
    re.compile(
        r"\b\d+[a-z]?,?\s+(?:[A-Z]\w+\s+){1,3}(?:Road|Street|Lane|Avenue|Close|Drive|Way|Court|House|Place|Gardens|"
        r"Terrace|Crescent|Grove|Hill|Park|Row|Square|Walk|Mews|Rd|St|Ave)\b"
    ),
)
_NUMBER = re.compile(r"\d{5,}")
_MIXED = re.compile(r"(?=.*[^\W\d_])(?=.*\d)")
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th|am|pm)", re.IGNORECASE)


def proposed(text: str, *, whose: bool | None, source: Source, case: Case, confidential: bool = False) -> Proposal:
    """What the rules propose for one sentence.

    Args:
        whose: True when it stands where only this person is written about, False where others are, None where both may.
        confidential: it was given for professionals alone.
    """
    marks = set(_marks_of_words(text, case=case))
    low = frozenset(word.casefold() for word in words(text))
    if whose is False:
        marks.add(Mark.ABOUT_OTHERS)
    if whose is None and not low & case.own_words:
        marks.add(Mark.NOBODY_NAMED)
    if confidential:
        marks.add(Mark.CONFIDENTIAL)
    if case.hostile:
        if source is Source.PLAN:
            marks.add(Mark.PLAN)
        if source in (Source.PROCESS, Source.THIRD_PARTY) or low & CASE:
            marks.add(Mark.TELLS_OF_CASE)
    if case.hostile and case.parent:
        marks.add(Mark.PARENT)
    return Proposal(tuple(mark for mark in Mark if mark in marks))


def looks_like_a_place(text: str) -> bool:
    """Whether it holds what looks like a postcode, an address, a telephone, an e-mail address or a number plate."""
    return any(pattern.search(text) for pattern in _PLACES)


def _marks_of_words(text: str, *, case: Case) -> Iterable[Mark]:
    flat = squeezed(text)
    if looks_like_a_place(text) or any(place in flat for place in case.places):
        yield Mark.PLACE
    written = words(text)
    low = [word.casefold() for word in written]
    if any(word in case.other_words for word in low) or _spelled(case.other_words, flat):
        yield Mark.OTHER_NAME
    if set(low) & RELATIONS - case.meant:
        yield Mark.RELATION
    if _others_pronoun(set(low), case):
        yield Mark.OTHER_PRONOUN
    if any(_unexplained(word, first=number == 0, case=case) for number, word in enumerate(written)):
        yield Mark.NAME_NOT_KNOWN


def telling_words(text: str, *, case: Case) -> frozenset[str]:
    """The words that may tell by themselves who or where: names and numbers the record does not explain."""
    found = (word for number, word in enumerate(words(text)) if _unexplained(word, first=number == 0, case=case))
    return frozenset(word.casefold() for word in found)


def _spelled(names: Iterable[str], flat: str) -> bool:
    """A long name written together with something else, as in "Ms.Testperson2" or an address of e-mail."""
    return any(len(name) > 5 and squeezed(name) in flat for name in names)


def _others_pronoun(low: set[str], case: Case) -> bool:
    if case.subject.sex == "female":
        return bool(low & HIS)
    if case.subject.sex == "male":
        return bool(low & HERS)
    return bool(low & (HERS | HIS))


def _unexplained(word: str, *, first: bool, case: Case) -> bool:
    small = word.casefold().removesuffix("'s").removesuffix("’s")
    if small in case.subject.name_words or small in SMALL or small in case.known:
        return False
    if _NUMBER.search(word) or (_MIXED.match(word) and not _ORDINAL.fullmatch(word)):
        return True
    if not word[0].isupper():
        return any(letter.isupper() for letter in word)
    # A sentence begins with a capital whatever its first word is.
    return not (first and (small.endswith(("ed", "ing", "ly")) or small in STARTERS))


_CONTEXT = (
    ("School or nursery", re.compile(
        r"\b(?:[A-Z]\w+\s+){0,3}(?:school|nursery|college|academy|university)\b", re.IGNORECASE
    )),
    ("GP or hospital", re.compile(
        r"\b(?:Dr\.?\s+[A-Z]\w+|(?:[A-Z]\w+\s+){0,3}(?:surgery|practice|hospital|clinic|GP|ward)\b)"
    )),
    ("Employer", re.compile(r"\b(?:works?|worked|working|employed|shifts?|job)\b[^.;]{0,60}", re.IGNORECASE)),
    ("Town or place", re.compile(r"\b(?:in|at|near|from|to)\s+[A-Z]\w+(?:\s+[A-Z]\w+)*")),
    ("Date", re.compile(
        r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:January|February|March|April|May|June|July|August|September|October|November|"
        r"December)(?:\s+\d{4})?\b|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"
    )),
)  # fmt: skip


def context_in(text: str) -> list[tuple[str, str]]:
    """What may tell by its context who somebody is: schools, GPs, employers, towns and dates, as (kind, words)."""
    return [(kind, " ".join(found[0].split())) for kind, pattern in _CONTEXT for found in pattern.finditer(text)]
