"""A referral that came in from a file or by API shows who its victim may be, to whoever may see both."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.linkage.models import Search
from openccr.people.models import Part
from openccr.people.operations import Description, Name, add_person
from openccr.people.queries import possible_duplicates
from openccr.people.rules import PartKind
from tests.conference.test_triage import referred
from tests.linkage.known.test_known import KNOWN, add
from tests.makers import TODAY, Area, open_case
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

SLIP = {"victim_given_name": "Kirsty", "victim_family_name": "Tidewell", "victim_dob": "13/04/1991",
        "victim_postcode": None, "victim_phone": None}  # fmt: skip


def page(client: Client, area: Area, who: str, received: object) -> str:
    sign_in(client, area.actors[who])
    address = reverse("conference.referral", args=[received.file_id, received.referral_id])
    return client.get(address).content.decode()


def test_she_is_found_with_a_slip_in_name_and_year_that_equal_keys_do_not_find(area: Area, client: Client) -> None:
    earlier = add(area)
    received = referred(area, **SLIP)
    with acting_as(area.amina):
        assert not possible_duplicates(received.file_id)
        before = Part.objects.get(file_id=earlier).person_id
        now = Part.objects.get(file_id=received.file_id, kind="victim").person_id
    text = page(client, area, "amina", received)
    assert "Is the victim already known?" in text and "Kirsty Tideswell" in text
    two = reverse("people.same_person_with", args=[received.file_id, now, before])
    assert two in text
    beside = client.get(two).content.decode()
    assert "Beside each other" in beside and "Kirsty Tideswell" in beside and "Kirsty Tidewell" in beside
    assert client.post(two, {"answer": "same", "reason": "She said so"}).status_code == 302


def test_whoever_does_not_see_the_other_case_is_shown_nobody(area: Area, client: Client) -> None:
    elsewhere = open_case(area, invited=("idva",))
    add_person(
        actor=area.amina,
        file_id=elsewhere,
        kind=PartKind.VICTIM,
        described=KNOWN,
        relationship="",
        source="x",
        on=TODAY,
    )
    received = referred(area, **SLIP)
    assert "Is the victim already known?" in page(client, area, "amina", received)
    assert "Is the victim already known?" not in page(client, area, "pia", received)


def test_two_who_are_not_both_seen_are_not_compared(area: Area, client: Client) -> None:
    earlier = add(area, Description(names=(Name(given="Nadja", family="Invented"),)))
    received = referred(area, **SLIP)
    with acting_as(area.amina):
        before = Part.objects.get(file_id=earlier).person_id
        now = Part.objects.get(file_id=received.file_id, kind="victim").person_id
    sign_in(client, area.pia)
    two = reverse("people.same_person_with", args=[received.file_id, now, before])
    assert client.get(two).status_code in (403, 404)
    sign_in(client, area.amina)
    assert client.get(reverse("people.same_person_with", args=[received.file_id, now, now])).status_code == 404


def test_looking_is_counted_and_the_same_page_again_counts_once(area: Area, client: Client) -> None:
    add(area, KNOWN)
    received = referred(area, **SLIP)
    page(client, area, "amina", received)
    page(client, area, "amina", received)
    with acting_as(area.amina):
        assert Search.objects.values("asked").distinct().count() == 1
