"""Groups: who sits in them, what they agree on, and who may not look into commissioning."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import Error

from openccr.access.acting import acting_as
from openccr.content import load
from openccr.governance.models import Board, BoardMember, BoardTerms, Sitting, SittingItem
from openccr.governance.operations.boards import Sits, add_member, change_board, change_member, end_board
from openccr.governance.operations.dynamics import declare_interest, handle_interest
from openccr.governance.operations.terms import agree_terms, write_terms
from openccr.governance.rules.boards import Office, Seat, missing_of, quorum_of, why_not_above
from openccr.governance.rules.terms import changed
from openccr.kernel.refusals import Refusal
from tests.governance.boards import LATER, NOW, TODAY, opened, planned, sit
from tests.makers import Area

pytestmark = pytest.mark.django_db

TERMS = load().boards.terms


def test_half_of_the_votes_rounded_up_is_the_quorum_unless_the_group_fixed_it() -> None:
    assert quorum_of(votes=7, percent=50, fixed=None) == 4
    assert quorum_of(votes=0, percent=50, fixed=None) == 1
    assert quorum_of(votes=7, percent=50, fixed=3) == 3


def test_a_group_never_stands_above_itself() -> None:
    top, middle, low = uuid4(), uuid4(), uuid4()
    parents = {top: None, middle: top, low: middle}
    assert why_not_above(top, low, parents) and why_not_above(low, low, parents)
    assert why_not_above(low, top, parents) is None and why_not_above(top, None, parents) is None


def test_who_is_missing_names_sectors_and_never_calls_a_by_and_for_service_too_junior() -> None:
    seats = [Seat("Police", "criminal_justice", False, 1), Seat("Sisters", "specialist", True, 1)]
    found = missing_of(seats, should_sit=("criminal_justice", "health"), by_and_for=True, least_rank=3)
    assert (found.sectors, found.by_and_for, found.too_junior) == (("health",), False, ("Police",))
    assert missing_of([], should_sit=(), by_and_for=True, least_rank=0).by_and_for


def test_the_coordinator_keeps_the_groups_and_everybody_in_the_partnership_reads_them(area: Area) -> None:
    found = opened(area)
    with acting_as(area.carl):
        assert Board.objects.count() == 3 and BoardMember.objects.filter(board_id=found.board).count() == 2
    with acting_as(area.dee):
        assert not Board.objects.exists() and not BoardMember.objects.exists()
    with pytest.raises(Refusal), transaction.atomic():
        end_board(actor=area.fay, board_id=found.group, at=NOW)
    with pytest.raises(Refusal, match="below it"):
        end_board(actor=area.amina, board_id=found.board, at=NOW)


def test_nobody_sits_twice_in_a_group_for_the_same_agency(area: Area) -> None:
    found = opened(area)
    with pytest.raises(Refusal, match="sits in it for this agency already"):
        sit(area, found.board, area.bea)


def test_a_group_has_one_chair_and_a_name_of_its_own(area: Area) -> None:
    found = opened(area)
    with pytest.raises(Refusal, match="has a chair"):
        sit(area, found.board, area.lena, office=Office.CHAIR)
    with pytest.raises(Refusal) as why:
        change_board(
            actor=area.amina, board_id=found.group, name="domestic abuse BOARD", purpose="", above_id=None,
            quorum=None, meets_months=None, at=NOW,
        )  # fmt: skip
    assert why.value.field == "name"
    with pytest.raises(Refusal, match="above itself"):
        change_board(
            actor=area.amina, board_id=found.board, name="Board", purpose="", above_id=found.group, quorum=None,
            meets_months=None, at=NOW,
        )  # fmt: skip


def test_a_deputy_and_a_last_day_are_written_beside_the_member(area: Area) -> None:
    found = opened(area)
    member = sit(area, found.board, area.lena)
    sits = Sits(seniority="head", deputy="Ola Nimbus", deputy_post="Team manager")
    change_member(actor=area.amina, member_id=member, sits=sits, from_on=TODAY, until_on=LATER, at=NOW)
    with acting_as(area.bea):
        row = BoardMember.objects.get(id=member)
    assert (row.deputy, row.until_on) == ("Ola Nimbus", LATER)
    with pytest.raises(Refusal, match="before the first"):
        change_member(actor=area.amina, member_id=member, sits=sits, from_on=TODAY, until_on=date(2000, 1, 1), at=NOW)


def test_terms_are_agreed_whole_and_a_later_version_replaces_them(area: Area) -> None:
    found = opened(area)
    half = {"purpose": "It decides on the strategy."}
    write_terms(actor=area.fay, board_id=found.board, kind="terms", parts=half, at=NOW)
    agreed = {"agreed_on": TODAY, "review_on": TODAY + timedelta(days=365), "at": NOW}
    with pytest.raises(Refusal, match="Not written yet"):
        agree_terms(actor=area.fay, board_id=found.board, kind="terms", **agreed)
    blank = dict.fromkeys(TERMS, "As agreed by [name of the chair].")
    write_terms(actor=area.fay, board_id=found.board, kind="terms", parts=blank, at=NOW)
    with pytest.raises(Refusal, match=r"still to be filled in: “\[name of the chair\]”"):
        agree_terms(actor=area.fay, board_id=found.board, kind="terms", **agreed)
    whole = dict.fromkeys(TERMS, "As agreed.")
    for number in (1, 2):
        write_terms(actor=area.fay, board_id=found.board, kind="terms", parts=whole, at=NOW)
        agree_terms(actor=area.fay, board_id=found.board, kind="terms", **agreed)
        with acting_as(area.carl):
            states = dict(BoardTerms.objects.values_list("number", "state"))
        assert states == ({1: "agreed"} if number == 1 else {1: "replaced", 2: "agreed"})
    assert changed({"a": "x", "b": "y"}, {"a": "x ", "b": "z", "c": "n"}) == ["b", "c"]


def test_who_only_sits_in_a_group_does_not_write_its_terms(area: Area) -> None:
    found = opened(area)
    with pytest.raises(Refusal, match="chair"):
        write_terms(actor=area.bea, board_id=found.board, kind="terms", parts={}, at=NOW)
    with acting_as(area.carl), pytest.raises(Error), transaction.atomic():
        BoardTerms(
            partnership_id=area.carl.partnership, board_id=found.board, kind="terms", number=9, written_at=NOW,
            written_by="x",
        ).save(force_insert=True)  # fmt: skip


def test_commissioning_is_closed_to_who_does_not_sit_there_and_to_who_has_an_interest(area: Area) -> None:
    found = opened(area)
    sit(area, found.commissioning, area.fay)
    sitting = planned(area, found.commissioning, days=3)

    def reads(actor: object) -> bool:
        with acting_as(actor):  # type: ignore[arg-type]
            there = Sitting.objects.filter(id=sitting).exists()
            assert SittingItem.objects.filter(sitting_id=sitting).exists() is there
            return there

    assert [reads(one) for one in (area.amina, area.fay, area.bea, area.lena, area.grace)] == [True, True] + [False] * 3
    interest = declare_interest(
        actor=area.amina, agency_id=area.fay.agency, person="", kind="contract", words="Bids for training", at=NOW
    )
    assert not reads(area.fay)
    with pytest.raises(Refusal, match="interest in a contract"):
        add_member(
            actor=area.amina, board_id=found.commissioning, agency_id=area.fay.agency, name="X",
            sits=Sits(seniority="head"), appointment_id=None, from_on=TODAY, at=NOW,
        )  # fmt: skip
    handle_interest(actor=area.amina, interest_id=interest, handled="The bid was withdrawn", ended=True, at=NOW)
    assert reads(area.fay)


def test_the_coordinator_too_is_kept_from_commissioning_by_an_interest_of_the_own_agency(area: Area) -> None:
    found = opened(area)
    sitting = planned(area, found.commissioning, days=3)
    declare_interest(
        actor=area.amina, agency_id=area.amina.agency, person="", kind="contract", words="Runs the refuge", at=NOW
    )
    with acting_as(area.amina):
        assert not Sitting.objects.filter(id=sitting).exists()
    with acting_as(area.commands):
        assert Sitting.objects.filter(id=sitting).exists()


def test_a_register_of_interests_is_for_who_leads_and_for_the_agency_itself(area: Area) -> None:
    from openccr.governance.models import Interest

    declare_interest(actor=area.lena, agency_id=area.lena.agency, person="", kind="post", words="A trustee", at=NOW)
    with pytest.raises(Refusal, match="own agency"):
        declare_interest(actor=area.lena, agency_id=area.pia.agency, person="", kind="post", words="X", at=NOW)
    seen = {}
    for name in ("amina", "fay", "bea", "carl", "grace"):
        with acting_as(getattr(area, name)):
            seen[name] = Interest.objects.exists()
    assert seen == {"amina": True, "fay": True, "bea": True, "carl": False, "grace": False}
