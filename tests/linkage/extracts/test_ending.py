"""What ends ends wholly: no question and no flag outlives the record or the case it is about."""

from __future__ import annotations

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.linkage.models import Flag, HeldMatch
from openccr.linkage.operations.extracts import withdraw
from openccr.linkage.queries.extracts import extracts
from tests.linkage.extracts.making import leading, run, sent, signed
from tests.linkage.extracts.test_matching import case_of_her, others
from tests.linkage.extracts.test_queue import KNOWN, found
from tests.makers import Area

pytestmark = pytest.mark.django_db


def test_withdrawing_takes_the_questions_about_its_records_with_it(area: Area) -> None:
    signed(area)
    case_of_her(area)
    others(area)
    run(area)
    (shown, *_), _ = extracts(actor=area.bea, page=1, today=timezone.localdate())
    withdraw(actor=leading(area.bea), extract=shown.row.id, why="Sent too much", at=timezone.now())
    with acting_as(area.bea):
        assert not HeldMatch.objects.exists()


def test_a_newer_file_with_the_same_record_keeps_the_question(area: Area) -> None:
    signed(area)
    case_of_her(area)
    others(area)
    run(area)
    others(area)
    with acting_as(area.bea):
        assert HeldMatch.objects.count() == 1


def test_a_missing_link_of_which_no_record_is_left_is_gone(area: Area) -> None:
    found(area)
    sent(area.bea, {**KNOWN, "local_id": "77"}, kind="housing")
    for actor in (area.bea,):
        for one in extracts(actor=actor, page=1, today=timezone.localdate())[0]:
            if one.row.ended_at is None:
                withdraw(actor=leading(actor), extract=one.row.id, why="x", at=timezone.now())
    with acting_as(area.amina):
        assert Flag.objects.count() == 1, "the other agency's record is left"
