"""A log of past hearings says some things in words, and is told in words what is wrong with it."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.conference.operations.caselog import try_caselog
from openccr.people.models import Part
from tests.conference.files import csv_file
from tests.conference.test_caselog import LOG, bring_in, past
from tests.makers import NOW, Area


@pytest.mark.parametrize(("written", "counted"), [("none", 0), ("Nil", 0), ("No children", 0), ("2", 2)])
def test_how_many_children_may_be_said_in_a_word(area: Area, written: str, counted: int) -> None:
    rows = csv_file([past(children_number=written, children="")], columns=(*LOG, "children_number"))
    assert bring_in(area.commands, rows).refused == ()
    with acting_as(area.amina):
        assert Part.objects.filter(kind="child").count() == counted


def test_a_column_that_the_file_does_not_have_is_named_in_words(area: Area) -> None:
    said = {"agency": "Police", "heard_on": "12/03/2025", "outcome": "Heard"}
    outcome = try_caselog(actor=area.commands, data=csv_file([said], columns=tuple(said)), filename="x", at=NOW)
    assert [(one.column, one.heading) for one in outcome.refused] == [("victim_given_name", "Victim given name")]
