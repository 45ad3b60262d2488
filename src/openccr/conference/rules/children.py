"""Children as referrers write them in one cell: `Ella 25/04/2019; Tom Reed 3-May-2021; unborn 12/02/2027`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from openccr.conference.rules.pointing import name_itself
from openccr.kernel.text import comparable
from openccr.people.rules import Description, Name
from openccr.tabular import Cell, Unreadable, read_date, read_list
from openccr.tabular.dates import Order
from openccr.tabular.names import split_name

_REMEDY = "Write each child as name and date of birth, such as Ella 25/04/2019, with a semicolon between children."
_NONE = frozenset({"none", "nochildren", "no", "nil", "0", "na", "n", "nk", "unknown", "notknown", "nonknown"})
_UNBORN = re.compile(r"\b(?:unborn(?: (?:baby|child))?|edd|expected|due)\b", re.IGNORECASE)
_BORN = re.compile(r"\b(?:d\.?o\.?b\.?|date of birth|born)(?![a-z])", re.IGNORECASE)
_AGE = re.compile(r"(?:aged? )?[0-9]{1,2} ?(?:(?:y(?:ea)?rs?|m(?:on)?ths?|weeks?)(?: old)?|y/?o)?\.?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()0-9]*)\)")
_SEVERAL = re.compile(r"[,&/+]|\band\b", re.IGNORECASE)
_LONGEST_NAME = 120


def read_children(cell: Cell, *, sexes: Mapping[str, str], today: date, order: Order) -> tuple[Description, ...]:
    """The children of a cell, none when it says that there are none.

    Args:
        sexes: `comparable` wording → key of the pack's list, for a mark in brackets such as `Ella (F) 25/04/2019`.
        today: in the partnership's time zone.
        order: how the pack says that dates are written.

    Raises:
        Unreadable: a number instead of names, an age instead of a date, several children in one part, or a date that
            cannot be read. An unborn child has the expected date.
    """
    items = read_list(cell)
    if len(items) == 1 and comparable(items[0]) in _NONE:
        return ()
    return tuple(
        _child(item, number=number, of=len(items), sexes=sexes, today=today, order=order)
        for number, item in enumerate(items, start=1)
    )


def _child(item: str, *, number: int, of: int, sexes: Mapping[str, str], today: date, order: Order) -> Description:
    which = "" if of == 1 else f"child {number}: "
    unborn = _UNBORN.search(item) is not None
    words = _BORN.sub(" ", _UNBORN.sub(" ", item))
    words, sex = _without_sex(words, sexes, which)
    first_digit = re.search(r"[0-9]", words)
    name = words[: first_digit.start()] if first_digit else words
    rest = words[first_digit.start() :].strip(" ().,:") if first_digit else ""
    name = name_itself(" ".join(name.strip(" -–—:.,()=").split()))
    if _SEVERAL.search(name) or len(name) > _LONGEST_NAME:
        raise Unreadable(f"{which}more than one name stands together", _REMEDY)
    if rest and _AGE.fullmatch(rest):
        what = "an age is written in place of a date of birth" if name else "a number is written in place of names"
        raise Unreadable(f"{which}{what}", _REMEDY)
    if not name and not unborn:
        raise Unreadable(f"{which}a date stands without a name", _REMEDY)
    if comparable(name) in ("yes", "y", "children", "child"):
        raise Unreadable(f"{which}it is not said who the children are", _REMEDY)
    try:
        day = read_date(Cell(rest, rest), today=today, order=order, birth=not unborn)
    except Unreadable as error:
        remedy = (
            "Write an unborn child as unborn and the expected date." if "not come yet" in error.problem else _REMEDY
        )
        raise Unreadable(f"{which}{error.problem}", remedy) from error
    given, family = split_name(name)
    names = (Name(given=given, family=family),) if name else ()
    return Description(names=names, born_on=day, born_on_is_expected=unborn, sex=sex)


def _without_sex(words: str, sexes: Mapping[str, str], which: str) -> tuple[str, str]:
    """The item without a mark in brackets that is a sex; anything else in brackets cannot be placed."""
    marks = [mark.strip() for mark in _IN_BRACKETS.findall(words) if mark.strip()]
    if not marks:
        return words, ""
    if len(marks) > 1 or comparable(marks[0]) not in sexes:
        raise Unreadable(f"{which}more is written than name and date of birth", _REMEDY)
    return _IN_BRACKETS.sub(" ", words), sexes[comparable(marks[0])]
