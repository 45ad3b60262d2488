"""A quarter's pack for the boards as it stood when it was made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.may import must
from openccr.documents.rules.paper import Block, Content, Heading, Para, Recipient
from openccr.governance.competing import rivals_of, without
from openccr.governance.models import BoardPack
from openccr.governance.rules.board_pack import thawed
from openccr.insight.rules.quarters import read_quarter
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency

MOST = 40


def made_packs(actor: Actor) -> list[tuple[UUID, str, datetime, str]]:
    """The packs that were made, the newest first: id, quarter, when, by whom. One query. Raises Refusal."""
    must(actor, "governance.board_packs")
    return list(BoardPack.objects.order_by("-made_at").values_list("id", "quarter", "made_at", "made_by")[:MOST])


def pack_of(pack: UUID) -> BoardPack:
    """One of them. One query. Raises NotFound."""
    row = BoardPack.objects.filter(id=pack).first()
    if row is None:
        raise NotFound
    return row


def recipients(*, actor: Actor, about: UUID) -> Sequence[Recipient]:
    """Every agency of the partnership, the actor's own first. Raises NotFound for a pack that is not there."""
    pack_of(about)
    rows = Agency.objects.filter(partnership_id=actor.partnership, left_on=None).order_by("name")
    every = [Recipient(agency_id=one.id, agency=one.name, kind=one.kind) for one in rows]
    return sorted(every, key=lambda one: one.agency_id != actor.agency_id)


def content(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """The pack as a paper. No case stands in it, so it is the same for every recipient, but for the lines of agencies
    that compete with theirs for contracts: those are left out, and the line of all agencies with them.
    """
    row = pack_of(about)
    quarter = read_quarter(row.quarter)
    blocks: list[Block] = [
        Para(f"{quarter.name}. As things stood on {day_words(localdate(row.made_at))}, collected by {row.made_by}.")
    ]
    rivals = rivals_of(recipient.agency_id)
    for part in thawed(row.parts):
        blocks += [Heading(part.title), *without(part.blocks, rivals)]
    return Content(title=f"Pack for the boards, {quarter.name}", blocks=tuple(blocks))
