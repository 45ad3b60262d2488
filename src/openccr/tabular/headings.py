"""Which row holds the headings, and which column each heading stands for. Exact wording only: never a near match."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from openccr.kernel.text import comparable
from openccr.tabular.table import Column, TableError, column_letter
from openccr.tabular.text import tidy

# Row and reason, added to a file of refused rows. Both must be there, so that a stranger's "Row" is still reported.
ROW_HEADING = "row"
REASON_HEADING = "what to correct"
_OURS = frozenset({comparable(ROW_HEADING), comparable(REASON_HEADING)})

# A form says how to fill a column in; that is no part of the column's name. "(mm/dd/yyyy)" is not here on purpose:
# such a column must be looked at by a person.
_HINT = re.compile(
    r"\((?:d{1,2}[/. -]m{1,3}[/. -]y{2,4}|yyyy-mm-dd|y/n|y/n/u|yes/no|yes/no/(?:unknown|not known)|if known|if any"
    r"|if applicable|optional|required|mandatory)\)",
    re.IGNORECASE,
)

Index = Mapping[str, str]


def match(text: str, index: Index) -> str | None:
    """The canonical name a heading stands for, or None."""
    return index.get(comparable(text)) or index.get(comparable(_HINT.sub("", text)))


def score(values: Sequence[object], index: Index) -> int:
    """How many different known columns a row names; 0 when it is too few to be the headings.

    One is enough only where the row holds nothing else, since a title may happen to be a column's name.
    """
    texts = [text for value in values if isinstance(value, str) and (text := tidy(value))]
    found = {name for text in texts if (name := match(text, index))}
    return len(found) if len(found) > 1 or len(texts) == len(found) else 0


def best_row(rows: Sequence[Sequence[object]], index: Index) -> tuple[int, int]:
    """The score and position of the row, among the first fifty, that names most known columns; (0, -1) for none."""
    best = (0, -1)
    for position, row in enumerate(rows[:50]):
        if (found := score(row, index)) > best[0]:
            best = (found, position)
    return best


def are_ours(values: Sequence[object]) -> bool:
    """True for the headings of a file of refused rows, as `refused` writes them."""
    return {comparable(value) for value in values if isinstance(value, str)} >= _OURS


def map_columns(values: Sequence[object], index: Index, *, has_values: Sequence[bool]) -> tuple[Column, ...]:
    """The file's columns, from its row of headings.

    Args:
        values: the row of headings.
        index: see `wordings.by_wording`.
        has_values: for each column, whether anything stands below; an empty one without a heading is left out.

    Raises:
        TableError: two headings stand for one column.
    """
    texts = [tidy(value) if isinstance(value, str) else str(value) for value in values]
    ours = are_ours(texts)
    columns: list[Column] = []
    named: dict[str, Column] = {}
    for position, heading in enumerate(texts):
        is_ours = ours and comparable(heading) in _OURS
        if not heading and not has_values[position]:
            continue
        column = Column(position, heading, None if is_ours else match(heading, index), is_ours)
        if column.name and (other := named.setdefault(column.name, column)) is not column:
            raise TableError(
                f"“{other.heading}” (column {column_letter(other.position)}) and “{heading}” "
                f"(column {column_letter(position)}) both stand for {column.name}",
                "Keep the one that is right, and rename or delete the other.",
            )
        columns.append(column)
    return tuple(columns)
