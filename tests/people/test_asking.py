"""A parent who abuses asks "for the child": by name too, however it is written (mission, must never happen)."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.people.operations import Description, Name, add_person
from openccr.people.queries.asking import named_as_harmer
from openccr.people.rules import PartKind
from tests.makers import TODAY, Area, open_case


@pytest.mark.parametrize(
    ("name", "harms"),
    [
        ("Ash Marsh", True),
        ("MARSH, Ash", True),
        ("Mr Ash Marsh", True),
        ("Asher Tollgate", True),
        ("Jan Willem van der Ploverby", True),
        ("Mr VAN DER PLOVERBY, Jan Willem", True),
        ("Willem Ploverby", False),
        ("Otto Rill Fennybank", True),
        ("Otto", False),
        ("Rosa Tamworth", False),
        ("Marsh", False),
        ("", False),
    ],
)
def test_whoever_has_the_name_of_the_one_who_harms_asks_as_them(area: Area, name: str, harms: bool) -> None:
    file = open_case(area)
    made = {}
    names = {
        PartKind.VICTIM: (Name(given="Rosa", family="Tamworth"),),
        PartKind.HARMER: (
            Name(given="Ash", family="Marsh"),
            Name(given="Asher", family="Tollgate", kind="alias"),
            Name(given="Jan Willem", family="van der Ploverby", kind="alias"),
            Name(given="Otto Rill Fennybank", kind="alias"),
        ),
        PartKind.CHILD: (Name(given="Ella", family="Marsh"),),
    }
    for kind, called in names.items():
        made[kind] = add_person(
            actor=area.amina, file_id=file, kind=kind, described=Description(names=called), relationship="",
            source="x", on=TODAY,
        )  # fmt: skip
    with acting_as(area.amina):
        assert named_as_harmer(name, about=made[PartKind.CHILD]) is harms
