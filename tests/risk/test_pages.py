"""Answering the risk instrument through the browser's eyes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from openccr.risk.models import Assessment
from openccr.risk.panels import PANELS
from openccr.risk.queries import latest_risk
from tests.makers import TODAY, Area, open_case
from tests.risk.test_operations import answered, sent, somebody
from tests.signing_in import sign_in


def as_(actor: Actor) -> Client:
    client = Client()
    sign_in(client, actor)
    return client


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def case_with_victim(area: Area) -> tuple[UUID, UUID]:
    case = open_case(area)
    person = add_person(
        actor=area.amina, file_id=case, kind=PartKind.VICTIM, relationship="", source="test", on=TODAY,
        described=Description(names=(Name(given="Rowan", family="Tideswell"),)),
    )  # fmt: skip
    return case, person


def form(person: UUID, *, yes: int, **changes: str) -> dict[str, str]:
    today = timezone.localdate()
    answers = {f"item_{number}": "yes" if number <= yes else "no" for number in range(1, 25)}
    asked = {
        "assessed_on_day": str(today.day),
        "assessed_on_month": str(today.month),
        "assessed_on_year": str(today.year),
    }
    return {"person": str(person), "judged_high": "yes", "judgement_reason": "Her fear.", **asked, **answers, **changes}


def to(case: UUID) -> str:
    return reverse("risk.new", kwargs={"file": case})


def test_every_item_of_the_instrument_is_asked_with_three_answers(area: Area) -> None:
    case, _ = case_with_victim(area)
    page = text_of(as_(area.bea).get(to(case)))
    for number in range(1, 25):
        assert page.count(f'name="item_{number}"') == 3
    assert "never a no" in page


def test_an_assessment_is_answered_and_shown_on_the_case(area: Area) -> None:
    case, person = case_with_victim(area)
    answer = as_(area.bea).post(to(case), form(person, yes=9, note_3="“He will find me.”"))
    assert answer.status_code == 302
    with acting_as(area.bea):
        risk = latest_risk(case)
        assert risk is not None
        assert (risk.score, risk.unknowns, risk.judged_high) == (9, 0, True)
        assert risk.answers[3] == ("yes", "“He will find me.”")


def test_what_is_not_known_is_said_and_never_assumed(area: Area) -> None:
    case, person = case_with_victim(area)
    given = form(person, yes=0)
    del given["item_4"]
    answer = as_(area.bea).post(to(case), given)
    assert answer.status_code == 422
    assert "Choose an answer to “4. " in text_of(answer)
    assert as_(area.bea).post(to(case), {**given, "item_4": "unknown"}).status_code == 302
    with acting_as(area.bea):
        risk = latest_risk(case)
    assert risk is not None
    assert risk.unknowns == 1


def test_a_judgement_against_the_tool_needs_its_reasons_and_nothing_typed_is_lost(area: Area) -> None:
    case, person = case_with_victim(area)
    answer = as_(area.bea).post(to(case), form(person, yes=16, judged_high="no", judgement_reason="", note_1="A cut"))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Give the reasons for your judgement. The tool shows 16 yes" in page
    assert "A cut" in page


def test_nobody_is_assessed_in_a_case_one_is_not_on(area: Area) -> None:
    case, person = case_with_victim(area)
    assert as_(area.carl).get(to(case)).status_code == 404
    assert as_(area.carl).post(to(case), form(person, yes=3)).status_code == 404


def test_whose_risk_it_is_is_asked_where_there_are_two_victims(area: Area) -> None:
    case, first = case_with_victim(area)
    assert 'name="person"' not in text_of(as_(area.bea).get(to(case)))
    second = somebody(area, case)
    assert text_of(as_(area.bea).get(to(case))).count('name="person"') == 2
    _, stranger = case_with_victim(area)
    assert as_(area.bea).post(to(case), form(stranger, yes=3)).status_code == 422
    assert as_(area.bea).post(to(case), form(second, yes=3)).status_code == 302
    with acting_as(area.bea):
        assert [row.person_id for row in Assessment.objects.filter(file_id=case)] == [second]
    assert first != second


def panel_of(area: Area, case: UUID) -> dict:
    (panel,) = PANELS
    with acting_as(area.bea):
        return panel.query(actor=area.bea, file_id=case)


def test_versions_stand_side_by_side(area: Area) -> None:
    case, person = case_with_victim(area)
    sent(area, case, person, score=16, days=-40)
    answered(area, case, person, yes=9)
    data = panel_of(area, case)
    assert len(data["versions"]["columns"]) == 3
    first = data["versions"]["rows"][0]["cells"]
    assert [cell["text"] for cell in first[1:]] == [
        "High on professional judgement; 9 yes, 0 not known on the 24-item risk checklist (DASH type)",
        "High on this tool: 16 yes, unknowns not stated",
    ]
    items = [row["cells"] for row in data["versions"]["rows"] if row["cells"][0]["text"].startswith("15. ")]
    assert [cell["text"] for cell in items[0][1:]] == ["No", "Not sent"]


def test_red_flags_are_shown_whatever_the_score(area: Area) -> None:
    case, person = case_with_victim(area)
    answered(area, case, person, yes=3, judged_high=False)
    rows = {row["key"]: row["text"] for row in panel_of(area, case)["summary"]["rows"]}
    assert rows["Calls for judgement, whatever the score"] == ["She herself is very afraid, or fears what comes next"]


def test_where_nobody_has_asked_nothing_is_said_of_her_risk(area: Area) -> None:
    case, _ = case_with_victim(area)
    data = panel_of(area, case)
    assert data["latest"] is None
    assert "says nothing about her risk" in data["empty"]["text"]
