"""A telephone that is a refuge's or an office's makes no two families one, and so holds nobody (decision 27)."""

from __future__ import annotations

import pytest

from openccr.people.operations import Description, Name
from openccr.people.rules import OFFICE
from tests.conference.holding import add, earlier, sees
from tests.makers import Area, open_case

pytestmark = pytest.mark.django_db

NUMBER = ("phone", "07700 900123")


def calling(given: str, family: str) -> Description:
    return Description(names=(Name(given=given, family=family),), places=(NUMBER,))


def others_gave_it(area: Area, number: int) -> None:
    file = open_case(area)
    for one, other in list(zip("abcdefghijklmnopqrst", "tsrqponmlkjihgfedcba", strict=True))[:number]:
        add(area, file, calling(f"Una{one}", f"Marsh{other}"))


@pytest.mark.parametrize(("gave", "is_hers"), [(OFFICE - 2, True), (OFFICE - 1, False)])
def test_the_number_of_a_refuge_holds_nobody_out(area: Area, gave: int, is_hers: bool) -> None:
    earlier(area, calling("Ruth", "Tideswell"))
    others_gave_it(area, gave)
    file = open_case(area)
    add(area, file, calling("Ruth", "Pepperstem"))
    assert sees(area.bea, file) is not is_hers


def test_a_whole_name_holds_whatever_number_is_given(area: Area) -> None:
    earlier(area, calling("Ruth", "Tideswell"))
    others_gave_it(area, OFFICE)
    file = open_case(area)
    add(area, file, calling("Ruth", "Tideswell"))
    assert not sees(area.bea, file)
