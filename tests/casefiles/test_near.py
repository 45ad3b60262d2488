"""Somebody who may know the family opens the case: the same street, postcode or family name raises a watch (T2)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseAlert
from openccr.casefiles.watching import alerts_told, opened, see_alerts
from openccr.conference.operations.settling_holds import decide_on_staff
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.people.models import StaffMark, Whereabouts
from openccr.people.operations import Description, Name, add_person
from openccr.people.operations.declaring import declare_own
from openccr.people.rules import PartKind
from openccr.people.rules.near import near_texts, street_text
from openccr.people.rules.staff import Declared
from openccr.people.sealing import match_token
from tests.makers import NOW, TODAY, Area, open_case
from tests.signing_in import sign_in
from tests.walls.trying import run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("14 Kingfisher Parade", "street kingfisher parade"),
        ("14a Kingfisher Parade, Nowhere", "street kingfisher parade"),
        ("Flat 2, 14 Kingfisher Parade", "street kingfisher parade"),
        ("flat 2b 14-16 KINGFISHER PARADE\nNowhere WM7 4QX", "street kingfisher parade"),
        ("3 St. Anne's Rd., Nowhere", "street st annes road"),
        ("3 Invented Sq., Nowhere", "street invented square"),
        ("The Old Mill, Nowhere", ""),
        ("Parade", ""),
        ("", ""),
    ],
)
def test_the_street_of_an_address_is_found_without_its_house(address: str, street: str) -> None:
    assert street_text(address) == street


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("41 Kingfisher Road", "41, KINGFISHER RD., Nowhere", True),
        ("41 Kingfisher Road, Nowhere, WM7 4QX", "41 kingfisher rd WM74QX", True),
        ("Flat 2, 41 Kingfisher Road", "apt. 2 41 Kingfisher Rd", True),
        ("(the blue door) 41 Kingfisher Road", "41 Kingfisher Road", True),
        ("65 Invented Close, Nowhere", "65 Invented Cl., Nowhere", True),
        ("9 Invented Drive, WM7 4QX", "9 invented Dr WM7 4QX", True),
        ("9 Invented Court", "9 Invented Ct Nowhere", True),
        ("9 Invented Court", "9 Invented Close", False),
        ("+44 7700 900123", "07700 900 123", True),
        ("41 Kingfisher Road", "43 Kingfisher Road", False),
        ("41 Kingfisher Road", "41 Kingfisher Lane", False),
        ("Flat 2, 41 Kingfisher Road", "Flat 3, 41 Kingfisher Road", False),
        ("1 High Street, WM7 4QX", "1 High Street, WM9 1AA", False),
        ("Smith Street School", "Smith Street Club", False),
    ],
)
def test_a_house_is_the_same_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert (match_token(one) == match_token(other)) is same


def test_only_addresses_and_postcodes_have_neighbours() -> None:
    assert list(near_texts("address", "1 Mill Lane, WM7 4QX")) == ["street mill lane", "postcode WM7 4QX"]
    assert list(near_texts("postcode", "WM7 4QX")) == ["postcode WM7 4QX"]
    assert list(near_texts("school", "1 Mill Lane School, WM7 4QX")) == []


def case_of(
    area: Area, *, given: str = "Rosa", family: str = "Tamworth", places: tuple[tuple[str, str], ...] = ()
) -> UUID:
    file = open_case(area)
    described = Description(names=(Name(given=given, family=family),), places=places)
    add_person(
        actor=area.amina, file_id=file, kind=PartKind.VICTIM, described=described, relationship="", source="x", on=TODAY
    )
    return file


def look(actor: Actor, file: UUID) -> None:
    with acting_as(actor):
        opened(actor=actor, file=file, agency="Willowmere Homes")


def near(area: Area, file: UUID) -> list[str]:
    with acting_as(area.commands):
        rows = CaseAlert.objects.filter(file_id=file).exclude(kind="no_work")
        return sorted(rows.values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("declared", "place", "expected"),
    [
        (Declared(address="3 Kingfisher Parade"), ("address", "Flat 1, 88 Kingfisher parade"), ["near_street"]),
        (Declared(postcode="wm7 4qx"), ("address", "1 Mill Lane, WM7 4QX"), ["near_postcode"]),
        (Declared(postcode="WM74QX"), ("postcode", "WM7 4QX"), ["near_postcode"]),
        (
            Declared(address="3 Mill Lane", postcode="WM7 4QX"),
            ("address", "1 Mill Lane, WM7 4QX"),
            ["near_postcode", "near_street"],
        ),
        (Declared(address="3 Kingfisher Parade"), ("address", "3 Mill Lane"), []),
        (Declared(postcode="WM7 4QX"), ("work", "WM7 4QX"), []),
    ],
)
def test_a_neighbour_who_opens_the_case_is_told_of_to_its_lead(
    area: Area, declared: Declared, place: tuple[str, str], expected: list[str]
) -> None:
    declare_own(actor=area.bea, declared=declared, at=NOW)
    file = case_of(area, places=(place,))
    look(area.bea, file)
    assert near(area, file) == expected
    look(area.carl, file)  # sees no such case
    assert near(area, file) == expected


def test_the_family_name_is_enough_and_once(area: Area) -> None:
    file = case_of(area, family="Lindqvist")
    look(area.bea, file)
    assert near(area, file) == ["near_name"]
    with acting_as(area.amina):
        CaseAlert.objects.filter(file_id=file).update(seen_at=NOW, seen_by="Amina")
    look(area.bea, file)
    assert near(area, file) == ["near_name"]


def test_a_family_name_that_is_common_in_the_area_is_told_of_on_monday_and_no_sister_is_dropped(
    area: Area, client: Client
) -> None:
    """Five cases make it common here, the most that a pack asks of a small area; one fewer does not."""
    files = [case_of(area, family="Lindqvist") for _ in range(4)]
    look(area.bea, files[0])
    assert near(area, files[0]) == ["near_name"]
    file = case_of(area, family="Lindqvist")
    look(area.bea, file)
    look(area.bea, file)
    assert near(area, file) == ["common_name"]
    with acting_as(area.commands):
        row = CaseAlert.objects.get(file_id=file, kind="common_name")
        monday = row.at + timedelta(days=7 - timezone.localtime(row.at).weekday())
        for at, told in ((row.at, False), (monday - timedelta(days=1), False), (monday, True)):
            assert alerts_told(at).filter(id=row.id).exists() is told
        CaseAlert.objects.exclude(id=row.id).update(seen_at=NOW)
    with pytest.raises(NotFound):
        see_alerts(actor=area.amina, file=file, shown=[row.id], at=timezone.now())
    see_alerts(actor=area.amina, file=file, shown=[row.id], at=monday)
    look(area.bea, files[0])
    assert near(area, files[0]) == ["near_name"], "said once, however common the name has become"


def test_a_common_name_does_not_hide_a_shared_street(area: Area) -> None:
    declare_own(actor=area.bea, declared=Declared(address="3 Kingfisher Parade"), at=NOW)
    files = [case_of(area, family="Lindqvist", places=(("address", "88 Kingfisher Parade"),)) for _ in range(5)]
    look(area.bea, files[0])
    assert near(area, files[0]) == ["common_name", "near_street"]


def test_what_stands_on_the_list_says_why_and_does_not_blame_who_was_at_work(area: Area, client: Client) -> None:
    file = case_of(area, family="Lindqvist")
    look(area.bea, file)
    with acting_as(area.commands):
        CaseAlert.objects.filter(kind="no_work").update(seen_at=NOW)
    sign_in(client, area.amina)
    shown = client.get("/").content.decode()
    assert "opened by somebody with the family name" in shown and "no work on it" not in shown


def test_whoever_is_told_of_does_not_read_it_and_the_lead_does(area: Area, client: Client) -> None:
    file = case_of(area, family="Lindqvist")
    look(area.bea, file)
    with acting_as(area.bea):
        assert not CaseAlert.objects.exists()
    sign_in(client, area.amina)
    page = client.get(reverse("casefiles.alerts", args=[file])).content.decode()
    assert "Bea Lindqvist, Willowmere Homes" in page and "family name of a person of it" in page


def test_nothing_more_is_said_once_it_was_decided_that_there_is_no_conflict(area: Area) -> None:
    file = case_of(area, family="Lindqvist", given="Bea")
    decide_on_staff(
        actor=area.amina, file_id=file, appointment_id=area.bea.appointment_id, decided="no_conflict",
        reason="No relation", at=NOW,
    )  # fmt: skip
    look(area.bea, file)
    assert near(area, file) == []


def test_the_tokens_tell_nothing_and_nobody_asks_for_a_watch_by_hand(area: Area) -> None:
    declare_own(actor=area.bea, declared=Declared(address="3 Kingfisher Parade", postcode="WM7 4QX"), at=NOW)
    file = case_of(area, places=(("address", "1 Kingfisher Parade, WM7 4QX"),))
    with acting_as(area.bea):
        marks = list(StaffMark.objects.values_list("match", flat=True))
    with acting_as(area.amina):
        row = Whereabouts.objects.get(kind="address")
    assert len(set(row.near) & set(marks)) == 2 and all(len(token) == 64 for token in row.near)
    with acting_as(area.bea), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        run("SELECT openccr.watch_near(%s, 'x', 'x', 200, 5)", file)
