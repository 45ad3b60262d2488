"""An assessment that a change called for could not be done: said with the reason, by whom, and kept in the history."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import TimelineEntry
from openccr.kernel.refusals import NotFound, Refusal
from openccr.risk.operations import close_change
from openccr.risk.queries import changes_of, latest_risk
from tests.makers import NOW, TODAY, Area, open_case
from tests.risk.making import answered, somebody
from tests.risk.test_changes import on_the_list, reported
from tests.signing_in import sign_in

WHY = "She has gone abroad and nobody has a safe way to reach her."


def close(area: Area, case: UUID, change: UUID, *, by: str = "grace", reason: str = WHY) -> None:
    close_change(actor=area.actors[by], file=case, change=change, reason=reason, at=NOW)


def test_it_leaves_the_list_and_stays_in_the_history_with_who_said_it(area: Area) -> None:
    case = open_case(area)
    change = reported(area, case, somebody(area, case), days=-5)
    assert on_the_list(area.grace, case) == [True]
    close(area, case, change)
    assert on_the_list(area.grace, case) == []
    with acting_as(area.bea):
        (one,) = changes_of(case)
        assert one.not_done == WHY and one.not_done_by.startswith("Grace") and not one.late(TODAY)
        assert TimelineEntry.objects.filter(file_id=case, sentence__endswith=f"because: {WHY}").exists()
        assert latest_risk(case) is None
    with acting_as(area.amina):
        assert AuditEvent.objects.filter(type="risk.not_done", file_id=case).count() == 1


def test_it_needs_a_reason_and_is_said_once_and_not_after_an_assessment(area: Area) -> None:
    case = open_case(area)
    victim = somebody(area, case)
    change = reported(area, case, victim, days=-5)
    with pytest.raises(Refusal, match="Say why it could not be done"):
        close(area, case, change, reason=" ")
    close(area, case, change)
    with pytest.raises(Refusal, match="said already"):
        close(area, case, change)
    other = reported(area, case, victim, days=-4)
    answered(area, case, victim, yes=3)
    with pytest.raises(Refusal, match="assessed since"):
        close(area, case, other)


def test_only_who_works_on_the_case_says_so(area: Area) -> None:
    case = open_case(area)
    change = reported(area, case, somebody(area, case))
    for by in ("carl", "fay"):
        with pytest.raises((NotFound, Refusal)):
            close(area, case, change, by=by)
    with pytest.raises(NotFound):
        close(area, open_case(area), change)


def test_the_case_shows_why_and_leads_to_the_page(area: Area, client: Client) -> None:
    case = open_case(area)
    change = reported(area, case, somebody(area, case), days=-5)
    sign_in(client, area.grace)
    page = reverse("risk.not_done", kwargs={"file": case, "change": change})
    assert page in client.get(reverse("conference.case", kwargs={"file": case})).text
    told = client.post(page, {"reason": WHY}, follow=True).text
    assert "It stays in the case’s history" in told or "It stays in the case&#x27;s history" in told
    assert f"Because: {WHY}" in told and page not in told
