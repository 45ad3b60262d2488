"""Words in free text that look as if they say where somebody lives: a postcode, a house in a street, a flat.

A pattern cannot know a town, a school's name or a favourite café. It catches what the regulator's record is made of: an
address typed into a box that was not made for one (security paper, section 0 and rule 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

HELD_BACK = "[held back: says where somebody is]"
"""What stands in a shared text in place of such words."""

_POSTCODE = r"\b(?:gir|[a-z]{1,2}[0-9][0-9a-z]?)\s{0,3}[0-9](?!nd\b|rd\b|th\b|st\b)[abd-hjlnp-z]{2}\b"
"""Outward and inward part as Royal Mail writes them (Code-Point Open, field guide), and the NHS's own ZZ99 3VZ.

Whoever types or copies them leaves more than one space between the two.
"""

_STREETS = (
    "road|rd|street|st|avenue|ave|lane|ln|drive|close|court|crescent|cres|way|place|terrace|row|gardens|grove|square|"
    "mews|hill|walk|park|view|rise|green|parade|wharf|quay|yard|villas|cottages|heights|cl|gdns|terr|av|cresc"
)
_AT_THE_END = "dr|ct|pl"
"""In a text short for a street only where the address ends: elsewhere it is a doctor or a scan."""
SHORT_FOR = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cres": "crescent",
    "cresc": "crescent", "cl": "close", "gdns": "gardens", "terr": "terrace", "ter": "terrace", "dr": "drive",
    "ct": "court", "pl": "place", "sq": "square", "gr": "grove", "pk": "park",
}  # fmt: skip
"""The last word of a street's name cut short → written out."""
STREET_WORDS = frozenset((*_STREETS.split("|"), *SHORT_FOR))
"""The last word of a street's name."""

_BETWEEN = (
    r"(?!(?:years?|months?|weeks?|days?|hours?|minutes?|times?|people|children|calls?|texts?|on|in|of|at|to|from|off|"
    r"a|an|her|his|their|my|per|percent|am|pm|miles?|metres?|down|up|and|or|was|is|for|by|with|january|february|march|"
    r"april|may|june|july|august|september|october|november|december)\b)(?:[a-z]{1,3}\.|[a-z][\w'’-]*)"
)
"""A word of a street's name: a full stop stands only after what is cut short, as in "St. Anne's Road"."""
_NO_STREET = r"(?<!county )(?<!family )(?<!magistrates )(?<!magistrates' )(?<!magistrates’ )"
_LAST = rf"(?:{_STREETS})\b|(?:{_AT_THE_END})\b(?=\.?\s*(?:[,;)\n]|$|{_POSTCODE}))"
_HOUSE = rf"\b(?!(?:19|20)\d\d,)\d{{1,4}}[a-z]?,?\s+(?:{_BETWEEN}\s+){{1,3}}{_NO_STREET}(?:{_LAST})"
"""A house and its street; neither a year with what follows it, nor a court that is one."""
_WELSH = (
    r"\b\d{1,4}[a-z]?,?\s+(?:heol|ffordd|stryd|l[oô]n|maes|clos|rhodfa|cilgant|gerddi|parc|cwrt)\s+"
    r"(?:(?:y|yr|yn)\s+)?[a-z][\w'’-]+"
)
"""A house and its street in Wales, where what a street is stands before its name."""
_BUILDING = (
    r"(?:(?!(?:and|or|of|in|at|on|to|is|was|the|her|his)\b)[a-z][\w'’-]*\s+){1,3}"
    r"(?:house|court|tower|towers|heights|lodge|mansions|apartments|buildings)\b"
)
_FLAT = rf"\b(?:flat|apartment|apt\.?)\s+(?:\d+[a-z]?|[a-z])\b(?:,?\s+{_BUILDING})?"
"""With the building that it is in."""
_NAMED = (
    r"\b\d{1,4}[a-z]?,?\s+the\s+(?:old\s+)?(?:acorns|ashes|beeches|birches|brambles|cedars|chestnuts|conifers|coppice|"
    r"copse|croft|dell|elms|ferns|firs|glade|glebe|granary|hawthorns|heathers|hedgerows|hollies|hollows|larches|"
    r"laurels|lilacs|limes|maltings|maples|meadows|moorings|oaks|orchards?|paddocks?|pines|poplars|rectory|rowans|"
    r"spinney|stables|sycamores|vicarage|willows|yews)\b"
)
"""A house in what is named and is no street: "4 The Larches". Only names that little else is numbered by."""
_POINT = (
    r"(?:///\s?|\bwhat\s?3\s?words(?:\.com/|:?\s+(?:is\s+)?)|\bw3w(?:\.co/|:?\s+))[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}|"
    r"(?<![\d.])[2-7]\d\.\d{4,8},\s*-?\d{1,3}\.\d{4,8}(?![\d.])|"
    r"\b(?:maps\.app\.goo\.gl|goo\.gl/maps|(?:www\.)?google\.[a-z.]{2,6}/maps|maps\.google\.[a-z.]{2,6}|maps\.apple\.com|"
    r"(?:www\.)?openstreetmap\.org)/\S+"
)
"""A point on the map, as telephones share it: three words, degrees, or a link."""
ADDRESS = rf"(?:{_FLAT},?\s+)?(?:{_HOUSE}|{_WELSH}|{_NAMED})|{_POSTCODE}|{_FLAT}(?:,?\s+\d{{1,4}}[a-z]?\b)?|{_POINT}"
"""What browsers look for too while somebody types: written so that JavaScript reads it as Python does.

A flat goes with its house: found by itself, it would be held back and its street left standing.
"""
_ADDRESS = re.compile(ADDRESS, re.IGNORECASE)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_A_COURT = "Crown|County|Family|Youth|High|Magistrates|Criminal|Supreme|Civil|Coroners|The"
_STREETS_AS_NAMED = (
    "Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Drive|Close|Court|Crescent|Cres|Way|Place|Terrace|Row|Gardens|Grove|Square|"
    "Mews|Hill|Walk|Park|View|Rise|Green|Parade|Wharf|Quay|Yard|Villas|Cottages|Heights|Cl|Gdns|Terr|Av|Cresc"
)
_IN_WORDS = re.compile(
    rf"\b(?i:(?:{_TENS})(?:[\s-](?:{_ONES}))?|{_TEENS}|{_ONES})[a-z]?,?\s+"
    rf"(?!(?:{_A_COURT})\b)(?:[A-Z][\w'’.-]*\s+){{1,3}}(?<!County )(?<!Family )(?<!Crown )"
    rf"(?:{_STREETS_AS_NAMED})\b"
)
"""A number in words, and its street with capitals: "twelve Example Court". Small letters make a "two mile walk" of it.

Asked on the server alone: a browser's pattern counts capitals nowhere or everywhere.
"""
_HOUSE_IN = re.compile(_HOUSE, re.IGNORECASE)
_SHORTEST = 5
"""Known places of fewer letters say too little to be looked for."""


