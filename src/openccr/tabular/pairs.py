"""Labels with their answers in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from openccr.tabular.blocks import Block, Paragraph
from openccr.tabular.labels import Labels

MOST_WORDS = 12
"""Words of a label within a line; what is longer is a sentence that happens to hold a colon."""
FAREWELL = re.compile(
    r"(?:--|(?:kind|best|warm)?\s*(?:regards|wishes)|(?:many )?thanks|thank you|yours (?:sincerely|faithfully))\W*",
    re.IGNORECASE,
)
"""A line that ends a letter, and with it the answer before it."""
_PERSON = re.compile(
    r"(?P<who>[^:]{2,40}):\s*(?P<name>[A-Z][\w'’-]*(?:,?\s+[\w'’-]*[^\W\d][\w'’-]*){0,4}?)"
    r"(?P<other>\s*[(,]\s*(?:a\.?k\.?a\.?|also known as|known as)[\s:]+[^(),:]{1,60}\)?)?"
    r"(?:[\s,(]+(?:d\.?o\.?b\.?|born):?\s*(?P<born>[^,;)]+)\)?[\s,;]*(?P<more>.*))?"
)
"""A person in one line of a message: "Perp: Rory Dunnett, dob 14.2.88, ex", "Victim: DUNNETT, Jo (aka Joey)"."""
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


def people_apart(blocks: Iterable[Block], labels: Labels) -> Iterator[Block]:
    """The blocks, where a line that names a person after the word for them stands as a form would have it: the heading,
    the name, the day of birth, and what else was said.
    """
    for block in blocks:
        said = _PERSON.fullmatch(block.text) if isinstance(block, Paragraph) else None
        who = said["who"] if said else ""
        if said is None or labels.section(who) is None or labels.name(who, "") is not None:
            yield block
            continue
        yield Paragraph(who)
        yield Paragraph(f"Name: {said['name']}{said['other'] or ''}")
        if said["born"]:
            yield Paragraph(f"DOB: {said['born']}")
        if said["more"]:
            yield Paragraph(said["more"])
