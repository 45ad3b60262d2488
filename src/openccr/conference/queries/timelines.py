"""One timeline of a case out of everything that has a day: for the meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from openccr.casefiles.queries import Entry
from openccr.conference.queries.research import Said
from openccr.conference.queries.watching import Watched

SOURCES = {"fact": "Fact", "opinion": "Opinion", "third_party": "Third party"}


@dataclass(frozen=True)
class Line:
    """A line of the timeline, as ui/parts/timeline.html draws it."""

    title: str
    at: date | datetime
    agency: str = ""
    author: str = ""
    source: str = ""
    text: str = ""
    is_new: bool = False


def combined(entries: Iterable[Entry], said: Iterable[Said], watched: Watched, *, since: date | None) -> list[Line]:
    """What was done, what agencies last saw, who was seen when, what lies ahead: the furthest ahead first.

    Args:
        since: the day of the last hearing; what is written since is marked new. None: nothing is marked.
    """
    lines = [
        Line(one.sentence, one.at, one.agency, one.author, SOURCES.get(one.source, ""), is_new=_new(one.at, since))
        for one in entries
    ]
    lines += [
        Line("Last contact", one.last_contact_on, one.agency, one.returned_by, is_new=_new(one.last_contact_on, since))
        for one in said
        if one.last_contact_on
    ]
    lines += [
        Line(_seen(name, one.alone, one.well), one.on, one.by, "", one.way, one.words, _new(one.on, since))
        for name, one in watched.sightings
    ]
    lines += [
        Line(f"Dangerous date: {one.kind}", one.on, one.noted_by, "", one.source, one.words)
        for one in (*watched.dates, *watched.past)
    ]
    return sorted(lines, key=lambda line: _day(line.at), reverse=True)


def _seen(name: str, alone: bool, well: bool) -> str:
    if alone and well:
        return f"{name} was seen alone and well"
    return f"{name} was seen{'' if alone else ', not alone'}{'' if well else ', not well'}"


def _day(at: date | datetime) -> date:
    return timezone.localtime(at).date() if isinstance(at, datetime) else at


def _new(at: Any, since: date | None) -> bool:
    return since is not None and _day(at) > since
