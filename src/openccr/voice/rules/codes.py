"""The code of an anonymous message: the only way back to it."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from openccr.kernel.references import ALPHABET

LONGEST = 4_000
"""Characters of an anonymous message: a page or two."""


CODE = 12


def new_code(*, choose: Callable[[str], str] = secrets.choice) -> str:
    """A code such as `7F3K-Q9XT-CDWY`: the only way back to an anonymous message."""
    body = "".join(choose(ALPHABET) for _ in range(CODE))
    return "-".join(body[place : place + 4] for place in range(0, CODE, 4))


def read_code(text: str) -> str:
    """The code in one form, however it was typed; empty for what is none."""
    found = "".join(text.upper().split()).replace("-", "")
    return found if len(found) == CODE and all(character in ALPHABET for character in found) else ""
