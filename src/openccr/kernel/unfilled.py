"""What is still to be filled in of a text that began as somebody's template: "[name of the lead]", "TBC", "____"."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BLANK = re.compile(
    r"\[(?!held back)(?=[^\]\n]*[a-z…])[^\]\n]{2,80}\](?!\()"  # [name of the lead]; neither [2] nor [a link](https://…)
    r"|<(?=[a-z])[a-z][\w ,/’'-]{2,60}>"  # <insert the name>
    r"|_{3,}"
    r"|\b(?:tbc|tba|tbd|to be confirmed|to be completed|x{3,}|lorem ipsum)\b"
    r"|\binsert (?:the )?(?:name|date|number|address|organisation|area|logo)\b[^.\n]{0,40}",
    re.IGNORECASE,
)
_NOT_BLANK = frozenset({"[sic]", "[...]", "[…]"})
SHOWN = 5


def unfilled(texts: Iterable[str]) -> list[str]:
    """What is still to be filled in of these texts, as it stands there, each once and in its order."""
    found = (match.group().strip() for text in texts for match in _BLANK.finditer(text))
    return [one for one in dict.fromkeys(found) if one.casefold() not in _NOT_BLANK]


def named(found: list[str]) -> str:
    """The first few of them in one sentence's part: “[name]”, “TBC” and 2 more."""
    words = ", ".join(f"“{one}”" for one in found[:SHOWN])
    return f"{words} and {len(found) - SHOWN} more" if len(found) > SHOWN else words
