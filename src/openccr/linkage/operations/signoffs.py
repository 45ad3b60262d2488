"""Signing that agencies' records may be compared, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.linkage.models import SignOff
from openccr.linkage.rules.months import months_after
from openccr.linkage.rules.signoffs import Body, Use, already_signed, why_not_signed
from openccr.partnership.practice import practice


def sign(
    *, actor: Actor, body: Body, uses: Sequence[Use], signatory: str, post: str, reference: str,
    signed_on: date | None, at: datetime, conditions: str = "",
) -> list[Use]:  # fmt: skip
    """Sign for a body, each use for itself. It stands for as long as the pack says, and is taken back at any time.

    Returns what was signed: of `uses`, one that the body has signed already stays as it was.
    Raises Refusal for a body that is not the actor's, where all is signed already, and for what is not whole.
    """
    with acting_as(actor):
        must(actor, "linkage.sign")
        until = months_after(signed_on or localdate(at), practice(actor).linking.sign_off_months)
        refusal = why_not_signed(
            body=body, role=actor.role, signatory=signatory, reference=reference, signed_on=signed_on,
            until_on=until, today=localdate(at),
        )  # fmt: skip
        if refusal is not None or signed_on is None or actor.user_id is None:
            raise refusal or Refusal("A person signs, and gives the day.", field="signed_on")
        if not uses:
            raise Refusal("Choose what is signed for.", field="uses")
        rows = SignOff.objects.filter(body=body, use__in=uses, withdrawn_at=None)
        already = set(rows.filter(until_on__gt=localdate(at)).values_list("use", flat=True))
        new = [use for use in uses if use not in already]
        if not new:
            raise Refusal(already_signed(uses), remedy="Take it back first to sign it anew.", field="uses")
        rows.filter(use__in=new).update(withdrawn_at=at, withdrawn_by=actor.name, withdrawn_why="Signed anew.")
        made = SignOff.objects.bulk_create(
            SignOff(
                partnership_id=actor.partnership, use=use, body=body, signatory=signatory.strip(), post=post.strip(),
                reference=reference.strip(), conditions=conditions.strip(), signed_on=signed_on, until_on=until,
                signed_at=at, appointment_id=actor.appointment, user_id=actor.user_id,
            )
            for use in new
        )  # fmt: skip
        record("linkage.signed", subjects=[actor.partnership], fields=[f"{body}:{row.use}" for row in made], at=at)
        return new


def take_back(*, actor: Actor, sign_off: UUID, why: str, at: datetime) -> None:
    """Take a sign-off back: from this moment its use is off (`ENDS`). Any of those who may sign may stop it.

    Raises NotFound for one that does not stand, Refusal without a reason.
    """
    with acting_as(actor):
        must(actor, "linkage.sign")
        if not why.strip():
            raise Refusal("Say why.", field="why")
        changed = SignOff.objects.filter(id=sign_off, withdrawn_at=None).update(
            withdrawn_at=at, withdrawn_by=actor.name, withdrawn_why=why.strip()
        )
        if not changed:
            raise NotFound
        record("linkage.sign_off_withdrawn", subjects=[actor.partnership], at=at)
