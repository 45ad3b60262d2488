"""Making a business case: what abuse costs here, beside what is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.costing import costed
from openccr.governance.models import BusinessCase
from openccr.governance.rules.costs import frozen, typed
from openccr.governance.rules.funding import Purse
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal


@dataclass(frozen=True)
class Typed:
    """A count that somebody gives: how many, where it comes from, and whether it is published there."""

    number: int
    source: str
    public: bool = False


def make_case(
    *, actor: Actor, title: str, asks_for: str, purse: str, pounds: int | None, given: Mapping[str, Typed], at: datetime
) -> UUID:
    """Work out a business case and keep it as it is today. Returns its id.

    Args:
        purse: whom the money asked for is for.
        pounds: what is asked for, whole and a year; None when no sum is named.
        given: unit cost → a count by hand, in place of what was signed off.

    Raises Refusal without a title or what is asked for, for a count without its source, and when nothing is counted.
    """
    with acting_as(actor):
        must(actor, "governance.keep_costs")
        if purse not in list(Purse):
            raise Refusal("Say whom the money is for.", field="purse")
        for field, words, missing in (
            ("title", title, "Give it a title."), ("asks_for", asks_for, "Say what you ask for."),
        ):  # fmt: skip
            if not words.strip():
                raise Refusal(missing, field=field)
        lines = []
        for key, one in costed(actor=actor).items():
            count = one.count
            if key in given:
                hand = given[key]
                try:
                    count = typed(hand.number, source=hand.source, public=hand.public)
                except Refusal as why:
                    raise Refusal(why.sentence, field=f"{key}_source") from why
            if count is not None:
                lines.append(one.line(count))
        if not lines:
            raise Refusal(
                "Nothing is counted yet.", remedy="Sign a quarter's figures off, or give a number with its source."
            )
        row = BusinessCase(
            partnership_id=actor.partnership, title=title.strip(), asks_for=asks_for.strip(), purse=purse,
            pounds=pounds, lines=frozen(lines), made_at=at, made_by=actor.name,
        )  # fmt: skip
        row.save(force_insert=True)
        record("costs.case_made", subjects=[row.id], at=at)
        return row.id
