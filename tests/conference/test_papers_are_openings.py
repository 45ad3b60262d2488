"""Whoever reads the paper of an old meeting opens the cases in it: counted as their pages are (T2, T4, D18)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles import rules
from openccr.casefiles.models import CaseAlert
from openccr.conference.models import Meeting
from openccr.documents.making import make_paper
from openccr.kernel.actors import Actor
from tests.conference.addresses import to
from tests.conference.conferences import Listed, sent_out
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(area: Area) -> Listed:
    """A meeting of last year, whose cases are nobody's work any more."""
    case = sent_out(area)
    with acting_as(area.amina):
        Meeting.objects.filter(id=case.meeting).update(on=timezone.localdate() - timedelta(days=300))
    return case


def without_proof(actor: Actor) -> Client:
    client = Client()
    sign_in(client, actor)
    return client


def agenda(area: Area, case: Listed) -> HttpResponse:
    address = to("paper_agenda_look", meeting=case.meeting, agency=area.agencies["housing"])
    return without_proof(area.bea).get(address)


def told(area: Area, case: Listed) -> list[str]:
    with acting_as(area.commands):
        return list(CaseAlert.objects.filter(file_id=case.file).values_list("kind", flat=True))


def test_the_paper_of_an_old_meeting_reaches_the_lead_of_its_cases(area: Area, old: Listed) -> None:
    assert agenda(area, old).status_code == 200
    assert told(area, old) == ["no_work"]


def test_the_paper_of_a_coming_meeting_is_work(area: Area) -> None:
    case = sent_out(area)
    assert agenda(area, case).status_code == 200
    assert told(area, case) == []


def test_it_asks_for_a_proof_and_is_refused_from_as_many_as_pages_are(
    area: Area, old: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "STEP_UP_FROM", 1)
    answer = agenda(area, old)
    assert answer.status_code == 302 and "reauthenticate" in answer.headers["Location"]
    monkeypatch.setattr(rules, "BLOCKED_FROM", 1)
    answer = agenda(area, old)
    assert answer.status_code == 403 and "very many cases" in answer.content.decode()


def test_a_file_made_of_it_is_counted_when_it_is_taken(
    area: Area, old: Listed, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = make_paper(
        actor=area.bea, kind="agenda", about=old.meeting, agency_id=area.agencies["housing"], at=timezone.now()
    )
    assert told(area, old) == []
    assert without_proof(area.bea).get(f"/papers/{paper}/as/pdf/").status_code == 302
    assert told(area, old) == ["no_work"]
    monkeypatch.setattr(rules, "STEP_UP_FROM", 1)
    monkeypatch.setattr(rules, "BLOCKED_FROM", 1)
    assert without_proof(area.bea).get(f"/papers/{paper}/as/pdf/").status_code == 403
