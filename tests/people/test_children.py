"""Children are people: own voice, own risk, own page; those who harm under 18 are children first."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import ChildFacts, ChildVoice, Whereabouts
from openccr.people.operations import (
    Description,
    Name,
    add_person,
    hear_child,
    mark_died,
    place_child,
    recognise,
    tell_of_child,
)
from openccr.people.queries import child_of
from openccr.people.rules import PartKind
from openccr.people.rules.young import harms_and_is_child, is_child, part_words
from tests.conference.conferences import TODAY, WHEN, listed
from tests.makers import Area, open_case
from tests.people.test_contact import part
from tests.signing_in import sign_in


def years_ago(years: int) -> date:
    return TODAY.replace(year=TODAY.year - years, day=min(TODAY.day, 28)) - timedelta(days=1)


def somebody(area: Area, case: UUID, kind: PartKind, *, age: int | None = None, due: date | None = None) -> UUID:
    described = Description(
        names=() if due else (Name(given="Kit", family="Invented"),),
        born_on=due or (years_ago(age) if age is not None else None),
        born_on_is_expected=due is not None,
    )
    return add_person(
        actor=area.amina, file_id=case, kind=kind, described=described, relationship="", source="school", on=TODAY
    )


def page(actor: Actor, name: str, **parts: UUID) -> str:
    client = Client()
    sign_in(client, actor, stepped_up=True)
    answer = client.get(reverse(name, kwargs=parts))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("kind", "age", "child", "first"),
    [
        (PartKind.CHILD, 7, True, False), (PartKind.CHILD, None, True, False), (PartKind.HARMER, 17, True, True),
        (PartKind.HARMER, 18, False, False), (PartKind.HARMER, None, False, False), (PartKind.VICTIM, 16, True, False),
        (PartKind.OTHER, 40, False, False),
    ],
)  # fmt: skip
def test_who_is_a_child_and_who_is_a_child_first(kind: PartKind, age: int | None, child: bool, first: bool) -> None:
    assert is_child(kind, age) is child
    assert harms_and_is_child(kind, age) is first
    assert (part_words(kind, age, below=18, young_label="Young person") == "Young person") is first


def test_what_a_child_said_stands_on_the_childs_own_page(area: Area) -> None:
    case = listed(area)
    child = part(area, case, "child")
    hear_child(
        actor=area.bea, file=case.file, person=child, said="canary: I hide in the shed", to_whom="Ms Invented, school",
        alone="yes", said_on=TODAY, at=WHEN,
    )  # fmt: skip
    shown = page(area.grace, "people.child", file=case.file, child=child)
    assert "canary: I hide in the shed" in shown and "Seen without the adults" in shown
    assert "Ella" not in shown.split("</title>")[0]
    with acting_as(area.carl):
        assert not ChildVoice.objects.exists()


def test_how_a_child_is_is_added_and_never_overwritten(area: Area) -> None:
    case = listed(area)
    child = part(area, case, "child")
    given = {"actor": area.bea, "file": case.file, "person": child, "worker": "", "kept_out": "canary uncle"}
    tell_of_child(**given, risk="Gets between them", status="in_need", at=WHEN)
    tell_of_child(**given, risk="Stays away from home", status="", at=WHEN + timedelta(minutes=1))
    with acting_as(area.bea):
        found = child_of(actor=area.bea, file=case.file, person=child, today=TODAY)
        assert (found.risk, found.kept_out) == ("Stays away from home", "canary uncle")
        rows = ChildFacts.objects.filter(person_id=child)
        assert rows.count() == 2
        assert not any(b"canary" in bytes(row.kept_out_sealed) for row in rows)
    shown = page(area.grace, "people.child", file=case.file, child=child)
    assert day_words(timezone.localdate(WHEN)) in shown, "a day is read as a day, not as 22.11.2026"
    with pytest.raises(Refusal):
        tell_of_child(**given, risk="", status="unheard_of", at=WHEN)


def test_the_school_its_lead_and_the_carer_are_sealed_as_whereabouts(area: Area) -> None:
    case = listed(area)
    child = part(area, case, "child")
    place_child(
        actor=area.bea, file=case.file, person=child, school="Canary Primary", lead="Canary Lead", carer="", at=WHEN
    )
    shown = page(area.grace, "people.child", file=case.file, child=child)
    assert "School or nursery" in shown and "Canary" not in shown
    with acting_as(area.bea):
        rows = Whereabouts.objects.filter(person_id=child)
        assert {row.kind for row in rows} >= {"school", "school_lead"}
        assert not any(b"Canary" in bytes(row.sealed) for row in rows)
    client = Client()
    sign_in(client, area.grace, stepped_up=True)
    opened = client.post(
        reverse("people.whereabouts", kwargs={"file": case.file, "person": child}), {"reason": "To tell the lead"}
    )
    assert "Canary Primary" in opened.content.decode() and "Designated lead" in opened.content.decode()


def test_an_unborn_child_has_a_page_with_the_day_expected(area: Area) -> None:
    case = open_case(area)
    child = somebody(area, case, PartKind.CHILD, due=TODAY + timedelta(days=60))
    assert "Expected " in page(area.grace, "people.child", file=case, child=child)


def test_an_adult_has_no_childs_page(area: Area) -> None:
    case = open_case(area)
    adult = somebody(area, case, PartKind.OTHER, age=40)
    with acting_as(area.bea), pytest.raises(NotFound):
        child_of(actor=area.bea, file=case, person=adult, today=TODAY)
    with pytest.raises(NotFound):
        place_child(actor=area.bea, file=case, person=adult, school="x", lead="", carer="", at=WHEN)


def test_who_harms_under_18_is_a_child_first_in_the_bar_and_the_list_of_people(area: Area) -> None:
    case = listed(area).file
    before = page(area.bea, "conference.case", file=case)
    assert "A child first" not in before
    young = somebody(area, case, PartKind.HARMER, age=15)
    assert "A child first" in page(area.bea, "conference.case", file=case)
    shown = page(area.bea, "conference.case_people", file=case)
    assert "A child first" in shown and "Young person whose behaviour is harmful" in shown
    own = page(area.bea, "people.child", file=case, child=young)
    assert "Is a child first" in own
    assert reverse("safeguarding.refer", kwargs={"file": case, "person": young}) in own
    assert "erpetrator" not in shown + own


def test_what_a_child_said_follows_the_child_who_is_recognised(area: Area) -> None:
    earlier, case = open_case(area), open_case(area)
    before, now = (somebody(area, one, PartKind.CHILD, age=7) for one in (earlier, case))
    hear_child(actor=area.bea, file=case, person=now, said="I hide", to_whom="Bea", alone="yes", said_on=TODAY, at=WHEN)
    mark_died(actor=area.bea, file=case, person=now, died_on=TODAY, source="Police, by telephone", at=WHEN)
    recognise(actor=area.amina, file=case, person=now, as_person=before, reason="Same school", at=WHEN)
    with acting_as(area.bea):
        found = child_of(actor=area.bea, file=case, person=before, today=TODAY)
    assert [one.said for one in found.voices] == ["I hide"] and found.shown.deceased


@pytest.mark.parametrize("said", ["", "  "])
def test_a_voice_has_words(area: Area, said: str) -> None:
    case = listed(area)
    with pytest.raises(Refusal):
        hear_child(
            actor=area.bea, file=case.file, person=part(area, case, "child"), said=said, to_whom="Bea", alone="no",
            said_on=TODAY, at=WHEN,
        )  # fmt: skip
