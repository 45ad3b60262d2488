"""What a person reads where a table holds keys and codes: names, days in words, and the words of states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from openccr.actions.rules.locks import LOCKED_ON_PAPER, Lock
from openccr.actions.rules.states import ACTION
from openccr.conference.rules.hearings import HEARING
from openccr.conference.rules.referrals import REFERRAL
from openccr.conference.rules.research import RESEARCH
from openccr.content.schema.instruments import Instrument
from openccr.kernel.days import day_words
from openccr.kernel.text import printable
from openccr.leaving.tables import Table

NAMED = {
    "file_id": ("case", "casefiles.CaseFile", "reference"),
    "person_id": ("person", "", ""),
    "agency_id": ("agency", "partnership.Agency", "name"),
    "meeting_id": ("meeting", "conference.Meeting", "on"),
    "chair_id": ("chair", "partnership.Appointment", "name"),
    "owner_id": ("owner", "partnership.Appointment", "name"),
}
"""Column that holds a key → what its name is called, and where that name stands; a person's is put together."""

STATES: Mapping[str, Mapping[Any, str]] = {
    "conference.Referral": REFERRAL.states,
    "conference.Hearing": HEARING.states,
    "conference.Research": RESEARCH.states,
    "actions.Action": ACTION.states,
}


class Readable:
    """The names of everything that leaves, looked up once."""

    def __init__(self, tables: Mapping[str, Table], tools: Mapping[str, Instrument]) -> None:
        self._tools = tools
        self._names = {
            table: {str(one["id"]): str(one[column]) for one in tables[table].records()}
            for _, table, column in NAMED.values()
            if table in tables
        }
        people: dict[str, list[str]] = defaultdict(list)
        for one in tables["people.PersonName"].records():
            people[str(one["person_id"])].append(f"{one['given'] or ''} {one['family'] or ''}".strip())
        self._names[""] = {key: ", also ".join(filter(None, names)) for key, names in people.items()}

    def name(self, column: str, key: object) -> str:
        """The name behind a key, or nothing."""
        return self._names.get(NAMED[column][1], {}).get(str(key), "")

    def words(self, table: str, column: str, value: object) -> str:
        """A value as it is said; empty for what is not there.

        A pasted control character is left out: it must not keep a whole area from leaving.
        """
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if value in (None, "", [], {}):
            return ""
        if column in NAMED:
            said = self.name(column, value)
            return day(said) if column == "meeting_id" else printable(said)
        if column.endswith("_on") or column == "on":
            return day(str(value))
        if column.endswith("_at") or column == "at":
            moment = localtime(datetime.fromisoformat(str(value)))
            return f"{day(moment.date().isoformat())} at {moment:%H:%M}"
        if column == "lock":
            return LOCKED_ON_PAPER if value == Lock.LOCKED else ""
        if column == "instrument":
            return self._tools[str(value)].name if value in self._tools else str(value)
        if column == "state":
            return STATES[table].get(value, str(value))
        return "\n".join(printable(str(value)).splitlines())


def day(value: str) -> str:
    """2026-11-22 as 22 November 2026."""
    on = date.fromisoformat(value)
    return day_words(on)
