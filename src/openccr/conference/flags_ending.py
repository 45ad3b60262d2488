"""Cases whose flag ends: twelve months (the pack's period) after the last referral that was heard (SL-REP-OLD)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max

from openccr.conference.models import Referral
from openccr.conference.rules.referrals import ReferralState
from openccr.conference.rules.repeats import add_months
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class FlagEnding:
    """A case and the last day of its flag."""

    file_id: UUID
    initials: str
    reference: str
    until: date
    closed: bool

    def as_json(self) -> dict[str, str]:
        return {"initials": self.initials, "reference": self.reference, "until": self.until.isoformat()}


def flags_ending(*, actor: Actor, after: date, until: date) -> list[FlagEnding]:
    """The cases whose flag ends after the first day and not after the second, the soonest first. One query.

    A month is a calendar month, so the days of referral are looked up a little wider than the days asked for.
    """
    months = flag_months(actor)
    slack = timedelta(days=4)
    heard = Referral.objects.filter(state=ReferralState.HEARD, referred_on__gte=add_months(after, -months) - slack)
    last = heard.values("file_id", "file__title", "file__reference", "file__closed_at").annotate(on=Max("referred_on"))
    found = [
        FlagEnding(
            row["file_id"], row["file__title"], row["file__reference"], add_months(row["on"], months),
            closed=row["file__closed_at"] is not None,
        )
        for row in last.filter(on__lte=add_months(until, -months) + slack)
    ]  # fmt: skip
    return sorted((one for one in found if after < one.until <= until), key=lambda one: (one.until, one.reference))


def flag_until(file_id: UUID, *, actor: Actor) -> date | None:
    """The last day of a case's flag; None when it was never heard. One query."""
    heard = Referral.objects.filter(state=ReferralState.HEARD, file_id=file_id)
    last = heard.order_by("-referred_on").values_list("referred_on", flat=True).first()
    return add_months(last, flag_months(actor)) if last else None


def flag_months(actor: Actor) -> int:
    """How long a flag stays on, by the pack."""
    return practice(actor).processes["marac"].periods.flag.months
