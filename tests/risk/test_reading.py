"""Reading an assessment, what follows from it, and what the case shows of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from openccr.access.acting import acting_as
from openccr.casefiles.operations import give
from openccr.casefiles.rules import Reason
from openccr.content.schema.instruments import Instrument
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from openccr.risk.operations import assess
from openccr.risk.queries import all_risks, latest_risk
from tests.makers import NOW, TODAY, Area, open_case
from tests.risk.making import answered, sent
from tests.risk.tools import DASH, FREQUENCY, PACK, STALKING, TOOLS
from tests.risk.visiting import case_with_victim, form, panel_of, to
from tests.signing_in import as_, text_of


def saved(area: Area, case: UUID, person: UUID, *, tool: Instrument = DASH, **changes: str) -> str:
    """The page that one lands on."""
    bea = as_(area.bea)
    answer = bea.post(to(case, tool.id), form(person, yes=0, tool=tool, **changes))
    assert answer.status_code == 302, text_of(answer)
    return text_of(bea.get(answer["Location"]))


def test_the_assessment_is_read_in_its_own_words_with_its_flags_evidence_and_what_follows(area: Area) -> None:
    case, person = case_with_victim(area)
    page = saved(area, case, person, item_5="yes", item_8="yes", item_15="yes", note_15="In August", item_17="yes")
    assert "Strangulation or suffocation that was not fatal" in page
    assert "In August" in page and "The victim said so" in page
    for pathway in ("suicide_pathway", "strangulation_health_check", "honour_based_abuse_questions"):
        assert escape(PACK.risk.pathways[pathway].prompt) in page
    assert to(case, "stalking11@1") in page
    assert "The score never overwrites the judgement, and the judgement never lowers a high score" in page


def test_a_pathway_leads_only_whoever_may_open_it_to_its_page(area: Area) -> None:
    case, person = case_with_victim(area)
    saved(area, case, person, item_5="yes")
    there = reverse("people.signs", kwargs={"file": case, "person": person})
    with acting_as(area.bea):
        one = latest_risk(case)
    address = reverse("risk.assessment", args=[case, one.id])
    why = Reason(purpose="chairing the conference", lawful_basis="art6_public_task", arises_from="CaseListed")
    give(actor=area.amina, file_id=case, agency_id=area.fay.agency, holder_id=area.fay.appointment, reason=why, at=NOW)
    assert there in text_of(as_(area.bea).get(address))
    page = text_of(as_(area.fay).get(address))
    assert there not in page and escape(PACK.risk.pathways["suicide_pathway"].prompt) in page


def test_the_supplement_is_offered_until_it_is_answered(area: Area) -> None:
    case, person = case_with_victim(area)
    main = saved(area, case, person, item_8="yes")
    assert to(case, "stalking11@1") in main
    saved(area, case, person, tool=STALKING, judged_high="stands", judgement_reason="")
    with acting_as(area.bea):
        first = next(one for one in all_risks(case) if not one.supplement)
    page = text_of(as_(area.bea).get(reverse("risk.assessment", args=[case, first.id])))
    assert to(case, "stalking11@1") not in page
    assert "Answered on" in page


def test_nothing_is_green_and_what_is_not_high_says_so_with_its_unknowns(area: Area) -> None:
    case, person = case_with_victim(area)
    page = saved(area, case, person, judged_high="no", judgement_reason="", item_7="unknown")
    assert "Not identified as high on this tool (standard band): 0 yes, 1 not known" in page
    assert "govuk-tag--green" not in page
    assert "low risk" not in page.lower()


def test_a_grade_is_chosen_and_not_counted(area: Area) -> None:
    case, _ = case_with_victim(area)
    today = timezone.localdate()
    answers = {f"item_{number}": "never" for number in FREQUENCY.numbers}
    asked = {"assessed_on_day": today.day, "assessed_on_month": today.month, "assessed_on_year": today.year}
    given = {**answers, **asked, "source": "observed", "grade": "high", "judgement_reason": "She whispered."}
    assert as_(area.pia).post(to(case, "frequency18@1"), given).status_code == 302
    with acting_as(area.pia):
        risk = latest_risk(case)
    assert risk is not None
    assert (risk.grade, risk.high, risk.score) == ("high", True, None)


@pytest.mark.parametrize(("years", "first"), [(15, "young24@1"), (30, "dash24@1"), (None, "dash24@1")])
def test_the_instrument_is_proposed_by_her_age(area: Area, years: int | None, first: str) -> None:
    case = open_case(area)
    born_on = timezone.localdate().replace(day=1) - timedelta(days=366 * years) if years else None
    described = Description(names=(Name(given="Rowan", family="Tideswell"),), born_on=born_on)
    add_person(
        actor=area.amina, file_id=case, kind=PartKind.VICTIM, relationship="", source="test", on=TODAY,
        described=described,
    )  # fmt: skip
    page = text_of(as_(area.bea).get(reverse("risk.choose", args=[case])))
    places = [page.index(to(case, tool.id)) for tool in TOOLS]
    assert min(places) == page.index(to(case, first))
    assert ("written for the age of" in page) == (first == "young24@1")


def test_a_second_person_says_what_they_judge_and_the_first_cannot(area: Area) -> None:
    case, person = case_with_victim(area)
    made = answered(area, case, person, yes=0, judged_high=False, judgement_reason="")
    address = reverse("risk.look", args=[case, made])
    given = {"judged_high": "yes", "reason": "She is terrified."}
    refused = as_(area.bea).post(address, given)
    assert refused.status_code == 422
    assert as_(area.grace).post(address, given).status_code == 302
    page = text_of(as_(area.bea).get(reverse("risk.assessment", args=[case, made])))
    assert "Grace Winterbourne" in page and "She is terrified." in page
    assert as_(area.carl).get(address).status_code == 404


def test_a_change_is_reported_and_waits_on_the_advisers_home_page(area: Area) -> None:
    case, _ = case_with_victim(area)
    address = reverse("risk.change", args=[case])
    page = text_of(as_(area.pia).get(address))
    assert "Assess again within 3 days" in page
    past = timezone.localdate() - timedelta(days=9)
    given = {
        "kind": "separation", "happened_on_day": past.day, "happened_on_month": past.month,
        "happened_on_year": past.year, "words": "She left.",
    }  # fmt: skip
    assert as_(area.pia).post(address, given).status_code == 302
    rows = panel_of(area, case)["summary"]["rows"]
    assert [row["text"].text for row in rows if row["key"] == "To be assessed again"] == ["Late"]
    home = text_of(as_(area.grace).get("/"))
    assert "Risk to be assessed again" in home
    assert reverse("risk.choose", args=[case]) in home


@pytest.mark.parametrize("page", ["risk.choose", "risk.change"])
def test_pages_of_a_case_one_is_not_on_are_not_there(area: Area, page: str) -> None:
    case, _ = case_with_victim(area)
    assert as_(area.carl).get(reverse(page, args=[case])).status_code == 404


# ------------------------------------------------------------------------------------------------------- side by side


def beside(area: Area, case: UUID) -> str:
    return text_of(as_(area.bea).get(panel_of(area, case)["beside"]))


def test_two_versions_stand_side_by_side_with_what_changed_first(area: Area) -> None:
    case, person = case_with_victim(area)
    answered(area, case, person, yes=3, assessed_on=TODAY - timedelta(days=40))
    answered(area, case, person, yes=4)
    page = beside(area, case)
    assert "What changed: 1" in page
    assert "Yes: new" in page
    assert page.index("What changed: 1") < page.index("Everything else")


def test_two_instruments_are_set_side_by_side_by_topic(area: Area) -> None:
    case, person = case_with_victim(area)
    answered(area, case, person, yes=3, assessed_on=TODAY - timedelta(days=40))
    assess(
        actor=area.bea, file=case, person=person, instrument="frequency18@1", grade="high",
        answers={13: {"answer": "once"}}, judgement_reason="His hands.", assessed_on=TODAY, at=NOW,
    )  # fmt: skip
    page = beside(area, case)
    assert "Their numbers are not the same questions" in page
    assert "Once: new" in page
    assert escape(f"Asked then: 15. {DASH.item(15).text}") in page
    assert "Not a question of this tool" in page


def test_the_case_lists_every_assessment_with_a_way_to_each(area: Area) -> None:
    case, person = case_with_victim(area)
    sent(area, case, person, score=16, days=-40)
    made = answered(area, case, person, yes=9)
    data = panel_of(area, case)
    rows = data["versions"]["rows"]
    assert [row["cells"][2]["text"] for row in rows] == [
        "High on professional judgement; 9 yes, 0 not known on the 24-item risk checklist (DASH type)",
        "High on this tool: 16 yes, unknowns not stated",
    ]
    assert rows[0]["href"] == reverse("risk.assessment", args=[case, made])
    assert data["beside"] == ""  # a score without its answers has nothing to set beside
    older = text_of(as_(area.bea).get(rows[1]["href"]))
    assert "Only the result was sent" in older and "Superseded" in older


def test_red_flags_are_shown_whatever_the_score(area: Area) -> None:
    case, person = case_with_victim(area)
    answered(area, case, person, yes=3, judged_high=False)
    rows = {row["key"]: row["text"] for row in panel_of(area, case)["summary"]["rows"]}
    afraid = "Says themselves that they are very afraid, or fear what comes next"
    assert rows["Calls for judgement, whatever the score"] == [afraid]


def test_where_nobody_has_asked_nothing_is_said_of_her_risk(area: Area) -> None:
    case, _ = case_with_victim(area)
    data = panel_of(area, case)
    assert data["latest"] is None
    assert "says nothing about the risk" in data["empty"]["text"]


def test_no_page_of_risk_asks_the_database_more_than_it_must(area: Area) -> None:
    case, person = case_with_victim(area)
    first = answered(area, case, person, yes=3, assessed_on=TODAY - timedelta(days=40))
    second = answered(area, case, person, yes=4)
    bea = as_(area.bea)
    addresses = [
        to(case),
        reverse("risk.choose", args=[case]),
        reverse("risk.change", args=[case]),
        reverse("risk.assessment", args=[case, second]),
        reverse("risk.look", args=[case, second]),
        reverse("risk.beside", args=[case, first, second]),
    ]
    for address in addresses:
        bea.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert bea.get(address).status_code == 200
        own = [one["sql"] for one in asked if "risk_" in one["sql"] or "people_" in one["sql"]]
        assert len(own) <= 6, (address, own)
