"""No password is made of the names of the area and its agencies."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from openccr.access.acting import acting_as
from openccr.partnership.own_words import OwnWords, words_of
from tests.makers import Area
from tests.partnership.conftest import PASSWORD, invited

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password", ["Exampleshire-2026", "willowmere homes 1", "WillowmereExampleshire", "Willowmere welcome1"]
)
def test_the_areas_and_its_agencies_names_are_no_password(area: Area, password: str) -> None:
    with pytest.raises(ValidationError):
        OwnWords().validate(password)


def test_a_name_among_other_words_is_taken(area: Area) -> None:
    OwnWords().validate("willowmere copper lantern bridges")
    OwnWords().validate(PASSWORD)


def test_short_words_of_a_name_count_only_within_it() -> None:
    assert words_of(["Home of Ash"]) == {"Home of Ash", "Home"}


def test_whoever_accepts_an_invitation_cannot_take_the_agencys_name(area: Area) -> None:
    address = invited(area, area.lena, email="mo@willowmere.example")
    word = "Willowmere Homes 26"
    answer = Client().post(address, {"name": "Mo Tallis", "password": word, "again": word})
    assert answer.status_code == 422
    assert "words that everybody here knows" in answer.content.decode()


def test_the_names_are_told_while_signing_in_and_never_to_a_page(area: Area) -> None:
    with acting_as(area.bea), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM openccr.names_of_places()")
        assert cursor.fetchall() == []
