"""Survivors' voice in the invented area: how they are asked and paid, what they said, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.site.demo.place import Place
from openccr.voice.models import Message
from openccr.voice.operations.contributions import answer, feed_back, keep, pass_on, publish, send
from openccr.voice.operations.engagements import let_out, plan_engagement
from openccr.voice.operations.messages import leave, triage
from openccr.voice.operations.payments import accept_payment, offer_payment, pay
from openccr.voice.operations.surveys import answer_survey

_CHECKS = {
    "purpose": "Said first: the waiting time for outreach can change this year, the law cannot.",
    "choice": "Everybody may stop, skip a question or leave; help goes on all the same.",
    "safe_contact": "Asked by their own worker, on the safe number; nothing goes out by post.",
    "names": "The centre alone knows who comes. Notes hold no place, school or work.",
    "questions": "Nobody is asked what happened, only what helped and what did not.",
    "aftercare": "A worker of the centre is there, and rings the day after.",
    "range": "Sisters' Table and Rainbow Quarter ask too, and are paid for it.",
    "access": "Two interpreters, a room for children, a taxi there and back, breaks.",
    "pay": "Offered to everybody, in the way they choose; the centre's money adviser sees them first.",
    "back": "In June, in the same room, and on the page of what was done.",
}
_SAID: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], bool], ...] = (
    ("interview", "I had to tell it from the start to five people.", ("coordination",), ("disabled",), False),
    ("interview", "Nobody rang back for two weeks, and then he picked up.", ("specialist_services",), (), False),
    ("survey", "The form asks if I am married. It does not ask if I am safe.", ("policies",), ("lgbt",), False),
    ("panel", "Meetings are in the morning, when I work.", ("survivor_voice",), ("minoritised",), False),
    ("children", "I want to know who the people are that talk about us.", ("survivor_voice",), ("children",), True),
    ("panel", "The interpreter knew my uncle.", ("intersectionality",), ("minoritised", "no_recourse"), False),
)
"""Channel, words, components, groups, whether a child said it."""
_QUESTIONS = ("What helped?", "What did not help?", "What should change first?")
_ANSWERS = (
    (("Being asked what I wanted.", "", "One person who knows the whole of it."), ("older",)),
    (("", "The desk is open. Everybody hears why one comes.", "A room with a door."), ()),
)
"""What was answered, and who they say they are."""


def fill_voice(place: Place, *, at: datetime) -> None:
    """Ask, hear, send, answer, publish and pay, as the coordinator, an adviser and the agencies would."""
    coordinator, adviser = place.actor(place.coordinator), place.actor(place.personas["idva"])
    today = timezone.localdate(at)
    asking = plan_engagement(
        actor=coordinator, channel="interview", title="Talks at the women's centre", at=at, children=False,
        purpose="What should change first in how people get help.", ends_on=today + timedelta(days=21), checks=_CHECKS,
    )  # fmt: skip
    let_out(actor=adviser, engagement=asking, at=at)
    plan_engagement(
        actor=coordinator, channel="children", title="What children say of meetings about them", at=at, children=True,
        purpose="How a child learns who speaks of them, and says what they want said.",
        ends_on=today + timedelta(days=60), checks={key: _CHECKS[key] for key in ("purpose", "names", "back")},
    )  # fmt: skip
    _surveyed(coordinator, adviser, place.code, at=at)
    said = [
        keep(
            actor=coordinator, channel=channel, words=words, consents=["use", "publish"], at=at, child=child,
            themes=themes, groups=groups,
            engagement=asking if channel == "interview" else None,
        )
        for channel, words, themes, groups, child in _SAID
    ]  # fmt: skip
    pass_on(
        actor=adviser, channel="service", words="She would have come sooner if somebody had said that it is free.",
        consents=["use"], child=False, at=at,
    )  # fmt: skip
    send(actor=coordinator, contribution=said[1], agency=adviser.agency, at=at)
    answer(
        actor=adviser, contribution=said[1], changed=True, at=at,
        words="The duty worker rings back the same day, on the safe number only.",
    )  # fmt: skip
    feed_back(actor=coordinator, contribution=said[1], at=at)
    publish(
        actor=coordinator, contribution=said[1], said="Ring back soon, and only me.", at=at,
        did="A duty worker rings back the same day, on the safe number, and speaks to nobody else.",
    )  # fmt: skip
    send(actor=coordinator, contribution=said[2], agency=place.agencies["housing"].id, at=at)
    _paid(coordinator, adviser, asking, at=at)
    leave(area=place.code, words="The waiting room has one door. He sat in it.")
    leave(area=place.code, words="Thank you for the taxi.")
    with acting_as(adviser):
        first = Message.objects.order_by("id").values_list("id", flat=True).first()
    if first is not None:
        triage(actor=adviser, message=first, danger=False, words="", reply="read", at=at)


def _surveyed(coordinator: Actor, adviser: Actor, code: str, *, at: datetime) -> None:
    survey = plan_engagement(
        actor=coordinator, channel="survey", title="Five minutes: what helped, and what did not", at=at, children=False,
        purpose="What people say here decides what the front desks change first this year. The law cannot change.",
        ends_on=timezone.localdate(at) + timedelta(days=40), checks=_CHECKS, questions="\n".join(_QUESTIONS),
    )  # fmt: skip
    let_out(actor=adviser, engagement=survey, at=at)
    for answers, groups in _ANSWERS:
        answer_survey(area=code, survey=survey, answers=answers, consents=["use", "publish"], groups=groups)


def _paid(coordinator: Actor, adviser: Actor, asking: UUID, *, at: datetime) -> None:
    made = [
        offer_payment(
            actor=coordinator, agency=adviser.agency, what_for=what_for, pence=pence, engagement=asking, at=at,
            advice_from="The money adviser of the women's centre",
        )
        for what_for, pence in (("A morning's talk", 2_500), ("A talk with an interpreter", 2_500), ("Panel", 5_000))
    ]  # fmt: skip
    for number, payment in enumerate(made[:2]):
        accept_payment(actor=adviser, payment=payment, method=("bank", "voucher")[number], at=at)
    pay(actor=adviser, payment=made[0], at=at)
