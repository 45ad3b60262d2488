"""Whereabouts stand on no paper but the one onto which somebody chose them, for one agency and a reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import Grant, TimelineEntry
from openccr.casefiles.operations import end_grant, exclude
from openccr.documents.making import Ready, fetch_paper, make_paper, ready
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part, PlacesChosen
from openccr.people.operations import choose_places, place, retire
from openccr.sharing.models import Disclosure
from tests.conference.conferences import TODAY, Listed, listed
from tests.documents.pdfua import findings
from tests.makers import Area
from tests.people.places import places_of
from tests.signing_in import sign_in

COTTAGE = "4 Invented Bluebell Row"
WHY = "They change the locks today"


@pytest.fixture
def case(area: Area) -> tuple[Listed, UUID]:
    made = listed(area)
    with acting_as(area.amina):
        her = Part.objects.get(file_id=made.file, kind="victim").person_id
    place(actor=area.amina, file=made.file, person=her, kind="address", text=COTTAGE, at=timezone.now())
    return made, her


def choose(area: Area, case: tuple[Listed, UUID], who: str = "amina", **more: Any) -> UUID:
    one, her = case
    given = {"person": her, "agency": area.agencies["housing"], "kinds": ["address"], "reason": WHY}
    return choose_places(actor=area.actors[who], file=one.file, at=timezone.now(), **given | more)


def paper(area: Area, case: tuple[Listed, UUID], agency: str = "housing") -> Ready:
    return ready(actor=area.amina, kind="where", about=case[0].file, agency_id=area.agencies[agency], today=TODAY)


def test_chosen_for_an_agency_her_address_stands_on_its_paper_and_in_the_ledger(
    area: Area, case: tuple[Listed, UUID]
) -> None:
    with pytest.raises(NotFound):
        paper(area, case)
    choose(area, case)
    assert COTTAGE in str(paper(area, case).content)
    with pytest.raises(NotFound):
        paper(area, case, "police")
    made = make_paper(
        actor=area.amina, kind="where", about=case[0].file, agency_id=area.agencies["housing"], at=timezone.now()
    )
    assert findings(fetch_paper(actor=area.amina, paper=made, form="pdf", at=timezone.now()).data) == []
    with acting_as(area.amina):
        line = Disclosure.objects.get(file_id=case[0].file, way="paper")
        assert (line.agency_id, line.why) == (area.agencies["housing"], "A paper: where somebody can be reached")
        assert (line.kinds, line.people) == (["identity", "whereabouts"], [str(case[1])]), "no more than stands in it"
        assert line.necessity == f"{WHY}."
        assert AuditEvent.objects.filter(type="whereabouts.chosen", file_id=case[0].file).count() == 1
        said = TimelineEntry.objects.filter(file_id=case[0].file, kind="place").latest("at").sentence
        assert said == f"Chose whereabouts for one paper: {WHY}"


def test_her_adviser_makes_the_paper_for_another_agency_unless_somebody_there_is_kept_out(
    area: Area, case: tuple[Listed, UUID]
) -> None:
    one, _ = case
    choose(area, case, who="grace")
    asked = {"actor": area.grace, "kind": "where", "about": one.file, "agency_id": area.agencies["housing"]}
    assert COTTAGE in str(ready(**asked, today=TODAY).content)
    make_paper(**asked, at=timezone.now())
    exclude(actor=area.amina, file=one.file, user_id=area.eve.user_id, reason="her sister", at=timezone.now())
    with pytest.raises(Refusal, match="Somebody at Willowmere Homes must not see"):
        ready(**asked, today=TODAY)


def test_a_place_that_the_person_who_harms_knows_is_not_chosen_nor_printed_once_it_is_known(
    area: Area, case: tuple[Listed, UUID]
) -> None:
    one, her = case
    choose(area, case)
    known = places_of(area.amina, her, "address")
    retire(actor=area.amina, file=one.file, person=her, places=known, why="He wrote there", at=timezone.now())
    with pytest.raises(Refusal, match="may know"):
        paper(area, case)
    with pytest.raises(Refusal, match="may know"):
        choose(area, case)


def test_where_she_lived_does_not_keep_from_paper_where_she_lives_now(area: Area, case: tuple[Listed, UUID]) -> None:
    """Locks are changed at the new home: the old one, which he knows, is left out, before the choice and after it."""
    one, her = case
    now = timezone.now()
    old = places_of(area.amina, her, "address")
    place(actor=area.amina, file=one.file, person=her, kind="address", text="9 Invented Harrow Yard", at=now)
    choose(area, case)
    retire(actor=area.amina, file=one.file, person=her, places=old, why="He wrote there", at=now)
    for _ in range(2):
        shown = str(paper(area, case).content)
        assert "9 Invented Harrow Yard" in shown and COTTAGE not in shown
        choose(area, case)


def test_it_is_chosen_with_a_reason_by_the_coordinator_or_her_adviser_for_an_agency_of_the_case(
    area: Area, case: tuple[Listed, UUID]
) -> None:
    with pytest.raises(Refusal, match="few words"):
        choose(area, case, reason="x")
    with pytest.raises(Refusal, match="Choose what"):
        choose(area, case, kinds=["note"])
    with pytest.raises(Refusal, match="Nothing of one"):
        choose(area, case, kinds=["email"])
    with pytest.raises(Refusal, match="IDVA"):
        choose(area, case, who="bea")
    with pytest.raises(NotFound):
        choose(area, case, agency=area.agencies["children"])
    with acting_as(area.amina):
        him = Part.objects.get(file_id=case[0].file, kind="harmer").person_id
    with pytest.raises(Refusal, match="kept safe"):
        choose(area, case, person=him)


def test_a_patrol_gets_her_car_and_the_childs_school_and_no_address(area: Area, case: tuple[Listed, UUID]) -> None:
    """They are whereabouts as an address is, and a patrol needs them: each is there only where it was chosen."""
    one, her = case
    with acting_as(area.amina):
        child = Part.objects.filter(file_id=one.file, kind="child").values_list("person_id", flat=True).first()
    assert child is not None
    for who, kind, text in ((her, "vehicle", "Grey estate, ZZ99 INV"), (child, "school", "Willow Nursery of nowhere")):
        place(actor=area.amina, file=one.file, person=who, kind=kind, text=text, at=timezone.now())
    choose(area, case, kinds=["vehicle"])
    assert "Willow Nursery" not in str(paper(area, case).content)
    choose(area, case, person=child, kinds=["school"])
    shown = str(paper(area, case).content)
    assert "Grey estate" in shown and "Willow Nursery" in shown and COTTAGE not in shown


def test_the_page_offers_what_is_written_down_and_nothing_else(area: Area, case: tuple[Listed, UUID]) -> None:
    one, her = case
    for kind, text in (("vehicle", "Grey estate"), ("note", "Ask at the corner shop")):
        place(actor=area.amina, file=one.file, person=her, kind=kind, text=text, at=timezone.now())
    client = Client()
    sign_in(client, area.amina, stepped_up=True)
    shown = client.get(reverse("people.choose_places", args=(one.file, her))).content.decode()
    assert 'value="vehicle"' in shown
    assert 'value="address"' in shown and 'value="note"' not in shown and 'value="school"' not in shown


def test_a_choice_stands_for_a_day_and_for_whoever_made_it(area: Area, case: tuple[Listed, UUID]) -> None:
    one, her = case
    choose_places(
        actor=area.amina, file=one.file, person=her, agency=area.agencies["housing"], kinds=["address"], reason=WHY,
        at=timezone.now() - timedelta(days=2),
    )  # fmt: skip
    with pytest.raises(NotFound):
        paper(area, case)
    choose(area, case, who="grace")
    with pytest.raises(NotFound):
        paper(area, case)


def test_it_is_chosen_on_her_page_and_leads_to_the_paper(area: Area, case: tuple[Listed, UUID]) -> None:
    one, her = case
    client = Client()
    sign_in(client, area.amina, stepped_up=True)
    address = reverse("people.choose_places", args=(one.file, her))
    shown = client.get(address)
    assert shown.status_code == 200 and COTTAGE not in shown.content.decode()
    answer = client.post(address, {"agency": str(area.agencies["housing"]), "kinds": ["address"], "reason": WHY})
    assert answer.status_code == 302, answer.content.decode()
    assert client.get(answer["Location"]).status_code == 200
    with acting_as(area.amina):
        assert PlacesChosen.objects.get().kinds == ["address"]


def test_an_agency_that_is_let_in_no_longer_gets_no_paper_and_loses_the_one_made(
    area: Area, case: tuple[Listed, UUID]
) -> None:
    """It was on the case when the address was chosen for it."""
    file, housing = case[0].file, area.agencies["housing"]
    choose(area, case)
    made = make_paper(actor=area.amina, kind="where", about=file, agency_id=housing, at=timezone.now())
    with acting_as(area.amina):
        for grant in [one for one in Grant.on(file) if one.agency_id == housing]:
            end_grant(actor=area.amina, grant=grant, at=grant.from_at + timedelta(milliseconds=1))
    with pytest.raises(NotFound):
        paper(area, case)
    with pytest.raises(Refusal):
        fetch_paper(actor=area.amina, paper=made, form="pdf", at=timezone.now())
