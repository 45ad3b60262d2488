"""What ends or is to be looked at again: contracts without their holders, agreements, policies."""

from __future__ import annotations

from collections.abc import Sequence

from openccr.conference.rules.repeats import add_months
from openccr.documents.rules.paper import Block, Para, Table
from openccr.governance.models import Contract, FundingStream
from openccr.governance.pack_sections import Asked, PackSection
from openccr.governance.queries.contracts import warnings_of
from openccr.governance.queries.policies import to_review as policies_to_review
from openccr.kernel.days import day_words
from openccr.sharing.queries.agreements import to_review


def _contracts(asked: Asked) -> Sequence[Block]:
    months = max(warnings_of(asked.actor))
    latest = add_months(asked.today, months)
    ahead = {"ends_on__range": (asked.today, latest)}
    contracts = Contract.objects.filter(ended_on=None, **ahead).order_by("ends_on")
    streams = FundingStream.objects.filter(**ahead).order_by("ends_on").values_list("ends_on", flat=True)
    lines = [("A contract", day_words(one.ends_on), "Yes" if one.plan else "Nobody has said") for one in contracts]
    lines += [("Funding", day_words(ends_on), "Not asked of funding") for ends_on in streams if ends_on]
    if not lines:
        return [Para(f"No contract and no funding ends within {months} months.")]
    return [
        Table(f"Within {months} months", ("What", "Ends on", "Is it said what happens then?"), tuple(lines)),
        # Whoever holds a contract sees no rival's, so a paper for all agencies names none.
        Para("Which ones they are is read in the register, by whoever may see it."),
    ]


def _reviews(asked: Asked) -> Sequence[Block]:
    lines = [("Agreement", title, day_words(review_on)) for _, title, review_on, _ in to_review(today=asked.today)]
    lines += [
        ("Policy", one.title, day_words(one.review_on))
        for one, _ in policies_to_review(asked.actor, today=asked.today)
        if one.review_on and one.agency_id is None
    ]
    if not lines:
        return [Para("No agreement and no policy of the partnership waits for its review.")]
    return [Table("To look at again", ("What", "Title", "By"), tuple(lines))]


SECTIONS = (
    PackSection("ending", "Contracts and funding that end", 80, _contracts),
    PackSection("reviews", "Agreements and policies to look at again", 82, _reviews),
)
