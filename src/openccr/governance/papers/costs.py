"""The business case on paper."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from openccr.conference.recipients import oneself
from openccr.documents.kinds import PaperKind
from openccr.documents.rules.paper import Block, Bullets, Content, Facts, Heading, Notice, Para, Recipient, Table
from openccr.governance.papers.costs_words import (
    CONCERNS,
    LINE_HEAD,
    NOT_ADDED,
    TOTAL_HEAD,
    concerning,
    line_cells,
    ratio_words,
    total_cells,
)
from openccr.governance.queries.costs import business_case
from openccr.governance.rules.funding import Purse, in_words
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words


def _recipients(*, actor: Actor, about: UUID) -> list[Recipient]:
    business_case(actor=actor, case=about)  # raises NotFound for what is hidden
    return [oneself(actor)]


def _business_case(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    found = business_case(actor=actor, case=about)
    row = found.row
    blocks: list[Block] = [
        Facts((
            ("For", Purse(row.purse).label),
            ("A year", in_words(row.pounds) if row.pounds else "No sum is named"),
            ("Worked out on", day_words(timezone.localdate(row.made_at))),
        )),
        Heading("What is asked for"),
        Para(row.asks_for),
        Notice(NOT_ADDED),
    ]  # fmt: skip
    for key, words in CONCERNS.items():
        if lines := concerning(found.lines, key):
            blocks += [Heading(words), Table(words, LINE_HEAD, tuple(line_cells(one) for one in lines))]
    blocks += [Heading("The whole country"), Table("Published totals", TOTAL_HEAD, tuple(total_cells(found.totals)))]
    if found.ratios:
        blocks += [Heading("What a pound was found to bring"), Bullets(tuple(ratio_words(found.ratios)))]
    return Content(
        title=row.title,
        blocks=tuple(blocks),
        handling="Counts and prices, no person. For whoever decides on the money, who may send it on.",
    )


COST_PAPERS = (
    PaperKind(
        key="business-case",
        title="Business case",
        explains="What abuse costs here beside what is asked for, each figure with its prices, range and source.",
        may="governance.costs",
        about="business_case",
        recipients=_recipients,
        query=_business_case,
    ),
)
