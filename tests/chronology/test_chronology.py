"""One chronology of a case and of a person, across agencies, with what the reader may see and no more."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.lines import Nature, Precision
from openccr.casefiles.operations import exclude
from openccr.chronology.gathering import EVERYTHING, Chronology, chronology_of
from openccr.chronology.operations import take_out, take_out_person
from openccr.chronology.rules import Entry, Gap, Wanted
from openccr.conference.operations.research import return_research
from openccr.conference.operations.watching import note_dangerous_date
from openccr.documents.making import ready
from openccr.documents.operations import fetch
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part
from openccr.people.operations import join, place
from openccr.people.rules import PartKind
from openccr.sharing.models import Disclosure
from tests.conference.conferences import TODAY, WHEN, Listed, listed, research_for
from tests.conference.test_meeting_queries import asked
from tests.makers import Area, open_case
from tests.signing_in import sign_in

FACTS = """Fact: May 2019: police were called, he had gone
about 2020: opinion: she was afraid to open the door
She lives at 12 Invented Row, ZZ1 1ZZ"""


@pytest.fixture
def case(area: Area) -> Listed:
    """A listed case of which housing has said what it knows."""
    made = listed(area)
    return_research(
        actor=area.bea, file_id=made.file, research_id=research_for(area, made, "housing").id,
        victim_facts=FACTS, last_contact_on=TODAY, at=WHEN,
    )  # fmt: skip
    return made


def seen(area: Area, who: str, *, by: Wanted = EVERYTHING, **what: UUID) -> Chronology:
    actor = area.actors[who]
    with acting_as(actor):
        return chronology_of(actor, by=by, today=TODAY, **what)


def victim(area: Area, case: Listed) -> UUID:
    with acting_as(area.amina):
        return Part.objects.get(file_id=case.file, kind="victim").person_id


def find(found: Chronology, words: str) -> Entry:
    return next(one for one in found.entries if words in one.line.what)


def test_what_an_agency_knows_stands_on_the_day_it_tells_of_as_exactly_as_it_was_told(area: Area, case: Listed) -> None:
    found = seen(area, "amina", file=case.file)
    first = find(found, "police were called").line
    assert (first.on, first.precision, first.nature) == (date(2019, 5, 1), Precision.MONTH, Nature.FACT)
    assert (first.agency, first.who) == ("Willowmere Homes", "Bea Lindqvist")
    assert first.people == (victim(area, case),)
    second = find(found, "afraid").line
    assert (second.on, second.precision, second.nature) == (date(2020, 1, 1), Precision.ABOUT, Nature.OPINION)
    assert [one for one in found.shown if isinstance(one, Gap)]


def test_every_app_gives_its_lines_in_one_order(area: Area, case: Listed) -> None:
    note_dangerous_date(
        actor=area.pia, file_id=case.file, kind="release", on=TODAY, source="prison",
        owner_agency_id=area.agencies["police"], at=WHEN,
    )  # fmt: skip
    found = seen(area, "amina", file=case.file)
    kinds = {key for key, _ in found.kinds}
    assert kinds >= {"timeline", "part", "referral", "research", "dangerous_date", "risk", "shared"}
    days = [one.line.on for one in found.entries]
    assert days == sorted(days)


def test_the_whole_is_asked_in_few_statements_however_many_sources(
    area: Area, case: Listed, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with acting_as(area.amina), django_assert_max_num_queries(3):
        chronology_of(area.amina, file=case.file, today=TODAY)


def test_it_holds_what_the_reader_may_see_and_no_more(area: Area, case: Listed) -> None:
    for who in ("carl", "dee", "eve"):
        if who == "eve":
            exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
        with pytest.raises((NotFound, Refusal)):
            seen(area, who, file=case.file)
    with pytest.raises(NotFound):
        seen(area, "amina", file=uuid4())
    for who in ("pia", "bea"):
        assert "12 Invented Row" not in str(seen(area, who, file=case.file))


def test_of_a_person_it_goes_through_every_case_that_the_reader_sees(area: Area, case: Listed) -> None:
    person = victim(area, case)
    earlier = open_case(area, invited=("police",))
    join(actor=area.amina, file_id=earlier, person_id=person, kind=PartKind.OTHER, relationship="", on=TODAY)
    assert set(seen(area, "pia", file=case.file, person=person).files) == {earlier, case.file}
    assert set(seen(area, "bea", file=case.file, person=person).files) == {case.file}
    with acting_as(area.amina):
        harmer = Part.objects.get(file_id=case.file, kind="harmer").person_id
    assert not any("police were called" in one.line.what for one in seen(area, "pia", person=harmer).entries)
    with pytest.raises(NotFound):
        seen(area, "carl", person=person)


def test_it_is_narrowed_to_an_agency_and_then_shows_no_gaps(area: Area, case: Listed) -> None:
    found = seen(area, "amina", file=case.file, by=Wanted(agency="Willowmere Homes"))
    assert found.shown == found.entries
    assert all("Willowmere Homes" in one.agencies for one in found.entries)


def workbook(area: Area, case: Listed, **more: Any) -> list[list[Any]]:
    agency = more.pop("agency", "council")
    kept = take_out(
        actor=area.amina, file=case.file, agency=area.agencies[agency], reason="The death review", at=WHEN, **more
    )
    data = fetch(actor=area.amina, document=kept).data
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("Chronology").to_python()


def test_it_is_taken_out_as_a_workbook_without_addresses_and_formulas(area: Area, case: Listed) -> None:
    place(actor=area.amina, file=case.file, person=victim(area, case), kind="address", text="Bluebell Cottage", at=WHEN)
    rows = workbook(area, case)
    assert rows[0][:4] == ["first day", "as known", "precision", "what"]
    words = " ".join(str(cell) for row in rows for cell in row)
    assert "May 2019" in words and "about 2020" in words and "Nothing is written down for" in words
    assert "Invented Row" not in words and "Bluebell" not in words
    with acting_as(area.amina):
        assert AuditEvent.objects.filter(type="chronology.taken_out", file_id=case.file).count() == 1
        assert not Disclosure.objects.filter(file_id=case.file, way="paper").exists()


def test_taken_out_for_another_agency_it_stands_in_the_ledger_and_holds_nothing_of_it(area: Area, case: Listed) -> None:
    rows = workbook(area, case, agency="police")
    kinds = {row[4] for row in rows}
    assert "What was shared" not in kinds and "What agencies know" in kinds
    with acting_as(area.amina):
        line = Disclosure.objects.get(file_id=case.file, way="paper")
        assert (line.agency_id, line.why) == (area.agencies["police"], "Chronology: The death review")


def test_it_is_taken_out_for_nobody_who_is_not_let_in_and_never_without_a_reason(area: Area, case: Listed) -> None:
    with pytest.raises(NotFound):
        workbook(area, case, agency="children")
    given = {"file": case.file, "at": WHEN}
    with pytest.raises(Refusal, match="what it is for"):
        take_out(actor=area.amina, agency=area.agencies["council"], reason="x", **given)
    with pytest.raises(NotFound):
        take_out(actor=area.bea, agency=area.agencies["police"], reason="For the police", **given)
    with pytest.raises(Refusal):
        take_out(actor=area.fay, agency=area.agencies["police"], reason="For the chair", **given)


def test_on_paper_it_is_for_one_recipient_and_tells_no_address(area: Area, case: Listed) -> None:
    with acting_as(area.amina):
        agency = area.agencies["police"]
        made = ready(actor=area.amina, kind="chronology", about=case.file, agency_id=agency, today=TODAY)
    assert made.recipient.agency == "Exampleshire Police"
    assert "police were called" in str(made.content) and "Invented Row" not in str(made.content)
    of_her = ready(
        actor=area.bea, kind="person-chronology", about=victim(area, case), agency_id=area.bea.agency_id, today=TODAY
    )
    assert of_her.content.files == (case.file,)


def get(client: Client, name: str, *parts: UUID, **query: str) -> Any:
    return client.get(reverse(f"chronology.{name}", args=parts), query)


def test_the_page_shows_it_narrowed_by_what_is_chosen(area: Area, case: Listed, client: Client) -> None:
    sign_in(client, area.bea)
    page = get(client, "case", case.file)
    text = page.content.decode()
    assert page.status_code == 200
    assert "police were called" in text and "May 2019" in text and "Nothing is written down for" in text
    assert "Nadia" not in text.split("</title>")[0]
    narrowed = get(client, "case", case.file, kind="referral").content.decode()
    assert "Referred to the conference" in narrowed and "police were called" not in narrowed
    assert get(client, "person", case.file, victim(area, case)).status_code == 200
    assert get(client, "case", uuid4()).status_code == 404


def test_a_paper_about_one_person_is_made_by_whoever_works_on_a_case_of_theirs(
    area: Area, case: Listed, client: Client
) -> None:
    sign_in(client, area.bea)
    asked = client.post(
        reverse("chronology.paper_person_chronology", args=[victim(area, case)]), {"agencies": [area.bea.agency_id]}
    )
    assert asked.status_code == 302 and asked["Location"].startswith("/work/")


def test_the_pages_ask_the_database_a_few_times(area: Area, case: Listed) -> None:
    """Besides what every page asks of the session and the log."""
    person = victim(area, case)
    for name, parts in (("case", [case.file]), ("person", [case.file, person])):
        found = asked(area.bea, reverse(f"chronology.{name}", args=parts))
        assert len(found) <= 6, (name, *found)


def test_the_workbook_is_asked_for_on_a_page_with_who_gets_it_and_why(area: Area, case: Listed, client: Client) -> None:
    sign_in(client, area.amina)
    assert get(client, "xlsx", case.file).status_code == 302, "first who is there is proved anew"
    sign_in(client, area.amina, stepped_up=True)
    assert get(client, "xlsx", case.file).status_code == 200
    answer = client.post(
        reverse("chronology.xlsx", args=[case.file]),
        {"agency": str(area.agencies["council"]), "reason": "The death review"},
    )
    assert answer.status_code == 302
    assert get(client, "paper_chronology", case.file).status_code == 200
    look = get(client, "paper_chronology_look", case.file, area.agencies["police"])
    assert look.status_code == 200 and "police were called" in look.content.decode()


def test_a_person_s_is_taken_out_as_a_workbook_for_oneself_without_addresses(
    area: Area, case: Listed, client: Client
) -> None:
    her = victim(area, case)
    place(actor=area.amina, file=case.file, person=her, kind="address", text="Bluebell Cottage", at=WHEN)
    sign_in(client, area.amina, stepped_up=True)
    there = reverse("chronology.person_xlsx", args=[case.file, her])
    assert there in client.get(reverse("chronology.person", args=[case.file, her])).content.decode()
    assert client.get(there).status_code == 200
    assert client.post(there, {"reason": "x"}).status_code == 422
    answer = client.post(there, {"reason": "The death review"})
    assert answer.status_code == 302
    kept = take_out_person(actor=area.amina, file=case.file, person=her, reason="The death review", at=WHEN)
    data = fetch(actor=area.amina, document=kept).data
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("Chronology").to_python()
    words = " ".join(str(cell) for row in rows for cell in row)
    assert "police were called" in words and "Bluebell" not in words and "Invented Row" not in words
    with acting_as(area.amina):
        assert not Disclosure.objects.filter(file_id=case.file, way="paper").exists()
    with pytest.raises(NotFound):
        take_out_person(actor=area.carl, file=case.file, person=her, reason="The death review", at=WHEN)
