"""What stands in a form that came back, yet not in its boxes: a program that lost them, or words typed beside one.

Nothing an agency wrote may be lost without a word. What stands in the row of a box, of a case and on a form of this
agency, is its answer; whatever else was written is shown to whoever looks at the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from openccr.conference.rules.research_document import CASE, AskedCase, document_for, tag_of
from openccr.kernel.text import comparable
from openccr.tabular import Document
from openccr.tabular.fillable import Box, Part

_TICK = re.compile(r"^\s*(?:\[\s*[xX✓✔]\s*\]|[☒☑✓✔✗✘]|[xX](?=\s))\s*")
_FURNITURE = ("In the header", "In the footer")
_DATED = "For the conference of "
"""The printed line whose days were others when the form was made."""


def beside_the_boxes(
    document: Document, cases: Sequence[AskedCase], *, agency: str
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The answers that stand in the rows of boxes, by the boxes' tags, and what else was written, in sentences.

    Args:
        cases: those that the agency is asked about at the meeting.
        agency: its name, as the title of its own form says it; of another agency's form nothing is taken.
    """
    form = document_for(cases, agency=agency, to="", meeting_on="", due_on="")
    if all(comparable(one.text) != comparable(form.title) for one in document.unplaced):
        return {}, ()
    printed = {comparable(one) for one in (form.title, *form.said[1:], *(x for part in form.parts for x in part.said))}
    parts = {comparable(part.title): (tag_of(case), part) for part, case in zip(form.parts, cases, strict=True)}
    in_boxes = {tag.partition("=")[0] for tag in document.controls or ()}
    found: dict[str, str] = {}
    left: list[str] = []
    here: tuple[str, Part] | None = None
    for one in document.unplaced:
        whole = f"{one.label}: {one.text}" if one.label else one.text
        if one.label in in_boxes or one.label in _FURNITURE or whole.startswith(_DATED) or comparable(whole) in printed:
            continue
        if not one.label and one.text.startswith(CASE):
            here = parts.get(comparable(one.text))
        elif here is None or (box := _box(here[1], one.label or one.text)) is None:
            left.append(_said(whole))
        else:
            found |= dict(_answered(here[0], box, one.text if one.label else ""))
    return found, tuple(left)


def _box(part: Part, label: str) -> Box | None:
    said = comparable(label)
    return next((b for b in part.boxes if said in (comparable(b.label), comparable(f"{b.label} ({b.hint})"))), None)


def _answered(tag: str, box: Box, text: str) -> Iterator[tuple[str, str]]:
    if box.kind != "ticks":
        if text:
            yield box.tag, text
        return
    for line in text.splitlines():
        said = _TICK.sub("", line)
        for key, words in box.choices:
            if said != line and comparable(said) == comparable(words):
                yield f"{tag}.state={key}", "☒"


def _said(text: str) -> str:
    return f"Written outside the boxes, and not taken: “{' '.join(text.split())}”"
