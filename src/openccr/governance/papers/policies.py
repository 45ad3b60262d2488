"""A policy on paper: its newest version, what it rests on, and who signed it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from openccr.conference.recipients import oneself
from openccr.documents.kinds import PaperKind
from openccr.documents.rules.paper import Block, Content, Facts, Heading, Para, Recipient, Table
from openccr.governance.queries.policies import policy_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words


def _recipients(*, actor: Actor, about: UUID) -> list[Recipient]:
    policy_of(actor=actor, policy=about, today=date.min)  # raises NotFound for what is hidden
    return [oneself(actor)]


def _policy(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    shown = policy_of(actor=actor, policy=about, today=today).shown
    row, newest = shown.row, shown.newest
    if newest is None:
        return Content(title=row.title, blocks=())
    approved = f"{newest.approved_by}, {day_words(newest.approved_on)}" if newest.approved_on else "Not approved yet"
    blocks: list[Block] = [
        Facts((
            ("Whose", row.agency.name if row.agency else "The partnership's"),
            ("Version", str(newest.number)),
            ("Approved", approved),
            ("Answers for it", row.owner),
            ("Reviewed by", day_words(row.review_on)),
        )),
        *([Para(newest.body)] if newest.body else [Para(f"It lies here: {newest.held_at}")]),
        Heading("What it rests on"),
        Para(newest.evidence),
        Heading("What survivors said"),
        Para(newest.survivor_input or "Survivors have not been asked about it."),
    ]  # fmt: skip
    if shown.signatories:
        signed = tuple(
            (one.agency.name, one.signed_by or "Not signed", day_words(one.signed_on) if one.signed_on else "")
            for one in shown.signatories
        )
        blocks += [Heading("Who signed"), Table("Who signed", ("Agency", "By", "When"), signed)]
    return Content(title=row.title, blocks=tuple(blocks))


POLICY_PAPERS = (
    PaperKind(
        key="policy",
        title="Policy",
        explains="The newest version, what it rests on, what survivors said, and who signed it.",
        may="governance.policies",
        about="policy",
        recipients=_recipients,
        query=_policy,
    ),
)
