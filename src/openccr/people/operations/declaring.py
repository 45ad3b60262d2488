"""Somebody at an agency declares what could make them part of a case. Only tokens are kept."""

from __future__ import annotations

from datetime import datetime

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import Refusal
from openccr.people.models import StaffMark
from openccr.people.rules.staff import KINDS, Declared, StaffDeclared, split_name, texts
from openccr.people.sealing import match_token


def declare_own(*, actor: Actor, declared: Declared, at: datetime) -> None:
    """Replace what the actor declared before with this; nothing of it can be read again, by anybody.

    Raises Refusal when nothing is declared.
    """
    with acting_as(actor):
        must(actor, "people.declare")
        given = set(texts(declared))
        if not given or actor.user_id is None:
            raise Refusal("Fill in at least one of them.")
        StaffMark.objects.filter(partnership_id=actor.partnership).delete()
        StaffMark.objects.bulk_create(
            StaffMark(
                partnership_id=actor.partnership, user_id=actor.user_id, kind=kind, match=match_token(text),
                declared_at=at,
            )
            for kind, text in sorted(given)
        )  # fmt: skip
        record("staff.declared", fields=sorted({kind for kind, _ in given}), at=at)
        publish(StaffDeclared(actor=actor, names=tuple(split_name(name) for name in declared.names)))


def declared_kinds(actor: Actor) -> list[str]:
    """What the actor has declared, by its kinds in words; what it is, nobody can say. One query."""
    marks = StaffMark.objects.filter(partnership_id=actor.partnership).values_list("kind", flat=True)
    there = set(marks)
    return [words for kind, words in KINDS.items() if kind in there]
