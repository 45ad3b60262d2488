"""A relative of somebody in the case works in a member agency: every way round the exclusion that we know."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from ninja.responses import Status
from psycopg.errors import InsufficientPrivilege

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.rules import ActionState
from openccr.casefiles.models import CaseFile
from openccr.casefiles.operations import exclude
from openccr.kernel.actors import Actor
from openccr.partnership.invitations import prepare, take
from openccr.partnership.models import Agency, Appointment
from openccr.partnership.rules import Role
from openccr.people.models import PersonName, SafeContact, Whereabouts
from openccr.people.operations import Contact, Description, Name, add_person, join
from openccr.people.rules import PartKind
from openccr.ui import called, walled
from openccr.ui.calls import all_calls
from tests.makers import END, NOW, START, TODAY, Area, open_case
from tests.signing_in import sign_in
from tests.walls.api_world import build_systems
from tests.walls.trying import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(area: Area) -> Actor:
    """Eve of Willowmere Homes, acting under a second appointment with the police, in a unit of theirs."""
    with acting_as(area.amina):
        police = Agency.objects.get(id=area.agencies["police"])
        row, sent = prepare(
            agency=police, email="eve@exampleshire.example", role=Role.REPRESENTATIVE, from_on=START, until_on=END,
            at=timezone.now(), made_by=area.amina.appointment_id, unit="Night Team",
        )  # fmt: skip
        row.save(force_insert=True)
    second = take(sent.link.rstrip("/").rpartition("/")[2], user_id=area.eve.user_id, name="Eve Castellan")
    return replace(area.eve, appointment_id=second, agency_id=police.id)


def sees(actor: Actor, case: UUID) -> bool:
    with acting_as(actor):
        return CaseFile.objects.filter(id=case).exists()


def woman(area: Area, case: UUID) -> UUID:
    return add_person(
        actor=area.amina, file_id=case, kind=PartKind.VICTIM, relationship="", source="x", on=TODAY,
        described=Description(
            names=(Name(given="Ro", family="Tamsin"),),
            places=(("address", "1 Nowhere Row"),),
            contact=Contact(channel="phone", safe="yes", rule="after six"),
        ),
    )  # fmt: skip


def test_changing_the_role_one_acts_under_does_not_lead_round_it(area: Area, elsewhere: Actor) -> None:
    named, agency, unit = open_case(area), open_case(area), open_case(area)
    exclude(actor=area.amina, file=named, user_id=area.eve.user_id, reason="her sister", at=NOW)
    exclude(actor=area.amina, file=agency, agency_id=area.agencies["housing"], reason="his employer", at=NOW)
    exclude(actor=area.amina, file=unit, agency_id=area.agencies["housing"], unit="Repairs", reason="his team", at=NOW)
    # Of whom no unit is written, nobody can tell whether they work in it: they are held until somebody has decided.
    for actor in (area.eve, elsewhere):
        assert [sees(actor, case) for case in (named, agency, unit)] == [False, False, False]
    assert [sees(area.pia, case) for case in (named, agency, unit)] == [True, True, True]


def test_a_unit_is_the_same_one_in_small_letters(area: Area, elsewhere: Actor) -> None:
    """Whoever invites somebody types the unit's name anew."""
    case = open_case(area)
    exclude(actor=area.amina, file=case, agency_id=area.agencies["police"], unit="night team", reason="his", at=NOW)
    assert [sees(actor, case) for actor in (elsewhere, area.eve)] == [False, False]


def test_an_exclusion_holds_from_the_moment_it_is_made(area: Area) -> None:
    case = open_case(area)
    with acting_as(area.amina):
        run("SELECT openccr.exclude(%s, %s, NULL, '', 'x', now() + interval '1 year')", case, area.eve.user_id)
    assert not sees(area.eve, case)


def test_where_she_is_is_kept_from_whoever_is_shut_out_of_any_case_of_hers(area: Area) -> None:
    """He is kept out of the new case and still sits on the old one: her new address must not reach him there."""
    old, new = open_case(area, invited=("housing",)), open_case(area, invited=("housing",))
    person = woman(area, old)
    join(actor=area.amina, file_id=new, person_id=person, kind=PartKind.VICTIM, relationship="", on=TODAY)
    with acting_as(area.amina):  # by the function alone: the operation would hold the old case from them too
        run("SELECT openccr.exclude(%s, %s, NULL, '', 'her brother-in-law', now())", new, area.eve.user_id)
    for actor, shown in ((area.bea, True), (area.eve, False)):
        with acting_as(actor):
            assert PersonName.objects.filter(person_id=person).exists()
            assert Whereabouts.objects.filter(person_id=person).exists() is shown
            assert SafeContact.objects.filter(person_id=person).exists() is shown


