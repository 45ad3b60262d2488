"""The scenario of a cut: capacity, measures and people that fall away, purse by purse; kept nowhere."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from openccr.conference.rules.repeats import add_months
from openccr.governance.queries.contracts_cut import scenario
from openccr.governance.rules.contracts_cut import Cuttable, Target, altogether, cut
from openccr.governance.rules.funding import Pounds, Purse
from openccr.kernel.refusals import Refusal
from tests.governance.commissioned import TODAY, contract, measured, stream
from tests.makers import Area
from tests.signing_in import as_, text_of

DAY = date(2026, 11, 22)


def one(**changed: object) -> Cuttable:
    values = {
        "id": uuid4(), "name": "IDVA service", "provider": "Harbour", "pounds": Pounds(100_000, Purse.SURVIVORS),
        "ends_on": date(2030, 1, 1), "notice_months": 3, "capacity": 10, "unit": "open cases", "people": 85,
        "staff": 4.5, "targets": (Target("Women seen within two days", 80),),
    }  # fmt: skip
    return Cuttable(**values | changed)  # type: ignore[arg-type]


def test_a_cut_takes_its_share_of_people_places_posts_and_measures_rounded_against_itself() -> None:
    (lost,) = cut([one()], percent=25, today=DAY)
    assert (lost.pounds.amount, lost.people, lost.capacity, lost.staff) == (25_000, 22, 3, 1.1)
    assert lost.left == (Target("Women seen within two days", 60),)
    assert not lost.whole and lost.earliest == date(2027, 2, 22)


def test_no_notice_runs_past_the_end_of_the_contract() -> None:
    (lost,) = cut([one(ends_on=date(2026, 12, 31))], percent=100, today=DAY)
    assert lost.earliest == date(2026, 12, 31) and lost.whole and lost.left[0].number == 0


def test_what_a_contract_does_not_say_is_counted_as_not_said() -> None:
    lost = cut([one(people=None, capacity=None, staff=None), one()], percent=10, today=DAY)
    found = altogether(lost)[Purse.SURVIVORS]
    assert (found.people, found.unknown, found.capacity) == (9, 1, {"open cases": 1})


def test_nothing_said_is_not_nobody_lost() -> None:
    found = altogether(cut([one(people=None, staff=None)], percent=10, today=DAY))[Purse.SURVIVORS]
    assert (found.people, found.staff, found.unknown) == (None, None, 1)


def test_what_is_cut_for_people_who_abuse_is_never_put_against_what_is_kept_for_survivors() -> None:
    found = altogether(cut([one(), one(pounds=Pounds(60_000, Purse.HARMERS))], percent=50, today=DAY))
    assert [(purse, all_.pounds) for purse, all_ in found.items()] == [
        (Purse.SURVIVORS, Pounds(50_000, Purse.SURVIVORS)), (Purse.HARMERS, Pounds(30_000, Purse.HARMERS)),
    ]  # fmt: skip


@given(st.integers(1, 100), st.integers(0, 10_000), st.integers(0, 500))
def test_nobody_is_lost_twice_and_a_deeper_cut_never_costs_fewer(percent: int, people: int, capacity: int) -> None:
    (lost,) = cut([one(people=people, capacity=capacity)], percent=percent, today=DAY)
    (deeper,) = cut([one(people=people, capacity=capacity)], percent=min(percent + 1, 100), today=DAY)
    assert lost.people is not None and deeper.people is not None and lost.capacity is not None
    assert people * percent / 100 <= lost.people <= deeper.people <= people
    assert lost.capacity <= capacity


@pytest.mark.django_db
def test_a_scenario_needs_a_percentage_and_a_contract_that_runs(area: Area) -> None:
    made = contract(area, stream(area))
    for chosen, percent in ((set(), 20), ({uuid4()}, 20), ({made}, 0), ({made}, 101)):
        with pytest.raises(Refusal):
            scenario(actor=area.amina, chosen=chosen, percent=percent, today=TODAY)
    later = add_months(TODAY, 16) + timedelta(days=1)
    with pytest.raises(Refusal):
        scenario(actor=area.amina, chosen={made}, percent=20, today=later)
    with pytest.raises(Refusal):
        scenario(actor=area.lena, chosen={made}, percent=20, today=TODAY)


@pytest.mark.django_db
def test_the_page_says_who_is_no_longer_helped_and_puts_the_published_cost_beside_it(area: Area) -> None:
    made = contract(area, stream(area), by_and_for=True)
    measured(area, made)
    client, address = as_(area.amina), reverse("governance.cut")
    assert "20" in text_of(client.get(address))
    page = text_of(client.post(address, {"percent": "50", "contracts": [str(made)]}))
    for words in ("£61,728", "43", "6 refuge places", "Run by and for a community", "Women supported to stay safe"):
        assert words in page, words
    assert "£34,015" in page and "prices of the year ending March 2017" in page and "no forecast" in page
    assert client.post(address, {"percent": "50"}).status_code == 422


@pytest.mark.django_db
def test_a_contract_that_says_nothing_stands_as_not_said_and_a_percent_sign_is_told_what_is_wanted(area: Area) -> None:
    money = stream(area)
    silent = contract(area, money, agency=None, people=None, staff=None)
    client, address = as_(area.amina), reverse("governance.cut")
    page = text_of(client.post(address, {"percent": "20", "contracts": [str(silent)]}))
    assert page.count("Not said") == 3 and "do not say" not in page
    both = text_of(client.post(address, {"percent": "20", "contracts": [str(silent), str(contract(area, money))]}))
    assert "1 contract does not say" in both
    assert "such as 20" in text_of(client.post(address, {"percent": "20%", "contracts": [str(silent)]}))
