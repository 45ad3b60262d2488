"""What speaks for and against two descriptions being of one person, in words that can be read aloud."""

from __future__ import annotations

from dataclasses import dataclass

from openccr.linkage.online.described import Described, also_called, fold, heard


@dataclass(frozen=True)
class Reasons:
    """What agrees and what differs, each in a few words."""

    alike: tuple[str, ...]
    unlike: tuple[str, ...]


def reasons(asked: Described, kept: Described) -> Reasons:
    """Why one who is described may be a person who is known, and why not."""
    alike: list[str] = []
    unlike: list[str] = []
    for words, agrees in (_names(asked, kept), _births(asked, kept), *_places(asked, kept)):
        if words:
            (alike if agrees else unlike).append(words)
    if asked.sex >= 0 and kept.sex >= 0 and asked.sex != kept.sex:
        unlike.append("another sex is recorded")
    return Reasons(tuple(alike), tuple(unlike))


def _names(asked: Described, kept: Described) -> tuple[str, bool]:
    given, family = _name(asked.given, kept.given), _name(asked.family, kept.family)
    if given == family == "same":
        return "same name", True
    if asked.given and (fold(asked.given), fold(asked.family)) == (fold(kept.family), fold(kept.given)):
        return "same name, given and family name the other way round", True
    said = [_WORDS[given].format("given name")] if given in _WORDS else []
    said += [_WORDS[family].format("family name")] if family in _WORDS else []
    if said:
        return ", ".join(said), True
    if _name(asked.given, kept.family) and _name(asked.family, kept.given):
        return "name alike, given and family name the other way round", True
    return ("no name in common", False) if asked.given + asked.family and kept.given + kept.family else ("", False)


_WORDS = {"same": "same {}", "alike": "{} spelt alike", "called": "{} is a short form", "heard": "{} sounds alike"}


def _name(one: str, other: str) -> str:
    if not one or not other:
        return ""
    if one == other:
        return "same"
    if other in also_called(one):
        return "called"
    if fold(one) == fold(other) or _one_slip(one, other):
        return "alike"
    return "heard" if heard(one) == heard(other) else ""


def _one_slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # Only where names are compared: the web process starts without it.

    return min(len(one), len(other)) > 2 and OSA.distance(one, other, score_cutoff=1) <= 1


def _births(asked: Described, kept: Described) -> tuple[str, bool]:
    if not asked.year or not kept.year:
        return "", False
    years, same_day = abs(asked.year - kept.year), (asked.month, asked.day) == (kept.month, kept.day)
    if same_day and not years:
        return "same date of birth", True
    if not years and (asked.month, asked.day) == (kept.day, kept.month):
        return "date of birth with day and month the other way round", True
    if same_day:
        return f"same birthday, {years} {'year' if years == 1 else 'years'} apart", years in (1, 10)
    return ("same year of birth", True) if not years else ("the dates of birth differ", False)


def _places(asked: Described, kept: Described) -> list[tuple[str, bool]]:
    pairs = (("telephone number", asked.phone, kept.phone), ("postcode", asked.postcode, kept.postcode))
    return [(f"same {noun}", True) for noun, one, other in pairs if one and one == other]
