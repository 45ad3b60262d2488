"""Several children in one cell of a spreadsheet, as agencies write them."""

from __future__ import annotations

from datetime import date

import pytest

from openccr.conference.rules.children import read_children
from openccr.people.rules import full_name
from openccr.tabular import Cell, Unreadable
from tests.conference.test_referral_rules import READING, TODAY

ELLA = ("Ella", date(2019, 4, 3), False)


def children(text: str) -> list[tuple[str, date | None, bool]]:
    found = read_children(Cell(text, text), sexes=READING.wordings["sex"], today=TODAY, order="dmy")
    names = [full_name(one.names[0].given, one.names[0].family) if one.names else "" for one in found]
    return [(name, one.born_on, one.born_on_is_expected) for name, one in zip(names, found, strict=True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ella 3/4/2019; Tom Reed 5-Jun-2020", [ELLA, ("Tom Reed", date(2020, 6, 5), False)]),
        ("Ella - 3/4/19\nTom (M), dob 05/06/2020", [ELLA, ("Tom", date(2020, 6, 5), False)]),
        ("Ella (3/4/2019)", [ELLA]),
        ("May 3/4/2019", [("May", date(2019, 4, 3), False)]),
        ("Ella", [("Ella", None, False)]),
        ("unborn 12/07/2026", [("", date(2026, 7, 12), True)]),
        ("Unborn baby (EDD 12/07/26)", [("", date(2026, 7, 12), True)]),
        ("unborn", [("", None, True)]),
        ("none", []),
        ("N/A", []),
        ("0", []),
        ("", []),
    ],
)  # fmt: skip
def test_several_children_in_one_cell(text: str, found: list[tuple[str, date | None, bool]]) -> None:
    assert children(text) == found


def test_a_child_written_with_both_names_is_found_by_either() -> None:
    """Kept as one name, a child would be met by no search and by no request for the child's own data."""
    (child,) = read_children(Cell("Tom Reed 5/6/2020", "Tom Reed 5/6/2020"), sexes={}, today=TODAY, order="dmy")
    assert [(one.given, one.family) for one in child.names] == [("Tom", "Reed")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2", "number"),
        ("2 children", "not one date|number|date"),
        ("Ella (6)", "age"),
        ("Ella aged 6", "age"),
        ("Ella 6 years old", "age"),
        ("Ella & Tom 3/4/2019", "more than one name"),
        ("Ella, Tom", "more than one name"),
        ("Ella 3/4/2019, Tom 5/6/2020", "not one date"),
        ("Ella; 3/4/2019", "child 2: a date stands without a name"),
        ("3/4/2019", "without a name"),
        ("Ella 3/4/2027", "not come yet"),
        ("Ella 31/4/2019", "no day 31"),
        ("Ella (known to CSC) 3/4/2019", "more is written"),
        ("yes", "not said who"),
        ("as above", "points to another name"),
    ],
)
def test_children_that_cannot_be_told_apart_are_refused(text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        children(text)
