"""Where to refer by level of risk, who would come last, what is chased, and how far a place is."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.content import load
from openccr.content.registry import MEASURES
from openccr.directory.models import District, LastPerson, Service
from openccr.directory.operations.area import say_districts, say_pathway, say_population
from openccr.directory.operations.chasing import chase_owners
from openccr.directory.operations.last_person import answer_last_person, ask_last_person
from openccr.directory.operations.services import say_capacity
from openccr.directory.queries.last_person import everything_asked, last_person, last_persons
from openccr.directory.queries.pathways import pathways
from openccr.directory.queries.population import population_shares
from openccr.directory.queries.services import routes
from openccr.directory.queries.thematic import thematic_tables
from openccr.directory.rules.distances import Middle, far_words, miles_between, nearest, read_districts
from openccr.directory.rules.services import Capacity, capacity_now, is_chased
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.services import commands_actor
from tests.case_tabs import tab
from tests.conference.conferences import listed
from tests.directory.test_directory import HALL, provided, refuge, service
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
WORDS = load().directory
SAID = {"who": "A Deaf man of 70", "why": "No sign language", "change": "An interpreter on call", "known_from": "guess"}


def test_every_level_of_risk_has_steps_with_their_source_and_services_that_take_people_first(area: Area) -> None:
    provider = provided(area)
    full = service(area, provider, name="A full", risks=["high"])
    service(area, provider, name="B open", risks=["high"])
    say_capacity(actor=area.amina, service=full, capacity="full", words="", at=NOW)
    with acting_as(area.bea):
        found = {one.risk: one for one in pathways(area.bea)}
    assert list(found) == ["standard", "medium", "high"]
    assert all(one.steps and one.source for one in found.values())
    assert [route.row.name for route in found["high"].routes] == ["B open", "A full"]
    page = text_of(as_(area.bea).get("/directory/pathways/"))
    assert "Ring the duty desk on the inside line" in page and "Takes nobody now" in page
    assert as_(area.dee).get("/directory/pathways/").status_code == 403


def test_the_area_writes_its_own_steps_and_nobody_else_does(area: Area) -> None:
    say_pathway(actor=area.amina, risk="high", steps=" Ring the hub. \n\nRefer. ", at=NOW)
    with acting_as(area.bea):
        high = next(one for one in pathways(area.bea) if one.risk == "high")
    assert (high.steps, high.said_by) == (("Ring the hub.", "Refer."), "Amina Okafor")
    for steps, risk in ((" ", "high"), ("x", "low")):
        with pytest.raises(Refusal):
            say_pathway(actor=area.amina, risk=risk, steps=steps, at=NOW)
    with pytest.raises(Refusal):
        say_pathway(actor=area.lena, risk="high", steps="x", at=NOW)


def test_the_case_says_where_to_refer(area: Area) -> None:
    case = listed(area)
    service(area, name="A route", risks=["high", "medium"])
    page = text_of(as_(area.bea).get(tab("risk", case.file)))
    assert "Where to refer" in page and "A route" in page


def test_what_was_said_of_capacity_is_believed_for_a_while_only(area: Area) -> None:
    assert capacity_now("open", TODAY - timedelta(days=14), today=TODAY, days=14) is Capacity.OPEN
    assert capacity_now("open", TODAY - timedelta(days=15), today=TODAY, days=14) is Capacity.UNKNOWN
    assert capacity_now("full", None, today=TODAY, days=14) is Capacity.UNKNOWN
    one = service(area)
    say_capacity(actor=area.amina, service=one, capacity="open", words="", spaces=3, at=NOW - timedelta(days=20))
    assert "Takes people now" not in text_of(Client().get("/find-help/survivors/"))
    say_capacity(actor=area.amina, service=one, capacity="open", words="", spaces=3, at=NOW)
    page = Client().get("/find-help/survivors/")
    assert "Takes people now" in text_of(page) and "3 free" not in text_of(page)
    assert "3 free places" in text_of(as_(area.bea).get(reverse("directory.service", kwargs={"service": one})))
    with pytest.raises(Refusal, match="only one"):
        say_capacity(actor=area.amina, service=one, capacity="full", words="", spaces=2, at=NOW)


def test_owners_of_old_entries_are_asked_by_night_and_again_after_a_month(area: Area) -> None:
    own = service(area, agency_id=area.bea.agency_id)
    service(area, provided(area, "Other"), name="Nobody's")
    later, job = NOW + timedelta(days=200), commands_actor(area.code, purpose="directory")
    on = timezone.localdate(later)
    assert chase_owners(actor=job, today=TODAY, at=NOW) == 0
    assert chase_owners(actor=job, today=on, at=later) == 2
    assert chase_owners(actor=job, today=on + timedelta(days=1), at=later) == 0
    with acting_as(area.amina):
        assert Service.objects.get(id=own).chased_on == on
    assert chase_owners(actor=job, today=on + timedelta(days=30), at=later) == 2
    assert not mail.outbox  # queued: sent by the worker, and it says no more than that there is an item
    assert not is_chased(TODAY, None, today=TODAY, days=180, again=30)
    with pytest.raises(Refusal):
        chase_owners(actor=area.amina, today=on, at=later)


def test_everything_is_asked_who_would_come_last_and_answered(area: Area) -> None:
    own = service(area, agency_id=area.bea.agency_id)
    plan, contract = uuid4(), uuid4()
    ask_last_person(actor=area.amina, kind="strategy", about_id=plan, about="Strategy 2027", agency_id=None, at=NOW)
    ask_last_person(
        actor=area.amina, kind="contract", about_id=contract, about="IDVA contract", agency_id=area.bea.agency_id,
        at=NOW,
    )  # fmt: skip
    assert {(one.kind, one.answered) for one in everything_asked(actor=area.amina)} == {
        ("service", False), ("strategy", False), ("contract", False)
    }  # fmt: skip
    assert "who would be the last person to come?" in text_of(as_(area.amina).get("/"))
    answer_last_person(actor=area.bea, kind="service", about_id=own, review_on=None, at=NOW, **SAID)
    answer_last_person(actor=area.amina, kind="strategy", about_id=plan, review_on=TODAY, at=NOW, **SAID)
    row = last_person(actor=area.fay, kind="strategy", about_id=plan)
    assert row is not None and row.who == "A Deaf man of 70"
    assert last_persons(actor=area.amina, kind="service", about_ids=[own])[own].answered_by == "Bea Lindqvist"
    assert "A Deaf man of 70" in text_of(as_(area.grace).get(reverse("directory.service", kwargs={"service": own})))


def test_a_contracts_answer_is_read_by_those_who_answer_for_it_alone(area: Area) -> None:
    one = uuid4()
    ask_last_person(
        actor=area.amina, kind="contract", about_id=one, about="Contract", agency_id=area.bea.agency_id, at=NOW
    )
    answer_last_person(actor=area.bea, kind="contract", about_id=one, review_on=None, at=NOW, **SAID)
    assert last_person(actor=area.bea, kind="contract", about_id=one) is not None
    for who in (area.grace, area.carl, area.fay):
        with acting_as(who):
            assert not LastPerson.objects.filter(about_id=one).exists()
        with pytest.raises(Refusal):
            answer_last_person(actor=who, kind="contract", about_id=one, review_on=None, at=NOW, **SAID)


@pytest.mark.parametrize(
    ("field", "value"),
    [("who", " "), ("change", ""), ("known_from", "a dream"), ("review_on", TODAY - timedelta(days=1))],
)
def test_an_answer_says_who_and_what_is_done_and_how_one_knows(area: Area, field: str, value: object) -> None:
    one = service(area)
    with pytest.raises(Refusal) as why:
        answer_last_person(
            actor=area.amina, kind="service", about_id=one, at=NOW, **{"review_on": None} | SAID | {field: value}
        )
    assert why.value.field == field
    with pytest.raises(NotFound):
        answer_last_person(actor=area.carl, kind="service", about_id=one, review_on=None, at=NOW, **SAID)
    with pytest.raises(Refusal):
        ask_last_person(actor=area.amina, kind="dream", about_id=uuid4(), about="x", agency_id=None, at=NOW)


def test_a_distance_is_told_from_districts_alone() -> None:
    middles = {"EX1": Middle(50.73, -3.51), "EX9": Middle(50.63, -3.33)}
    assert 10 < miles_between(middles["EX1"], middles["EX9"]) < 11
    assert nearest(["EX1 1AA"], "EX1", {}) == 0
    assert nearest(["EX9 1AA"], "EX1", {}) is None and nearest([], "EX1", middles) is None
    assert far_words(nearest(["EX9 1AA"], "EX1", middles)) == "About 10 miles away, in a straight line"
    assert far_words(0) == "In or near this district" and far_words(None) == ""
    assert read_districts("ex1, 50.7312 -3.5178\n\nEX9 50.6 -3.3")["EX1"] == Middle(50.73, -3.52)
    for wrong in ("EX1", "EX1 50.7", "EX1 5 -3", "Exampleton 50.7 -3.5", "EX1 50.7 -3.5 9", "EX1 nan -3.5"):
        with pytest.raises(Refusal, match="Line 1"):
            read_districts(wrong)


def test_whoever_chooses_a_district_sees_the_nearest_first_and_nothing_is_asked_or_kept(area: Area) -> None:
    say_districts(actor=area.amina, districts="EX1 50.73 -3.51\nEX9 50.63 -3.33", at=NOW)
    service(area, provided(area), name="Far", districts=["EX1", "EX9"], places=(HALL,))
    service(
        area, provided(area, "Near"), name="Near", districts=["EX1", "EX9"],
        places=(HALL.__class__(**vars(HALL) | {"postcode": "EX9 1AA"}),),
    )  # fmt: skip
    page = Client().get("/find-help/survivors/?district=EX9")
    text = text_of(page)
    assert text.index("Near") < text.index("About 10 miles away") and "In or near this district" in text
    assert not page.cookies and b"geolocation" not in page.content
    with acting_as(area.amina):
        assert District.objects.count() == 2
    with pytest.raises(Refusal):
        say_districts(actor=area.bea, districts="", at=NOW)


def test_a_programme_says_what_it_costs_and_whether_it_is_outside_the_courts(area: Area) -> None:
    given = {"audiences": ["harmers"], "theme": "prevention", "traits": ["self_referral", "lgbt", "outside_courts"]}
    for wrong, field in (({"fees": ""}, "fees"), ({"traits": ["self_referral"]}, "traits")):
        with pytest.raises(Refusal) as why:
            service(area, name="A programme", **given | wrong)
        assert why.value.field == field
    one = service(area, name="A programme", fees="£5 a week", accreditation="", **given)
    for address in ("/find-help/harmers/", reverse("directory.one", kwargs={"service": one})):
        page = text_of(Client().get(address))
        for words in ("£5 a week", "You can ask yourself: Yes", "For LGBT+ people: Yes", "Outside the courts"):
            assert words in page, (address, words)
        assert "Accreditation: Not said" in page


@pytest.mark.parametrize("audience", ["worried", "harmers", "children"])
def test_whoever_is_worried_reads_what_to_do_before_any_service(area: Area, audience: str) -> None:
    page = Client().get(f"/find-help/{audience}/")
    for sentence in WORDS.audiences[audience].guidance:
        assert sentence in text_of(page)
    assert b"Exit this page" in page.content and "999" in text_of(page)
    assert len(page.content) < 40_000


def test_organisations_stand_in_the_three_tables_of_a_strategy(area: Area) -> None:
    service(area)
    refuge(area)
    tables = {one.key: one for one in thematic_tables(actor=area.fay)}
    assert list(tables) == ["prevention", "support", "capacity"]
    first = next(row for row in tables["support"].rows if row.organisation == "Willow Women")
    assert (first.status, first.level, first.services) == ("Voluntary organisation", "Local", ("Talking line",))
    assert first.protocol == "Not said" and not tables["prevention"].rows
    page = text_of(as_(area.fay).get("/directory/thematic/"))
    assert "Willow Women" in page and "this is a gap" in page


def test_groups_of_the_pack_name_measures_and_traits_that_there_are() -> None:
    for one in WORDS.groups.values():
        assert one.measure is None or one.measure in MEASURES
        assert set(one.traits) <= set(WORDS.traits) and set(one.audiences) <= set(WORDS.audiences)


def test_who_lives_here_is_entered_with_its_source(area: Area) -> None:
    say_population(actor=area.amina, percents={"disabled": 18.5, "lgbt": None}, year=2021, source="Census", at=NOW)
    (row,) = population_shares(actor=area.fay).values()
    assert (row.group, row.percent, row.source) == ("disabled", 18.5, "Census")
    for percents, source in (({"disabled": 101.0}, "x"), ({"nobody": 1.0}, "x"), ({"disabled": 1.0}, " ")):
        with pytest.raises(Refusal):
            say_population(actor=area.amina, percents=percents, year=2021, source=source, at=NOW)


def test_the_coordinators_pages_of_the_area_are_filled_in(area: Area) -> None:
    client, one = as_(area.amina), service(area)
    posts = (
        ("/directory/districts/", {"districts": "EX1 50.7 -3.5"}),
        ("/directory/population/", {"year": "2021", "source": "Census", "disabled": "18.5"}),
        ("/directory/pathways/high/", {"steps": "Ring."}),
        (reverse("directory.last_person", kwargs={"kind": "service", "about": one}), SAID),
    )
    for address, said in posts:
        assert client.get(address).status_code == 200, address
        assert client.post(address, said).status_code == 302, address
    assert "A Deaf man of 70" in text_of(client.get("/directory/last-person/"))
    assert [row.name for row in routes(actor=area.amina, risk="medium")] == ["Talking line"]
