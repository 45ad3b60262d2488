"""Writing down how she says that she can be reached."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.models import TimelineEntry
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part, SafeContact
from openccr.people.operations import say_contact
from openccr.people.queries import safe_contact_of
from tests.conference.conferences import TODAY, WHEN, Listed, listed
from tests.makers import Area
from tests.signing_in import sign_in


def part(area: Area, case: Listed, kind: str) -> object:
    with acting_as(area.amina):
        return Part.objects.get(file_id=case.file, kind=kind).person_id


def test_what_she_says_stands_in_the_bar_and_its_rule_is_sealed(area: Area) -> None:
    case = listed(area)
    person = part(area, case, "victim")
    said = {"channel": "sms", "safe": "conditional", "rule": "canary: weekdays ten to two", "at": WHEN}
    say_contact(actor=area.grace, file=case.file, person=person, **said)
    with acting_as(area.bea):
        line = safe_contact_of(case.file, today=TODAY)
        assert line.known and "canary: weekdays ten to two" in line.text
        assert b"canary" not in bytes(SafeContact.objects.get(person_id=person, safe="conditional").rule_sealed)
        sentences = TimelineEntry.objects.filter(file_id=case.file).values_list("sentence", flat=True)
    assert not any("canary" in sentence for sentence in sentences)


def test_a_condition_that_is_not_said_is_no_answer(area: Area) -> None:
    case = listed(area)
    with pytest.raises(Refusal) as refused:
        say_contact(
            actor=area.grace, file=case.file, person=part(area, case, "victim"), channel="phone", safe="conditional",
            rule=" ", at=WHEN,
        )  # fmt: skip
    assert refused.value.field == "rule"


def test_only_the_victim_is_asked_and_only_by_who_is_on_the_case(area: Area) -> None:
    case = listed(area)
    said = {"channel": "phone", "safe": "no", "rule": "", "at": WHEN}
    with pytest.raises(NotFound):
        say_contact(actor=area.grace, file=case.file, person=part(area, case, "harmer"), **said)
    with pytest.raises(NotFound):
        say_contact(actor=area.carl, file=case.file, person=part(area, case, "victim"), **said)


def test_the_adviser_fills_it_in_from_the_case(area: Area) -> None:
    case = listed(area)
    client = Client()
    sign_in(client, area.grace, stepped_up=True)
    address = reverse("people.contact", kwargs={"file": case.file, "person": part(area, case, "victim")})
    assert address in client.get(reverse("conference.case", kwargs={"file": case.file})).content.decode()
    assert "Not asked yet" in client.get(address).content.decode()
    assert client.post(address, {"channel": "phone", "safe": "no"}).status_code == 302
    assert "No calls" in client.get(reverse("conference.case", kwargs={"file": case.file})).content.decode()
