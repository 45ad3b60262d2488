"""Names that are one slip away from a name, as keys that are compared for equality.

Row security lets the database use an index only for equality (decision 0011). So likeness is asked the other way round:
not "which names are like this one" but "is any of these few hundred names there".
"""

from __future__ import annotations

from functools import lru_cache
from string import ascii_lowercase

from openccr.linkage.engine.spelling import nicknames, tokens
from openccr.people.rules import name_key

_SHORTEST, _LONGEST = 3, 16
_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("ck", "k"), ("c", "k"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ie", "y"), ("y", "i"), ("o", "u"), ("e", "a"), ("e", "i"), ("ay", "ai"), ("w", "v"), ("z", "s"),
    ("q", "k"), ("x", "ks"), ("sh", "s"), ("mac", "mc"), ("ah", "a"), ("aa", "a"),
)  # fmt: skip
"""Letters that are written for each other when a name is heard, or carried over from another script."""


@lru_cache(maxsize=1_024)
def nearby(name: str) -> frozenset[str]:
    """The keys of a name, of its parts, and of names one slip away: a letter left out, added, changed or turned."""
    key = name_key(name)
    found = {key, *(name_key(part) for part in tokens(name) if len(part) >= _SHORTEST)} - {""}
    if not _SHORTEST < len(key) <= _LONGEST:
        return frozenset(found | _spelt_otherwise(key))
    for at in range(len(key) + 1):
        head, tail = key[:at], key[at:]
        found.update(head + letter + tail for letter in ascii_lowercase)
        if tail:
            found.add(head + tail[1:])
            found.update(head + letter + tail[1:] for letter in ascii_lowercase)
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
    return frozenset(found | _spelt_otherwise(key))


def _spelt_otherwise(key: str) -> set[str]:
    """A name with one or two of the letters changed that are written for each other."""
    once = {key.replace(a, b) for one, other in _SOUNDS for a, b in ((one, other), (other, one)) if a in key}
    return once | {
        made.replace(a, b) for made in once for one, other in _SOUNDS for a, b in ((one, other),) if a in made
    }


def called(name: str) -> frozenset[str]:
    """Keys of a given name and of the names its bearers are called by: Elizabeth, Liz, Beth."""
    found = {name_key(name)}
    for part in tokens(name)[:1]:
        found |= {part, *nicknames().get(part, ())}
    return frozenset(found - {""})
