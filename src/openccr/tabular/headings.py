"""Which row holds the headings, and which column each heading stands for. Exact wording only: never a near match."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

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


def under_groups(
    headings: Sequence[object], above: Sequence[object], index: Index, *, merged: Set[int] = frozenset()
) -> tuple[object, ...]:
    """The headings as they read below a row that says whose they are: "DOB" below "Perpetrator" is "Perpetrator DOB".

    A heading merged over both rows stands in the upper one. One that is somebody else's, and unknown below this group,
    keeps the group before it, so that nobody is given what is another's: "DOB" below "Children" is never the victim's.

    Args:
        headings: the row of headings.
        above: the row above it; a group's name stands over its first column and is meant for those up to the next.
        index: see `wordings.by_wording`.
        merged: columns that lie below the first of a merged cell of the row above. Such a group says where it ends.

    Raises:
        TableError: a heading stands past the end of a merged group, and would be another person's there than within.
    """
    whole: list[object] = []
    group, of, ended = "", 0, False
    for position, heading in enumerate(headings):
        over = above[position] if position < len(above) else ""
        own, text = (tidy(one) if isinstance(one, str) else "" for one in (over, heading))
        if own:
            group, of, ended = own, position, False
        # Past the end of a merged group is past it, whatever blank cells are merged there.
        ended = ended or (of + 1 in merged and position > of and position not in merged)
        if not text and match(own, index):
            whole.append(own)
            continue
        bare, meant, whose = match(text, index), match(f"{group} {text}", index), match(group, index)
        if ended and bare and meant and meant != bare:
            raise TableError(
                f"“{text}” (column {column_letter(position)}) stands past “{group}”, so whose it is cannot be told",
                "Say it in the heading itself, as in “Victim address”, or merge the group over all its columns.",
            )
        of_another = (
            bare
            and whose
            and _person(bare) != _person(whose)
            and (_is_shared(text, bare, index) or _is_owned(text, bare, index, but=_person(whose)))
        )
        whole.append(f"{group} {text}" if text and group and (of_another or (meant and meant != bare)) else heading)
    return tuple(whole)


def _person(name: str) -> str:
    """Whose a column is, by its canonical name: `victim` of `victim_dob`."""
    return name.partition("_")[0]


def _is_shared(heading: str, name: str, index: Index) -> bool:
    """Whether the heading is also how another person's column ends: "DOB" does "Perpetrator DOB"."""
    end, person = comparable(heading), _person(name)
    people = {_person(one) for one in index.values() if one.endswith("_name")} - {person}
    return any(wording.endswith(end) and _person(one) in people for wording, one in index.items())


def _is_owned(heading: str, name: str, index: Index, *, but: str) -> bool:
    """Whether the column is also written as that of somebody but this one: "Ethnicity" is as "Victim ethnicity"."""
    end = comparable(heading)
    before = (wording.removesuffix(end) for wording, one in index.items() if one == name and wording.endswith(end))
    owners = {_person(owner) for person in before if (owner := index.get(person))}
    return bool(owners) and but not in owners


def map_columns(values: Sequence[object], index: Index, *, has_values: Sequence[bool]) -> tuple[Column, ...]:
    """The file's columns, from its row of headings.

    Args:
        values: the row of headings; below a row of groups, see `under_groups`.
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