def address_like(text: str, *, known: Iterable[str] = ()) -> list[str]:
    """The words of a text that look like an address, as they stand there, and known places that stand in it.

    Args:
        known: whereabouts already written down; case, spaces and punctuation do not count.
    """
    return [text[start:end] for start, end in _spans(text, known)]


def postcodes(text: str) -> list[str]:
    """The postcodes in a text, as they stand there."""
    return [match.group() for match in re.finditer(_POSTCODE, text, re.IGNORECASE)]


def house(text: str) -> str:
    """The first house and street in a text, "" where there is none: "41 Kingfisher Parade"."""
    found = _HOUSE_IN.search(text)
    return found.group() if found else ""


def without_addresses(text: str, *, known: Iterable[str] = ()) -> str:
    """The text with such words taken out and `HELD_BACK` in their place: deleted, not covered."""
    if not text:
        return text
    kept, at = [], 0
    for start, end in _spans(text, known):
        kept += [text[at:start], HELD_BACK]
        at = end
    return "".join([*kept, text[at:]])


def _spans(text: str, known: Iterable[str]) -> list[tuple[int, int]]:
    """Where such words stand, in order and without overlap."""
    by_pattern = (match.span() for pattern in (_ADDRESS, _IN_WORDS) for match in pattern.finditer(text))
    found = sorted({*by_pattern, *_known(text, known)})
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def letters(place: str) -> str:
    """What counts of a known place. Whoever looks for the same places in many texts makes it of them once."""
    return "".join(letter for letter in place.lower() if letter.isalnum())


def _known(text: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where known places stand as words of their own. Looked for in the text's letters: a case has many places."""
    stands = [(letter, at) for at, sign in enumerate(text) for letter in sign.lower() if letter.isalnum()]
    of_text = "".join(letter for letter, _ in stands)
    for place in known if len(of_text) >= _SHORTEST else ():
        wanted = place if place.isalnum() and place == place.lower() else letters(place)
        found = of_text.find(wanted) if len(wanted) >= _SHORTEST else -1
        while found >= 0:
            start, end = stands[found][1], stands[found + len(wanted) - 1][1] + 1
            if not _in_a_word(text[start - 1 : start]) and not _in_a_word(text[end : end + 1]):
                yield start, end
            found = of_text.find(wanted, found + 1)


def _in_a_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
