"""What stands beside the cases of the invented area, so that no page of the demonstration is empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.models import EmergencyAccess
from openccr.conference.models import ArrivedTransfer, DangerousDate, Guest, LastSeen, Schedule, Transfer
from openccr.content import load
from openccr.documents.models import LegalHold
from openccr.linkage.models import Flag, HeldMatch
from openccr.linkage.rules.missing import FlagState
from openccr.safeguarding.queries import Whose, list_out
from openccr.safeguarding.rules import State
from openccr.sharing.models import Agreement, Party
from openccr.site.demo.besides import fill
from openccr.site.demo.copied import copy_area
from openccr.site.demo.story import invent
from openccr.subjectaccess.models import SubjectRequest
from tests.copies import own_database


@pytest.fixture(scope="module", autouse=True)
def database(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), own_database("besides"):
        yield


def test_there_is_a_schedule_guests_who_was_seen_dates_and_a_transfer_each_way(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    story = invent(
        pack=load(), size="small", months=3, seed=11, today=timezone.localdate(), cases=50, code="besides",
        domain="besides.example",
    )  # fmt: skip
    copy_area(story)
    fill(story)
    with acting_as(story.place.actor(story.place.coordinator)):
        assert Schedule.objects.filter(ended_at=None).count() == 1
        assert Guest.objects.count() == 2
        assert LastSeen.objects.exists() and DangerousDate.objects.exists()
        assert sorted(Transfer.objects.values_list("state", flat=True)) == ["proposed", "sent"]
        assert ArrivedTransfer.objects.count() == 1
        assert Agreement.objects.count() == 2 and Party.objects.filter(signed_on=None).count() == 1
        assert SubjectRequest.objects.exists()
        assert sorted(EmergencyAccess.objects.values_list("verdict", flat=True)) == ["", "right"]
        assert LegalHold.objects.filter(why__contains="police").count() == 1
        assert HeldMatch.objects.filter(answer="say").exists()
        out = list_out(story.place.actor(story.place.coordinator), whose=Whose.ALL, today=timezone.localdate())
        assert {one.state for one in out} == {*State} - {State.WITHDRAWN}, "one where each clock stands"
        assert {one.state for one in out if one.late} >= {State.SENT, State.ACKNOWLEDGED}
        assert {one.chases for one in out if one.late} == {1}, "what is late was asked for again"
        closed = Flag.objects.filter(state=FlagState.CLOSED).values_list("reasons", flat=True)
        assert list(closed) == [["several"]] * 4, "which are closed hangs on this database's keys"
