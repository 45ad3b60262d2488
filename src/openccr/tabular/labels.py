"""What the words beside a box stand for: exact wordings only, looked up in the section they stand in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from openccr.kernel.text import comparable
from openccr.tabular.answers import has_box
from openccr.tabular.headings import match
from openccr.tabular.wordings import by_wording

_NUMBERING = re.compile(
    r"^(?:(?:section|part|box)\s+)?(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-z]|[ivx]{1,4})[.):\s–-]+\s*", re.IGNORECASE
)
_HOW_MANY = re.compile(r"\s*(?:\(?(?:no\.?|number)?\s*[1-9]\)?|\(s\))\s*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_MONTH_FIRST = re.compile(r"\(\s*mm", re.IGNORECASE)
_ORDINALS = re.compile(r"^(?:first|second|third|fourth|1st|2nd|3rd|4th)\s+", re.IGNORECASE)
LONGEST = 160
"""Characters of a label; what is longer is somebody's sentence."""


@dataclass(frozen=True)
class Section:
    """A part of a form that is about one kind of person.

    Args:
        words: how its headings begin or end, such as "perpetrator"; a label within is also read with each in front.
        names: the columns that belong to it; a bare label such as "Address" never gives one of another section's.
        repeats: there may be several of the kind.
        bare: its columns are also what a bare label means where no section has begun.
        follows: those of its names that never come first: a bare "Telephone" below the agency, before she is named,
            is the agency's.
    """

    words: tuple[str, ...]
    names: frozenset[str]
    repeats: bool = False
    bare: bool = False
    follows: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Labels:
    """What a form is read by.

    Args:
        known: canonical names, each with the other wordings agencies use, as `read_table` takes them.
        sections: by key.
        narrative: names whose answers run over several paragraphs.
        ticks: names that are a box of their own, also among other boxes in one line or under another label.
    """

    known: Mapping[str, Sequence[str]]
    sections: Mapping[str, Section] = field(default_factory=dict)
    narrative: frozenset[str] = frozenset()
    ticks: frozenset[str] = frozenset()
    _index: Mapping[str, str] = field(init=False)
    _headings: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", by_wording(self.known))
        object.__setattr__(self, "_headings", dict(_headings_of(self.sections)))

    def name(self, text: str, section: str) -> str | None:
        """The canonical name that a label stands for within a section ("": none has begun, "?": an unknown one).

        "Address" under "Perpetrator" is never the victim's: a bare label is read as the section's own, or not at all.
        """
        if not 0 < len(text) <= LONGEST or has_box(text):
            return None
        here = self.sections.get(section)
        for plain in _plainer(text):
            for word in here.words if here else ():
                found = match(f"{word} {plain}", self._index) or match(f"{plain} {word}", self._index)
                if found in (here.names if here else ()):
                    return found
            found = match(plain, self._index)
            if found is not None and self._may_stand(found, plain, section):
                return found
        return None

    def section(self, text: str) -> str | None:
        """The section that a heading begins, or None."""
        return next((found for plain in _headlines(text) if (found := self._headings.get(comparable(plain)))), None)

    def is_anothers(self, name: str, label: str, *, told: Collection[str]) -> bool:
        """Whether a bare label, where no section has begun, is of somebody else than the one its name belongs to.

        Args:
            told: the sections of what was answered before.
        """
        owner = next((key for key, one in self.sections.items() if name in one.follows), None)
        if owner is None or owner in told or not any(one.bare and key in told for key, one in self.sections.items()):
            return False
        return not any(comparable(word) in comparable(label) for word in self.sections[owner].words)

    def _may_stand(self, name: str, text: str, section: str) -> bool:
        owner = next((key for key, one in self.sections.items() if name in one.names), None)
        if owner is None or owner == section:
            return True
        words = comparable(text)
        if any(comparable(word) in words for word in self.sections[owner].words):
            return True  # The label itself says whose it is.
        # Before any heading, "Relationship to victim" says by whom it is related that it is of the other one.
        related = any(comparable(word) in words for one in self.sections.values() for word in one.words)
        return section == "" and (self.sections[owner].bare or related)


def _plainer(text: str) -> list[str]:
    """A label as it stands, without its numbering, and without what stands in brackets."""
    text = text.strip().rstrip(":*").strip()
    found = [text, _NUMBERING.sub("", text)]
    if not _MONTH_FIRST.search(text):  # Such a date must be looked at by a person.
        found += [_IN_BRACKETS.sub("", one) for one in found]
    return list(dict.fromkeys(one for one in found if one))


def _headlines(text: str) -> list[str]:
    if not 0 < len(text) <= LONGEST or "\n" in text:
        return []
    found = []
    for plain in _plainer(text):
        counted = _ORDINALS.sub("", _HOW_MANY.sub("", plain))
        found += [plain, counted, _HOW_MANY.sub("", counted)]
    return list(dict.fromkeys(found))


def _headings_of(sections: Mapping[str, Section]) -> list[tuple[str, str]]:
    patterns = (
        "{}", "{}s", "the {}", "{} details", "{} s details", "details of {}", "details of the {}", "{} information",
        "information about {}", "information about the {}", "about the {}", "about {}", "{} s information",
        "personal details of {}", "personal details of the {}", "{} personal details", "{} section", "{}s details",
        "details of {}s", "details of any {}", "details of all {}", "{} being referred", "details of alleged {}",
    )  # fmt: skip
    return [
        (comparable(pattern.format(word)), key)
        for key, section in sections.items()
        for word in section.words
        for pattern in patterns
    ]
