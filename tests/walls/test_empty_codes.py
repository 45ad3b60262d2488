"""What nobody has a code for: SQL that asks with an empty one, as nobody, finds and takes back nothing."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.voice.models import Contribution
from openccr.voice.operations.contributions import keep
from tests.makers import NOW, Area
from tests.walls.trying import run

pytestmark = pytest.mark.django_db


def test_an_empty_code_leads_to_nothing_that_survivors_said(area: Area) -> None:
    said = keep(actor=area.amina, channel="panel", words="The waiting was long", consents=[], themes=[], at=NOW)
    assert run("SELECT * FROM openccr.answer_state('')") == []
    assert run("SELECT openccr.withdraw_answer('')") == [(False,)]
    run("SELECT openccr.end_receipt('')")
    with acting_as(area.amina):
        assert Contribution.objects.get(id=said).words == "The waiting was long"
