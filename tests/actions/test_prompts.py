"""What the law offers on a case, and taking it up with one press."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.operations import agree_proposed
from openccr.actions.operations.prompts import accept_prompt
from openccr.actions.queries.prompts import prompts_for
from openccr.actions.rules.prompts import FACTS, CaseFacts, offered_by_law
from openccr.content import load
from openccr.content.registry import PromptFact
from openccr.kernel.refusals import NotFound, Refusal
from tests.makers import Area, open_case
from tests.signing_in import as_


def test_every_fact_that_a_pack_may_name_is_known() -> None:
    assert set(FACTS) == set(PromptFact.__args__)  # type: ignore[attr-defined]


def test_what_fits_is_offered_with_why_and_what_to_find_out() -> None:
    prompts = list(load().law.prompts.values())
    facts = CaseFacts(children=2, harmers=1, agency_kinds=frozenset({"police"}))
    found = {one.prompt.key: one.why for one in offered_by_law(prompts, facts=facts, taken=set())}
    assert found["children_victims"] == "2 children have a part in the case."
    assert found["special_measures_criminal"].startswith("The police are on the case. Is there a criminal case")
    assert "secure_tenancy" not in found
    assert "each_who_harms" not in found


def test_what_stands_in_the_plan_is_not_offered_again() -> None:
    prompts = load().law.prompts
    words = prompts["priority_need"].name
    found = offered_by_law(list(prompts.values()), facts=CaseFacts(), taken={words})
    assert words not in {one.prompt.name for one in found}


@pytest.mark.parametrize("prompt", load().law.prompts.values(), ids=lambda one: one.key)
def test_every_prompt_names_its_law_and_fits_an_action(prompt: object) -> None:
    assert prompt.reference  # type: ignore[attr-defined]
    assert len(prompt.name) <= 500  # type: ignore[attr-defined]
    assert load().sources.cited_by(prompt.source)  # type: ignore[attr-defined]


def accept(area: Area, case: object, key: str, *, by: str = "amina") -> Action:
    action = accept_prompt(actor=area.actors[by], file_id=case, key=key, today=timezone.localdate(), at=timezone.now())  # type: ignore[arg-type]
    with acting_as(area.amina):
        return Action.objects.select_related("agency").get(id=action)


def test_the_coordinator_agrees_one_with_one_press_for_the_agency_of_its_kind(area: Area) -> None:
    case = open_case(area)
    row = accept(area, case, "priority_need")
    assert (row.state, row.agency.name, row.source, row.lock) == ("agreed", "Willowmere Homes", "prompt", "none")
    with acting_as(area.amina):
        assert "priority_need" not in {one.prompt.key for one in prompts_for(actor=area.amina, file_id=case)}


def test_what_he_would_notice_is_locked_from_the_start(area: Area) -> None:
    assert accept(area, open_case(area), "protection_notice").lock == "locked"


def test_a_representatives_is_proposed_until_the_chair_or_the_coordinator_agrees_it(area: Area) -> None:
    case = open_case(area)
    row = accept(area, case, "legal_aid_letter", by="bea")
    assert row.state == "proposed"
    with pytest.raises(Refusal, match="chair or the coordinator"):
        agree_proposed(actor=area.bea, file=case, action=row.id, at=timezone.now())
    agree_proposed(actor=area.amina, file=case, action=row.id, at=timezone.now())
    with acting_as(area.amina):
        assert Action.objects.get(id=row.id).state == "agreed"


def test_without_such_an_agency_on_the_case_it_is_said_who_is_missing(area: Area) -> None:
    with pytest.raises(Refusal, match="Nobody of this kind"):
        accept(area, open_case(area), "medical_letter")
    with pytest.raises(NotFound):
        accept(area, open_case(area), "no_such_prompt")


def test_it_is_taken_up_on_a_page_once(area: Area) -> None:
    case = open_case(area)
    there = reverse("actions.accept_prompt", kwargs={"file": case, "prompt": "priority_need"})
    amina = as_(area.amina)
    first = amina.post(there, {"once": "k" * 32})
    second = amina.post(there, {"once": "k" * 32})
    assert first.status_code == second.status_code == 302
    with acting_as(area.amina):
        assert Action.objects.filter(file_id=case).count() == 1
    assert as_(area.carl).post(there).status_code == 404
