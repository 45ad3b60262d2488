"""Somebody whose name is a word that our own paper prints."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import Research
from openccr.kernel.refusals import Refusal
from openccr.people.models import PersonName
from openccr.subjectaccess.models import Passage
from openccr.subjectaccess.operations import build
from tests.conference.conferences import WHEN
from tests.makers import Area
from tests.subjectaccess.requests import built, case_with_words, the

pytestmark = pytest.mark.django_db


def test_a_name_that_our_own_paper_prints_stops_no_bundle_and_is_caught_in_what_is_let_go(area: Area) -> None:
    """What is printed at the foot, "Page 1 of 2", tells nobody of Page Invented."""
    case = case_with_words(area)
    with acting_as(area.amina):
        PersonName.objects.bulk_create(
            [PersonName(person_id=case.harmer, given="Page", given_key="PAGE", kind="alias")]
        )
        Research.objects.filter(hearing__file_id=case.file, harmer_facts__gt="").update(
            harmer_facts="Page was seen in June."
        )
    request = built(area, case.victim)
    with acting_as(area.amina):
        named = Passage.objects.filter(id=the(area, request, "Page was seen in June."))
        named.update(outcome="release", exemption="", decided_user=area.amina.user_id)
    with pytest.raises(Refusal, match="holds what was kept back"):
        build(actor=area.amina, request=request, at=WHEN)
