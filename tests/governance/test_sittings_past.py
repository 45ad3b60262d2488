"""A sitting that has been is entered with who came, minutes and decisions; a member's first day is put right."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.db import transaction

from openccr.access.acting import acting_as
from openccr.documents.rules.paper import as_text
from openccr.governance.models import BoardDecision, BoardMember, BoardPack, Sitting
from openccr.governance.operations.board_pack import collect
from openccr.governance.operations.presence import There, put_presence_right
from openccr.governance.operations.sittings_past import enter_past_sitting
from openccr.governance.queries.sittings import sitting_shown
from openccr.governance.rules.board_pack import thawed
from openccr.insight.rules.quarters import quarter_of
from openccr.kernel.refusals import Refusal
from tests.governance.boards import LATER, NOW, TODAY, held, opened, sit
from tests.governance.test_board_pages import day, to
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db

LONG_AGO = TODAY - timedelta(days=700)
"""Before anybody of the tests' groups sat in them."""
GIVEN = {"starts_at": time(10), "venue": "", "items": ["Translators"], "at": NOW}


def test_a_board_that_met_before_openccr_is_entered_on_the_pages_with_who_came(area: Area) -> None:
    found = opened(area)
    client = as_(area.amina)
    assert "Enter one that has been" in text_of(client.get(to("board", board=found.board)))
    given = {**day("on", LONG_AGO), "starts_at": "14:00", "venue": "", "items": "Minutes\n\n  Translators \n"}
    assert "nobody sat in this group" in text_of(client.post(to("enter_past_sitting", board=found.board), given))
    answer = client.post(to("enter_past_sitting", board=found.board), given | {"sat_then": "on"})
    with acting_as(area.amina):
        sitting = Sitting.objects.get(board_id=found.board)
        members = list(BoardMember.objects.filter(board_id=found.board))
    assert answer["Location"] == to("sitting_hold", sitting=sitting.id)
    came = {f"{one.id.hex}_came": "there" for one in members}
    half = client.post(answer["Location"], came | {f"{members[0].id.hex}_came": "deputy"})
    assert f"{members[0].id.hex}_name" in half.context["form"].errors
    assert client.post(answer["Location"], came).status_code == 302
    decision = {"kind": "decision", "text": "Pay for translators.", "how": "agreed", "item_id": ""}
    assert client.post(to("decide", sitting=sitting.id), decision).status_code == 302
    page = text_of(as_(area.bea).get(to("sitting", sitting=sitting.id)))
    assert "2. Translators" in page and "Bea Lindqvist (Willowmere Homes)" in page and "Held" in page
    with acting_as(area.bea):
        assert BoardDecision.objects.get().decided_on == LONG_AGO
    assert "Sittings of the quarter" in in_the_pack(area, LONG_AGO)
    assert "No group of the partnership was there in this quarter" in in_the_pack(area, LONG_AGO - timedelta(days=200))


def in_the_pack(area: Area, on: date) -> str:
    pack = collect(actor=area.amina, quarter=quarter_of(on), at=NOW)
    with acting_as(area.amina):
        return as_text(block for part in thawed(BoardPack.objects.get(id=pack).parts) for block in part.blocks)


def test_a_sitting_that_has_been_is_not_ahead_nor_entered_twice_nor_by_who_only_sits_there(area: Area) -> None:
    found = opened(area)
    before = TODAY - timedelta(days=40)
    enter_past_sitting(actor=area.fay, board_id=found.board, on=before, **GIVEN)
    for changed, words in (
        ({"on": TODAY + timedelta(days=1)}, "not come"),
        ({"on": before}, "already: called"),
        ({"items": []}, "on the agenda"),
        ({"items": ["Minutes", "x" * 161]}, "Line 2"),
    ):
        with pytest.raises(Refusal, match=words), transaction.atomic():
            enter_past_sitting(
                actor=area.fay, board_id=found.board, **GIVEN | {"on": TODAY - timedelta(days=50)} | changed
            )
    with pytest.raises(Refusal, match="chair"):
        enter_past_sitting(actor=area.bea, board_id=found.board, on=TODAY, **GIVEN)
    with pytest.raises(Refusal), transaction.atomic():
        enter_past_sitting(actor=area.fay, board_id=found.board, on=LONG_AGO, sat_then=True, **GIVEN)


def test_who_came_is_put_right_although_somebodys_first_day_was_put_back_later(area: Area) -> None:
    found = opened(area)
    sitting = held(area, found.board, days=-10)
    member = sit(area, found.board, area.carl)
    gone = to("change_member", member=member)
    changed = {"seniority": "head", "office": "member", "votes": "on", **day("from_on", LONG_AGO)}
    assert as_(area.amina).post(gone, changed | day("until_on", LATER)).status_code == 302
    (shown,) = [
        one for one in sitting_shown(actor=area.fay, sitting_id=sitting, today=TODAY).presences
        if one.name == "Bea Lindqvist"
    ]  # fmt: skip
    put_presence_right(
        actor=area.fay, sitting_id=sitting, presence_id=shown.id, there=There(came="apologies"), why="Ill.", at=NOW
    )
    with acting_as(area.fay):
        assert "Apologies: Bea Lindqvist" in Sitting.objects.get(id=sitting).present
