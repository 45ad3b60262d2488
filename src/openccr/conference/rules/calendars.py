"""A pack's periods and bank holidays as the dates of meetings want them."""

from __future__ import annotations

from openccr.conference.rules.meetings import Calendar
from openccr.content import Pack


def calendar_of(pack: Pack, *, kind: str) -> Calendar:
    """The pack's periods and bank holidays as `meeting_dates` wants them."""
    periods = pack.processes[kind].periods
    return Calendar(
        agenda_out=periods.agenda_out.days,
        research_due=periods.research_due.days,
        holidays=pack.holidays,
        first_year=pack.calendar.first_year,
        last_year=pack.calendar.last_year,
        referral_cut_off=periods.referral_cut_off.days,
        minutes=periods.minutes.days,
    )
