"""One-chance mode stops an action that brings in her family, her community or a mediator, whichever way it is made."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.operations import agree_action, agree_proposed, propose_action
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import TimelineEntry
from openccr.casefiles.operations import give, set_one_chance
from openccr.casefiles.rules import Reason
from openccr.kernel.refusals import Refusal
from tests.actions.test_operations import agreed
from tests.makers import NOW, TODAY, Area, open_case

STOPPED = "Ask a community leader to speak with her family"


@pytest.fixture
def case(area: Area) -> UUID:
    file = open_case(area)
    give(
        actor=area.amina, file_id=file, agency_id=area.fay.agency_id or UUID(int=0), at=NOW,
        reason=Reason(purpose="conference", lawful_basis="article-6-1-e", arises_from="CaseListed"),
        holder_id=area.fay.appointment_id,
    )  # fmt: skip
    set_one_chance(actor=area.amina, file=file, why="Marriage abroad is feared", at=NOW)
    return file


def of_housing(area: Area, file: UUID, **more: object) -> dict[str, object]:
    return {
        "file_id": file, "text": STOPPED, "faces": "agencies", "agency_id": area.agencies["housing"],
        "due_on": TODAY, "at": NOW, **more,
    }  # fmt: skip


def test_it_is_neither_agreed_nor_proposed_and_the_sentence_says_what_to_do(area: Area, case: UUID) -> None:
    with pytest.raises(Refusal, match=r"One-chance mode is on.*or let the chair agree it with a reason") as why:
        agree_action(actor=area.amina, **of_housing(area, case))  # type: ignore[arg-type]
    assert why.value.field == "text"
    with pytest.raises(Refusal, match="One-chance mode is on"):
        propose_action(actor=area.bea, **of_housing(area, case))  # type: ignore[arg-type]
    with acting_as(area.amina):
        assert not Action.objects.filter(file_id=case).exists()


def test_other_words_are_agreed_as_ever(area: Area, case: UUID) -> None:
    assert agreed(area, case)


def test_what_was_proposed_before_the_mode_is_stopped_when_it_would_be_agreed(area: Area) -> None:
    file = open_case(area)
    proposed = propose_action(actor=area.bea, **of_housing(area, file))  # type: ignore[arg-type]
    set_one_chance(actor=area.amina, file=file, why="Marriage abroad is feared", at=NOW)
    with pytest.raises(Refusal, match="One-chance mode is on"):
        agree_proposed(actor=area.amina, file=file, action=proposed, at=timezone.now())


def test_only_the_chair_agrees_it_all_the_same_and_her_reason_stands_on_the_case(area: Area, case: UUID) -> None:
    why = {"one_chance_reason": "The aunt is her own choice and lives abroad"}
    with pytest.raises(Refusal, match="Only the chair"):
        agree_action(actor=area.amina, **of_housing(area, case, **why))  # type: ignore[arg-type]
    assert agree_action(actor=area.fay, **of_housing(area, case, **why))  # type: ignore[arg-type]
    with acting_as(area.amina):
        said = TimelineEntry.objects.filter(file_id=case, kind="one_chance").values_list("sentence", flat=True)
        assert "Agreed although one-chance mode is on: The aunt is her own choice and lives abroad" in said
        assert AuditEvent.objects.filter(type="action.one_chance_overridden", file_id=case).count() == 1
