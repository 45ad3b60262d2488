"""What commissioning and policies put on to-do lists: ends in view, late evaluations, reviews, what is to be read."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.governance.queries.contracts import ending, streams_ending
from openccr.governance.queries.pilots import pilots_waiting
from openccr.governance.queries.policies import to_read, to_review, to_sign
from openccr.governance.rules.policies import PolicyState
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.panels import Group, Item, Todo

SHOWN = 10
"""Lines of one kind on the list; the rest stand on their own page."""


def _ending(*, actor: Actor) -> Sequence[Item]:
    today, keeps = timezone.localdate(), why_not(actor, "governance.keep_contracts") is None
    found = [
        Item(
            text=f"{one.row.name}, {one.row.provider}: {one.standing.label.lower()}",
            href=reverse("governance.contract", kwargs={"contract": one.row.id}),
            due=one.decide_by,
            late=keeps and one.decide_by < today and not one.row.plan,
            detail=f"Ends on {day_words(one.row.ends_on)}. {one.row.plan or 'Nobody has said what happens then'}",
        )
        for one in ending(actor, today=today)
    ]
    found += [
        Item(text=f"Funding ends: {one.name}", href=reverse("governance.resources"), due=one.ends_on)
        for one in streams_ending(actor, today=today)
    ]
    return sorted(found, key=lambda one: one.due or today)[:SHOWN]


def _pilots(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(text=one.words, href=reverse(one.page, kwargs={"pilot": one.pilot}), due=one.due, late=True)
        for one in pilots_waiting(today=timezone.localdate())[:SHOWN]
    ]


def _to_review(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text=f"Review: {row.title}", href=reverse("governance.policy_review", kwargs={"policy": row.id}),
            due=row.review_on, late=state is PolicyState.REVIEW_LATE,
        )
        for row, state in to_review(actor, today=timezone.localdate())[:SHOWN]
    ]  # fmt: skip


def _to_read(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(text=f"Read: {row.title}", href=reverse("governance.policy", kwargs={"policy": row.id}))
        for row in to_read(actor)[:SHOWN]
    ]


def _to_sign(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(text=f"Sign for your agency: {row.title}", href=reverse("governance.policy", kwargs={"policy": row.id}))
        for row in to_sign(actor)[:SHOWN]
    ]


RESOURCE_TODOS = [
    Todo(
        86, "Contracts and funding that end", _ending, "governance.contracts",
        ahead=lambda actor: [
            ending.later(actor, today=timezone.localdate()), streams_ending.later(actor, today=timezone.localdate()),
        ],
    ),
    Todo(
        87, "Pilots", _pilots, "governance.keep_pilots",
        ahead=lambda _: [pilots_waiting.later(today=timezone.localdate())],
    ),
    Todo(
        88, "Policies to review", _to_review, "governance.keep_policies",
        ahead=lambda actor: [to_review.later(actor, today=timezone.localdate())],
    ),
    Todo(88, "Policies to sign", _to_sign, "governance.sign_policy", ahead=lambda actor: [to_sign.later(actor)]),
    Todo(
        89, "Policies to read", _to_read, "governance.read_policy", group=Group.NEW,
        ahead=lambda actor: [to_read.later(actor)],
    ),
]  # fmt: skip
