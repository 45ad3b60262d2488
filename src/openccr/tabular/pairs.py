"""Labels with their answers in one line."""

from __future__ import annotations

import re

from openccr.tabular.labels import Labels

MOST_WORDS = 12
"""Words of a label within a line; what is longer is a sentence that happens to hold a colon."""
_SEPARATOR = re.compile(r"[:?]\s*")


def pairs_in(text: str, labels: Labels, section: str) -> list[tuple[str, str, str]]:
    """ "Name: Jane  DOB: 3/4/1990" as names, labels and answers; nothing when it does not begin with a label."""
    found: list[tuple[str, str, str]] = []
    last = 0
    for mark in _SEPARATOR.finditer(text):
        words = text[last : mark.start()].split()
        starts = range(1) if not found else range(max(0, len(words) - MOST_WORDS), len(words))
        for start in starts:
            label = " ".join(words[start:])
            if name := labels.name(label, section):
                if found:
                    found[-1] = (*found[-1][:2], " ".join(words[:start]).strip(" ,;|"))
                found.append((name, label, text[mark.end() :].strip()))
                last = mark.end()
                break
        if (not found and len(words) > MOST_WORDS) or (found and found[-1][0] in labels.narrative):
            break
    return found
