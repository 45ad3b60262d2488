"""Mapping how partners stand to one another, and keeping the register of conflicts of interest."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import Dynamic, Interest
from openccr.governance.rules.dynamics import one_way_round, why_not_declared, why_not_mapped
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice


def map_dynamic(
    *, actor: Actor, first_id: UUID, second_id: UUID, strength: str, rivals: bool, words: str, doing: str,
    review_on: date | None, at: datetime,
) -> UUID:  # fmt: skip
    """Write how two partners stand to one another, for the first time. Returns its id.

    Args:
        rivals: they compete for the same contracts, so neither sees the other's counts.

    Raises NotFound, and Refusal for one partner twice, for a pair that is mapped already (what is written of it would
    be lost), and for a thin or tense relationship without what is done.
    """
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        said = _said(actor, strength, rivals, words, doing, review_on, same=first_id == second_id, at=at)
        if Agency.objects.filter(id__in=(first_id, second_id)).count() != 2:
            raise NotFound
        first, second = one_way_round(first_id, second_id)
        if Dynamic.objects.filter(first_id=first, second_id=second).exists():
            raise Refusal("This pair is mapped already.", remedy="Open it in the list.", field="second_id")
        row = Dynamic(partnership_id=actor.partnership, first_id=first, second_id=second, **said)
        row.save(force_insert=True)
        record("dynamics.mapped", subjects=[first, second], at=at)
        return row.id


def change_dynamic(
    *, actor: Actor, dynamic_id: UUID, strength: str, rivals: bool, words: str, doing: str, review_on: date | None,
    at: datetime,
) -> None:  # fmt: skip
    """Write how a pair stands now. Raises NotFound, and Refusal as `map_dynamic`."""
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        found = Dynamic.objects.filter(id=dynamic_id)
        pair = found.values_list("first_id", "second_id").first()
        if pair is None:
            raise NotFound
        found.update(**_said(actor, strength, rivals, words, doing, review_on, same=False, at=at))
        record("dynamics.mapped", subjects=pair, at=at)


def _said(
    actor: Actor, strength: str, rivals: bool, words: str, doing: str, review_on: date | None, *, same: bool,
    at: datetime,
) -> dict[str, Any]:  # fmt: skip
    known, today = practice(actor).boards.strengths.get(strength), timezone.localdate(at)
    if known is None:
        raise Refusal("Say how they stand to one another.", field="strength")
    refusal = why_not_mapped(
        same=same, needs_care=known.needs_care, doing=doing, review_on=review_on, today=today
    )  # fmt: skip
    if refusal is not None:
        raise refusal
    return {
        "strength": strength, "rivals": rivals, "words": words.strip(), "doing": doing.strip(),
        "review_on": review_on, "said_on": today, "said_by": actor.name,
    }  # fmt: skip


def declare_interest(
    *, actor: Actor, agency_id: UUID, person: str, kind: str, words: str, at: datetime
) -> UUID:  # fmt: skip
    """Enter a conflict of interest: an agency's lead for their own agency, the coordinator for any. Returns its id.

    An interest in a contract closes commissioning to the whole agency from this moment.

    Raises NotFound, and Refusal for another agency's and for what is not whole.
    """
    with acting_as(actor):
        must(actor, "governance.declare")
        if not actor.whole_area and agency_id != actor.agency_id:
            raise Refusal("A lead declares for their own agency.", field="agency_id")
        if kind not in practice(actor).boards.interests:
            raise Refusal("Say what kind of interest it is.", field="kind")
        refusal = why_not_declared(words=words)
        if refusal is not None:
            raise refusal
        if not Agency.objects.filter(id=agency_id).exists():
            raise NotFound
        row = Interest(
            partnership_id=actor.partnership, agency_id=agency_id, person=person.strip(), kind=kind,
            contract=kind == "contract", words=words.strip(), declared_on=timezone.localdate(at),
            declared_by=actor.name,
        )  # fmt: skip
        row.save(force_insert=True)
        record("interest.declared", subjects=[row.id, agency_id], at=at)
        return row.id


def handle_interest(*, actor: Actor, interest_id: UUID, handled: str, ended: bool, at: datetime) -> None:
    """Write down how a conflict of interest is handled, or that it is over; the coordinator's, never one's own agency's
    alone. Raises NotFound, and Refusal without words.
    """
    with acting_as(actor):
        must(actor, "governance.keep_boards")
        row = Interest.objects.filter(id=interest_id, ended_on=None).first()
        if row is None:
            raise NotFound
        if not handled.strip():
            raise Refusal("Say what is done about it, or why it is over.", field="handled")
        row.handled, row.handled_by = handled.strip(), actor.name
        row.ended_on = timezone.localdate(at) if ended else None
        row.save(update_fields=["handled", "handled_by", "ended_on"])
        record("interest.declared", subjects=[row.id, row.agency_id], fields=["handled"], at=at)
