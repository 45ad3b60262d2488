"""Words in a text that may be somebody's name, so that whoever publishes it is asked of each.

Nobody's records are looked into for this: to be asked of one name and not of another would tell who is known here. A
pattern asks of every word that is written as a name, whoever bears it; one in small letters it cannot see.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

_WORD = re.compile(r"[A-Z](?:['’][A-Z])?[a-zà-öø-ÿ]+(?:[-'’]?[A-Z][a-zà-öø-ÿ]+|['’][a-zà-öø-ÿ]+)*")
_BEGINS = re.compile(r"(?:^|[.!?:;\n–•*“\"(])\s*[“\"'‘(]?$")
"""What stands before the first word of a sentence, which has a capital whatever it is."""
_POSSESSIVE = re.compile(r"['’]s$")
_NO_NAMES = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "christmas", "easter",
    "ramadan", "eid", "diwali", "english", "welsh", "british", "england", "wales", "scotland", "britain", "polish",
    "urdu", "punjabi", "romanian", "marac", "maracs", "idva", "clare", "council", "police", "court", "nhs", "god",
    "mr", "mrs", "ms", "miss", "act", "facebook", "whatsapp", "instagram", "google", "snapchat",
}  # fmt: skip
"""Written with a capital and no person: days, months, feasts, languages, the words of this work."""
_ALSO_WORDS = {
    "will", "may", "mark", "hope", "bill", "art", "chance", "faith", "joy", "guy", "sue", "rob", "drew", "gene",
    "pat", "rose", "dot", "ray", "dean", "don", "grace", "max", "rich", "ally", "sandy", "penny", "ginger", "in",
    "an", "al", "so", "ed", "do", "many", "ease", "ever", "less", "even", "any", "some", "bea", "see", "she", "her",
    "he", "his", "him", "we", "us", "per", "man", "men", "happy", "honey", "star", "storm", "summer", "autumn",
    "winter", "dawn", "eve", "early", "tally", "willing",
}  # fmt: skip
"""Names that begin a sentence as often as other words."""


def perhaps_names(text: str, *, given: Collection[str], known: Iterable[str] = ()) -> list[str]:
    """The words of a text that may be somebody's name, as they stand there, each once and in their order.

    Args:
        given: given names in small letters: only of these is the first word of a sentence one.
        known: names that are no person's, such as those of agencies.
    """
    none = {word.casefold() for name in known for word in re.findall(r"[\w'’-]+", name)} | _NO_NAMES
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        shown = _POSSESSIVE.sub("", match.group())
        word = shown.casefold()
        first = _BEGINS.search(text[: match.start()]) is not None
        if word in none or (first and (word not in given or word in _ALSO_WORDS)):
            continue
        found.setdefault(word, shown)
    return list(found.values())
