"""Whatever is sent to an agency or a group in which nobody can be told: whoever sends it learns so at once."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.governance.operations.boards import Sits, add_member, open_board
from openccr.governance.operations.policies import add_policy
from openccr.governance.queries.unreached import unreached_of
from openccr.governance.rules.boards import Office
from openccr.kernel.actors import Actor
from openccr.partnership.telling import roles_that_may, sent
from tests.governance.boards import LATER, NOW, TODAY, Boards, opened, planned
from tests.governance.strategies import recommended, strategy_made
from tests.makers import Area
from tests.signing_in import as_, text_of

pytestmark = pytest.mark.django_db
NOBODY, LED = "children", "housing"
DEAF = "can be told. Write to them: a letter is ready on your list."


def answered(area: Area, page: str, given: dict[str, Any], **at: UUID) -> str:
    """The page after a form, in words."""
    found = as_(area.amina).post(reverse(f"governance.{page}", kwargs=at), given, follow=True)
    assert found.status_code == 200
    return unescape(text_of(found))


def day(on: Any, name: str) -> dict[str, str]:
    """A day as the form asks it."""
    return {f"{name}_{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


@pytest.mark.parametrize(("agency", "deaf"), [(NOBODY, True), (LED, False)])
def test_an_action_a_plan_and_a_contribution_say_so(area: Area, agency: str, deaf: bool) -> None:
    to, made = str(area.agencies[agency]), strategy_made(area)
    pages = [
        answered(area, "objective_action", {"what": "Ask every practice", "agency_id": to, **day(LATER, "due_on")},
                 objective=made.objective),
        answered(area, "contribute", {"agency_id": to, "words": "Two days a week"}, strategy=made.strategy),
        answered(area, "plan_recommendation", {"action": "A lead is named", "agency_id": to, **day(LATER, "target_on")},
                 recommendation=recommended(area, led_by="housing")),
    ]  # fmt: skip
    assert [DEAF in page for page in pages] == [deaf] * 3
    if deaf:
        with acting_as(area.amina):
            owed = unreached_of(actor=area.amina, agency_id=area.agencies[agency], today=TODAY).owed
        words = " ".join(one.words for one in owed)
        assert "Ask every practice" in words and "Recommendation 1" in words and owed[-1].due_on is None
        assert "What your agency brings to Safer together, to agree to" in words


def test_a_round_names_the_agencies_that_nobody_answers_for(area: Area) -> None:
    given = {"kind": "full", "name": "This year", **day(LATER, "rate_by")}
    page = as_(area.amina).post(reverse("governance.open_round"), given, follow=True)
    assert DEAF in unescape(text_of(page)) and "Nobody at Exampleshire Children's Services" in unescape(text_of(page))


def test_a_policy_to_sign_stands_in_the_letter_until_another_version_asks_somebody_else(area: Area) -> None:
    review = TODAY + timedelta(days=300)
    policy = add_policy(
        actor=area.amina, kind="", title="How we write to people", owner="Amina Okafor", to_be_read=False,
        review_on=review, agency_id=None, at=NOW,
    )  # fmt: skip

    def written(to: str) -> str:
        given = {"body": "We ask first.", "evidence": "What survivors told us.", "survivor_input": "The panel read it."}
        return answered(area, "policy_version", {**given, "sign": str(area.agencies[to])}, policy=policy)

    def owed() -> list[str]:
        one = unreached_of(actor=area.amina, agency_id=area.agencies[NOBODY], today=TODAY)
        return [each.words for each in one.owed]

    def to_sign(who: Actor) -> bool:
        return "Sign for your agency: How we write to people" in unescape(text_of(as_(who).get("/")))

    assert DEAF in written(NOBODY) and owed() == ["A signature under How we write to people"]
    assert not to_sign(area.lena)
    assert DEAF not in written(LED) and owed() == []
    # Whoever signs for the agency that is asked finds it on their list until it is signed.
    assert to_sign(area.lena) and not to_sign(area.bea)
    given = {"agency_id": str(area.agencies[LED]), "signed_by": "Lena Abernathy, head", **day(TODAY, "signed_on")}
    answered(area, "policy_sign", given, policy=policy)
    assert not to_sign(area.lena)


def test_a_matter_to_a_group_that_nobody_leads_with_an_account(area: Area) -> None:
    found = opened(area)
    below = open_board(
        actor=area.amina, kind="operational", name="Small group", purpose="", above_id=found.commissioning, at=NOW
    )
    given = {"way": "up", "title": "Interpreters", "words": "Who pays?"}
    page = answered(area, "pass_matter", given | {"to_board_id": str(found.commissioning)}, board=below)
    assert "Nobody who leads that group has an account: you must send it there" in page
    assert "Please answer by" in page
    home = unescape(text_of(as_(area.amina).get("/")))
    assert home.count("Interpreters") == 1 and "Nobody who leads Commissioning can be told: Interpreters" in home
    # Fay chairs the board: it is on her list, and nobody has to carry it there.
    page = answered(area, "pass_matter", given | {"to_board_id": str(found.board)}, board=found.group)
    assert "has an account" not in page and "Passed on, with an answer due." in page


def test_who_calls_a_sitting_learns_whom_nothing_reaches(area: Area) -> None:
    found = opened(area)
    assert "Without an account" not in called(area, found)
    add_member(
        actor=area.amina, board_id=found.board, agency_id=area.agencies[NOBODY], name="Wilma Sandgrouse",
        sits=Sits(seniority="head", office=Office.MEMBER), appointment_id=None, from_on=TODAY, at=NOW,
    )  # fmt: skip
    page = called(area, found)
    assert "Without an account, so send them to Wilma Sandgrouse yourself." in page
    assert "Wilma Sandgrouse: send them agenda and papers yourself" in page
    sitting = planned(area, found.board, days=40)
    own = reverse("governance.sitting", kwargs={"sitting": sitting})
    assert "send them agenda" in text_of(as_(area.amina).get(own))
    assert "send them agenda" not in text_of(as_(area.bea).get(own))


def called(area: Area, found: Boards) -> str:
    """The page after a sitting was called."""
    return answered(area, "sitting_call", {}, sitting=planned(area, found.board, days=10))


def test_what_is_said_names_three_and_counts_the_rest(area: Area) -> None:
    words = sent("Sent.", to=None, permission="governance.rate", actor=area.amina, today=TODAY + timedelta(days=40_000))
    assert words.startswith("Sent. Nobody at ") and words.count(",") == 2 and "other agencies can be told" in words
    own = sent("Sent.", to=None, permission="governance.rate", actor=area.fay, today=TODAY + timedelta(days=40_000))
    assert own.endswith("a letter is ready on the coordinator’s list.")
    assert roles_that_may("governance.follow_up", actor=area.amina) == {"lead", "coordinator"}
