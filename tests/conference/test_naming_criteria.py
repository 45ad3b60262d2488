"""Criteria named with the answer to a question or with an appeal: a referral without one is no dead end."""

from __future__ import annotations

from typing import Any

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import Referral
from openccr.conference.operations.triage import accept, appeal, resubmit, send_back
from openccr.kernel.refusals import Refusal
from tests.conference.test_triage import WEAK, ids, not_met, referred
from tests.makers import NOW, Area


def test_the_answer_names_the_criterion_that_was_missing_and_it_is_no_longer_asked_for(area: Area) -> None:
    one = referred(area, criteria=None, judgement_reason=None)
    send_back(actor=area.amina, **ids(one), key="other", reason="Which one is met?", at=NOW)
    again: dict[str, Any] = {"actor": area.pia, **ids(one), "reason": "She is very afraid.", "at": NOW}
    with pytest.raises(Refusal) as refusal:
        resubmit(**again, criteria=["PJ"])
    assert refusal.value.field == "judgement_reason"
    with pytest.raises(Refusal, match="criteria of the day"):
        resubmit(**again, criteria=["XYZ"])
    resubmit(**again, criteria=["PJ"], judgement_reason="He waits outside.")
    with acting_as(area.amina):
        row = Referral.objects.get(id=one.referral_id)
        assert (row.criteria, row.primary_criterion, row.judgement_reason) == (["PJ"], "PJ", "He waits outside.")
        assert not any("criterion" in gap for gap in row.gaps)
    accept(actor=area.amina, **ids(one), at=NOW)


def test_an_appeal_adds_a_criterion_and_takes_none_away(area: Area) -> None:
    one = referred(area, **WEAK)
    not_met(area, one)
    appeal(actor=area.pia, **ids(one), reason="Again", criteria=["PJ"], judgement_reason="Worse.", at=NOW)
    with acting_as(area.amina):
        row = Referral.objects.get(id=one.referral_id)
        assert row.criteria[0] == row.primary_criterion and row.criteria[-1] == "PJ"
