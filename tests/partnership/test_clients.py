"""An agency's API clients."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.actors import ActorKind
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership import clients
from openccr.partnership.models import ApiClient, Appointment
from openccr.partnership.rules import Scope
from tests.makers import Area

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAYS = {"from_on": TODAY, "until_on": TODAY + timedelta(days=90)}


def issued(area: Area, *, by: str = "lena", agency: str = "housing", scopes: tuple[str, ...] = (Scope.READ_ACTIONS,)):
    return clients.issue(
        actor=area.actors[by], agency=area.agencies[agency], name="Case records", scopes=scopes, **DAYS
    )


def test_the_lead_of_an_agency_issues_a_client_which_acts_for_that_agency_within_its_scopes(area: Area) -> None:
    actor = clients.client_with(issued(area).secret)
    assert actor is not None
    assert (actor.kind, actor.agency_id, actor.role) == (ActorKind.CLIENT, area.agencies["housing"], "client")
    assert actor.scopes == {Scope.READ_ACTIONS} and actor.user_id is None and not actor.whole_area


def test_the_secret_is_not_kept(area: Area) -> None:
    made = issued(area)
    with acting_as(area.lena):
        row = ApiClient.objects.get(pk=made.client_id)
    assert made.secret not in str(vars(row)) and len(row.secret_hash) == 64


@pytest.mark.parametrize("by", ["bea", "carl", "fay", "grace"])
def test_whoever_keeps_no_accounts_issues_none(area: Area, by: str) -> None:
    with pytest.raises(Refusal):
        issued(area, by=by)


def test_a_lead_issues_none_for_another_agency(area: Area) -> None:
    with pytest.raises(NotFound):
        issued(area, agency="police")


def test_a_client_needs_a_name_a_scope_and_days_within_a_year(area: Area) -> None:
    given = {"actor": area.lena, "agency": area.agencies["housing"], "name": "x", "scopes": [Scope.READ_ACTIONS]}
    for wrong, field in (
        ({"name": " "}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"until_on": TODAY + timedelta(days=900)}, "until_on"),
    ):
        with pytest.raises(Refusal) as why:
            clients.issue(**{**given, **DAYS, **wrong})
        assert why.value.field == field


def test_a_wrong_secret_an_ended_client_and_one_whose_days_are_not_are_nobody(area: Area) -> None:
    made = issued(area)
    for wrong in ("", "occr_", made.secret[:-1] + ("A" if made.secret[-1] != "A" else "B"), "x" * len(made.secret)):
        assert clients.client_with(wrong) is None
    clients.end(actor=area.lena, client=made.client_id)
    assert clients.client_with(made.secret) is None
    later = clients.issue(
        actor=area.lena,
        agency=area.agencies["housing"],
        name="Later",
        scopes=[Scope.READ_ACTIONS],
        from_on=TODAY + timedelta(days=1),
        until_on=TODAY + timedelta(days=2),
    )
    assert clients.client_with(later.secret) is None


def test_after_a_change_both_secrets_work_for_a_day_and_after_the_end_neither(area: Area) -> None:
    first = issued(area)
    second = clients.rotate(actor=area.lena, client=first.client_id)
    assert first.secret != second.secret
    assert clients.client_with(first.secret) is not None and clients.client_with(second.secret) is not None
    clients.rotate(actor=area.lena, client=first.client_id, at=timezone.now() - timedelta(days=2))
    assert clients.client_with(second.secret) is None, "the day of the former secret is over"
    clients.end(actor=area.amina, client=first.client_id)
    assert clients.client_with(first.secret) is None


def test_ending_a_client_ends_its_appointment(area: Area) -> None:
    made = issued(area)
    clients.end(actor=area.lena, client=made.client_id)
    with acting_as(area.lena):
        assert Appointment.objects.get(client__id=made.client_id).ended_on is not None
    with pytest.raises(NotFound):
        clients.end(actor=area.lena, client=made.client_id)


def test_an_agencys_clients_are_seen_by_its_lead_and_the_coordinator_and_when_they_were_used(area: Area) -> None:
    made = issued(area)
    clients.client_with(made.secret)
    for who in (area.lena, area.amina):
        _, found = clients.clients_of(actor=who, agency=area.agencies["housing"])
        assert [one.name for one in found] == ["Case records"] and found[0].last_used_at is not None
    with acting_as(area.carl):
        assert not ApiClient.objects.exists()
    with pytest.raises(NotFound):
        clients.clients_of(actor=area.lena, agency=area.agencies["police"])


def test_a_client_is_none_of_the_agencys_people(area: Area) -> None:
    from openccr.partnership.queries import people_of

    issued(area)
    people = people_of(actor=area.lena, agency=area.agencies["housing"]).people
    assert "Case records" not in {one.name for one in people}


def test_the_database_lets_nobody_else_issue_a_client(area: Area) -> None:
    """Whatever the pages ask: the function that writes it asks again who acts."""
    given = [uuid4(), area.agencies["housing"], "Mine", "x" * 64, TODAY, TODAY]
    for who in (area.bea, area.carl, area.grace, area.dee):
        with pytest.raises(DatabaseError), acting_as(who), connection.cursor() as cursor:
            cursor.execute("SELECT openccr.issue_client(%s, %s, %s, '[]'::jsonb, %s, %s, %s)", given)


def test_a_clients_scopes_and_agency_cannot_be_changed(area: Area) -> None:
    made = issued(area)
    for changes in ({"scopes": list(Scope)}, {"agency_id": area.agencies["police"]}, {"last_used_at": None}):
        with pytest.raises(DatabaseError), acting_as(area.lena):
            ApiClient.objects.filter(id=made.client_id).update(**changes)


def test_a_client_changes_neither_itself_nor_its_appointment(area: Area) -> None:
    made = issued(area, scopes=tuple(Scope))
    actor = clients.client_with(made.secret)
    assert actor is not None
    with pytest.raises(Refusal):
        clients.rotate(actor=actor, client=made.client_id)
    with acting_as(actor):
        assert not ApiClient.objects.exists()
        assert not Appointment.objects.filter(client__isnull=False).update(until_on=TODAY + timedelta(days=900))
