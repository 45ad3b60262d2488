"""Names of one field, tidied once for each way it is written: its letters, its parts, and what is no name at all.

Cyrillic and Greek letters are carried over to a to z. Names in Arabic, Chinese and all other writings are compared as
they are written: a name there is found under its own letters, and not under what somebody made of it in a to z.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

_NO_NAMES = """
unknown unk notknown nk na none nil null baby babyof babygirl babyboy infant newborn unborn anon anonymous test notgiven
notprovided refused withheld notstated notrecorded notdisclosed uk xx xxx xxxxx x tbc nfa blank missing unnamed noname
male female adult child unidentified
مجهول مجهوله غيرمعروف 未知 不详 不詳
"""
PLACEHOLDERS = frozenset(_NO_NAMES.split())
"""What agencies write where there is no name. Never compared: two people called "unknown" are not alike."""

_CARRIED_OVER = """
ß:ss æ:a ø:o þ:th ð:d ł:l đ:d ı:i œ:o
а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:sh ъ: ы:y
ь: э:e ю:yu я:ya і:i ї:i є:e ґ:g
α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o
"""
_OTHER_LETTERS = str.maketrans(dict(one.split(":") for one in _CARRIED_OVER.split()))
"""Letters that lose no accent when taken apart, and other alphabets in which names reach British agencies."""

_ALIASES = re.compile(r"[;|/,]| aka ", re.IGNORECASE)
_COMMON = 12
"""Who is called so may bear so many other names that none of them is meant."""

_LETTERS = re.compile(r"[a-z]+")
_ONE_LETTER = str.maketrans("یىکةھہ", "ييكههه", "ـ")
"""Letters that one keyboard has for another's, Persian and Urdu beside Arabic; and the stroke that only draws out."""
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "rev", "prof", "sir", "dame", "lady", "lord", "master"))
_SEX_OF_TITLE = {"mr": 1, "mrs": 0, "miss": 0, "ms": 0}
ELDER, YOUNGER, THIRD = 1, 2, 3
_STANDINGS = {
    **dict.fromkeys(("sr", "snr", "senior"), ELDER),
    **dict.fromkeys(("jr", "jnr", "junior", "ii"), YOUNGER),
    "iii": THIRD,
}
_AFTER_FAMILY = {**_STANDINGS, "i": ELDER}
"""After a given name an I is an initial."""
_LAST_WORD = re.compile(r"(?:^|[\s,(-])([a-z]+)[\s.)]*$", re.IGNORECASE)
_BEFORE_A_NAME = "al el ul ud ur abu ibn bin ben van von de da di der den la le du dos del o mc mac st fitz"
_PARTICLES = frozenset(_BEFORE_A_NAME.split())
"""Words that belong to the name after them."""


def tokens(text: str) -> list[str]:
    """The words of a name without titles: in letters a to z, or in those of a writing that is not carried over.

    Empty when the text stands for "not known".
    """
    lowered = text.lower()
    if not lowered.isascii():
        lowered = unicodedata.normalize("NFKD", lowered).translate(_OTHER_LETTERS)
        lowered = "".join(letter for letter in lowered if not unicodedata.combining(letter))
    found = _LETTERS.findall(lowered.replace("'", "").replace("’", ""))
    if not found and not lowered.isascii():
        found = _as_written(lowered)
    if len(found) > 1:
        found = [one for one in found if one not in _TITLES] or found
    if all(one in _SEX_OF_TITLE for one in found):
        return []  # "Mr" by itself is nobody's name.
    return [] if "".join(found) in PLACEHOLDERS or (found and found[0] in PLACEHOLDERS and len(found[0]) > 2) else found


def sex_of_title(text: str) -> int:
    """What the title before a given name says: 0 a woman, 1 a man, -1 neither."""
    first = _LETTERS.match(text.strip().lower())
    return _SEX_OF_TITLE.get(first[0], -1) if first else -1


def _as_written(text: str) -> list[str]:
    """The words of a name of which no letter is carried over. Signs for vowels belong to their word; the rest parts."""
    kept = "".join(letter if unicodedata.category(letter)[0] in "LM" else " " for letter in text.translate(_ONE_LETTER))
    return kept.split()


def given(text: str) -> tuple[str, str]:
    """The first given name and what follows it, as (first, further)."""
    found = tokens(text)
    if not found:
        return "", ""
    found = found[:1] + [one for one in found[1:] if one not in _STANDINGS]
    if len(found) > 1 and found[0] in _PARTICLES:
        return "".join(found[:2]), "".join(found[2:3])
    return found[0], found[1] if len(found) > 1 else ""


def middle(text: str) -> str:
    """The first of somebody's middle names; "Jnr" is none."""
    return "" if standing(middle=text) else given(text)[0]


def family(text: str) -> tuple[str, str, str]:
    """The family name as (whole, first part, second part); the parts are empty unless it is double-barrelled."""
    found = tokens(text)
    while len(found) > 1 and found[-1] in _AFTER_FAMILY:
        found.pop()
    parts: list[str] = []
    open_part = False
    for one in found:
        if open_part:
            parts[-1] += one
        else:
            parts.append(one)
        open_part = one in _PARTICLES
    whole = "".join(parts)
    return (whole, parts[0], parts[-1]) if len(parts) > 1 else (whole, "", "")


def standing(given: str = "", middle: str = "", family: str = "") -> int:
    """Which of a family's namesakes names say somebody is: `ELDER`, `YOUNGER`, `THIRD`, or 0 where they do not."""
    return _last(family, _AFTER_FAMILY) or _last(given, _STANDINGS) or _last(middle, _STANDINGS, alone=True)


def _last(text: str, words: dict[str, int], *, alone: bool = False) -> int:
    found = _LAST_WORD.search(text) if text else None
    return words.get(found[1].lower(), 0) if found and (alone or found.start(1)) else 0


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """A name → the names whose bearers may be called so, and the other way round."""
    found: dict[str, set[str]] = {}
    for own, file in ((True, "nicknames.txt"), (False, "nicknames_english.txt")):
        for line in (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or ":" not in line:
                continue
            name, forms = line.split(":")
            group = [name, *forms.split()]
            for form in group[1:]:
                found.setdefault(name, set()).add(form)
                found.setdefault(form, set()).add(name)
            # Two short forms of one name: Liz and Beth. The English list is too wide for it: Erin and Ron.
            for form in group[1:] if own else ():
                found[form].update(other for other in group[1:] if other != form)
    return {name: frozenset(others) for name, others in found.items()}


@cache
def _roots() -> dict[str, str]:
    return {
        name: max((name, *others), key=lambda one: (len(one), one))
        for name, others in nicknames().items()
        if len(others) < _COMMON
    }


def root(name: str) -> str:
    """The full name a short one mostly stands for; itself where there is none, or too many."""
    return _roots().get(name, name)


def alias(text: str) -> tuple[str, str]:
    """The first of somebody's other names as (given, family); a single word counts as a family name."""
    first = tokens(_ALIASES.split(text)[0])
    return (first[0], "".join(first[1:])) if len(first) > 1 else ("", "".join(first))
