"""Whoever is kept out of a case is held out of every other one that may be of the same people (D3, T1).

Every way in: `test_held_every_way.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.core.cache import cache
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from openccr.access.acting import acting_as
from openccr.casefiles.models import Exclusion
from openccr.casefiles.operations import exclude
from openccr.conference.models import Referral
from openccr.conference.operations.conflicts import need_no_conflict
from openccr.conference.operations.draft_files import attach_to_draft
from openccr.conference.operations.drafts import start_draft
from openccr.conference.operations.held_alike import hold_alike
from openccr.conference.operations.settling_holds import decide_on_agency, decide_on_staff
from openccr.conference.rules.drafts import DraftSource
from openccr.documents.attaching import attachments_of
from openccr.kernel.refusals import NotFound, Refusal
from openccr.linkage.known import same_people
from openccr.people.models import Part, Recognition
from openccr.people.operations import Description, Name, agree_recognition, not_same, recognise
from openccr.people.operations.declaring import declare_own
from openccr.people.operations.facts import say_name
from openccr.people.operations.placing import place
from openccr.people.rules import PartKind
from openccr.people.rules.staff import Declared
from tests.conference.drafts import WHOLE
from tests.conference.holding import BORN, NOWHERE, RUTH, add, earlier, held, held_for_in, sees
from tests.makers import NOW, Area, open_case
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_earlier_tries() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


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


# ------------------------------------------------------------------------------------------------ Settled


def test_a_coordinator_settles_it_with_a_reason_and_it_is_not_asked_again(area: Area) -> None:
    earlier(area)
    kept, let_in = open_case(area), open_case(area)
    add(area, kept), add(area, let_in)
    for file, decided in ((kept, "kept_out"), (let_in, "no_conflict")):
        decide_on_staff(
            actor=area.amina,
            file_id=file,
            appointment_id=area.bea.appointment,
            decided=decided,
            reason="I asked",
            at=NOW,
        )
    assert not sees(area.bea, kept) and sees(area.bea, let_in)
    assert hold_alike(actor=area.commands, files=[kept, let_in], at=NOW) == 0
    assert not held(area, kept, area.bea) and sees(area.bea, let_in)


def agency_kept_out(area: Area, unit: str = "") -> tuple[UUID, UUID]:
    """A case out of which housing is held as a whole, and the hold."""
    there = open_case(area)
    add(area, there)
    exclude(actor=area.amina, file=there, agency_id=area.agencies["housing"], unit=unit, reason="Their own", at=NOW)
    file = open_case(area)
    add(area, file)
    with acting_as(area.amina):
        return file, Exclusion.objects.get(file_id=file, agency_id=area.agencies["housing"], unit=unit, held=True).id


def test_an_agency_that_is_kept_out_is_held_as_a_whole_and_nothing_goes_out(area: Area) -> None:
    file, exclusion = agency_kept_out(area)
    assert not sees(area.bea, file) and not sees(area.eve, file) and sees(area.pia, file)
    (one,) = held_for_in(area, area.amina)
    assert (one.exclusion_id, one.appointment_id) == (exclusion, None)
    with acting_as(area.amina), pytest.raises(Refusal, match="nobody has decided"):
        need_no_conflict([file])
    with pytest.raises(Refusal, match="Say how you know"):
        settle(area, file, exclusion, "no_conflict", reason=" ")
    settle(area, file, exclusion, "no_conflict")
    assert sees(area.bea, file) and held_for_in(area, area.amina) == []
    with acting_as(area.amina):
        need_no_conflict([file])
    assert hold_alike(actor=area.commands, files=[file], at=NOW) == 0
    with pytest.raises(NotFound):
        settle(area, file, exclusion, "kept_out")


def settle(area: Area, file: UUID, exclusion: UUID, decided: str, *, reason: str = "I asked") -> None:
    decide_on_agency(
        actor=area.amina, file_id=file, exclusion_id=exclusion, decided=decided, reason=reason, at=NOW,
        substitute_id=area.pia.appointment_id if decided == "kept_out" else None,
    )  # fmt: skip


def test_a_unit_that_is_held_stays_out_when_it_is_confirmed_and_somebody_stands_in(area: Area) -> None:
    file, exclusion = agency_kept_out(area, "Night team")
    assert sees(area.bea, file)  # of another unit
    settle(area, file, exclusion, "kept_out")
    with acting_as(area.amina):
        row_ = Exclusion.objects.get(id=exclusion)
    assert (row_.held, row_.until_at, row_.unit) == (False, None, "Night team") and row_.substitute.startswith("Pia")


def test_only_the_coordinator_settles_it_and_for_others_the_page_is_not_there(area: Area) -> None:
    file, exclusion = agency_kept_out(area)
    href = reverse("conference.held_agency", kwargs={"file": file, "exclusion": exclusion})
    nowhere = reverse("conference.held_agency", kwargs={"file": NOWHERE, "exclusion": exclusion})
    for actor in (area.bea, area.eve):
        assert as_(actor).get(href).status_code == as_(actor).get(nowhere).status_code != 200
    page = text_of(as_(area.amina).get(href))
    assert "Is there a conflict: Willowmere Homes?" in page and "same people (same name and date of birth)" in page
    todo = text_of(as_(area.amina).get("/"))
    assert href in todo and "Kept out of another case that may be about the same people" in todo
    answer = as_(area.amina).post(href, {"decided": "no_conflict", "reason": "Another family", "substitute_id": ""})
    assert answer.status_code == 302 and sees(area.bea, file)


def test_the_coordinator_who_is_kept_out_is_held_where_another_is_left_and_not_where_she_is_the_last(
    area: Area,
) -> None:
    other = replace(area.amina, user_id=area.dee.user_id)
    there = open_case(area)
    add(area, there)
    exclude(actor=area.amina, file=there, user_id=other.user_id, reason="Her sister", at=NOW)
    exclude(actor=area.amina, file=there, agency_id=area.agencies["housing"], reason="Their own", at=NOW)
    file = open_case(area)
    add(area, file)
    assert not sees(other, file) and sees(area.amina, file)


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
