"""What ends ends wholly: no question and no flag outlives the record or the case it is about."""

from __future__ import annotations

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.linkage.models import Flag, HeldMatch
from openccr.linkage.operations.extracts import withdraw
from openccr.linkage.operations.missing import ask_holders, weigh
from openccr.linkage.queries.extracts import extracts
from tests.linkage.extracts.making import HER, leading, run, sent, signed
from tests.linkage.extracts.test_matching import case_of_her, others
from tests.linkage.extracts.test_queue import KNOWN, found
from tests.linkage.weighed import WEIGHED
from tests.makers import Area

pytestmark = pytest.mark.django_db
SOMEBODY_ELSE = {"given_name": "Osric", "family_name": "Quillfeather", "dob": "02/08/1951", "sex": "M",
                 "address": "91 Saltmarsh Row", "postcode": "ZZ9 9ZZ", "phone": "07700 900987"}  # fmt: skip


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


def test_a_number_that_is_now_somebody_elses_is_asked_about_no_more(area: Area) -> None:
    signed(area)
    case_of_her(area)
    others(area)
    run(area)
    with acting_as(area.bea):
        asked = HeldMatch.objects.get()
    sent(area.bea, {**SOMEBODY_ELSE, "local_id": HER["local_id"]})
    run(area)
    with acting_as(area.bea):
        assert not HeldMatch.objects.filter(id=asked.id).exists()


@pytest.mark.parametrize("far", ["found", "weighed", "asked"])
def test_a_missing_link_whose_records_are_now_of_other_people_asks_nobody(area: Area, far: str) -> None:
    flag = found(area)
    if far != "found":
        weigh(actor=area.amina, flag=flag, weighing=WEIGHED, at=timezone.now())
    if far == "asked":
        ask_holders(actor=area.amina, flag=flag, at=timezone.now())
    sent(area.bea, {**SOMEBODY_ELSE, "local_id": "50"})
    sent(area.bea, {**KNOWN, **SOMEBODY_ELSE}, kind="housing")
    run(area)
    if far == "weighed":
        ask_holders(actor=area.amina, flag=flag, at=timezone.now())
    with acting_as(area.bea):
        assert not HeldMatch.objects.exists()
    with acting_as(area.amina):
        assert Flag.objects.exists() == (far != "found"), "what was written down stays until somebody closes it"


def test_a_missing_link_of_which_no_record_is_left_is_gone(area: Area) -> None:
    found(area)
    sent(area.bea, {**KNOWN, "local_id": "77"}, kind="housing")
    for actor in (area.bea,):
        for one in extracts(actor=actor, page=1, today=timezone.localdate())[0]:
            if one.row.ended_at is None:
                withdraw(actor=leading(actor), extract=one.row.id, why="x", at=timezone.now())
    with acting_as(area.amina):
        assert Flag.objects.count() == 1, "the other agency's record is left"
