"""The interpreter she needs: language, dialect, gender; never family, and none of her community unless she says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part
from openccr.people.operations.interpreters import say_interpreter
from openccr.people.queries.interpreters import interpreter_needs
from openccr.people.rules import PartKind
from openccr.people.rules.interpreters import NEVER, NOT_HERS, Need, booking_words
from tests.case_tabs import tab
from tests.conference.conferences import WHEN, accepted, listed, research_for
from tests.makers import Area
from tests.signing_in import sign_in


def test_family_never_interprets_and_her_community_only_when_she_says_so() -> None:
    need = Need(language="Kurdish", dialect="Sorani", gender="woman")
    assert booking_words(need) == ("Kurdish, Sorani, a woman.", NEVER, NOT_HERS)
    assert booking_words(Need(language="Urdu", own_community=True)) == ("Urdu.", NEVER)


@pytest.mark.parametrize("booked", ["Her cousin Ali", "his sister-in-law, 3 March", "A friend; 14:00"])
def test_a_relative_or_a_friend_is_never_booked(area: Area, booked: str) -> None:
    file, _ = accepted(area)
    with acting_as(area.amina):
        victim = Part.objects.get(file_id=file, kind=PartKind.VICTIM).person_id
    wanted = Need(language="Kurdish", booked=booked)
    with pytest.raises(Refusal, match="never family") as refusal:
        say_interpreter(actor=area.amina, file=file, person=victim, need=wanted, at=WHEN)
    assert refusal.value.field == "booked"
    service = replace(wanted, booked="Friendly Words Service, 3 March, to speak about the victim's mother")
    say_interpreter(actor=area.amina, file=file, person=victim, need=service, at=WHEN)


def test_the_newest_answer_counts_and_the_first_stays(area: Area) -> None:
    file, _ = accepted(area)
    with acting_as(area.amina):
        victim = Part.objects.get(file_id=file, kind=PartKind.VICTIM).person_id
    for dialect in ("", "Sorani"):
        need = Need(language="Kurdish", dialect=dialect)
        say_interpreter(actor=area.amina, file=file, person=victim, need=need, at=WHEN)
    with acting_as(area.amina):
        assert interpreter_needs(file)[victim].dialect == "Sorani"
    with pytest.raises(Refusal, match="language"):
        say_interpreter(actor=area.amina, file=file, person=victim, need=Need(language=" "), at=WHEN)
    with pytest.raises(NotFound):
        say_interpreter(actor=area.carl, file=file, person=victim, need=Need(language="Urdu"), at=WHEN)


def test_it_is_said_in_the_browser_and_stands_on_the_case(area: Area, client: Client) -> None:
    file, _ = accepted(area)
    with acting_as(area.amina):
        victim = Part.objects.get(file_id=file, kind=PartKind.VICTIM).person_id
    sign_in(client, area.amina)
    assert "Not asked yet. Ask when the person is alone." in client.get(tab("people", file)).text
    sent = client.post(
        reverse("people.interpreter", kwargs={"file": file, "person": victim}),
        {"language": "Kurdish", "dialect": "Sorani", "gender": "woman"},
        follow=True,
    )
    assert "Kurdish, Sorani, a woman." in sent.text and NOT_HERS in sent.text


def test_a_booking_stands_beside_the_need_before_she_is_contacted_and_for_her_adviser(
    area: Area, client: Client
) -> None:
    case = listed(area, invited=("housing", "idva"))
    with acting_as(area.amina):
        victim = Part.objects.get(file_id=case.file, kind=PartKind.VICTIM).person_id
    need = Need(language="Kurdish", dialect="Sorani", gender="woman")
    say_interpreter(actor=area.grace, file=case.file, person=victim, need=need, at=WHEN)
    sign_in(client, area.grace)
    before = reverse("people.before_contact", kwargs={"file": case.file, "person": victim})
    text = client.get(before).text
    assert "Kurdish, Sorani, a woman." in text and NOT_HERS in text and "Not booked yet" in text
    booked = replace(need, booked="Willow Language Service, 3 March at 14:00, for the safety plan.")
    say_interpreter(actor=area.grace, file=case.file, person=victim, need=booked, at=WHEN)
    asked = research_for(area, case, "idva").id
    invitation = reverse("conference.research", kwargs={"file": case.file, "research": asked})
    for page in (before, invitation):
        assert "Booked: Willow Language Service, 3 March at 14:00, for the safety plan." in client.get(page).text
