"""Sittings: the year, agenda, papers, who came, minutes, decisions; matters that go up and decisions that come down."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import transaction
from django.db.utils import Error
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.governance.models import (
    BoardDecision,
    Matter,
    PaperOpened,
    Sitting,
    SittingPaper,
    SittingPresence,
)
from openccr.governance.operations.decisions import decide, raise_risk, review_risk
from openccr.governance.operations.escalations import answer_matter, pass_matter
from openccr.governance.operations.presence import There
from openccr.governance.operations.sitting_papers import open_paper, put_paper, take_paper_away
from openccr.governance.operations.sittings import add_item, move_sitting, write_minutes
from openccr.governance.queries.sittings import matter_shown, owed, sitting_shown
from openccr.governance.rules.sittings import SITTING, SittingFacts, SittingState, sittings_of_year
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.test_meeting_pages import as_
from tests.governance.boards import LATER, NOW, TODAY, held, opened, planned, sit
from tests.makers import Area

pytestmark = pytest.mark.django_db

WHOLE = SittingFacts(days_left=0, items=2, written=2, members=3)


def decided(area: Area, sitting: object, **changed: object) -> object:
    given = {"kind": "decision", "text": "Housing reports each quarter.", "how": "agreed", "dissent": "", "at": NOW}
    return decide(actor=area.amina, sitting_id=sitting, **given | changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(("state", "move"), list(product(SittingState, ["call", "hold", "agree", "cancel"])))
def test_a_sitting_goes_its_way_and_no_other(state: SittingState, move: str) -> None:
    allowed = {("planned", "call"), ("called", "hold"), ("held", "agree"), ("planned", "cancel"), ("called", "cancel")}
    assert (SITTING.refusal(state=state, move=move, facts=WHOLE) is None) is ((state, move) in allowed)


def test_no_agenda_no_call_and_nobody_came_before_the_day() -> None:
    empty = SittingFacts(days_left=3, items=0, written=0, members=3)
    assert "empty" in str(SITTING.refusal(state="planned", move="call", facts=empty))
    assert "not come" in str(SITTING.refusal(state="called", move="hold", facts=empty))
    assert "1 item has" in str(
        SITTING.refusal(state="held", move="agree", facts=SittingFacts(days_left=-1, items=2, written=1, members=3))
    )


def test_a_years_sittings_keep_their_place_in_the_month_and_leave_out_no_holiday_unsaid() -> None:
    found = list(
        sittings_of_year(
            first_on=date(2026, 1, 13), every_months=3, until=date(2026, 12, 31), holidays={date(2026, 4, 14)}
        )
    )
    assert [day for day, _ in found] == [
        date(2026, 1, 13), date(2026, 4, 15), date(2026, 7, 14), date(2026, 10, 13),
    ]  # fmt: skip
    assert found[1][1] == "14 April is no working day." and not found[0][1]
    fifth = list(sittings_of_year(first_on=date(2026, 1, 29), every_months=1, until=date(2026, 2, 28), holidays=()))
    assert fifth[1][0] == date(2026, 2, 26)


def test_who_came_is_written_with_the_quorum_and_minutes_name_nobody_who_did_not_come(area: Area) -> None:
    found = opened(area)
    sit(area, found.board, area.carl, seniority="head")
    away = {
        "Bea Lindqvist": There(came="deputy", name="Ola Nimbus", seniority="practitioner"),
        "Carl Mbeki": There(came="absent"),
    }
    sitting = held(area, found.board, came=away)
    with acting_as(area.grace):
        row = Sitting.objects.get(id=sitting)
    assert (row.votes_there, row.quorum) == (2, 2)
    assert "Ola Nimbus (Willowmere Homes)" in row.present and "Carl" not in row.present
    assert "Quorate: 2 with a vote were there, 2 needed." in row.present


def test_of_whoever_came_it_is_said_who_and_how_senior(area: Area) -> None:
    found = opened(area)
    with pytest.raises(Refusal, match="Name who came"), transaction.atomic():
        held(area, found.board, came={"Bea Lindqvist": There(came="deputy")})


def test_minutes_are_agreed_when_every_item_has_them(area: Area) -> None:
    found = opened(area)
    sitting = held(area, found.group)
    with pytest.raises(Refusal, match="no minutes"):
        move_sitting(actor=area.bea, sitting_id=sitting, move="agree", at=NOW)
    items = sitting_shown(actor=area.bea, sitting_id=sitting, today=TODAY).items
    write_minutes(actor=area.bea, sitting_id=sitting, said={one.id: "Noted." for one in items}, at=NOW)
    move_sitting(actor=area.bea, sitting_id=sitting, move="agree", at=NOW)
    with pytest.raises(Refusal):
        write_minutes(actor=area.bea, sitting_id=sitting, said={}, at=NOW)


def test_who_only_sits_there_writes_neither_agenda_nor_minutes(area: Area) -> None:
    found = opened(area)
    sitting = planned(area, found.group, days=4)
    with pytest.raises(Refusal, match="chair"):
        add_item(
            actor=area.carl,
            sitting_id=sitting,
            title="X",
            kind="discussion",
            note="",
            minutes=5,
            agency_id=None,
            at=NOW,
        )
    with acting_as(area.carl), transaction.atomic():
        assert not Sitting.objects.filter(id=sitting).update(state="agreed")


def test_a_paper_is_opened_by_members_and_counted_once_each(area: Area) -> None:
    found = opened(area)
    sitting = planned(area, found.board, days=4)
    paper = put_paper(actor=area.fay, sitting_id=sitting, title="Waiting times", data=b"Words.", name="x.txt", at=NOW)
    for _ in range(2):
        assert open_paper(actor=area.bea, paper_id=paper, at=NOW).data == b"Words."
    with acting_as(area.fay):
        assert PaperOpened.objects.filter(agency_id=area.bea.agency).count() == 1
    with acting_as(area.carl):
        assert not PaperOpened.objects.exists()
    page = as_(area.fay).get(reverse("governance.sitting", kwargs={"sitting": sitting})).content.decode()
    assert "Take it away" in page and 'govuk-table__header"></th>' not in page, "each column says what stands in it"
    take_paper_away(actor=area.fay, paper_id=paper, at=NOW)
    with pytest.raises(NotFound):
        open_paper(actor=area.bea, paper_id=paper, at=NOW)
    with acting_as(area.bea):
        assert SittingPaper.objects.get(id=paper).removed_by_name == area.fay.name


def test_a_paper_of_a_closed_group_is_not_there_for_others(area: Area) -> None:
    found = opened(area)
    sit(area, found.commissioning, area.fay)
    sitting = planned(area, found.commissioning, days=4)
    paper = put_paper(actor=area.amina, sitting_id=sitting, title="Bids", data=b"Words.", name="x.txt", at=NOW)
    assert open_paper(actor=area.fay, paper_id=paper, at=NOW)
    with pytest.raises(NotFound):
        open_paper(actor=area.bea, paper_id=paper, at=NOW)


def test_decisions_are_numbered_and_never_changed(area: Area) -> None:
    found = opened(area)
    sitting = held(area, found.board)
    first, second = decided(area, sitting), decided(area, sitting, text="Twice a year.", how="vote", dissent="3 to 1")
    decided(area, sitting, replaces_id=first)
    with acting_as(area.carl):
        assert list(BoardDecision.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    with acting_as(area.amina), pytest.raises(Error), transaction.atomic():
        BoardDecision.objects.filter(id=second).update(text="Never said")
    with pytest.raises(Refusal) as why:
        decided(area, sitting, how="vote")
    assert why.value.field == "dissent"
    ahead = planned(area, found.board, days=20)
    move_sitting(actor=area.amina, sitting_id=ahead, move="call", at=NOW)
    with pytest.raises(Refusal, match="has not come"):
        decided(area, ahead)


def test_a_contract_is_decided_in_commissioning_and_nowhere_else(area: Area) -> None:
    found = opened(area)
    sitting = held(area, found.board)
    with pytest.raises(Refusal, match="commissioning group"):
        decided(area, sitting, kind="contract")
    with pytest.raises(Refusal, match="commissioning group"):
        add_item(
            actor=area.amina, sitting_id=planned(area, found.board, days=40), title="Refuge", kind="contract", note="",
            minutes=5, agency_id=None, at=NOW,
        )  # fmt: skip
    sit(area, found.commissioning, area.fay)
    apart = held(area, found.commissioning)
    decided(area, apart, kind="contract", provider_id=area.agencies["idva"])
    with acting_as(area.grace):
        assert not BoardDecision.objects.exists() and not SittingPresence.objects.exists()


def test_a_risk_is_looked_at_again_until_it_is_closed_with_a_reason(area: Area) -> None:
    found = opened(area)
    given = {
        "kind": "risk", "words": "No translators at weekends", "likelihood": "likely", "seriousness": "serious",
        "agency_id": area.agencies["council"], "doing": "Ask the hospital", "review_on": LATER, "at": NOW,
    }  # fmt: skip
    with pytest.raises(Refusal, match="chair"):
        raise_risk(actor=area.carl, board_id=found.group, **given)
    with pytest.raises(Refusal) as why:
        raise_risk(actor=area.bea, board_id=found.group, **given | {"doing": " "})
    assert why.value.field == "doing"
    risk = raise_risk(actor=area.bea, board_id=found.group, **given)
    review_risk(
        actor=area.bea, risk_id=risk, likelihood="possible", seriousness="some", doing="x", review_on=None,
        closing="The hospital lends theirs.", at=NOW,
    )  # fmt: skip
    with pytest.raises(NotFound):
        review_risk(
            actor=area.bea, risk_id=risk, likelihood="possible", seriousness="some", doing="x", review_on=LATER,
            closing="", at=NOW,
        )  # fmt: skip


def escalated(area: Area, by: object, found: object, **more: object) -> object:
    given = {"way": "up", "title": "No translators", "words": "Pay for some.", "at": NOW}
    return pass_matter(
        actor=by,
        board_id=found.group,
        to_board_id=found.board,
        **given | more,  # type: ignore[attr-defined, arg-type]
    )


def test_the_smallest_agency_escalates_and_gets_an_answer_that_stays_linked(area: Area) -> None:
    found = opened(area)
    matter = escalated(area, area.carl, found)
    with acting_as(area.carl):
        assert Matter.objects.get(id=matter).due_on == TODAY + timedelta(days=28)
    with pytest.raises(Refusal, match="chair"):
        answer_matter(actor=area.carl, matter_id=matter, answer_kind="agreed", answer="Yes.", at=NOW)
    with pytest.raises(Refusal, match="in words"):
        answer_matter(actor=area.fay, matter_id=matter, answer_kind="agreed", answer=" ", at=NOW)
    decision = decided(area, held(area, found.board), text="The board pays for translators.")
    answer_matter(
        actor=area.fay, matter_id=matter, answer_kind="agreed", answer="From May on.", decision_id=decision, at=NOW
    )
    down = pass_matter(
        actor=area.fay, board_id=found.board, to_board_id=found.group, way="down", title="Translators",
        words="Book them.", decision_id=decision, at=NOW,
    )  # fmt: skip
    shown = matter_shown(actor=area.carl, matter_id=down)
    assert shown.row.decision_id == decision and not shown.answers
    assert matter_shown(actor=area.bea, matter_id=down).answers
    with pytest.raises(Refusal, match="answered already"):
        answer_matter(actor=area.fay, matter_id=matter, answer_kind="declined", answer="No.", at=NOW)


def test_a_matter_goes_one_step_and_a_decision_comes_down_with_its_number(area: Area) -> None:
    found = opened(area)
    with pytest.raises(Refusal, match="above this one"):
        pass_matter(
            actor=area.amina, board_id=found.group, to_board_id=found.commissioning, way="up", title="x", words="x",
            at=NOW,
        )  # fmt: skip
    with pytest.raises(Refusal) as why:
        pass_matter(
            actor=area.fay, board_id=found.board, to_board_id=found.group, way="down", title="x", words="x", at=NOW
        )
    assert why.value.field == "decision_id"
    with pytest.raises(Refusal, match="sits in the group"):
        escalated(area, area.pia, found)


def test_an_answer_that_is_late_stands_on_the_list_of_who_owes_it(area: Area) -> None:
    found = opened(area)
    matter = escalated(area, area.carl, found, due_on=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    for actor, due in ((area.fay, [matter]), (area.amina, [matter]), (area.bea, []), (area.carl, [])):
        with acting_as(actor):
            assert [one.id for one in owed(actor, tomorrow, 28).matters] == due
