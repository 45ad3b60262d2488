"""The code of an anonymous message, and what is kept of it."""

from __future__ import annotations

from openccr.access.sealing import token
from openccr.kernel.refusals import NotFound
from openccr.voice.rules.codes import read_code

PURPOSE = "anonymous message"


def receipt_of(code: str) -> str:
    """What is kept of a code. Raises NotFound for what is none."""
    found = read_code(code)
    if not found:
        raise NotFound
    return token(found, purpose=PURPOSE)
