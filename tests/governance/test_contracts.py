"""Contracts and funding: ends warn in time, rivals never see each other's values, purses are never netted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import Error
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.conference.rules.repeats import add_months
from openccr.directory.operations.last_person import answer_last_person
from openccr.governance.models import Contract, ContractMeasure, FundingStream
from openccr.governance.operations.contracts import end_contract, keep_contract, plan_end, report_measure
from openccr.governance.operations.funding import keep_stream
from openccr.governance.queries.contracts import contract_of, contracts, ending, money
from openccr.governance.rules.contracts import Standing, standing
from openccr.governance.rules.funding import MixedPurses, Pounds, Purse, ends_within, purses
from openccr.kernel.refusals import NotFound, Refusal
from tests.governance.commissioned import NOW, TODAY, contract, measured, rival, stream
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db
WARN = (12, 6)


@pytest.mark.parametrize(
    ("ends_on", "within"),
    [
        (date(2028, 1, 1), None), (date(2027, 11, 22), 12), (date(2027, 5, 23), 12), (date(2027, 5, 22), 6),
        (date(2026, 11, 22), 6), (date(2026, 11, 21), None), (None, None),
    ],
)  # fmt: skip
def test_an_end_warns_twelve_and_six_months_before(ends_on: date | None, within: int | None) -> None:
    assert ends_within(ends_on, today=date(2026, 11, 22), warn=WARN) == within


def test_a_contract_stands_as_its_days_say() -> None:
    today = date(2026, 11, 22)

    def stands(starts_on: date, ends_on: date, ended_on: date | None = None) -> Standing:
        return standing(starts_on=starts_on, ends_on=ends_on, ended_on=ended_on, today=today, warn=WARN)

    begun = date(2025, 1, 1)
    assert stands(date(2027, 1, 1), date(2030, 1, 1)) is Standing.COMING
    assert stands(begun, date(2030, 1, 1)) is Standing.RUNS
    assert stands(begun, date(2027, 9, 1)) is Standing.ENDS_SOON
    assert stands(begun, date(2027, 2, 1)) is Standing.ENDS_NEXT
    assert stands(begun, date(2026, 11, 21)) is Standing.ENDED
    assert stands(begun, date(2030, 1, 1), today) is Standing.ENDED


def test_two_purses_cannot_be_added_or_taken_from_one_another() -> None:
    survivors, harmers = Pounds(500, Purse.SURVIVORS), Pounds(300, Purse.HARMERS)
    with pytest.raises(MixedPurses):
        survivors + harmers
    with pytest.raises(MixedPurses):
        survivors - harmers
    assert (survivors + survivors - Pounds(100, Purse.SURVIVORS)).amount == 900
    assert purses([harmers, survivors, survivors]) == {
        Purse.SURVIVORS: Pounds(1000, Purse.SURVIVORS), Purse.HARMERS: harmers,
    }  # fmt: skip


def test_each_purse_is_shown_alone_and_no_page_has_their_sum(area: Area) -> None:
    contract(area, stream(area, pounds=400_000))
    contract(area, stream(area, "harmers", pounds=70_000), agency=None, pounds=60_000)
    found = money(actor=area.amina, today=TODAY)
    assert {purse: one.amount for purse, one in found.held.items()} == {
        Purse.SURVIVORS: 400_000, Purse.HARMERS: 70_000,
    }  # fmt: skip
    assert {purse: one.amount for purse, one in found.committed.items()} == {
        Purse.SURVIVORS: 123_456, Purse.HARMERS: 60_000,
    }  # fmt: skip
    page = text_of(as_(area.amina).get(reverse("governance.resources")))
    assert "£400,000" in page and "£70,000" in page and "never added up" in page
    for netted in ("£470,000", "£330,000", "£183,456", "£63,456"):
        assert netted not in page


def test_a_stream_never_changes_its_purse_and_a_contract_never_what_pays_for_it(area: Area) -> None:
    ours, theirs = stream(area), stream(area, "harmers")
    made = contract(area, ours)
    with acting_as(area.amina):
        row = FundingStream.objects.get(id=ours)
    kept = {name: getattr(row, name) for name in ("name", "funder", "pounds", "starts_on", "ends_on", "conditions")}
    with pytest.raises(Refusal, match="never changes"):
        keep_stream(actor=area.amina, values={**kept, "purse": "harmers"}, at=NOW, stream=ours)
    days = {"starts_on": TODAY, "ends_on": TODAY}
    with pytest.raises(Refusal, match="never changes"):
        keep_contract(actor=area.amina, values={**days, "stream_id": theirs}, at=NOW, contract=made)
    for model, row_id, column, value in (
        (FundingStream, ours, "purse", "harmers"), (Contract, made, "stream_id", theirs),
        (Contract, made, "purse", "harmers"),
    ):  # fmt: skip
        with acting_as(area.amina), pytest.raises(Error), transaction.atomic():
            model.objects.filter(id=row_id).update(**{column: value})  # type: ignore[attr-defined]


def test_the_database_refuses_a_contract_whose_purse_is_not_its_streams(area: Area) -> None:
    theirs = stream(area, "harmers")
    row = Contract(
        partnership_id=area.id, stream_id=theirs, purse="survivors", provider="x", name="x", starts_on=TODAY,
        ends_on=TODAY, notice_months=1, pounds=1, changed_at=NOW, changed_by="x",
    )  # fmt: skip
    with acting_as(area.amina), pytest.raises(Error), transaction.atomic():
        row.save(force_insert=True)


def test_rivals_never_see_each_others_contracts_nor_their_values(area: Area) -> None:
    pay = stream(area)
    own, other = contract(area, pay, "housing"), contract(area, pay, "idva", pounds=654_321)
    asked = measured(area, other)
    assert [one.row.id for one in contracts(actor=area.lena, today=TODAY)] == [own]
    assert [one.row.id for one in contracts(actor=rival(area), today=TODAY)] == [other]
    with pytest.raises(NotFound):
        contract_of(actor=area.lena, contract=other, today=TODAY)
    with pytest.raises(NotFound):
        report_measure(actor=area.lena, contract=other, measure=asked, value=1, value_on=TODAY, words="", at=NOW)
    with acting_as(area.lena):
        assert not ContractMeasure.objects.exists() and not FundingStream.objects.exists()
    client = as_(area.lena)
    for page in ("governance.contracts", "governance.resources"):
        text = text_of(client.get(reverse(page)))
        assert "Service of idva" not in text and "£654,321" not in text and "£400,000" not in text
    gone = client.get(reverse("governance.contract", kwargs={"contract": other}))
    never = client.get(reverse("governance.contract", kwargs={"contract": uuid4()}))
    assert (gone.status_code, never.status_code) == (404, 404)


def test_a_chair_sees_every_contract_unless_their_own_agency_holds_one(area: Area) -> None:
    pay = stream(area)
    contract(area, pay, "housing")
    assert len(contracts(actor=area.fay, today=TODAY)) == 1
    contract(area, pay, "police", name="Their own")
    assert [one.row.name for one in contracts(actor=area.fay, today=TODAY)] == ["Their own"]
    with acting_as(area.fay):
        assert not FundingStream.objects.exists()


def test_an_agencys_own_coordinator_is_no_commissioner(area: Area) -> None:
    contract(area, stream(area), "idva")
    theirs = replace(area.amina, agency_id=area.agencies["housing"], whole_area=False)
    assert contracts(actor=theirs, today=TODAY) == []
    for nobody in (area.bea, area.grace, area.carl):
        with pytest.raises(Refusal):
            contracts(actor=nobody, today=TODAY)
        with acting_as(nobody):
            assert not FundingStream.objects.exists()


def test_a_provider_writes_nothing_of_a_contract_but_what_it_did(area: Area) -> None:
    made = contract(area, stream(area), "housing")
    asked = measured(area, made)
    report_measure(actor=area.lena, contract=made, measure=asked, value=71, value_on=TODAY, words="Two left", at=NOW)
    found = contract_of(actor=area.amina, contract=made, today=TODAY)
    assert [(one.target, one.value, one.value_by) for one in found.measures] == [(80, 71, area.lena.name)]
    with pytest.raises(Refusal):
        plan_end(actor=area.lena, contract=made, plan="x", plan_owner="y", at=NOW)
    with acting_as(area.lena):
        assert not Contract.objects.filter(id=made).update(pounds=1)
    with acting_as(area.lena), pytest.raises(Error), transaction.atomic():
        ContractMeasure.objects.filter(id=asked).update(target=1)
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refusal, match="still to come"):
        report_measure(actor=area.lena, contract=made, measure=asked, value=1, value_on=tomorrow, words="", at=NOW)


def test_a_measure_shows_the_latest_period_and_not_what_was_typed_last(area: Area) -> None:
    made = contract(area, stream(area), "housing")
    asked = measured(area, made)
    named = {"actor": area.lena, "contract": made, "measure": asked, "words": "", "at": NOW}
    for value in (71, 72):  # said again of the same day, it is put right
        report_measure(value=value, value_on=TODAY - timedelta(days=30), **named)  # type: ignore[arg-type]
    page = reverse("governance.measure", kwargs={"contract": made, "measure": asked})
    given = {"value": "55", "value_on_day": "1", "value_on_month": "1", "value_on_year": "2020", "words": ""}
    refused = as_(area.lena).post(page, given)
    assert refused.status_code == 422 and "is there already, and this is before it" in text_of(refused)
    assert [one.value for one in contract_of(actor=area.amina, contract=made, today=TODAY).measures] == [72]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"ends_on": TODAY - timedelta(days=301)}, "ends_on"), ({"extend_until": TODAY}, "extend_until"),
        ({"unit": " "}, "unit"),
    ],
)  # fmt: skip
def test_a_contract_that_does_not_add_up_is_refused(area: Area, changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refusal:
        contract(area, stream(area), **changed)  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_what_ends_stands_on_the_coordinators_list_until_somebody_says_what_then(area: Area) -> None:
    pay = stream(area)
    soon, _later = contract(area, pay, ends_on=add_months(TODAY, 5)), contract(area, pay, name="Far off")
    with acting_as(area.amina):
        assert [one.row.id for one in ending(area.amina, today=TODAY)] == [soon]
    client = as_(area.amina)
    assert "Service of housing" in text_of(client.get("/"))
    with pytest.raises(Refusal):
        plan_end(actor=area.amina, contract=soon, plan="Extend it", plan_owner=" ", at=NOW)
    plan_end(actor=area.amina, contract=soon, plan="Extend it", plan_owner="Amina", at=NOW)
    assert "Extend it" in text_of(client.get("/"))


def test_who_would_be_the_last_person_to_come_is_asked_of_every_contract(area: Area) -> None:
    made = contract(area, stream(area))
    assert contract_of(actor=area.lena, contract=made, today=TODAY).last_person is None
    answer_last_person(
        actor=area.lena, kind="contract", about_id=made, who="A grandmother without English", why="Nobody speaks it",
        change="Two advocates do from May", known_from="told", review_on=None, at=NOW,
    )  # fmt: skip
    found = contract_of(actor=area.amina, contract=made, today=TODAY).last_person
    assert found is not None and found.who == "A grandmother without English"


def test_a_contract_ends_before_its_time_with_a_reason(area: Area) -> None:
    made = contract(area, stream(area))
    for on, why in ((TODAY, " "), (TODAY + timedelta(days=1), "x"), (TODAY - timedelta(days=999), "x")):
        with pytest.raises(Refusal):
            end_contract(actor=area.amina, contract=made, ended_on=on, why=why, at=NOW)
    end_contract(actor=area.amina, contract=made, ended_on=TODAY, why="The provider closed.", at=NOW)
    assert contract_of(actor=area.amina, contract=made, today=TODAY).shown.standing is Standing.ENDED
    with pytest.raises(Refusal, match="already"):
        end_contract(actor=area.amina, contract=made, ended_on=TODAY, why="x", at=NOW)


def test_the_coordinator_writes_a_contract_on_the_page_and_is_told_what_is_wrong(area: Area) -> None:
    pay, client = stream(area), as_(area.amina)
    begins, ends = TODAY, add_months(TODAY, 24)
    typed = {
        "name": "Outreach", "provider": "Sitara Project", "agency_id": "", "stream_id": str(pay), "notice_months": "6",
        "pounds": "lots", "capacity": "", "unit": "", "people": "40", "staff": "1.5", "by_and_for": "on",
        **{f"starts_on_{part}": getattr(begins, part) for part in ("day", "month", "year")},
        **{f"ends_on_{part}": getattr(ends, part) for part in ("day", "month", "year")},
    }  # fmt: skip
    wrong = client.post(reverse("governance.contract_new"), typed)
    assert wrong.status_code == 422 and "whole number" in text_of(wrong)
    saved = client.post(reverse("governance.contract_new"), typed | {"pounds": "50000"})
    assert saved.status_code == 302
    page = text_of(client.get(saved["Location"]))
    for words in ("£50,000", "Nobody has said", "Run by and for a community", "1.5 full-time posts"):
        assert words in page


def test_who_reports_a_measure_reads_which_one_and_what_was_promised(area: Area) -> None:
    made = contract(area, stream(area), "housing")
    asked = measured(area, made, target=60)
    page = reverse("governance.measure", kwargs={"contract": made, "measure": asked})
    text = text_of(as_(area.lena).get(page))
    assert "Women supported to stay safe: how many?" in text and "promises 60 in a year" in text
    assert as_(area.lena).get(page.replace(str(asked), str(uuid4()))).status_code == 404


def test_a_contract_says_when_the_day_to_decide_is_past(area: Area) -> None:
    late = contract(area, stream(area), ends_on=TODAY + timedelta(days=60), notice_months=3)
    here = reverse("governance.contract", kwargs={"contract": late})
    client = as_(area.amina)
    assert "That day is past" in text_of(client.get(here))
    plan_end(actor=area.amina, contract=late, plan="Tendered again", plan_owner="Amina", at=NOW)
    assert "That day is past" not in text_of(client.get(here))
