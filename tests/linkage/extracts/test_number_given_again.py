"""An agency gives a local number again: what was asked, answered and decided of one is never held of the next."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.linkage.models import ExtractRecord, HeldMatch
from openccr.linkage.operations.matches import answer_match
from openccr.linkage.queries.matches import held_matches
from openccr.linkage.rules.extracts import whose_number
from openccr.linkage.rules.matches import SAY
from tests.linkage.extracts.making import HER, run, sent, signed
from tests.linkage.extracts.test_matching import asked, case_of_her, others
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

NEXT = {**HER, "given_name": "Orson", "family_name": "Quillfeather", "dob": "02/11/1961", "sex": "M", "phone": ""}
MARRIED = {**HER, "family_name": "Marsh", "dob": "1990-04-13", "address": "12 Windrow Road"}


def answered(area: Area) -> HeldMatch:
    """Housing was asked about its record 1, said something, and let it be compared."""
    signed(area)
    case_of_her(area)
    others(area)
    run(area)
    match = asked(area)
    answer_match(actor=area.bea, match=match.id, answer=SAY, words="Arrears", why="It helps her", compares=True,
                 at=timezone.now())  # fmt: skip
    return match


def token(actor: Actor) -> str:
    with acting_as(actor):
        return ExtractRecord.objects.get().token


def test_an_answered_question_never_shows_the_next_who_bears_the_number(area: Area, client: Client) -> None:
    answered(area)
    sent(area.bea, NEXT)
    ((held,), number) = held_matches(actor=area.bea, page=1)
    assert number == 1 and held.row.answer == SAY and held.record == {}
    sign_in(client, area.bea)
    page = client.get(reverse("linkage.held")).content.decode()
    assert "Quillfeather" not in page and "Deleted or given to somebody else since" in page


def test_what_one_let_be_compared_does_not_let_the_next_be(area: Area) -> None:
    """By this token `openccr.keep_run()` and `compared_records()` ask whether the agency lets it be compared."""
    match = answered(area)
    sent(area.bea, NEXT)
    assert token(area.bea) != match.token


def test_the_same_person_with_another_name_and_home_is_asked_about_no_second_time(area: Area) -> None:
    match = answered(area)
    sent(area.bea, MARRIED)
    assert token(area.bea) == match.token and run(area).asked == 0
    ((held,), _) = held_matches(actor=area.bea, page=1)
    assert held.record["family_name"] == "Marsh"


@pytest.mark.parametrize(
    ("cells", "born", "whose"),
    [
        ({"given_name": "Kirsty", "family_name": "O'Neill"}, (1990, 4, 13), "1990-4-13"),
        ({"given_name": "Kirsty", "family_name": "O'Neill"}, None, "kirsty oneill"),
        ({"given_name": "KIRSTY", "family_name": "O Neill"}, None, "kirsty oneill"),
    ],
)
def test_a_number_stands_for_the_birthday_or_for_the_name(
    cells: dict[str, str], born: tuple[int, int, int] | None, whose: str
) -> None:
    assert whose_number(cells, born=born) == whose
