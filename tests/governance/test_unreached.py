"""An agency in which nobody has an account gets no deadline silently: whoever coordinates is told, with the letter."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.documents.making import ready
from openccr.governance.queries.unreached import unreached
from openccr.kernel.refusals import Refusal
from openccr.voice.operations.contributions import theme
from tests.governance.commissioned import NOW, TODAY
from tests.governance.strategies import recommended
from tests.makers import Area
from tests.signing_in import as_, text_of
from tests.voice.test_voice import said

pytestmark = pytest.mark.django_db
NOBODY = "children"
"""An agency of the standing area in which nobody has an account."""


def asked(area: Area, agency: str = NOBODY, *, told: bool = False) -> None:
    one = said(area)
    theme(actor=area.amina, contribution=one, themes=["coordination"], at=NOW)
    page = as_(area.amina).post(
        reverse("voice.send", kwargs={"contribution": one}), {"agency": str(area.agencies[agency])}, follow=True
    )
    assert ("can be told. Write to them" in text_of(page)) is not told


def test_nobody_is_named_while_nothing_is_due_and_where_somebody_can_act(area: Area) -> None:
    with acting_as(area.amina):
        assert unreached(area.amina, today=TODAY) == []
    recommended(area, led_by="housing")
    with acting_as(area.amina):
        assert unreached(area.amina, today=TODAY) == []
    assert "can be told" not in text_of(as_(area.amina).get("/"))


def test_the_coordinator_learns_at_once_that_an_agency_without_an_account_owes_something(area: Area) -> None:
    recommended(area, led_by=NOBODY)
    asked(area)
    with acting_as(area.amina):
        (one,) = unreached(area.amina, today=TODAY)
    assert one.agency_id == area.agencies[NOBODY] and len(one.owed) == 2
    assert one.owed[0].due_on < one.owed[1].due_on == TODAY + timedelta(days=90)
    where = reverse("governance.unreached", kwargs={"represented": one.agency_id})
    home = unescape(text_of(as_(area.amina).get("/")))
    assert f"Nobody at {one.agency} can be told" in home and where in home
    page = text_of(as_(area.amina).get(where))
    assert "Recommendation 1 of Review A" in page and "Invite somebody there" in page
    # Words of a survivor leave by no letter.
    assert "Nobody rang back" not in page
    assert as_(area.bea).get(where).status_code in (403, 404)
    assert as_(area.amina).get(where.replace(str(one.agency_id), str(area.agencies["housing"]))).status_code == 404


def test_the_letter_says_what_is_due_and_there_is_none_where_somebody_is_told(area: Area) -> None:
    recommended(area, led_by=NOBODY)

    def letter(agency: str) -> str:
        found = area.agencies[agency]
        made = ready(actor=area.amina, kind="unreached-letter", about=found, agency_id=found, today=TODAY)
        return str(made.content.blocks)

    assert "Recommendation 1 of Review A" in letter(NOBODY) and "whom we may invite" in letter(NOBODY)
    with pytest.raises(Refusal, match="can be told"):
        letter("housing")


def test_somebody_whose_account_begins_takes_the_line_away(area: Area) -> None:
    recommended(area, led_by="housing")
    with acting_as(area.amina):
        assert unreached(area.amina, today=TODAY) == []
        # On a day after every appointment of the standing area has ended, nobody anywhere can be told.
        later = unreached(area.amina, today=TODAY + timedelta(days=40_000))
    assert [one.agency_id for one in later] == [area.agencies["housing"]]


def test_somebody_with_another_role_does_not_hear_of_what_only_a_lead_does(area: Area) -> None:
    # Probation has a representative, whose list shows what survivors asked, and no recommendation of a review.
    recommended(area, led_by="probation")
    asked(area, "probation", told=True)
    with acting_as(area.amina):
        (one,) = unreached(area.amina, today=TODAY)
    assert one.agency_id == area.agencies["probation"]
    assert [each.words for each in one.owed] == ["Recommendation 1 of Review A"]
