"""Answering a request through its pages, as a coordinator and as whoever approves."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from openccr.sharing.models import Disclosure
from openccr.subjectaccess.models import Passage, SubjectRequest
from openccr.subjectaccess.operations import look_at
from openccr.subjectaccess.queries import people_called
from tests.conference.conferences import TODAY, WHEN
from tests.makers import Area
from tests.signing_in import as_, text_of
from tests.subjectaccess.requests import (
    VICTIM_FACTS,
    asked,
    built,
    case_with_words,
    other_coordinator,
    searched,
    the,
)

pytestmark = pytest.mark.django_db


def to(page: str, **parts: object) -> str:
    return reverse(f"subjectaccess.{page}", kwargs=parts)


def today(name: str) -> dict[str, str]:
    return {f"{name}_day": str(TODAY.day), f"{name}_month": str(TODAY.month), f"{name}_year": str(TODAY.year)}


def done(client: Client, address: str, **data: object) -> str:
    answer = client.post(address, data, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_a_request_is_answered_page_by_page(area: Area) -> None:
    case = case_with_words(area)
    client = as_(area.amina)
    page = done(
        client, to("new"), how="letter", asker_name="Nadia Invented", capacity="self", about_name="", wants="All of it",
        **today("received_on"),
    )  # fmt: skip
    with acting_as(area.amina):
        asked = SubjectRequest.objects.get().id
    assert "The clock runs" in page and "Nadia Invented" in page
    done(client, to("identify", asked=asked), how="Passport", authority="")
    assert str(case.victim) in client.get(to("person", asked=asked)).content.decode()
    done(client, to("person", asked=asked), subject_id=str(case.victim), asker_id="")
    assert "sentences found" in done(client, to("search", asked=asked))
    for _ in range(9):
        with acting_as(area.amina):
            left = list(Passage.objects.filter(request_id=asked, outcome="").values_list("id", flat=True))
        if not left:
            break
        shown = client.get(to("sentences", asked=asked)).content.decode()
        ticked = [str(one) for one in left if str(one) in shown]
        done(client, to("sentences", asked=asked), passages=ticked)
    page = done(client, to("build", asked=asked))
    assert "nothing that is kept back stands in it" in page
    assert client.get(to("look", asked=asked)).status_code == 200
    refused = client.post(to("look", asked=asked), {"agreed": "yes", "words": ""})
    assert refused.status_code == 422 and "You had a part in making it" in refused.content.decode()
    look_at(actor=other_coordinator(area), request=asked, agreed=True, at=WHEN)
    taken = client.get(to("fetch", asked=asked, form="pdf"))
    assert taken.content.startswith(b"%PDF") and "OpenCCR-" in taken["Content-Disposition"]
    assert "Invented" not in taken["Content-Disposition"]
    page = done(
        client, to("hand_over", asked=asked), way="in_person", collected_by="Nadia Invented", identity_seen="Passport"
    )
    assert "Answered" in page
    with acting_as(area.amina):
        assert Disclosure.objects.filter(way="subject_access", file_id=case.file).count() == 1


@pytest.mark.parametrize("capacity", ["on_behalf", "parent"])
def test_whom_somebody_else_asks_for_has_one_box_and_is_found(area: Area, capacity: str) -> None:
    """A browser sends every box of a name, hidden ones too: of two with one name the empty one would count."""
    case = case_with_words(area)
    client = as_(area.amina)
    assert client.get(to("new")).content.decode().count('name="about_name"') == 1
    own = {"how": "letter", "asker_name": "Mark Invented", "about_name": "Ella Invented", "wants": ""}
    refused = client.post(to("new"), own | {"capacity": "self"} | today("received_on"))
    assert refused.status_code == 422 and b"Leave it empty when they ask" in refused.content
    page = done(client, to("new"), **own, capacity=capacity, **today("received_on"))
    assert "Ella Invented" in page
    with acting_as(area.amina):
        asked = SubjectRequest.objects.get().id
    done(client, to("identify", asked=asked), how="Passport", authority="Birth certificate")
    assert str(case.child) in client.get(to("person", asked=asked)).content.decode()


@pytest.mark.parametrize(
    ("given", "family", "said"),
    [
        ("Ella Marie Invented", "", "Ella Marie Invented"),
        ("Ella", "", "Ella Invented"),
        ("Ella Marie", "van der Invented", "ella marie VAN DER invented"),
        ("", "Invented", "Mrs Invented"),
    ],
)
def test_a_name_is_found_however_it_was_written_down(area: Area, given: str, family: str, said: str) -> None:
    described = Description(names=(Name(given=given, family=family),))
    child = add_person(
        actor=area.amina, file_id=case_with_words(area).file, kind=PartKind.CHILD, described=described,
        relationship="", source="x", on=TODAY,
    )  # fmt: skip
    with acting_as(area.amina):
        assert str(child) in dict(people_called(said))
        assert str(child) not in dict(people_called("Rosa Tamworth"))


def test_a_sentence_is_decided_by_itself_with_an_exemption_and_a_reason(area: Area) -> None:
    case = case_with_words(area)
    asked = searched(area, case.victim)
    one = the(area, asked, VICTIM_FACTS.split(". ")[0] + ".")
    client = as_(area.amina)
    address = to("sentence", asked=asked, passage=one)
    assert "DPA 2018, Schedule 3, paragraph 21" in client.get(address).content.decode()
    data = {"outcome": "withhold", "kept": "", "exemption": "", "reason": ""}
    assert client.post(address, data).status_code == 422
    done(client, address, outcome="withhold", kept="", exemption="crime", reason="He would find her")
    assert "He would find her" not in client.get(to("decided", asked=asked)).content.decode()
    with acting_as(area.amina):
        assert Passage.objects.get(id=one).exemption == "crime"


def test_nobody_else_finds_a_request_and_it_is_no_different_from_none(area: Area) -> None:
    from uuid import uuid4

    asked = built(area, case_with_words(area).victim)
    for who in ("bea", "pia", "grace", "fay", "lena"):
        client = as_(area.actors[who])
        for page in ("request", "sentences", "decided", "look", "hand_over"):
            there = client.get(to(page, asked=asked))
            nowhere = client.get(to(page, asked=uuid4()))
            assert there.status_code == nowhere.status_code and there.status_code in (403, 404), (who, page)


def test_the_clock_and_hostility_have_their_pages(area: Area) -> None:
    asked = built(area, case_with_words(area).victim)
    client = as_(area.amina)
    assert "stands still" in done(client, to("wait", asked=asked), why="Which years?")
    assert "runs again" in done(client, to("again", asked=asked))
    assert "Tell them now" in done(client, to("extend", asked=asked), why="Two agencies answer late")
    assert "treated as hostile" in done(client, to("hostile", asked=asked), why="Her former partner wrote it")
    assert "Closed" in done(client, to("withdraw", asked=asked), why="She asks no longer")


def test_neither_confirm_nor_deny_is_offered_before_anybody_is_looked_up(area: Area) -> None:
    from tests.subjectaccess.requests import asked as taken_in

    client = as_(area.amina)
    request: UUID = taken_in(area)
    assert "Another person approves it" in done(client, to("neither", asked=request), why="It would tell")
    assert "neither confirm nor deny" in client.get(to("request", asked=request)).content.decode()


def test_whoever_has_the_name_of_nobody_leads_to_the_answer_that_everybody_gets(area: Area) -> None:
    """An empty list of choices says nothing; and a letter of its own for somebody unknown would tell of the others."""
    case_with_words(area)
    coordinator = as_(area.amina)
    for name, nobody in (("Zelda Unheardof", True), ("Nadia Invented", False)):
        page = text_of(coordinator.get(to("person", asked=asked(area, name=name))))
        assert ("Nobody of this name is in a case that you see" in page) is nobody, name
