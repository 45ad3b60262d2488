"""A missing link that is still open, and another agency sends a record of the person, or a newer sign."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.linkage.models import Flag
from openccr.linkage.operations.missing import ask_holders, close_flag, weigh
from openccr.linkage.queries.matches import held_matches
from openccr.linkage.queries.missing import queue
from tests.linkage.extracts.making import run, sent
from tests.linkage.extracts.test_queue import KNOWN, found
from tests.linkage.weighed import WEIGHED
from tests.makers import Area

pytestmark = pytest.mark.django_db
NEWER = (timezone.localdate() - timedelta(days=1)).isoformat()
OLDER = (timezone.localdate() - timedelta(days=60)).isoformat()


def test_who_holds_a_record_since_is_asked_with_the_others(area: Area) -> None:
    flag = found(area)
    # Housing finds her in a second register of its own as well.
    sent(area.bea, {**KNOWN, "local_id": "h2"}, kind="other")
    assert run(area).raised == 0
    weigh(actor=area.amina, flag=flag, weighing=WEIGHED, at=timezone.now())
    ask_holders(actor=area.amina, flag=flag, at=timezone.now())
    assert "h2" in {one.record.get("local_id") for one in held_matches(actor=area.bea, page=1)[0]}


def test_once_asked_nobody_is_put_behind_it_unasked(area: Area) -> None:
    flag = found(area)
    weigh(actor=area.amina, flag=flag, weighing=WEIGHED, at=timezone.now())
    ask_holders(actor=area.amina, flag=flag, at=timezone.now())
    sent(area.bea, {**KNOWN, "local_id": "h2"}, kind="other")
    assert run(area).raised == 0
    close_flag(actor=area.amina, flag=flag, outcome="no_concern", outcome_why="x", route="", at=timezone.now())
    assert run(area).raised == 1, "what was never asked is asked after all"


def test_once_closed_it_is_not_raised_again_for_signs_that_came_while_it_was_open(area: Area) -> None:
    flag = found(area, last_contact=OLDER)
    sent(area.bea, {**KNOWN, "last_contact": NEWER}, kind="housing")
    sent(area.bea, {**KNOWN, "local_id": "h2"}, kind="other")
    assert run(area).raised == 0
    with acting_as(area.amina):
        assert Flag.objects.get().id == flag
    close_flag(actor=area.amina, flag=flag, outcome="no_concern", outcome_why="x", route="", at=timezone.now())
    assert run(area).raised == 0
    assert queue(actor=area.amina, page=1, closed=False)[1] == 0
