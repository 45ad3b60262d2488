"""Whoever is kept out of a case is held out of every other one that may be of the same people (D3, T1).

Every way in: `test_held_every_way.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from openccr.access.acting import acting_as
from openccr.casefiles.operations import exclude
from openccr.conference.models import Referral
from openccr.conference.operations.draft_files import attach_to_draft
from openccr.conference.operations.drafts import start_draft
from openccr.conference.operations.held_alike import hold_alike
from openccr.conference.rules.drafts import DraftSource
from openccr.documents.attaching import attachments_of
from openccr.linkage.known import same_people
from openccr.people.models import Part, Recognition
from openccr.people.operations import Description, Name, agree_recognition, not_same, recognise
from openccr.people.operations.declaring import declare_own
from openccr.people.operations.facts import say_name
from openccr.people.operations.placing import place
from openccr.people.rules import PartKind
from openccr.people.rules.staff import Declared
from tests.conference.drafts import WHOLE
from tests.conference.holding import BORN, RUTH, add, earlier, held, sees
from tests.makers import NOW, Area, open_case
from tests.signing_in import as_, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_tries")]


# ------------------------------------------------------------------------------------------------ Who counts as same


def of(given: str = "Ruth", family: str = "Tideswell", **said: object) -> Description:
    return Description(names=(Name(given=given, family=family),), **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("there", "here", "alike"),
    [
        (of(), of(), True),
        (of(), of("Tideswell", "Ruth"), True),
        (of(born_on=BORN), of("Ruthe", "Tidswell", born_on=BORN), True),
        (of("Katherine", "Sullivan"), of("Catherine", "Sulivan"), True),
        (of("Katherine"), of("Kate"), True),
        (of("Natalie", "Pepperstem", born_on=BORN), of("Nathalie", "Peperstem"), True),
        (of("Oscar", "Lanternvale", born_on=BORN), of("Oskar", "Lanternvale"), True),
        (of(born_on=BORN), of("Una", born_on=BORN), True),
        (of(places=(("phone", "07700 900123"),)), of("Una", "Marsh", places=(("phone", "+447700900123"),)), True),
        (of(places=(("address", "1 Nowhere Lane"),)), of("Una", places=(("address", "1 Nowhere Lane"),)), True),
        (of(born_on=BORN), of(born_on=date(1961, 1, 2)), False),
        (of(), of("Una"), False),
        (of("Katherine", "Sullivan", born_on=BORN), of("Catherine", "Sulivan", born_on=date(1961, 1, 2)), False),
        (of(born_on=BORN), of("Una", "Marsh", born_on=BORN), False),
        (
            of(places=(("address", "1 Nowhere Lane"),)),
            of("Una", "Marsh", places=(("address", "1 Nowhere Lane"),)),
            False,
        ),
    ],
)
@pytest.mark.parametrize("last", ["the case", "the case, of many", "the exclusion"])
def test_who_counts_as_likely_the_same_whichever_comes_last(
    area: Area, there: Description, here: Description, alike: bool, last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if last == "the case, of many":
        monkeypatch.setattr(same_people, "BESIDE", 0)
    if last != "the exclusion":
        earlier(area, there)
    file = open_case(area)
    add(area, file, here)
    if last == "the exclusion":
        assert sees(area.bea, file)
        earlier(area, there)
    assert sees(area.bea, file) is not alike
    assert held(area, file, area.bea) is alike


def test_the_person_who_harms_and_the_victim_turned_round_are_the_same_people(area: Area) -> None:
    earlier(area, RUTH, PartKind.HARMER)
    file = open_case(area)
    add(area, file)
    assert not sees(area.bea, file)


def test_children_of_one_family_name_make_no_two_families_one(area: Area) -> None:
    earlier(area, of("Ella", born_on=date(2019, 4, 3)), PartKind.CHILD)
    other, same = open_case(area), open_case(area)
    add(area, other, of("Tom", born_on=date(2019, 4, 3)), PartKind.CHILD)
    add(area, same, of("Ella", born_on=date(2019, 4, 3)), PartKind.CHILD)
    assert sees(area.bea, other) and not sees(area.bea, same)


def test_two_whom_somebody_found_to_be_two_hold_nobody(area: Area) -> None:
    with acting_as(area.amina):
        file, there = open_case(area), open_case(area)
    one, other = add(area, file, of("Una")), add(area, there, of("Edda"))
    not_same(actor=area.amina, file=file, person=one, others=[other], reason="Sisters", at=NOW)
    place(actor=area.amina, file=file, person=one, kind="phone", text="07700 900123", at=NOW)
    place(actor=area.amina, file=there, person=other, kind="phone", text="07700 900123", at=NOW)
    exclude(actor=area.amina, file=there, user_id=area.bea.user_id, reason="Her sister", at=NOW)
    assert sees(area.bea, file)


# ------------------------------------------------------------------------------------------------ What is known later


def test_what_is_written_down_later_holds_too(area: Area) -> None:
    earlier(area)
    named, called = open_case(area), open_case(area)
    person, other = add(area, named, of("Una", "Marsh")), add(area, called, of("Edda", "Kerrow"))
    assert sees(area.bea, named) and sees(area.bea, called)
    say_name(
        actor=area.amina, file=named, person=person, given="Ruth", family="Tideswell", kind="alias", source="Police",
        from_on=None, until_on=None, at=NOW,
    )  # fmt: skip
    assert not sees(area.bea, named) and sees(area.bea, called)
    with acting_as(area.amina):
        ruth = Part.objects.exclude(file_id__in=(named, called)).get().person_id
    with acting_as(area.amina):
        there = Part.objects.get(person_id=ruth).file_id
    place(actor=area.amina, file=there, person=ruth, kind="phone", text="07700 900123", at=NOW)
    assert sees(area.bea, called)
    place(actor=area.amina, file=called, person=other, kind="phone", text="07700 900123", at=NOW)
    assert not sees(area.bea, called)


def test_people_who_are_put_together_carry_who_is_kept_out(area: Area) -> None:
    there, file = open_case(area), open_case(area)
    ruth, una = add(area, there), add(area, file, of("Una", "Marsh"))
    exclude(actor=area.amina, file=there, user_id=area.bea.user_id, reason="Her sister", at=NOW)
    assert sees(area.bea, file)
    state = recognise(actor=area.amina, file=file, person=una, as_person=ruth, reason="She said so herself", at=NOW)
    if state != "stands":
        with acting_as(area.amina):
            asked = Recognition.objects.get().id
        agree_recognition(actor=replace(area.amina, user_id=area.dee.user_id), file=file, recognition=asked, at=NOW)
    assert not sees(area.bea, file) and held(area, file, area.bea)


def test_a_hold_that_nobody_has_decided_on_holds_further(area: Area) -> None:
    """The third referral within days has her new name, and of the second one only the telephone."""
    earlier(area)
    second, third = open_case(area), open_case(area)
    add(area, second, of(born_on=BORN, places=(("phone", "07700 900123"),)))
    add(area, third, of("Una", "Marsh", places=(("phone", "07700 900123"),)))
    assert held(area, second, area.bea) and held(area, third, area.bea)


def test_whoever_declares_what_stands_in_a_case_is_held_out_of_what_is_like_it_too(area: Area) -> None:
    named, called = open_case(area), open_case(area)
    add(area, named, of(born_on=BORN, places=(("phone", "07700 900345"),)))
    add(area, called, of(born_on=BORN))
    assert sees(area.bea, named) and sees(area.bea, called)
    declare_own(actor=area.bea, declared=Declared(phone="07700 900345"), at=NOW)
    assert held(area, named, area.bea) and held(area, called, area.bea)


# ------------------------------------------------------------------------------------------------ Whoever refers


def test_whoever_is_kept_out_and_refers_the_family_again_has_sent_all_of_it_and_sees_no_more(area: Area) -> None:
    exclude(actor=area.amina, file=kept(area), user_id=area.pia.user_id, reason="Her sister", at=NOW)
    draft = start_draft(actor=area.pia, answers=WHOLE, source=DraftSource.WIZARD, at=NOW)
    attach_to_draft(actor=area.pia, draft=draft, data=b"Sixteen yes.", name="DASH.txt", kind="risk_assessment", at=NOW)
    client = as_(area.pia)
    check = reverse("conference.draft_check", kwargs={"draft": draft})
    page = client.get(check)
    once = page.context["once"]
    answer = client.post(check, {"once": once})
    assert answer.status_code == 302 and answer.url == reverse("conference.referrals")
    assert "The referral was sent to the coordinator." in text_of(client.get(answer.url))
    with acting_as(area.amina):
        referral = Referral.objects.get()
        assert [one.name for one in attachments_of(referral.file_id, referral.id)] == ["DASH.txt"]
    assert not sees(area.pia, referral.file_id)


def kept(area: Area) -> UUID:
    file = open_case(area)
    add(area, file, Description(names=(Name(given="Nadia", family="Invented"),)))
    return file


# ------------------------------------------------------------------------------------------------ What it costs


def test_it_takes_a_query_where_nobody_is_kept_out_and_two_where_nobody_is_alike(
    area: Area, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = open_case(area)
    add(area, file)
    with acting_as(area.commands):
        with django_assert_num_queries(2 + 1):  # a savepoint, and its end
            hold_alike(actor=area.commands, files=[file], at=NOW)
        earlier(area, of("Una", "Marsh"))
        with django_assert_num_queries(2 + 2):
            hold_alike(actor=area.commands, files=[file], at=NOW)
        monkeypatch.setattr(same_people, "BESIDE", 0)  # as where hundreds of cases have somebody kept out
        with django_assert_num_queries(2 + 3):
            hold_alike(actor=area.commands, files=[file], at=NOW)
