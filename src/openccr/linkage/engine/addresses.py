"""Addresses and telephone numbers as they are compared: streets in full words, numbers of house and flat, ten digits.

`normalise.py` takes them apart for millions of records by SQL; this does it for one, and a test holds the two together.
"""

from __future__ import annotations

import re
from functools import lru_cache

_STREET_WORDS = {
    "rd": "road", "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "cl": "close", "ln": "lane",
    "dr": "drive", "ct": "court", "cres": "crescent", "cr": "crescent", "terr": "terrace", "ter": "terrace",
    "gdns": "gardens", "gdn": "garden", "pl": "place", "sq": "square", "pk": "park", "gr": "grove", "gro": "grove",
    "hse": "house", "bldg": "building", "hts": "heights", "est": "estate", "nth": "north", "sth": "south",
}  # fmt: skip
_FLAT_WORDS = frozenset(["flat", "apt", "apartment", "unit", "room", "no", "fl", "floor", "flt"])
_LONGEST = 40
_NOWHERE = """
nfa fixedabode fixedaddress offixedabode homeless roughsleeping sofasurfing unknown notknown addressunknown
addressnotknown unknownaddress none null notgiven notprovided notrecorded notstated refused withheld addresswithheld
confidential addressconfidential refuge hostel prison tbc various asabove sameasabove
"""
_NO_STREETS = frozenset(_NOWHERE.split())
"""What agencies write where there is no street."""
_NO_POSTCODES = frozenset(["ZZ993VZ", "ZZ993WZ", "ZZ993CZ"])
"""Postcodes of the health service for no fixed abode, not known, and somewhere in England."""
AFTER_NUMBER = r"[0-9]+[a-z]?,? +([a-z][^,0-9]+)(,|$)"
"""The words after the house's number, up to a comma."""
NUMBER_WORDS = r"[0-9]+[a-z]?( |,|$)"
"""What is no word of an address that has no number before its street."""
NO_NUMBER = "^0?4?4?(0|1|9)+$"
"""Telephone numbers that stand for none: one digit over and over."""
LEAST_DIGITS, MOST_DIGITS, COMPARED_DIGITS = 8, 15, 10
_LARGEST = 2**31 - 1

_after, _numbered, _none = re.compile(AFTER_NUMBER), re.compile(NUMBER_WORDS), re.compile(NO_NUMBER)
_numbers, _not_letters, _not_digits = re.compile("[0-9]+"), re.compile("[^a-z]+"), re.compile("[^0-9]")


def street_name(words: str) -> str:
    """The words of a street, written out and put together; empty for what agencies write where there is none."""
    known = [_STREET_WORDS.get(word, word) for word in words.split() if word not in _FLAT_WORDS and len(word) > 1]
    written = "".join(known)
    return "" if written in _NO_STREETS else written[:_LONGEST]


def is_postcode(text: str) -> bool:
    """Whether capitals and digits may be a postcode, of this country or another."""
    return 4 <= len(text) <= 8 and not text.isalpha() and text not in _NO_POSTCODES


@lru_cache(maxsize=65536)
def home(address: str) -> tuple[str, int, int]:
    """Street, house and flat of an address; empty and −1 where they are not known."""
    lowered = address.lower()
    found = _after.search(lowered)
    words = found[1] if found else _numbered.sub(" ", lowered)
    numbers = [int(one) if int(one) <= _LARGEST else -1 for one in _numbers.findall(address)]
    house = numbers[-1] if numbers else -1
    return street_name(_not_letters.sub(" ", words)), house, numbers[-2] if len(numbers) > 1 else -1


def telephone(text: str) -> str:
    """The last ten digits of a telephone number; empty where it is none."""
    digits = _not_digits.sub("", text)
    if not LEAST_DIGITS <= len(digits) <= MOST_DIGITS or _none.match(digits):
        return ""
    return digits[-COMPARED_DIGITS:].rjust(COMPARED_DIGITS, "0")
