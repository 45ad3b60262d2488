"""A death stops contact in every file and holds the records; suicidal signs stay until something was done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.models import TimelineEntry
from openccr.conference.operations.evidence import ask_for_evidence
from openccr.conference.papers.cases import evidence
from openccr.conference.recipients import oneself
from openccr.content import load
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Death, Person, SuicidalSign
from openccr.people.operations import (
    act_on_signs,
    consider_review,
    correct_death,
    join,
    mark_died,
    say_contact,
    see_signs,
)
from openccr.people.queries import held_files, open_signs, safe_contact_of, unreviewed, why_not_contact
from openccr.people.rules import PartKind
from openccr.people.rules.contact import CHANNELS
from openccr.risk.operations import assess
from openccr.ui.panels import todo_of
from tests.conference.conferences import TODAY, WHEN, listed
from tests.makers import Area, open_case
from tests.people.test_contact import part
from tests.signing_in import sign_in

SOURCE = "Police, who were there"


def test_a_death_stops_every_channel_in_every_file_and_holds_them(area: Area) -> None:
    case, other = listed(area), open_case(area, invited=("probation",))
    person = part(area, case, "victim")
    for channel in CHANNELS:
        say_contact(actor=area.grace, file=case.file, person=person, channel=channel, safe="yes", rule="", at=WHEN)
    join(actor=area.amina, file_id=other, person_id=person, kind=PartKind.VICTIM, relationship="", on=TODAY)
    mark_died(actor=area.grace, file=case.file, person=person, died_on=TODAY, source=SOURCE, at=WHEN)
    # Carl's agency is on the other file alone, which Grace, who wrote the death down, does not see.
    with acting_as(area.carl):
        for channel in CHANNELS:
            why = why_not_contact(actor=area.carl, file=other, person=person, channel=channel, at=WHEN)
            assert "died" in str(why)
        assert "Has died" in safe_contact_of(other, today=TODAY).text
        assert held_files([other]) == {other}
    with acting_as(area.amina):
        assert held_files([case.file, other]) == {case.file, other}
        assert TimelineEntry.objects.filter(file_id=case.file, kind="death").count() == 1


def test_no_letter_is_made_for_somebody_who_has_died_not_even_one_they_had_asked_for(area: Area) -> None:
    case = listed(area)
    person, harmer = part(area, case, "victim"), part(area, case, "harmer")

    def ask() -> None:
        ask_for_evidence(
            actor=area.grace, file_id=case.file, person_id=person, harmer_id=harmer, asked_on=TODAY,
            how_asked="In person", signatory="Grace Winterbourne", signatory_post="IDVA", at=WHEN,
        )  # fmt: skip

    ask()
    mark_died(actor=area.grace, file=case.file, person=person, died_on=TODAY, source=SOURCE, at=WHEN)
    with pytest.raises(Refusal, match="has died"):
        ask()
    with acting_as(area.grace), pytest.raises(Refusal, match="has died"):
        evidence(actor=area.grace, about=case.file, recipient=oneself(area.grace), today=TODAY)


def test_a_death_prompts_a_review_until_the_coordinator_has_said(area: Area) -> None:
    case = listed(area)
    person = part(area, case, "victim")
    mark_died(actor=area.grace, file=case.file, person=person, died_on=TODAY, source=SOURCE, at=WHEN)
    with acting_as(area.amina):
        assert [one.person_id for one in unreviewed()] == [person]
        assert any(one["title"] == "Consider a death review" for one in todo_of(area.amina))
    with acting_as(area.bea):
        assert not any(one["title"] == "Consider a death review" for one in todo_of(area.bea))
    with pytest.raises(Refusal):
        consider_review(actor=area.amina, file=case.file, person=person, considered="not_asked", reason=" ", at=WHEN)
    consider_review(
        actor=area.amina, file=case.file, person=person, considered="referred", reason="The partnership, today", at=WHEN
    )
    with acting_as(area.amina):
        assert unreviewed() == []


def test_a_wrong_death_is_corrected_by_a_row_and_nothing_is_taken_back(area: Area) -> None:
    case = listed(area)
    person = part(area, case, "victim")
    given = {"actor": area.grace, "file": case.file, "person": person}
    mark_died(**given, died_on=TODAY, source=SOURCE, at=WHEN)
    with pytest.raises(Refusal):
        mark_died(**given, died_on=TODAY, source=SOURCE, at=WHEN)
    correct_death(**given, reason="Another woman of that name", at=WHEN + timedelta(minutes=5))
    with acting_as(area.amina):
        assert Person.objects.get(id=person).died_on is None
        assert list(Death.objects.filter(person_id=person).order_by("said_at").values_list("died_on", flat=True)) == [
            TODAY,
            None,
        ]
        assert unreviewed() == [] and held_files([case.file]) == set()
    with pytest.raises(Refusal):
        correct_death(**given, reason="Again", at=WHEN)


@pytest.mark.parametrize(("source", "ahead"), [("police", 0), (SOURCE, 1)])
def test_a_death_has_a_source_and_does_not_lie_ahead(area: Area, source: str, ahead: int) -> None:
    case = listed(area)
    with pytest.raises(Refusal):
        mark_died(
            actor=area.grace, file=case.file, person=part(area, case, "victim"), died_on=TODAY + timedelta(days=ahead),
            source=source, at=WHEN,
        )  # fmt: skip


def test_it_takes_two_steps_and_the_first_changes_nothing(area: Area) -> None:
    case = listed(area)
    person = part(area, case, "victim")
    client = Client()
    sign_in(client, area.grace, stepped_up=True)
    address = reverse("people.died", kwargs={"file": case.file, "person": person})
    day = {"died_on_day": TODAY.day, "died_on_month": TODAY.month, "died_on_year": TODAY.year, "source": SOURCE}
    first = client.post(address, day)
    assert "Contact stops" in first.content.decode() and first.status_code == 200
    with acting_as(area.amina):
        assert Person.objects.get(id=person).died_on is None
    assert client.post(address, day | {"sure": "on"}).status_code == 302
    with acting_as(area.amina):
        assert Person.objects.get(id=person).died_on == TODAY
    correct = client.get(reverse("people.correct_death", kwargs={"file": case.file, "person": person}))
    assert f"died on {day_words(TODAY)}" in correct.content.decode()
    assert not mail.outbox, "what the coordinator is told goes out later and names nobody"


def test_suicidal_signs_stay_on_the_list_until_everything_was_done(area: Area) -> None:
    case = listed(area)
    person = part(area, case, "victim")
    sign = see_signs(actor=area.grace, file=case.file, person=person, what="She said she cannot go on", at=WHEN)
    given = {"actor": area.grace, "file": case.file, "sign": sign, "at": WHEN}
    for actor in (area.grace, area.amina):
        with acting_as(actor):
            assert [(one.id, one.due_on) for one in open_signs(actor)] == [(sign, TODAY)]
    with pytest.raises(Refusal, match="who was told"):
        act_on_signs(**given, told="", safety_step="", route="", closing="She is safe")
    act_on_signs(**given, told="Her manager", safety_step="Her sister stays", route="crisis_team", closing="")
    with acting_as(area.grace):
        assert len(open_signs(area.grace)) == 1
    act_on_signs(
        **given, told="Her manager", safety_step="Her sister stays", route="crisis_team", closing="Seen; agreed"
    )
    with acting_as(area.grace):
        assert open_signs(area.grace) == []
    with pytest.raises(Refusal):
        act_on_signs(**given, told="x", safety_step="x", route="emergency", closing="Again")


def test_a_crisis_route_is_one_of_the_pack_and_signs_are_said_in_words(area: Area) -> None:
    case = listed(area)
    given = {"actor": area.grace, "file": case.file, "person": part(area, case, "victim"), "at": WHEN}
    with pytest.raises(Refusal):
        see_signs(**given, what="Very low", route="unheard_of")
    with pytest.raises(Refusal):
        see_signs(**given, what=" ")
    with pytest.raises(NotFound):
        see_signs(**given | {"actor": area.carl}, what="Very low")


def test_signs_are_written_down_from_the_page_and_the_timeline_keeps_their_words_out(area: Area) -> None:
    case = listed(area)
    client = Client()
    sign_in(client, area.bea)
    address = reverse("people.signs", kwargs={"file": case.file, "person": part(area, case, "victim")})
    assert "NHS 111" in client.get(address).content.decode()
    assert client.post(address, {"what": "canary words", "told": "", "route": "emergency"}).status_code == 302
    with acting_as(area.bea):
        assert SuicidalSign.objects.filter(file_id=case.file, route="emergency").exists()
        sentences = TimelineEntry.objects.filter(file_id=case.file).values_list("sentence", flat=True)
        assert not any("canary" in sentence for sentence in sentences)
    assert "canary words" in client.get(reverse("conference.case", kwargs={"file": case.file})).content.decode()


def test_an_answer_that_speaks_of_suicide_opens_the_pathway_the_same_day(area: Area) -> None:
    case = listed(area)
    person = part(area, case, "victim")
    numbers = load().instrument("dash24@1").numbers
    given = {"actor": area.bea, "file": case.file, "person": person, "instrument": "dash24@1"}
    given |= {"judged_high": True, "judgement_reason": "He has her keys", "assessed_on": TODAY}
    nothing = {number: {"answer": "no", "note": ""} for number in numbers}
    assess(**given, answers=nothing, at=timezone.now())
    with acting_as(area.grace):
        assert open_signs(area.grace) == []
    assess(**given, answers=nothing | {5: {"answer": "yes", "note": "canary"}}, at=timezone.now())
    with acting_as(area.grace):
        (sign,) = open_signs(area.grace)
        assert sign.person_id == person and "canary" not in sign.what
        assert SuicidalSign.objects.get(id=sign.id).arises_from == "dash24@1/5"


def test_an_assessment_of_long_ago_brought_in_now_opens_nothing(area: Area) -> None:
    case = listed(area)
    numbers = load().instrument("dash24@1").numbers
    assess(
        actor=area.bea,
        file=case.file,
        person=part(area, case, "victim"),
        instrument="dash24@1",
        answers={number: {"answer": "yes", "note": ""} for number in numbers},
        judged_high=True,
        judgement_reason="He has her keys",
        assessed_on=TODAY - timedelta(days=90),
        at=WHEN - timedelta(days=90),
    )
    with acting_as(area.grace):
        assert open_signs(area.grace) == []
