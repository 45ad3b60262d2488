"""`openccr init` makes the partnership; two people come in by two links."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from openccr.access.owning import as_walls
from openccr.audit.models import AuditEvent
from openccr.partnership.invitations import hash_of
from openccr.partnership.models import Appointment, Forum, Invitation, Partnership

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

GIVEN = {
    "code": "northshire", "name": "Northshire", "agency": "Northshire Council", "kind": "police",
    "lead": "lead@northshire.example", "coordinator": "coordinator@northshire.example",
}  # fmt: skip


def _init(**changed: object) -> str:
    out = io.StringIO()
    call_command("init", stdout=out, **{**GIVEN, **changed})
    return out.getvalue()


def test_it_makes_the_partnership_its_agency_its_meeting_and_the_commands_appointment() -> None:
    _init(women=91_000, women_source="an invented census")
    with as_walls() as owner:
        area = Partnership.objects.using(owner).get(code="northshire")
        assert (area.packs, area.adult_women) == (["core", "gb-eng"], 91_000)
        assert area.coordinating_agency.name == "Northshire Council"
        assert Forum.objects.using(owner).filter(partnership=area).count() == 1
        (one,) = Appointment.objects.using(owner).filter(partnership=area)
        assert (one.role, one.user_id) == ("commands", None)


def test_it_prints_two_links_once_and_keeps_their_hashes() -> None:
    tokens = re.findall(r"/invitation/([^/\s]+)/", _init())
    with as_walls() as owner:
        rows = Invitation.objects.using(owner).filter(partnership__code="northshire")
        assert {row.token_hash for row in rows} == {hash_of(token) for token in tokens}
        assert {(row.email, row.role) for row in rows} == {
            ("lead@northshire.example", "lead"),
            ("coordinator@northshire.example", "coordinator"),
        }


def test_it_stands_first_in_the_partnerships_audit() -> None:
    _init()
    with as_walls() as owner:
        area = Partnership.objects.using(owner).get(code="northshire")
        types = [row.type for row in AuditEvent.objects.using(owner).filter(partnership_id=area.pk)]
    assert sorted(types) == ["invitation.sent", "invitation.sent", "partnership.opened"]


def test_the_same_code_twice_is_refused_and_changes_nothing() -> None:
    _init()
    with pytest.raises(CommandError, match="--code: There is a partnership with the code northshire already"):
        _init(name="Another name")
    with as_walls() as owner:
        assert Partnership.objects.using(owner).get(code="northshire").name == "Northshire"
        assert Invitation.objects.using(owner).filter(partnership__code="northshire").count() == 2


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"code": "North Shire"}, "--code: .*small letters"),
        ({"code": "x" * 41}, "--code: .*up to 40"),
        ({"name": " "}, "--name: .*empty"),
        ({"agency": "x" * 121}, "--agency: .*too long"),
        ({"kind": "circus"}, "--kind: .*circus.*There are: police"),
        ({"packs": "core,atlantis"}, "--packs: .*atlantis"),
        ({"lead": "nobody"}, "--lead: .*not an e-mail address"),
        ({"coordinator": "LEAD@northshire.example"}, "--coordinator: .*two people"),
        ({"women": 9}, "--women-source: .*no source"),
    ],
)
def test_what_does_not_do_is_named_with_its_remedy_and_nothing_is_made(changed: dict, problem: str) -> None:
    with pytest.raises(CommandError, match=f"(?s){problem}"):
        _init(**changed)
    with as_walls() as owner:
        assert not Partnership.objects.using(owner).filter(code__istartswith="north").exists()


def test_the_demonstration_has_its_own_area(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    with pytest.raises(CommandError, match="demonstration"):
        _init()


def test_when_nobody_can_send_a_link_the_operator_can_for_those_two_roles_only() -> None:
    _init()
    out = io.StringIO()
    call_command("invite", area="northshire", role="coordinator", email="new@northshire.example", stdout=out)
    (token,) = re.findall(r"/invitation/([^/\s]+)/", out.getvalue())
    with as_walls() as owner:
        assert Invitation.objects.using(owner).get(token_hash=hash_of(token)).role == "coordinator"
    for given, problem in (
        ({"role": "representative"}, "--role"),
        ({"area": "atlantis"}, "--area: There is no partnership"),
        ({"email": "nobody"}, "--email"),
    ):
        with pytest.raises(CommandError, match=problem):
            call_command("invite", **{"area": "northshire", "role": "lead", "email": "a@b.example", **given})
