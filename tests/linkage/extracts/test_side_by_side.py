"""Records of two agencies beside each other: while the three have signed, and while both agencies let them be."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.refusals import NotFound
from openccr.linkage.models import Extract, ReviewPair, SignOff
from openccr.linkage.operations.extracts import let_be_compared
from openccr.linkage.operations.matches import answer_match
from openccr.linkage.operations.signoffs import take_back
from openccr.linkage.queries.matches import held_matches
from openccr.linkage.queries.review import pair_of
from openccr.linkage.rules.matches import SAY
from openccr.linkage.rules.signoffs import Body, Use
from tests.linkage.extracts.making import run
from tests.linkage.extracts.test_across import of_children, unsure
from tests.makers import Area

pytestmark = pytest.mark.django_db


def both_let_them(area: Area) -> UUID:
    """The pair of two agencies' records that both let be compared; the second extract is of children's services."""
    unsure(area)
    run(area)
    for actor in (area.bea, of_children(area)):
        shown, _ = held_matches(actor=actor, page=1)
        answer_match(actor=actor, match=shown[0].row.id, answer=SAY, words="We know her", why="Needed", compares=True,
                     at=timezone.now())  # fmt: skip
    run(area)
    with acting_as(area.amina):
        return ReviewPair.objects.get(kind="across").id


def test_as_soon_as_one_takes_back_no_two_agencies_records_stand_side_by_side(area: Area) -> None:
    pair = both_let_them(area)
    assert pair_of(actor=area.amina, pair=pair)
    with acting_as(area.amina):
        board = SignOff.objects.get(body=Body.BOARD, use=Use.MATCHING)
    take_back(actor=area.amina, sign_off=board.id, why="Doubts", at=timezone.now())
    with acting_as(area.amina), connection.cursor() as cursor:
        assert not ReviewPair.objects.filter(kind="across").exists()
        cursor.execute("SELECT * FROM openccr.compared_records(%s)", [pair])
        assert cursor.fetchall() == []
    with pytest.raises(NotFound):
        pair_of(actor=area.amina, pair=pair)


def test_an_agency_that_keeps_its_records_apart_after_all_takes_its_record_from_beside_the_other(area: Area) -> None:
    pair = both_let_them(area)
    with acting_as(of_children(area)):
        extract = Extract.objects.get(agency_id=area.agencies["children"])
    let_be_compared(
        actor=replace(of_children(area), role="lead"), extract=extract.id, compared=False, at=timezone.now()
    )
    with pytest.raises(NotFound):
        pair_of(actor=area.amina, pair=pair)
