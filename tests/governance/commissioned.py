"""Contracts of two rivals, out of two purses, for the tests of commissioning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from openccr.conference.rules.repeats import add_months
from openccr.governance.operations.contracts import add_measure, keep_contract
from openccr.governance.operations.costs import Typed, make_case
from openccr.governance.operations.funding import keep_stream
from openccr.governance.operations.pilots import plan_pilot
from openccr.governance.operations.policies import add_policy, write_version
from openccr.governance.rules.policies import Version
from openccr.kernel.actors import Actor
from tests.makers import Area

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def rival(area: Area) -> Actor:
    """The lead of the other provider, the IDVA service."""
    return replace(area.lena, agency_id=area.agencies["idva"], user_id=area.grace.user_id, name="Rosa Lind")


def stream(area: Area, purse: str = "survivors", **changed: object) -> UUID:
    values = {
        "name": f"Grant for {purse}", "funder": "Council and commissioner together", "purse": purse, "pounds": 400_000,
        "starts_on": TODAY - timedelta(days=400), "ends_on": add_months(TODAY, 20), "conditions": "",
        "agency_id": None,
    }  # fmt: skip
    return keep_stream(actor=area.amina, values=values | changed, at=NOW)


def contract(
    area: Area, money: UUID, agency: str | None = "housing", ends_on: date | None = None, **more: object
) -> UUID:
    values = {
        "stream_id": money, "agency_id": area.agencies[agency] if agency else None, "provider": agency or "Sitara",
        "name": f"Service of {agency or 'Sitara'}", "starts_on": TODAY - timedelta(days=300),
        "ends_on": ends_on or add_months(TODAY, 15), "extend_until": None, "notice_months": 3, "pounds": 123_456,
        "capacity": 12, "unit": "refuge places", "people": 85, "staff": 4.5, "by_and_for": False, "women_only": True,
    }  # fmt: skip
    return keep_contract(actor=area.amina, values=values | more, at=NOW)


def measured(area: Area, of: UUID, target: int = 80) -> UUID:
    return add_measure(actor=area.amina, contract=of, name="Women supported to stay safe", target=target, at=NOW)


def commissioned(area: Area) -> dict[str, object]:
    """What the addresses of commissioning and policies name, for the world of the walls' tests."""
    pay = stream(area)
    made = contract(area, pay)
    policy = add_policy(
        actor=area.lena, kind="staff", title="For staff", owner="Lena Abernathy", agency_id=area.agencies["housing"],
        review_on=add_months(TODAY, 12), to_be_read=True, at=NOW,
    )  # fmt: skip
    version = Version(
        body="Whom to talk to", held_at="", evidence="x", survivor_input="", approved_on=TODAY, approved_by="x"
    )
    write_version(actor=area.lena, policy=policy, version=version, sign=[area.agencies["housing"]], at=NOW)
    given = {"death": Typed(12, "Published", True)}
    return {
        "stream": pay,
        "contract": made,
        "measure": measured(area, made),
        "pilot": plan_pilot(
            actor=area.amina, kind="sanctuary", name="Locks", asks="Do they stay?", agency_id=None, starts_on=TODAY,
            evaluate_by=add_months(TODAY, 6), at=NOW,
        ),
        "business_case": make_case(
            actor=area.amina, title="Keep it", asks_for="It", purse="survivors", pounds=None, given=given, at=NOW
        ),
        "policy": policy,
        "policy_kind": "staff",
    }  # fmt: skip
