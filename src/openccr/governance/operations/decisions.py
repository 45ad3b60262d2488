"""Writing down decisions, risks and issues of a group."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import BoardDecision, BoardRisk, SittingItem
from openccr.governance.operations.sittings import sitting_to_lead
from openccr.governance.rules.decisions import DECISIONS, RISK_KINDS, why_not_decided, why_not_here, why_not_owned
from openccr.governance.rules.sittings import WRITES
from openccr.governance.seats import board_of, must_lead
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice


def decide(
    *, actor: Actor, sitting_id: UUID, kind: str, text: str, how: str, dissent: str, at: datetime,
    item_id: UUID | None = None, provider_id: UUID | None = None, replaces_id: UUID | None = None,
) -> UUID:  # fmt: skip
    """Write down a decision of a sitting; it gets the group's next number. Returns its id.

    Args:
        provider_id: whose contract it is about; for a decision on a contract only.
        replaces_id: the group's earlier decision that it replaces.

    Raises NotFound, and Refusal before the day of the sitting and once its minutes are agreed, for a contract outside a
    commissioning group, and without what `rules.decisions.why_not_decided` asks.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        row = sitting_to_lead(actor, sitting_id)
        if row.state not in WRITES:
            raise Refusal("Decisions are written between calling a sitting and agreeing its minutes.")
        if row.on > timezone.localdate(at):
            raise Refusal("The day of the sitting has not come.", remedy="Put it on the agenda.")
        if kind not in DECISIONS:
            raise Refusal("Say what kind of decision it is.", field="kind")
        board = board_of(row.board_id)
        refusal = why_not_here(kind, commissioning=board.commissioning) or why_not_decided(
            text, how=how, dissent=dissent
        )
        if refusal is not None:
            raise refusal
        if provider_id is not None and kind != "contract":
            raise Refusal("Only a decision on a contract names a provider.", field="provider_id")
        if item_id is not None and not SittingItem.objects.filter(id=item_id, sitting_id=sitting_id).exists():
            raise NotFound
        earlier = BoardDecision.objects.filter(board_id=row.board_id)
        if replaces_id is not None and not earlier.filter(id=replaces_id).exists():
            raise NotFound
        made = BoardDecision(
            partnership_id=actor.partnership, board_id=row.board_id, sitting_id=sitting_id, item_id=item_id,
            number=(earlier.aggregate(last=Max("number"))["last"] or 0) + 1, kind=kind, text=text.strip(), how=how,
            dissent=dissent.strip(), provider_id=provider_id, replaces_id=replaces_id, decided_on=row.on,
            written_at=at, written_by=actor.name,
        )  # fmt: skip
        made.save(force_insert=True)
        record("sitting.decided", subjects=[sitting_id, made.id], at=at)
        return made.id


def raise_risk(
    *, actor: Actor, board_id: UUID, kind: str, words: str, likelihood: str, seriousness: str, agency_id: UUID,
    doing: str, review_on: date, at: datetime,
) -> UUID:  # fmt: skip
    """Enter a risk or an issue in a group's register. Returns its id.

    Args:
        agency_id: who answers for it.

    Raises NotFound, and Refusal for what is not whole and for whoever does not lead the group.
    """
    with acting_as(actor):
        must(actor, "governance.lead_board")
        board_of(board_id)
        must_lead(actor, board_id)
        if kind not in RISK_KINDS:
            raise Refusal("Say whether it may happen or is there already.", field="kind")
        if not Agency.objects.filter(id=agency_id).exists():
            raise NotFound
        today = timezone.localdate(at)
        _whole(actor, words=words, likelihood=likelihood, seriousness=seriousness, doing=doing, review_on=review_on,
               today=today)  # fmt: skip
        row = BoardRisk(
            partnership_id=actor.partnership, board_id=board_id, kind=kind, words=words.strip(), likelihood=likelihood,
            seriousness=seriousness, agency_id=agency_id, doing=doing.strip(), review_on=review_on, raised_on=today,
            said_at=at, said_by=actor.name,
        )  # fmt: skip
        row.save(force_insert=True)
        record("board.risk", subjects=[board_id, row.id], at=at)
        return row.id


def review_risk(
    *, actor: Actor, risk_id: UUID, likelihood: str, seriousness: str, doing: str, review_on: date | None,
    closing: str, at: datetime,
) -> UUID:  # fmt: skip
    """Look at a risk again: how it stands now, or why it is closed. Returns the group's id. Raises as `raise_risk`."""
    with acting_as(actor):
        must(actor, "governance.lead_board")
        row = BoardRisk.objects.select_for_update().filter(id=risk_id, closed_on=None).first()
        if row is None:
            raise NotFound
        must_lead(actor, row.board_id)
        today = timezone.localdate(at)
        if closing.strip():
            row.closed_on, row.closing = today, closing.strip()
        else:
            if review_on is None:
                raise Refusal("Say when it is looked at again, or why it is closed.", field="review_on")
            _whole(actor, words=row.words, likelihood=likelihood, seriousness=seriousness, doing=doing,
                   review_on=review_on, today=today)  # fmt: skip
            row.review_on = review_on
        row.likelihood, row.seriousness, row.doing = likelihood, seriousness, doing.strip()
        row.said_at, row.said_by = at, actor.name
        row.save(
            update_fields=[
                "likelihood", "seriousness", "doing", "review_on", "closed_on", "closing", "said_at", "said_by"
            ]
        )  # fmt: skip
        record("board.risk", subjects=[row.board_id, row.id], fields=["closed_on"] if row.closed_on else [], at=at)
        return row.board_id


def _whole(
    actor: Actor, *, words: str, likelihood: str, seriousness: str, doing: str, review_on: date, today: date
) -> None:  # fmt: skip
    boards = practice(actor).boards
    if likelihood not in boards.likelihood:
        raise Refusal("Say how likely it is.", field="likelihood")
    if seriousness not in boards.seriousness:
        raise Refusal("Say how serious it would be.", field="seriousness")
    refusal = why_not_owned(words=words, doing=doing, review_on=review_on, today=today)
    if refusal is not None:
        raise refusal
