"""Who is what to whom, since when and until when; and periods in words."""

from __future__ import annotations

from datetime import date

from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal


def why_not_period(
    since_on: date | None, until_on: date | None, *, today: date, first: str = "from_on"
) -> Refusal | None:
    """Why a period cannot be so, or None. `first`: the form's field of its first day."""
    if since_on and since_on > today:
        return Refusal("This day lies ahead.", remedy="Leave it empty if it is not known.", field=first)
    if since_on and until_on and until_on < since_on:
        return Refusal("It ended before it began.", remedy="Look at the two days.", field="until_on")
    return None


def why_not_related(*, same: bool, since_on: date | None, until_on: date | None, today: date) -> Refusal | None:
    """Why a relationship cannot be written down so, or None. `same`: it would be to the person's own self."""
    if same:
        return Refusal("Choose another person.", field="other")
    return why_not_period(since_on, until_on, today=today, first="since_on")


def period(since_on: date | None, until_on: date | None) -> str:
    """A period in words: "since 3 May 2019", "until 1 June 2024", "3 May 2019 to 1 June 2024", or "dates not known"."""
    since, until = (day_words(day) if day else "" for day in (since_on, until_on))
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else "dates not known"
