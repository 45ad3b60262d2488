"""Whereabouts and recognising people through the browser's eyes."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.people.operations import Contact, Description, Name, add_person
from openccr.people.panels import PANELS
from openccr.people.queries import people_of, possible_duplicates
from openccr.people.rules import PartKind
from tests.case_tabs import every_tab, tab
from tests.makers import TODAY, Area, open_case
from tests.people.test_people import ROWAN
from tests.signing_in import as_

REASON = {"reason": "To change the locks today"}


def text_of(response: HttpResponse) -> str:
    """The page, without what differs at each showing: the tokens of its forms."""
    return re.sub(r'(?<=value=")\w{64}(?=")', "", response.content.decode())


def add(area: Area, case: UUID, kind: PartKind = PartKind.VICTIM, described: Description = ROWAN) -> UUID:
    return add_person(
        actor=area.amina, file_id=case, kind=kind, described=described, relationship="", source="Willowmere", on=TODAY
    )


def to(name: str, case: UUID, person: UUID) -> str:
    return reverse(f"people.{name}", kwargs={"file": case, "person": person})


def test_whereabouts_are_shown_once_after_a_reason_and_stand_in_no_address_or_message(area: Area) -> None:
    case = open_case(area)
    person = add(area, case)
    bea = as_(area.bea)
    asked = bea.get(to("whereabouts", case, person))
    assert "1 Invented Row" not in text_of(asked)
    assert "What will happen" in text_of(asked)
    shown = bea.post(to("whereabouts", case, person), REASON)
    assert shown.status_code == 200
    assert "1 Invented Row" in text_of(shown)
    assert shown["Cache-Control"] == "no-store"
    again = bea.get(to("whereabouts", case, person))
    assert "1 Invented Row" not in text_of(again)


def test_a_number_is_shown_only_beside_its_rule(area: Area) -> None:
    case = open_case(area)
    person = add(area, case)
    page = text_of(as_(area.bea).post(to("whereabouts", case, person), REASON))
    number = page.index("07700 900 123")
    assert "weekdays 10 to 2" in page[number : number + 400]


def test_where_nobody_has_asked_her_the_page_says_not_to_call(area: Area) -> None:
    case = open_case(area)
    person = add(area, case, described=Description(names=(Name(given="Rowan"),), places=(("phone", "07700 900123"),)))
    page = text_of(as_(area.bea).post(to("whereabouts", case, person), REASON))
    assert "Not asked yet: do not call, text or write" in page


@pytest.mark.parametrize("reason", ["", "because"])
def test_without_a_reason_in_words_nothing_is_opened(area: Area, reason: str) -> None:
    case = open_case(area)
    person = add(area, case)
    answer = as_(area.bea).post(to("whereabouts", case, person), {"reason": reason})
    assert answer.status_code == 422
    assert "1 Invented Row" not in text_of(answer)
    with acting_as(area.amina):
        assert not AuditEvent.objects.filter(type="whereabouts.revealed", file_id=case).exists()


def test_whoever_has_not_just_proved_who_they_are_is_asked_to(area: Area) -> None:
    case = open_case(area)
    person = add(area, case)
    answer = as_(area.bea, stepped_up=False).post(to("whereabouts", case, person), REASON)
    assert answer.status_code == 302
    assert "Invented" not in answer["Location"]


def test_who_is_not_on_the_case_cannot_tell_it_from_one_that_is_not_there(area: Area) -> None:
    case = open_case(area)
    person = add(area, case)
    hidden = as_(area.carl).post(to("whereabouts", case, person), REASON)
    unknown = as_(area.carl).post(to("whereabouts", area.id, person), REASON)
    assert (hidden.status_code, text_of(hidden)) == (404, text_of(unknown))


def test_the_people_of_the_case_are_listed_without_whereabouts(area: Area) -> None:
    case = open_case(area)
    person = add(area, case)
    people = next(panel for panel in PANELS if panel.title == "People")
    with acting_as(area.bea):
        data = people.query(actor=area.bea, file_id=case)
    (row,) = data["rows"]
    assert row["cells"][0] == {"text": "Rowan Tideswell", "note": "also Ro Marsh"}
    assert row["href"] == to("person", case, person), "the first cell links to its row's address"
    assert row["cells"][3]["href"] == to("whereabouts", case, person)
    assert "Invented" not in str(data)
    add(area, open_case(area))
    with acting_as(area.amina):
        assert people.query(actor=area.amina, file_id=case)["rows"][0]["cells"][-1]["text"] == "Compare"


def test_whom_nobody_resembles_is_not_offered_for_comparing(area: Area) -> None:
    case = open_case(area)
    add(area, case, described=Description(names=(Name(given="Uniquely", family="Named"),)))
    people = next(panel for panel in PANELS if panel.title == "People")
    with acting_as(area.amina):
        assert "Compare" not in str(people.query(actor=area.amina, file_id=case))


def test_recourse_to_funds_stands_on_the_case_for_her_adviser_alone(area: Area) -> None:
    case = open_case(area)
    add(area, case)
    assert "No recourse to public funds" in text_of(as_(area.grace).get(tab("people", case)))
    for actor in (area.amina, area.bea, area.pia):
        assert "ecourse" not in every_tab(as_(actor), case)


def test_a_woman_known_from_an_earlier_case_becomes_one_person(area: Area) -> None:
    earlier, case = open_case(area), open_case(area)
    before, now = add(area, earlier), add(area, case)
    amina = as_(area.amina)
    page = text_of(amina.get(to("same_person", case, now)))
    assert "same name and date of birth" in page
    assert "Rowan" not in page.split("</title>")[0]
    assert str(before) in page
    answer = amina.post(to("same_person", case, now), {"answer": str(before), "reason": "She said so"})
    assert answer.status_code == 302
    with acting_as(area.amina):
        assert [one.person_id for one in people_of(case, today=TODAY)] == [before]
    assert amina.get(to("same_person", case, now)).status_code == 404


def test_people_found_to_be_two_are_not_proposed_again(area: Area) -> None:
    earlier, case = open_case(area), open_case(area)
    add(area, earlier)
    now = add(area, case)
    amina = as_(area.amina)
    answer = amina.post(to("same_person", case, now), {"answer": "none", "reason": "A cousin of hers"})
    assert answer.status_code == 302
    with acting_as(area.amina):
        assert possible_duplicates(case) == []
    assert "Nobody who looks the same" in text_of(amina.get(to("same_person", case, now)))


def test_a_pair_recorded_both_ways_round_is_refused_with_what_to_look_at(area: Area) -> None:
    earlier, case = open_case(area), open_case(area)
    before = add(area, earlier)
    now = add(area, case, PartKind.HARMER)
    answer = as_(area.amina).post(to("same_person", case, now), {"answer": str(before), "reason": "She said so"})
    assert answer.status_code == 422
    assert "both ways round" in text_of(answer)


def test_somebody_not_proposed_cannot_be_chosen(area: Area) -> None:
    case = open_case(area)
    now = add(area, case)
    add(area, open_case(area))
    stranger = add(area, open_case(area), described=Description(names=(Name(given="Ash"),), contact=Contact()))
    answer = as_(area.amina).post(to("same_person", case, now), {"answer": str(stranger), "reason": "She said so"})
    assert answer.status_code == 422


def test_an_agency_does_not_put_people_together(area: Area) -> None:
    case = open_case(area)
    assert as_(area.bea).get(to("same_person", case, add(area, case))).status_code == 403
