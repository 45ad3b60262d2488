"""One-chance mode: anybody on the case turns it on, her adviser or the coordinator ends it, and it stops mediation."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.models import OneChance
from openccr.casefiles.operations import end_one_chance, set_one_chance
from openccr.casefiles.queries import one_chance_of, why_not_worded
from openccr.casefiles.rules import why_not_in_one_chance
from openccr.content import load
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.conferences import WHEN, listed
from tests.makers import Area, open_case
from tests.signing_in import sign_in


@pytest.mark.parametrize(
    "text",
    ["Speak to her family about it", "Offer mediation", "Ask a community leader to call", "Visit the family home"],
)
def test_contact_with_family_or_community_and_mediation_are_stopped_by_the_packs_words(text: str) -> None:
    refusal = why_not_in_one_chance(text, stops=load().processes["marac"].one_chance.stops)
    assert refusal is not None and "nobody mediates" in str(refusal)


@pytest.mark.parametrize(
    "text", ["Change the locks", "Immediate police marker on her address", "Ring her by her safe contact"]
)
def test_other_actions_are_not_stopped(text: str) -> None:
    assert why_not_in_one_chance(text, stops=load().processes["marac"].one_chance.stops) is None


def test_any_agency_on_the_case_turns_it_on_and_everybody_on_it_sees_it(area: Area, client: Client) -> None:
    case = listed(area)
    set_one_chance(actor=area.bea, file=case.file, why="A wedding abroad is spoken of", at=WHEN)
    for who in (area.amina, area.bea, area.grace):
        sign_in(client, who)
        page = client.get(reverse("conference.case", kwargs={"file": case.file})).text
        assert "One chance: no contact with family or community, no mediation" in page
        assert "A wedding abroad is spoken of" in page and "never family" in page
    with pytest.raises(NotFound):
        set_one_chance(actor=area.carl, file=case.file, why="x", at=WHEN)


def test_only_her_adviser_or_the_coordinator_ends_it_and_says_why(area: Area) -> None:
    file = open_case(area)
    set_one_chance(actor=area.bea, file=file, why="A wedding abroad", at=WHEN)
    with pytest.raises(Refusal, match="already"):
        set_one_chance(actor=area.pia, file=file, why="again", at=WHEN)
    with pytest.raises(Refusal, match="adviser or the coordinator"):
        end_one_chance(actor=area.bea, file=file, why="over", at=WHEN)
    with pytest.raises(Refusal, match="what has changed"):
        end_one_chance(actor=area.grace, file=file, why=" ", at=WHEN)
    with acting_as(area.bea), transaction.atomic():
        assert OneChance.objects.filter(file_id=file).update(ended_at=WHEN) == 0  # the database keeps to it too
    end_one_chance(actor=area.grace, file=file, why="She is abroad with her sister, safe", at=WHEN)
    with acting_as(area.bea):
        assert one_chance_of(file) is None


def test_an_actions_words_are_stopped_only_while_it_is_on(area: Area) -> None:
    file = open_case(area)
    with acting_as(area.amina):
        assert why_not_worded(file, "Speak to her family") is None
    set_one_chance(actor=area.amina, file=file, why="A wedding abroad", at=WHEN)
    with acting_as(area.amina):
        assert why_not_worded(file, "Speak to her family") is not None
