"""Under whom commands and jobs act."""

from __future__ import annotations

from uuid import uuid4

import pytest

from openccr.access.acting import acting_as
from openccr.kernel.actors import ActorKind
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Appointment
from openccr.partnership.services import actor_again, commands_actor, service_actors
from tests.makers import TODAY, Area


@pytest.mark.django_db
def test_each_partnership_has_its_service_which_says_what_it_acts_for(area: Area) -> None:
    (service,) = service_actors("nightly")
    assert (service.kind, service.user_id, service.role) == (ActorKind.SERVICE, None, "commands")
    assert (service.partnership_id, service.purpose, service.whole_area) == (area.id, "nightly", False)
    assert commands_actor(area.code, purpose="import") == service.for_purpose("import")


@pytest.mark.django_db
def test_an_unknown_code_names_those_there_are(area: Area) -> None:
    with pytest.raises(Refusal, match=r"nowhere\. There are: exampleshire\.") as caught:
        commands_actor("nowhere", purpose="import")
    assert caught.value.field == "area"


@pytest.mark.django_db
def test_whoever_asked_for_a_job_is_found_again_as_they_were(area: Area) -> None:
    for actor in (area.bea, area.amina, area.grace):
        assert actor_again(actor.user_id, actor.appointment, "case work") == actor
    assert actor_again(None, area.commands.appointment, "import") == area.commands.for_purpose("import")


@pytest.mark.django_db
def test_nobody_comes_back_under_an_appointment_that_is_not_theirs(area: Area) -> None:
    for user, appointment in (
        (area.bea.user_id, area.amina.appointment),
        (area.dee.user_id, area.bea.appointment),
        (None, area.amina.appointment),
        (None, uuid4()),
    ):
        assert actor_again(user, appointment, "case work") is None


@pytest.mark.django_db
def test_nobody_comes_back_once_their_appointment_has_ended(area: Area) -> None:
    with acting_as(area.amina):
        assert Appointment.objects.filter(id=area.bea.appointment).update(ended_on=TODAY)
    assert actor_again(area.bea.user_id, area.bea.appointment, "case work") is None
