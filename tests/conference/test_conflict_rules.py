"""When a member of staff is taken for somebody of a case: the rules alone, without a database."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from openccr.conference.rules.conflicts import InCase, Staff, matches
from openccr.people.rules import PartKind

BORN = date(1988, 4, 2)


def _staff(name: str, *marks: tuple[str, str]) -> Staff:
    return Staff(UUID(int=1), UUID(int=2), UUID(int=3), name, "Willowmere Homes", marks=frozenset(marks))


@pytest.mark.parametrize(
    ("name", "one_chance", "found"),
    [
        ("Mark Invented", False, True),
        ("INVENTED Márk", False, True),
        ("Bea Invented", False, False),
        ("Bea Invented", True, True),
        ("Bea Lindqvist", True, False),
    ],
)
def test_the_whole_name_counts_always_and_the_family_name_in_one_chance_mode(
    name: str, one_chance: bool, found: bool
) -> None:
    people = [InCase(PartKind.HARMER, frozenset({("mark", "invented")}))]
    assert bool(matches([_staff(name)], people, one_chance=one_chance)) is found


@pytest.mark.parametrize(
    ("name", "marks", "found", "strong"),
    [
        ("Mark Invented", ("born",), True, True),
        ("Mark Invented", ("postcode",), True, True),
        ("Mark Invented", (), True, False),
        ("Bea Lindqvist", ("name", "born"), True, True),
        ("Bea Lindqvist", ("phone",), True, True),
        ("Bea Lindqvist", ("email",), True, True),
        ("Bea Lindqvist", ("address",), True, True),
        ("Bea Lindqvist", ("born",), False, False),
        ("Bea Lindqvist", ("postcode",), False, False),
    ],
)
def test_more_than_a_name_holds_at_once(name: str, marks: tuple[str, ...], found: bool, strong: bool) -> None:
    tokens = frozenset({"born", "postcode", "name", "phone", "email", "address"})
    people = [InCase(PartKind.VICTIM, frozenset({("mark", "invented")}), tokens)]
    shown = matches([_staff(name, *((kind, kind) for kind in marks))], people, one_chance=False)
    assert bool(shown) is found
    assert any(one.strong for one in shown) is strong
