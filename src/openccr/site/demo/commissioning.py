"""Money, contracts, pilots and policies of the invented area. No sum of it is anybody's."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from openccr.conference.rules.repeats import add_months
from openccr.governance.operations.contracts import add_measure, keep_contract, plan_end, report_measure
from openccr.governance.operations.costs import Typed, make_case
from openccr.governance.operations.funding import keep_stream
from openccr.governance.operations.pilots import evaluate_pilot, plan_pilot, start_pilot
from openccr.governance.operations.policies import add_policy, say_read, sign_policy, write_version
from openccr.governance.rules.pilots import Evaluation
from openccr.governance.rules.policies import Version
from openccr.governance.rules.quality import Follow
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.site.demo.place import Place
from openccr.site.demo.policy_words import written

_STREAMS: tuple[tuple[str, str, str, int, int | None], ...] = (
    ("Safe accommodation grant", "Exampleshire Council", "survivors", 620_000, 16),
    ("Victims' services, put together", "Commissioner for police, health board and council", "survivors", 310_000, 5),
    ("Change programme", "Commissioner for police", "harmers", 140_000, 10),
    ("Coordination and training", "All agencies, each a share", "shared", 95_000, None),
)
"""Name, funder, purse, pounds a year, in how many months it ends."""

_CONTRACTS: tuple[tuple[str, int, str | None, int, int, dict[str, Any], tuple[tuple[str, int, int], ...]], ...] = (
    ("IDVA service", 1, "idva_service", 185_000, 5, {"capacity": 60, "unit": "open cases", "people": 240, "staff": 4.5,
     "women_only": True}, (("Women seen within two working days", 200, 171), ("Safety plans agreed", 220, 198))),
    ("Refuge", 0, None, 480_000, 16, {"provider": "Saltmarsh Refuge", "capacity": 14, "unit": "places",
     "people": 45, "staff": 7.0, "women_only": True}, (("Households moved on to a home of their own", 30, 22),)),
    ("Advocacy in Punjabi, Urdu and Bengali", 1, None, 48_000, 10, {"provider": "Sisters' Table", "people": 60,
     "staff": 1.2, "by_and_for": True, "women_only": True}, (("Women supported in their own language", 60, 71),)),
    ("Sanctuary scheme", 0, "housing", 65_000, 16, {"people": 90, "staff": 1.0},
     (("Homes made safe within five working days", 80, 64),)),
    ("A programme to change", 2, None, 120_000, 10, {"provider": "New Course", "capacity": 24, "unit": "group places",
     "people": 48, "staff": 2.5}, (("Partners offered their own support", 48, 48),)),
)  # fmt: skip
"""Name, stream, kind of agency, pounds a year, months to its end, more, and measures with target and what was done."""


def fill_commissioning(place: Place, *, at: datetime) -> None:
    """Add what the coordinator would have written down of money, contracts, pilots and policies."""
    coordinator, today = place.actor(place.coordinator), localdate(at)
    _contracts(coordinator, place, _streams(coordinator, today, at=at), today, at=at)
    _pilots(coordinator, today, at=at)
    _policies(coordinator, place, today, at=at)
    published = "Invented for this demonstration, 2026"
    make_case(
        actor=coordinator, title="Keep the refuge's fourteen places", purse="survivors", pounds=480_000,
        asks_for="The grant ends in sixteen months. We ask for five years, with an option for two more.",
        given={"victim": Typed(45, published, public=True), "high_harm": Typed(20, published, public=True)}, at=at,
    )  # fmt: skip


def _streams(actor: Actor, today: date, *, at: datetime) -> list[UUID]:
    return [
        keep_stream(
            actor=actor, at=at,
            values={
                "name": name, "funder": funder, "purse": purse, "pounds": pounds, "agency_id": None, "conditions": "",
                "starts_on": today - timedelta(days=500), "ends_on": add_months(today, ends) if ends else None,
            },
        )
        for name, funder, purse, pounds, ends in _STREAMS
    ]  # fmt: skip


def _contracts(actor: Actor, place: Place, streams: list[UUID], today: date, *, at: datetime) -> None:
    for number, (name, stream, kind, pounds, ends, more, measures) in enumerate(_CONTRACTS):
        agency = place.agencies[kind] if kind else None
        values = {
            "stream_id": streams[stream], "agency_id": agency.id if agency else None, "name": name, "pounds": pounds,
            "provider": agency.name if agency else "", "starts_on": today - timedelta(days=420), "notice_months": 3,
            "ends_on": add_months(today, ends), "extend_until": add_months(today, ends + 12), "capacity": None,
            "unit": "", "people": None, "staff": None, "by_and_for": False, "women_only": False, **more,
        }  # fmt: skip
        contract = keep_contract(actor=actor, values=values, at=at)
        for words, target, done in measures:
            measure = add_measure(actor=actor, contract=contract, name=words, target=target, at=at)
            report_measure(actor=actor, contract=contract, measure=measure, value=done, value_on=today, words="", at=at)
        if number == 2:
            plan_end(
                actor=actor, contract=contract, plan="Extended by a year while needs are assessed anew.",
                plan_owner=actor.name, at=at,
            )  # fmt: skip


def _pilots(actor: Actor, today: date, *, at: datetime) -> None:
    tried = (
        ("flexible_funds", "Small sums, decided by her", "Do families stay in their home, and how fast is it paid?"),
        ("colocation", "An adviser at the hospital", "Who comes earlier than through the police?"),
        ("sanctuary", "Safe rooms for private tenants", "Can a tenant stay whose landlord does not help?"),
    )
    made = [
        plan_pilot(
            actor=actor, kind=kind, name=name, asks=asks, agency_id=None,
            starts_on=today + timedelta(days=20 if kind == "sanctuary" else -200),
            evaluate_by=today + timedelta(days=40 * number - 10), at=at,
        )
        for number, (kind, name, asks) in enumerate(tried)
    ]  # fmt: skip
    for pilot in made[:2]:
        start_pilot(actor=actor, pilot=pilot, at=at)
    asked = practice(actor).commissioning.pilots["flexible_funds"].asks
    evaluation = Evaluation(
        reached=34, answers={asked[0]: "Two days in the middle."}, changed="Twenty-six families stayed at home.",
        survivors_said="That they could choose, and did not have to prove anything.",
        not_reached="Women without a bank account of their own.", outcome="taken_on",
        follow=Follow("Ask for it in next year's budget", actor.name, add_months(today, 6)),
    )  # fmt: skip
    evaluate_pilot(actor=actor, pilot=made[0], evaluation=evaluation, at=at)


def _policies(actor: Actor, place: Place, today: date, *, at: datetime) -> None:
    kinds = practice(actor).policies.policies
    owned: tuple[tuple[str, int, str], ...] = (
        ("conference", 8, "The panel asked that she hears the same day what was decided; it stands in part 4."),
        ("communication", 11, "Survivors asked for a way out on every page."),
        ("governance", 1, ""),
    )
    for key, months, heard in owned:
        policy = add_policy(
            actor=actor, kind=key, title=kinds[key].name, owner=f"{actor.name}, coordinator", agency_id=None,
            review_on=add_months(today, months), to_be_read=True, at=at,
        )  # fmt: skip
        version = Version(
            body=written([part.heading for part in kinds[key].parts]), held_at="",
            evidence="In Search of Excellence 2020, component 12; our own death reviews.", survivor_input=heard,
            approved_on=today - timedelta(days=30), approved_by="The board",
        )  # fmt: skip
        agencies = [place.agencies[kind].id for kind in ("police", "idva_service", "housing")]
        write_version(actor=actor, policy=policy, version=version, sign=agencies, at=at)
        sign_policy(
            actor=actor, policy=policy, agency_id=agencies[0], signed_by="Head of public protection", signed_on=today,
            at=at,
        )  # fmt: skip
        say_read(actor=actor, policy=policy, at=at)
    add_policy(
        actor=actor, kind="staff", title=kinds["staff"].name, owner="Head of people",
        agency_id=place.agencies["housing"].id, review_on=add_months(today, 18), to_be_read=True, at=at,
    )  # fmt: skip