def test_whether_she_has_a_case_out_of_sight_is_not_told(area: Area) -> None:
    alone, twice = open_case(area, invited=("housing",)), open_case(area, invited=("housing",))
    one, two = woman(area, alone), woman(area, twice)
    hidden = open_case(area, invited=("housing",))
    join(actor=area.amina, file_id=hidden, person_id=two, kind=PartKind.VICTIM, relationship="", on=TODAY)
    exclude(actor=area.amina, file=hidden, user_id=area.eve.user_id, reason="her brother", at=NOW)
    other = replace(area.amina, user_id=area.eve.user_id)
    for actor in (area.eve, area.bea, other):
        with acting_as(actor):
            assert run("SELECT openccr.seen_whole(%s), openccr.seen_whole(%s)", one, two) == [(False, False)]
    with acting_as(area.amina):
        assert run("SELECT openccr.seen_whole(%s)", two) == [(True,)]


def test_a_notice_is_not_sent_to_whoever_acts_elsewhere_or_was_ended(area: Area, elsewhere: Actor) -> None:
    case = open_case(area)
    asked = "SELECT email FROM openccr.who_can_be_told(%s, %s)"
    with acting_as(area.commands):
        before = {email for (email,) in run(asked, case, area.agencies["police"])}
    exclude(actor=area.amina, file=case, agency_id=area.agencies["housing"], reason="his employer", at=NOW)
    with acting_as(area.commands):
        after = {email for (email,) in run(asked, case, area.agencies["police"])}
    assert before - after == {"eve@exampleshire.example"}
    with acting_as(area.amina):
        Appointment.objects.filter(id=elsewhere.appointment_id).update(ended_on=TODAY)
    fresh = open_case(area)
    with acting_as(area.commands):
        assert "eve@exampleshire.example" not in {email for (email,) in run(asked, fresh, area.agencies["police"])}


def test_whoever_is_shut_out_while_a_page_is_made_finds_nothing_there_and_no_fault(
    area: Area, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page was made, and its read can no longer be written: the wall of the log says so a moment later."""
    file, made, tries = open_case(area), walled._made, []

    def shut_out_meanwhile(*args: Any) -> HttpResponse:
        tries.append(made(*args).status_code if not tries else 0)
        if len(tries) == 1:
            exclude(actor=area.amina, file=file, user_id=area.eve.user_id, reason="her sister", at=NOW)
            raise ProgrammingError from InsufficientPrivilege()
        return made(*args)

    monkeypatch.setattr(walled, "_made", shut_out_meanwhile)
    sign_in(client, area.eve)
    shown = client.get(reverse("conference.case", args=[file]))
    nothing = client.get(reverse("conference.case", args=[uuid4()]))
    assert tries[0] == 200 and shown.status_code == 404
    assert without_tokens(shown) == without_tokens(nothing)


def test_an_agency_shut_out_while_its_system_calls_finds_nothing_there_and_nothing_is_kept(
    area: Area, monkeypatch: pytest.MonkeyPatch
) -> None:
    systems, made, tries = build_systems(area), called._answered, []
    call = next(one for one in all_calls() if one.path.endswith("/done"))

    def shut_out_meanwhile(*args: Any) -> Status:
        tries.append(call)
        if len(tries) == 1:
            with transaction.atomic():
                assert made(*args).status_code == call.status
                transaction.set_rollback(True)
            exclude(
                actor=area.amina, file=systems.file, agency_id=area.agencies["housing"], reason="his employer", at=NOW
            )
            raise ProgrammingError from InsufficientPrivilege()
        return made(*args)

    monkeypatch.setattr(called, "_answered", shut_out_meanwhile)
    shown = systems.make(call, systems.right.secret)
    nothing = systems.make(call, systems.right.secret, elsewhere=True)
    assert len(tries) == 3 and shown.status_code == 404
    assert (shown.content, shown.headers) == (nothing.content, nothing.headers)
    with acting_as(area.amina):
        assert Action.objects.get(id=systems.ids["action_id"]).state != ActionState.DONE


def without_tokens(answer: HttpResponse) -> str:
    return re.sub(r'value="[^"]{20,}"', "", answer.content.decode())
