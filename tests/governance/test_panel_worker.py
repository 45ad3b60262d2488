"""The survivors' panel's worker has a role of their own: they speak for the panel, and see no case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile
from openccr.governance.models import Rating
from openccr.governance.operations.assessment import Said, open_round, rate
from openccr.governance.queries.assessment import own_answers
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.rules import Desk, Role
from tests.makers import Area, open_case

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def worker(area: Area) -> Actor:
    """Of the housing agency here, which is on the case."""
    return replace(area.bea, role=Role.PANEL_WORKER, name="Mara")


def test_an_agencys_lead_appoints_the_worker() -> None:
    desk = Desk(role=Role.LEAD, whole_area=False, own_agency=True, has_lead=True, coordinating=False, advises=False)
    assert Role.PANEL_WORKER in desk.roles() and desk.looks_after(Role.PANEL_WORKER)


def test_the_worker_sees_no_case_though_their_agency_is_on_it(area: Area) -> None:
    open_case(area, invited=("housing",))
    with acting_as(area.bea):
        assert CaseFile.objects.count() == 1
    with acting_as(worker(area)):
        assert not CaseFile.objects.exists()


def test_the_worker_rates_for_the_panel_alone_and_no_agency_sees_it(area: Area) -> None:
    round_id = open_round(
        actor=area.amina, kind="full", name="Autumn", rate_by=timezone.localdate() + timedelta(days=20), at=NOW
    )
    shown, _ = own_answers(actor=worker(area), round_id=round_id, component="survivor_voice", panel=True)
    question = next(key for key, (of, _) in shown.row.questions.items() if of == "survivor_voice")
    said = {question: Said(1, "high", "Nobody told us what became of it")}
    rate(actor=worker(area), round_id=round_id, component="survivor_voice", said=said, panel=True, at=NOW)
    with acting_as(worker(area)):
        assert Rating.objects.get().agency_id is None
    for other in (area.bea, area.lena, area.fay, area.grace):
        with acting_as(other):
            assert not Rating.objects.exists()
    with pytest.raises(Refusal):
        rate(actor=area.lena, round_id=round_id, component="survivor_voice", said=said, panel=True, at=NOW)
    with pytest.raises(Refusal):
        rate(actor=worker(area), round_id=round_id, component="survivor_voice", said=said, at=NOW)
