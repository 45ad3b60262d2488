"""A form of ours as a program gives it back that knows no boxes, or loses their tags: its rows are read instead.

LibreOffice before 7.5 forgets the tags as it saves, and every version does when the form was kept as OpenDocument.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from openccr.kernel.text import comparable
from openccr.tabular import Document, Unplaced
from openccr.tabular.answers import unprompted
from openccr.tabular.fillable import Box, Fillable

_TICK = re.compile(r"^\s*(?:\[\s*[xX✓✔]\s*\]|[☒☑✓✔✗✘]|[xX](?=\s))\s*")
_FURNITURE = ("In the header", "In the footer")


def is_of(document: Document, form: Fillable) -> bool:
    """Whether a document bears the title of a form."""
    return any(comparable(one.text) == comparable(form.title) for one in document.unplaced)


def in_rows(
    document: Document, form: Fillable, *, begins: str = "", dated: str = ""
) -> tuple[dict[str, str], tuple[Unplaced, ...]]:
    """What stands in the rows of a form's boxes, by the boxes' tags, and what else was written.

    Args:
        document: read by no labels, so that every row of it is there.
        form: as it was sent out.
        begins: how the headings of its parts begin, those of other copies too: below one that is unknown nothing is
            taken.
        dated: how a printed line begins that was another when the form was made.
    """
    printed = {comparable(line) for line in (form.title, *form.said, *(x for part in form.parts for x in part.said))}
    parts = {comparable(part.title): part for part in form.parts}
    in_boxes = {tag.partition("=")[0] for tag in document.controls or ()}
    found: dict[str, str] = {}
    left: list[Unplaced] = []
    waiting: list[Box] = []
    for one in document.unplaced:
        whole = f"{one.label}: {one.text}" if one.label else one.text
        if one.label in in_boxes or one.label in _FURNITURE or comparable(whole) in printed:
            continue
        if dated and whole.startswith(dated):
            continue
        title = "" if one.label else comparable(one.text)
        if title in parts or (begins and not one.label and one.text.startswith(begins)):
            waiting = list(parts[title].boxes) if title in parts else []
        elif (box := _box(waiting, one.label or one.text)) is None:
            left.append(one)
        else:
            waiting.remove(box)  # Two boxes of a part may bear the same words: the next row is the next one's.
            found |= dict(_answered(box, one.text if one.label else ""))
    return found, tuple(left)


def _box(boxes: Iterable[Box], label: str) -> Box | None:
    said = comparable(label)
    return next((b for b in boxes if said in (comparable(b.label), comparable(f"{b.label} ({b.hint})"))), None)


def _answered(box: Box, text: str) -> Iterator[tuple[str, str]]:
    if box.kind != "ticks":
        if said := unprompted(text):
            yield box.tag, said
        return
    for line in text.splitlines():
        said = _TICK.sub("", line)
        for key, words in box.choices:
            if said != line and comparable(said) == comparable(words):
                yield f"{box.tag}={key}", "☒"
