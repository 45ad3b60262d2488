"""Whether somebody who is held out of a case is kept out of it: a coordinator decides, with a reason."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.models import Exclusion
from openccr.casefiles.operations import exclude
from openccr.conference.operations.conflicts import need_no_conflict
from openccr.conference.operations.held_alike import hold_alike
from openccr.conference.operations.settling_holds import decide_on_agency, decide_on_staff
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.holding import NOWHERE, add, earlier, held, held_for_in, sees
from tests.makers import NOW, Area, open_case
from tests.signing_in import as_, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_tries")]


def test_a_coordinator_settles_it_with_a_reason_and_it_is_not_asked_again(area: Area) -> None:
    earlier(area)
    kept, let_in = open_case(area), open_case(area)
    add(area, kept), add(area, let_in)
    for file, decided in ((kept, "kept_out"), (let_in, "no_conflict")):
        decide_on_staff(
            actor=area.amina,
            file_id=file,
            appointment_id=area.bea.appointment,
            decided=decided,
            reason="I asked",
            at=NOW,
        )
    assert not sees(area.bea, kept) and sees(area.bea, let_in)
    assert hold_alike(actor=area.commands, files=[kept, let_in], at=NOW) == 0
    assert not held(area, kept, area.bea) and sees(area.bea, let_in)


def agency_kept_out(area: Area, unit: str = "") -> tuple[UUID, UUID]:
    """A case out of which housing is held as a whole, and the hold."""
    there = open_case(area)
    add(area, there)
    exclude(actor=area.amina, file=there, agency_id=area.agencies["housing"], unit=unit, reason="Their own", at=NOW)
    file = open_case(area)
    add(area, file)
    with acting_as(area.amina):
        return file, Exclusion.objects.get(file_id=file, agency_id=area.agencies["housing"], unit=unit, held=True).id


def test_an_agency_that_is_kept_out_is_held_as_a_whole_and_nothing_goes_out(area: Area) -> None:
    file, exclusion = agency_kept_out(area)
    assert not sees(area.bea, file) and not sees(area.eve, file) and sees(area.pia, file)
    (one,) = held_for_in(area, area.amina)
    assert (one.exclusion_id, one.appointment_id) == (exclusion, None)
    with acting_as(area.amina), pytest.raises(Refusal, match="nobody has decided"):
        need_no_conflict([file])
    with pytest.raises(Refusal, match="Say how you know"):
        settle(area, file, exclusion, "no_conflict", reason=" ")
    settle(area, file, exclusion, "no_conflict")
    assert sees(area.bea, file) and held_for_in(area, area.amina) == []
    with acting_as(area.amina):
        need_no_conflict([file])
    assert hold_alike(actor=area.commands, files=[file], at=NOW) == 0
    with pytest.raises(NotFound):
        settle(area, file, exclusion, "kept_out")


def settle(area: Area, file: UUID, exclusion: UUID, decided: str, *, reason: str = "I asked") -> None:
    decide_on_agency(
        actor=area.amina, file_id=file, exclusion_id=exclusion, decided=decided, reason=reason, at=NOW,
        substitute_id=area.pia.appointment_id if decided == "kept_out" else None,
    )  # fmt: skip


def test_a_unit_that_is_held_stays_out_when_it_is_confirmed_and_somebody_stands_in(area: Area) -> None:
    file, exclusion = agency_kept_out(area, "Night team")
    assert held(area, file, area.bea)  # for whom no unit is written
    settle(area, file, exclusion, "kept_out")
    with acting_as(area.amina):
        row_ = Exclusion.objects.get(id=exclusion)
    assert (row_.held, row_.until_at, row_.unit) == (False, None, "Night team") and row_.substitute.startswith("Pia")


def test_only_the_coordinator_settles_it_and_for_others_the_page_is_not_there(area: Area) -> None:
    file, exclusion = agency_kept_out(area)
    href = reverse("conference.held_agency", kwargs={"file": file, "exclusion": exclusion})
    nowhere = reverse("conference.held_agency", kwargs={"file": NOWHERE, "exclusion": exclusion})
    for actor in (area.bea, area.eve):
        assert as_(actor).get(href).status_code == as_(actor).get(nowhere).status_code != 200
    page = text_of(as_(area.amina).get(href))
    assert "Is there a conflict: Willowmere Homes?" in page and "same people (same name and date of birth)" in page
    todo = text_of(as_(area.amina).get("/"))
    assert href in todo and "Kept out of another case that may be about the same people" in todo
    answer = as_(area.amina).post(href, {"decided": "no_conflict", "reason": "Another family", "substitute_id": ""})
    assert answer.status_code == 302 and sees(area.bea, file)


def test_the_coordinator_who_is_kept_out_is_held_where_another_is_left_and_not_where_she_is_the_last(
    area: Area,
) -> None:
    other = replace(area.amina, user_id=area.dee.user_id)
    there = open_case(area)
    add(area, there)
    exclude(actor=area.amina, file=there, user_id=other.user_id, reason="Her sister", at=NOW)
    exclude(actor=area.amina, file=there, agency_id=area.agencies["housing"], reason="Their own", at=NOW)
    file = open_case(area)
    add(area, file)
    assert not sees(other, file) and sees(area.amina, file)
