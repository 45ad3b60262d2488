"""A sign-off is taken back: what was answered before is read no more, by the agency that said it or by whom it told."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.refusals import Refusal
from openccr.linkage.models import SignOff
from openccr.linkage.operations.matches import answer_match
from openccr.linkage.operations.missing import ask_holders
from openccr.linkage.operations.signoffs import take_back
from openccr.linkage.panels import TODOS
from openccr.linkage.queries.matches import answers, held_match, held_matches
from openccr.linkage.rules.matches import SAY
from openccr.linkage.rules.signoffs import Body, Use
from tests.linkage.extracts.making import HER
from tests.linkage.extracts.test_queue import weighed
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
SAID = "She asked us for a move"


def told(area: Area) -> int:
    """How many answers the coordinator's to-do list counts."""
    said = next(one for one in TODOS if one.title == "What agencies said")
    with acting_as(area.amina):
        return sum(item.count or 0 for item in said.query(actor=area.amina))


@pytest.mark.parametrize("use", [Use.MATCHING, Use.MISSING])
def test_what_was_answered_is_not_read_any_more(area: Area, client: Client, use: Use) -> None:
    flag = weighed(area)
    ask_holders(actor=area.amina, flag=flag, at=timezone.now())
    first = held_matches(actor=area.bea, page=1)[0][0].row
    answer_match(actor=area.bea, match=first.id, answer=SAY, words=SAID, why="She agreed", compares=False,
                 at=timezone.now())  # fmt: skip
    assert held_matches(actor=area.bea, page=1)[1] and answers(actor=area.amina, page=1)[1] == told(area) == 1
    with acting_as(area.amina):
        board = SignOff.objects.get(body=Body.BOARD, use=use)
    take_back(actor=area.fay, sign_off=board.id, why="Doubts", at=timezone.now())
    assert held_matches(actor=area.bea, page=1) == ([], 0)
    assert answers(actor=area.amina, page=1) == ([], 0) and told(area) == 0
    with pytest.raises(Refusal, match="is off"):
        held_match(actor=area.bea, match=first.id)
    sign_in(client, area.bea)
    shown = client.get(reverse("linkage.held")).content.decode()
    assert "Not signed by the partnership&#x27;s board" in shown or use is Use.MISSING
    assert HER["family_name"] not in shown
