"""What is known of a person: names, dates of birth, numbers and ties, each with who says so and for which time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Identifier, Person, Relationship
from openccr.people.operations import (
    end_tie,
    identify,
    open_numbers,
    place,
    recognise,
    relate,
    retire,
    say_birth_date,
    say_name,
    take_apart,
)
from openccr.people.operations.parting import agree_apart
from openccr.people.queries.persons import PersonKnown, person_known
from openccr.people.rules import Contact, Known, PartKind, likeness
from openccr.people.rules.identifiers import plain, why_not_identifier, why_not_nhs, why_not_pnc
from openccr.people.rules.ties import period
from tests.makers import NOW, TODAY, Area, open_case
from tests.people.places import places_of
from tests.people.test_parting import MOVED, ROWAN, Two, add
from tests.people.test_parting import second as other_coordinator
from tests.signing_in import sign_in

NHS = "943 476 5919"
"""The number that the NHS prints on its own specimen cards."""
CHILD = ROWAN.__class__(names=(ROWAN.names[0].__class__(given="Wren", family="Tideswell"),), born_on=date(2018, 6, 1))


@pytest.fixture
def her(area: Area) -> tuple[UUID, UUID]:
    case = open_case(area)
    return case, add(area, case, ROWAN)


def known(area: Area, who: str, case: UUID, person: UUID) -> PersonKnown:
    actor = area.actors[who]
    with acting_as(actor):
        return person_known(actor, case, person, today=TODAY)


def test_she_has_several_names_each_with_its_source_and_its_time(area: Area, her: tuple[UUID, UUID]) -> None:
    case, person = her
    say_name(
        actor=area.bea, file=case, person=person, given="Rowan", family="Marsh", kind="name", source="Marriage papers",
        from_on=date(2012, 5, 1), until_on=date(2019, 5, 1), at=NOW,
    )  # fmt: skip
    names = {one.text: (one.source, one.from_on, one.until_on) for one in known(area, "bea", case, person).names}
    assert names == {
        "Rowan Tideswell": ("test", None, None),
        "Rowan Marsh": ("Marriage papers", date(2012, 5, 1), date(2019, 5, 1)),
    }


def test_another_date_of_birth_is_kept_beside_and_may_become_the_one_in_use(area: Area, her: tuple[UUID, UUID]) -> None:
    case, person = her
    say_birth_date(
        actor=area.bea, file=case, person=person, born_on=date(1991, 4, 3), source="Her passport", in_use=True, at=NOW
    )
    with acting_as(area.bea):
        assert Person.objects.get(id=person).born_on == date(1991, 4, 3)
    births = known(area, "bea", case, person).births
    assert [(one.text, one.source) for one in births] == [
        ("3 April 1991", "Her passport"),
        ("3 April 1990", "Used in this case until then"),
    ]
    assert births[1].until_on == TODAY


def test_a_date_of_birth_has_a_source_and_does_not_lie_ahead(area: Area, her: tuple[UUID, UUID]) -> None:
    case, person = her
    given = {"actor": area.bea, "file": case, "person": person, "in_use": False, "at": NOW}
    with pytest.raises(Refusal, match="who says so"):
        say_birth_date(**given, born_on=date(1991, 4, 3), source=" ")
    with pytest.raises(Refusal, match="lies ahead"):
        say_birth_date(**given, born_on=TODAY + timedelta(days=1), source="x")


def test_a_tie_is_dated_said_from_both_sides_and_ends(area: Area, her: tuple[UUID, UUID]) -> None:
    case, person = her
    child = add(area, case, CHILD, PartKind.CHILD)
    tie = relate(
        actor=area.bea, file=case, person=person, other=child, kind="mother", since_on=date(2018, 6, 1), until_on=None,
        source="herself", at=NOW,
    )  # fmt: skip
    (hers,) = known(area, "bea", case, person).ties
    assert (hers.is_their, hers.other, hers.since_on) == ("Mother", "Wren Tideswell", date(2018, 6, 1))
    (the_childs,) = known(area, "bea", case, child).ties
    assert (the_childs.is_their, the_childs.other) == ("Child", "Rowan Tideswell")
    with pytest.raises(Refusal, match="before it began"):
        end_tie(actor=area.bea, file=case, tie=tie, until_on=date(2017, 1, 1), source="the court", at=NOW)
    end_tie(actor=area.bea, file=case, tie=tie, until_on=TODAY, source="the court", at=NOW)
    (ended,) = known(area, "bea", case, person).ties
    assert (ended.until_on, ended.source) == (TODAY, "the court")


def test_a_tie_is_only_between_two_people_of_the_case(area: Area, her: tuple[UUID, UUID]) -> None:
    case, person = her
    given: dict[str, Any] = {"actor": area.bea, "file": case, "person": person, "since_on": None, "until_on": None,
                             "source": "x", "at": NOW}  # fmt: skip
    stranger = add(area, open_case(area), CHILD)
    with pytest.raises(NotFound):
        relate(**given, other=stranger, kind="mother")
    with pytest.raises(Refusal, match="another person"):
        relate(**given, other=person, kind="mother")
    with pytest.raises(Refusal, match="what they are"):
        relate(**given, other=person, kind="no such tie")


def test_ties_move_when_she_is_recognised_and_go_back_when_it_is_taken_apart(area: Area) -> None:
    two = Two(area)
    child = add(area, two.case, CHILD, PartKind.CHILD)
    relate(
        actor=area.carl, file=two.case, person=two.now, other=child, kind="mother", since_on=None, until_on=None,
        source="x", at=NOW,
    )  # fmt: skip
    two.together()
    with acting_as(area.carl):
        assert Relationship.objects.get().person_id == two.before
    two.apart()
    with acting_as(area.carl):
        assert Relationship.objects.get().person_id == two.now


def test_a_number_is_sealed_found_again_by_its_token_and_opened_for_a_reason(
    area: Area, her: tuple[UUID, UUID]
) -> None:
    case, person = her
    identify(actor=area.bea, file=case, person=person, kind="nhs", number=NHS, source="GP", at=NOW)
    with acting_as(area.bea):
        row = Identifier.objects.get()
        assert plain(NHS).encode() not in bytes(row.sealed) and plain(NHS) not in row.match
    assert [one.text for one in known(area, "bea", case, person).numbers] == ["NHS number"]
    with pytest.raises(Refusal, match="why you need"):
        open_numbers(actor=area.bea, file=case, person=person, reason="x", at=NOW)
    (found,) = open_numbers(actor=area.bea, file=case, person=person, reason="To ask the GP", at=NOW)
    assert (found.name, found.text) == ("NHS number", "9434765919")


def test_a_police_number_is_opened_by_police_and_probation_alone(area: Area, her: tuple[UUID, UUID]) -> None:
    case, person = her
    identify(actor=area.pia, file=case, person=person, kind="pnc", number="2019/0123456K", source="PNC", at=NOW)
    asked = {"file": case, "person": person, "reason": "To look it up", "at": NOW}
    assert len(open_numbers(actor=area.pia, **asked)) == 1
    assert open_numbers(actor=area.bea, **asked) == []


def test_two_who_bear_one_number_are_proposed_and_two_numbers_speak_against_it(area: Area) -> None:
    first, second = (Known(uuid4(), numbers=frozenset({("NHS number", one)})) for one in "ab")
    assert likeness(first, Known(uuid4(), numbers=first.numbers)).reasons == ("same NHS number",)
    named = frozenset({("rowan", "tideswell")})
    like = likeness(
        Known(uuid4(), names=named, born_on=TODAY, numbers=first.numbers),
        Known(uuid4(), names=named, born_on=TODAY, numbers=second.numbers),
    )
    assert like.against == ("the NHS number differs",)


def test_put_together_nobody_opens_a_number_that_they_could_not_open_before(area: Area) -> None:
    two = Two(area)
    identify(actor=area.carl, file=two.case, person=two.now, kind="nhs", number=NHS, source="GP", at=NOW)
    two.together()
    asked = {"person": two.before, "reason": "To ask the GP", "at": NOW}
    assert open_numbers(actor=area.bea, file=two.earlier, **asked) == []
    assert len(open_numbers(actor=area.carl, file=two.case, **asked)) == 1


@pytest.mark.parametrize(
    ("number", "why"),
    [("9434765919", ""), ("9434765918", "check digit"), ("94347659", "ten digits"), ("943476591X", "ten digits")],
)
def test_an_nhs_number_has_ten_digits_of_which_the_last_checks_the_others(number: str, why: str) -> None:
    assert why in why_not_nhs(number) if why else why_not_nhs(number) == ""


def test_numbers_are_checked() -> None:
    assert why_not_pnc("20190123456K") == "" and why_not_pnc("123") != ""
    assert why_not_identifier(check="any", number=" - ").field == "number"
    assert why_not_identifier(check="any", number="9" * 41) is not None


def test_a_period_is_said_in_words() -> None:
    first, last = date(2019, 5, 3), date(2024, 6, 1)
    said = [period(first, last), period(first, None), period(None, last), period(None, None)]
    assert said == ["3 May 2019 to 1 June 2024", "since 3 May 2019", "until 1 June 2024", "dates not known"]


def page(client: Client, name: str, *parts: UUID) -> Any:
    return client.get(reverse(f"people.{name}", args=parts))


def test_her_page_says_of_everything_who_says_so_and_opens_nothing(
    area: Area, her: tuple[UUID, UUID], client: Client
) -> None:
    case, person = her
    identify(actor=area.bea, file=case, person=person, kind="nhs", number=NHS, source="GP", at=NOW)
    sign_in(client, area.bea)
    answer = page(client, "person", case, person)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Rowan Tideswell" in text and "NHS number" in text
    assert "943" not in text and "Invented Row" not in text and "07700" not in text
    assert "Rowan" not in text.split("</title>")[0]
    exclude(actor=area.amina, file=case, user_id=area.bea.user_id, reason="her sister", at=NOW)
    assert page(client, "person", case, person).status_code == 404


def test_each_form_of_her_page_saves_what_is_typed(area: Area, her: tuple[UUID, UUID], client: Client) -> None:
    case, person = her
    child = add(area, case, CHILD, PartKind.CHILD)
    sign_in(client, area.bea)
    given = {
        "name": {"given": "Rowan", "family": "Marsh", "kind": "alias", "source": "herself"},
        "birth": {"born_on_day": "3", "born_on_month": "4", "born_on_year": "1991", "source": "a passport"},
        "number": {"kind": "nhs", "number": NHS, "source": "GP"},
        "tie": {"kind": "mother", "other": str(child), "source": "herself"},
    }
    for name, values in given.items():
        address = reverse(f"people.{name}", args=(case, person))
        assert client.get(address).status_code == 200
        answer = client.post(address, values)
        assert answer.status_code == 302, (name, answer.content.decode())
    found = known(area, "bea", case, person)
    assert (len(found.names), len(found.births), len(found.numbers), len(found.ties)) == (2, 2, 1, 1)
    end = reverse("people.tie_end", args=(case, person, found.ties[0].id))
    ended = {"until_on_day": "1", "until_on_month": "2", "until_on_year": "2026", "source": "herself"}
    assert client.post(end, ended).status_code == 302


def test_two_records_are_compared_beside_each_other_and_taken_apart_on_her_page(area: Area, client: Client) -> None:
    two = Two(area, replace(MOVED, contact=Contact(safe="conditional", rule="On Mondays")))
    sign_in(client, area.amina)
    text = page(client, "same_person", two.case, two.now).content.decode()
    assert "Beside each other" in text and "In this case" in text and "differs" in text
    assert "Invented Row" not in text
    assert "calls: only in one way" in text and "conditional" not in text
    two.together()
    text = page(client, "person", two.case, two.before).content.decode()
    assert "They are two people after all" in text
    apart = reverse("people.apart", args=(two.case, two.recognition().id))
    assert "go back" in client.get(apart).content.decode()
    assert client.post(apart, {"reason": "Two births that overlap"}).status_code == 302
    with acting_as(area.amina):
        assert not Person.objects.filter(id=two.now).exists(), "long after, a second coordinator is asked first"
    second = reverse("people.apart_second", args=(two.case, two.recognition().id))
    assert second in page(client, "person", two.case, two.before).content.decode()
    assert "Two births that overlap" in client.get(second).content.decode()
    assert client.post(second, {"agrees": "yes"}).status_code == 422
    agree_apart(actor=other_coordinator(area), file=two.case, recognition=two.recognition().id, at=NOW)
    assert apart in client.get("/").content.decode()
    assert "Two births that overlap" in client.get(apart).content.decode(), "what was said is there already"
    assert client.post(apart, {"reason": "Two births that overlap"}).status_code == 302
    with acting_as(area.amina):
        assert Person.objects.filter(id=two.now).exists()


def test_what_takes_two_people_is_not_agreed_by_the_one_who_asked(area: Area, client: Client) -> None:
    from dataclasses import replace

    two = Two(area, replace(MOVED, born_on=date(1971, 1, 1), places=ROWAN.places))
    two.together()
    second = reverse("people.second", args=(two.case, two.recognition().id))
    sign_in(client, area.amina)
    home = client.get("/").content.decode()
    assert "waits for a second coordinator" in home and "Invite a deputy" in home, "nobody else coordinates here"
    answer = client.post(second, {"agrees": "yes", "reason": ""})
    assert answer.status_code == 422 and "Two people decide" in answer.content.decode()
    assert "something speaks against it" in client.get(second).content.decode()


def test_retired_before_it_is_retired_for_whoever_is_found_to_be_the_same(area: Area) -> None:
    """Recognised, taken apart and retired in any order, what he knows is never offered for writing to again."""
    two = Two(area)
    place(actor=area.carl, file=two.case, person=two.now, kind="address", text="1 Invented Row", at=NOW)
    recognise(actor=area.amina, file=two.case, person=two.now, as_person=two.before, reason="She said so", at=NOW)
    known = places_of(area.carl, two.before, "address")
    retire(actor=area.carl, file=two.case, person=two.before, places=known, why="He stood there", at=NOW)
    goes = take_apart(actor=area.amina, file=two.case, recognition=two.recognition().id, reason="Two people", at=NOW)
    with acting_as(area.amina):
        from openccr.people.models import Whereabouts

        kept = Whereabouts.objects.filter(person_id__in=[goes, two.before], kind="address")
        assert {row.retired_at is not None for row in kept} == {True}
