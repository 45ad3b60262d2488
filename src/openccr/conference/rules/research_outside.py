"""What stands in a form that came back, yet not in its boxes: a program that lost them, or words typed beside one.

Nothing an agency wrote may be lost without a word. What stands in the row of a box, of a case and on a form of this
agency, is its answer; whatever else was written is shown to whoever looks at the form.
"""

from __future__ import annotations

from collections.abc import Sequence

from openccr.conference.rules.lost_boxes import in_rows, is_of
from openccr.conference.rules.research_document import CASE, AskedCase, document_for
from openccr.tabular import Document, Unplaced

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
    if not is_of(document, form):
        return {}, ()
    found, left = in_rows(document, form, begins=CASE, dated=_DATED)
    return found, tuple(map(_said, left))


def _said(one: Unplaced) -> str:
    text = f"{one.label}: {one.text}" if one.label else one.text
    return f"Written outside the boxes, and not taken: “{' '.join(text.split())}”"
