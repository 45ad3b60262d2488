"""One person is erased: what was sealed to her is gone, and her cases open as before for whoever works on them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.leaving.operations import adviser_part
from openccr.leaving.tables import SEALED
from openccr.people.models import Part, PersonKey
from openccr.people.operations import ban_contact, plan_contact, recognise, say_contact
from openccr.people.operations.children import tell_of_child
from openccr.people.operations.erasing import destroy_key
from openccr.people.operations.identifying import identify
from openccr.people.operations.placing import place
from openccr.people.operations.recourse import read_recourse, say_recourse
from openccr.people.rules import PartKind
from openccr.people.rules.recognising import State
from tests.conference.conferences import TODAY, WHEN, listed
from tests.leaving.leaves import KEY, parts_of
from tests.makers import Area, open_case
from tests.people.test_before_contact import WORDS
from tests.people.test_duplicates import WHY, WREN, add
from tests.people.test_facts import NHS
from tests.signing_in import sign_in

PAGES = ("case", "case_people", "case_risk", "case_said", "case_sharing", "case_actions", "case_papers")
HERS = sorted(name for name in SEALED if name.startswith("people."))


def erase(area: Area, person: UUID) -> None:
    destroy_key(actor=area.commands, person=person, reason="Her wish, decided by the board", at=WHEN)


def sealed_to(people: list[UUID]) -> list[str]:
    """The columns in which something is sealed to one of them, and their keys."""
    found = []
    with as_walls() as owner:
        for name in HERS:
            model, _, column = name.rpartition(".")
            rows = apps.get_model(model)._default_manager.using(owner).filter(person_id__in=people)
            found += [name for row in rows if bytes(getattr(row, column))]
        found += ["key" for _ in PersonKey.objects.using(owner).filter(person_id__in=people)]
    return found


def test_an_erased_persons_case_opens_as_before(committed: Area, client: Client) -> None:
    """What can never be opened again is no fault of whoever works on the case."""
    area, case = committed, listed(committed, invited=("idva", "housing"))
    child = add(area, case.file, WREN, PartKind.CHILD)
    with acting_as(area.amina):
        her = Part.objects.get(file_id=case.file, kind="victim").person_id
    at: dict[str, Any] = {"actor": area.grace, "file": case.file, "at": WHEN}
    say_contact(**at, person=her, channel="phone", safe="conditional", rule="he reads her messages")
    plan_contact(**at, person=her, words=WORDS, shared_device="yes")
    ban_contact(**at, person=her, reason="he has her telephone", review_on=TODAY + timedelta(days=9))
    identify(**at, person=her, kind="nhs", number=NHS, source="GP")
    tell_of_child(**at, person=child, risk="", status="", worker="", kept_out="his mother")
    say_recourse(**at, status="none", said="her visa")
    place(**at, person=her, kind="address", text="14 Harbour Row, WM7 4QX")
    assert set(sealed_to([her, child])) == {*HERS, "key"}

    for one in (her, child):
        erase(area, one)

    assert sealed_to([her, child]) == []
    for who in (area.amina, area.grace, area.bea):
        sign_in(client, who)
        for page in PAGES:
            there = client.get(reverse(f"conference.{page}", kwargs={"file": case.file}))
            assert there.status_code == 200, (who.name, page)
    adviser_part(actor=area.grace, recipient=KEY.recipient, at=WHEN)
    assert "area.json" in parts_of(area, whereabouts=True)


def test_what_she_said_as_somebody_recognised_goes_too(committed: Area) -> None:
    """It is sealed to whoever she was when she said it."""
    area = committed
    before, file = add(area, open_case(area)), open_case(area, invited=("idva",))
    now = add(area, file)
    say_recourse(actor=area.grace, file=file, status="none", said="her visa", at=WHEN)
    assert recognise(actor=area.amina, file=file, person=now, as_person=before, reason=WHY, at=WHEN) == State.STANDS
    erase(area, before)
    assert sealed_to([before, now]) == []
    assert [one.said for one in read_recourse(actor=area.grace, file=file)] == [""]
