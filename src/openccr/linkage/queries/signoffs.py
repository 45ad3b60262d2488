"""Who has signed for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.linkage.models import SignOff
from openccr.linkage.rules.signoffs import SIGNS, Body, Use, open_for, why_not_open
from openccr.linkage.signed import standing


@dataclass(frozen=True)
class UseShown:
    """One use: whether it is open, and each body's word that stands, if it does."""

    use: Use
    open: bool
    bodies: tuple[tuple[Body, SignOff | None], ...]


def sign_offs(*, actor: Actor, today: date) -> tuple[list[UseShown], list[SignOff]]:
    """Every use with its sign-offs; and those that were taken back, the newest first."""
    with acting_as(actor):
        must(actor, "linkage.see_sign_offs")
        rows = list(SignOff.objects.order_by("-signed_at"))
        stands = {(one.use, one.body): one for one in rows if one.withdrawn_at is None and one.until_on > today}
        signed = standing()
        shown = [
            UseShown(
                use, open_for(signed, use, today=today),
                tuple((body, stands.get((use.value, body.value))) for body in Body),
            )
            for use in Use
        ]  # fmt: skip
        return shown, [one for one in rows if one.withdrawn_at is not None]


def sign_off(*, actor: Actor, sign_off: UUID) -> SignOff:
    """One that stands. Raises NotFound."""
    with acting_as(actor):
        must(actor, "linkage.sign")
        found = SignOff.objects.filter(id=sign_off, withdrawn_at=None).first()
        if found is None:
            raise NotFound
        return found


def why_not_compared(*, today: date) -> Refusal | None:
    """Why nothing is compared now, naming who has not signed, or None. Call it inside `acting_as`."""
    return why_not_open(standing(), Use.MATCHING, today=today)


def bodies_of(actor: Actor) -> list[tuple[str, str]]:
    """The bodies that the actor may sign for, as choices of a form."""
    return [(body.value, body.label) for body in Body if actor.role in SIGNS[body]]
