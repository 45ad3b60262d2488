"""A log of past hearings says some things in words, and is told in words what is wrong with it."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import Hearing, Referral
from openccr.conference.operations.caselog import try_caselog
from openccr.people.models import Part
from tests.conference.files import csv_file
from tests.conference.test_caselog import LOG, bring_in, log, past
from tests.makers import NOW, Area


@pytest.mark.parametrize(("written", "counted"), [("none", 0), ("Nil", 0), ("No children", 0), ("2", 2)])
def test_how_many_children_may_be_said_in_a_word(area: Area, written: str, counted: int) -> None:
    rows = csv_file([past(children_number=written, children="")], columns=(*LOG, "children_number"))
    assert bring_in(area.commands, rows).refused == ()
    with acting_as(area.amina):
        assert Part.objects.filter(kind="child").count() == counted


@pytest.mark.parametrize("written", ["None", "n/a", "No actions"])
def test_that_nothing_was_agreed_is_no_action(area: Area, written: str) -> None:
    assert bring_in(area.commands, log(past(actions=written))).accepted == 1
    with acting_as(area.amina):
        assert Hearing.objects.get().discussion == ""


def test_a_log_is_read_as_people_head_it(area: Area) -> None:
    heads = {"heard_on": "Date of MARAC ", "agency": "Ref. Agency", "repeat": "Repeat?"}
    row = past(repeat="Yes - repeat", agency="Independent domestic violence adviser")
    data = csv_file([row], columns=LOG, headings=heads)
    assert bring_in(area.commands, data).accepted == 1
    with acting_as(area.amina):
        referral = Referral.objects.get()
        assert (referral.repeat, referral.source, referral.agency_id) == (True, "idva", area.agencies["idva"])


def test_a_column_that_the_file_does_not_have_is_named_in_words(area: Area) -> None:
    said = {"agency": "Police", "heard_on": "12/03/2025", "outcome": "Heard"}
    outcome = try_caselog(actor=area.commands, data=csv_file([said], columns=tuple(said)), filename="x", at=NOW)
    assert [(one.column, one.heading) for one in outcome.refused] == [("victim_given_name", "Victim given name")]
