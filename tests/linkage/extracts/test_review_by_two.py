"""A decision that can hand an address to the wrong person takes two people, in the database too."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.linkage.models import ReviewPair
from openccr.linkage.queries.review import numbers_of_pairs
from tests.linkage.extracts.test_queue import twice
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("second", ["nobody", "herself", "another's name"])
def test_nobody_decides_alone_whatever_is_written(area: Area, second: str) -> None:
    pair, me = twice(area), area.bea.user_id
    named = {"nobody": None, "herself": me, "another's name": area.lena.user_id}[second]
    with acting_as(area.bea):
        sure = ReviewPair.objects.get(id=pair).probability
        written: dict[str, Any] = {
            "state": "decided", "decision": "same" if sure < 0.95 else "different", "decided_at": timezone.now(),
            "decider_id": me, "seconder_id": named,
        }  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            ReviewPair.objects.filter(id=pair).update(**written)


def test_a_pair_that_needs_a_second_person_stands_on_the_other_ones_list(area: Area) -> None:
    pair, me = twice(area), area.bea.user_id
    with acting_as(area.bea):
        before, _ = numbers_of_pairs(area.bea)
        ReviewPair.objects.filter(id=pair).update(
            state="proposed", decision="same", decided_at=timezone.now(), decider_id=me
        )
    with acting_as(area.bea):
        assert numbers_of_pairs(area.bea)[1] == 0 and numbers_of_pairs(area.bea)[0] == before - 1
    with acting_as(area.lena):
        assert numbers_of_pairs(area.lena)[1] == 1


def test_whoever_proposes_is_told_who_may_confirm_and_what_to_do_where_there_is_nobody(
    area: Area, client: Client
) -> None:
    page = f"/linking/review/{twice(area)}/"
    sign_in(client, area.bea)
    words = "Somebody else of your agency who looks through pairs confirms it."
    assert words not in client.get(page).content.decode()
    answer = client.post(f"{page}decide/", {"decision": "same", "reason": "One telephone"}, follow=True)
    assert "Proposed." in answer.content.decode()
    assert words in answer.content.decode() and "invites somebody" in answer.content.decode()
