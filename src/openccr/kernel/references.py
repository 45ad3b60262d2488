"""Human references: random, so that they count nothing, with a check character, so that a slip is caught."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

# No vowels (no words), no 0/O, 1/I/L, 2/Z, 5/S, 8/B confusions on the telephone or in handwriting.
ALPHABET = "34679CDFGHJKMNPQRTVWXY"


_LIKE_ONE = re.compile(r"[A-Za-z]-[A-Za-z0-9]{4}-?[A-Za-z0-9]{4}\b")


def new_reference(*, prefix: str, choose: Callable[[str], str] = secrets.choice) -> str:
    """A new reference such as `M-7F3K-Q9XT`: seven random characters, a check character and the prefix."""
    body = "".join(choose(ALPHABET) for _ in range(7))
    return f"{prefix}-{body[:4]}-{body[4:]}{check_character(body)}"


def check_character(body: str) -> str:
    """The Luhn mod N check character: catches one wrong character and most swapped neighbours."""
    total = 0
    for position, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]


def is_reference(text: str) -> bool:
    """Whether the text is a well-formed reference whose check character is right."""
    prefix, _, rest = text.strip().upper().partition("-")
    body = rest.replace("-", "")
    return (
        bool(prefix)
        and len(body) == 8
        and all(character in ALPHABET for character in body)
        and check_character(body[:-1]) == body[-1]
    )


def references_in(text: str) -> list[str]:
    """The well-formed references that stand in words somebody typed."""
    return [found for found in _LIKE_ONE.findall(text) if is_reference(found)]
