"""The surveys that anybody may answer today, as whoever has no name may read them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from openccr.kernel.refusals import NotFound


@dataclass(frozen=True)
class Survey:
    """An open survey."""

    id: UUID
    title: str
    purpose: str
    questions: tuple[str, ...]
    children: bool
    ends_on: date


def open_surveys(*, area: str) -> list[Survey]:
    """The surveys of an area that anybody may answer today, those that end first first; none for no area."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, title, purpose, questions, children, ends_on FROM openccr.open_surveys(%s)", [area.lower()]
        )
        return [
            Survey(key, title, purpose, tuple(json.loads(asks)), children, ends_on)
            for key, title, purpose, asks, children, ends_on in cursor.fetchall()
        ]


def survey_of(*, area: str, survey: UUID) -> Survey:
    """One of them. Raises NotFound."""
    found = next((one for one in open_surveys(area=area) if one.id == survey), None)
    if found is None:
        raise NotFound
    return found
