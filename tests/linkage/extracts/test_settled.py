"""What was settled on a case's page waits in no queue; what was taken back is offered to nobody."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.refusals import Refusal
from openccr.linkage.models import ReviewPair, SignOff
from openccr.linkage.operations.review import confirm, decide
from openccr.linkage.operations.signoffs import take_back
from openccr.linkage.queries.review import numbers_of_pairs, pairs, quality
from openccr.linkage.rules.signoffs import Body, Use
from openccr.people.models import Part, Recognition
from openccr.people.operations import agree_recognition, not_same, recognise
from tests.linkage.extracts.making import run, signed
from tests.linkage.extracts.test_matching import case_of_her, others
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def in_two_cases(area: Area) -> ReviewPair:
    """She stands in two cases, and the comparison asks whether the two are one."""
    signed(area)
    for _ in range(2):
        case_of_her(area, invited=("idva", "police"))
    others(area)
    run(area)
    with acting_as(area.amina):
        return ReviewPair.objects.get(kind="people")


def waiting(area: Area) -> int:
    rows, number = pairs(actor=area.amina, page=1, decided=False)
    with acting_as(area.amina):
        assert number == len(rows) == sum(numbers_of_pairs(area.amina))
    return number


def test_two_found_to_be_two_on_a_cases_page_wait_no_more_and_are_not_found_again(area: Area) -> None:
    pair = in_two_cases(area)
    before = waiting(area)
    with acting_as(area.amina):
        file = Part.objects.get(person_id=pair.one_id).file_id
    not_same(actor=area.amina, file=file, person=pair.one_id, others=[pair.other_id], reason="Cousins",
             at=timezone.now())  # fmt: skip
    assert waiting(area) == before - 1
    with pytest.raises(Refusal, match="found to be two people"):
        decide(actor=area.amina, pair=pair.id, decision="same", reason="One birthday", at=timezone.now())
    run(area)
    with acting_as(area.amina):
        assert not ReviewPair.objects.filter(kind="people").exists()


def test_two_called_one_and_found_to_be_two_afterwards_teach_that_they_are_two(client: Client, area: Area) -> None:
    pair = in_two_cases(area)
    decide(actor=area.amina, pair=pair.id, decision="same", reason="One birthday", at=timezone.now())
    confirm(actor=area.grace, pair=pair.id, words="I asked", at=timezone.now())
    sign_in(client, area.amina)
    there = reverse("linkage.pair", kwargs={"pair": pair.id})
    assert "Put them together" in client.get(there).content.decode()
    with acting_as(area.amina):
        file = Part.objects.get(person_id=pair.one_id).file_id
    not_same(actor=area.amina, file=file, person=pair.one_id, others=[pair.other_id], reason="Cousins",
             at=timezone.now())  # fmt: skip
    shown = client.get(there).content.decode()
    assert "Put them together" not in shown and "found to be two people" in shown
    assert sum(different for _, different in quality(actor=area.amina).said.values()) == 1


def test_two_put_together_on_a_cases_page_wait_no_more(area: Area) -> None:
    pair = in_two_cases(area)
    before = waiting(area)
    with acting_as(area.amina):
        file = Part.objects.get(person_id=pair.one_id).file_id
    recognise(actor=area.amina, file=file, person=pair.one_id, as_person=pair.other_id, reason="She said so",
              at=timezone.now())  # fmt: skip
    with acting_as(area.amina):
        asked = Recognition.objects.filter(state="asked").first()
    if asked is not None:
        agree_recognition(actor=area.idris, file=file, recognition=asked.id, at=timezone.now())
    assert waiting(area) == before - 1


def test_nothing_is_compared_now_once_one_has_taken_back_and_it_says_who(client: Client, area: Area) -> None:
    signed(area)
    sign_in(client, area.amina)
    shown = client.get(reverse("linkage.extracts")).content.decode()
    assert f'action="{reverse("linkage.compare")}"' in shown
    with acting_as(area.amina):
        board = SignOff.objects.get(body=Body.BOARD, use=Use.MATCHING)
    take_back(actor=area.fay, sign_off=board.id, why="Doubts", at=timezone.now())
    shown = client.get(reverse("linkage.extracts")).content.decode()
    assert f'action="{reverse("linkage.compare")}"' not in shown
    assert "Not signed by the partnership&#x27;s board" in shown
