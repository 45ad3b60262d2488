"""Statements that the database keeps: their text, their values, and that they are kept."""

from __future__ import annotations

import enum
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import TextChoices

from openccr.access.acting import acting_as
from openccr.access.prepared import same_text
from openccr.access.together import together
from openccr.casefiles.models import CaseFile
from openccr.people.models import Part, PersonName
from openccr.people.rules import PartKind
from tests.makers import Area


class State(TextChoices):
    LATE = "late"
    ODD = "Amina's 5 %", "odd"


class Grade(enum.IntEnum):
    LOW = 1


ONE, TWO, DAY = uuid4(), uuid4(), date(2026, 3, 4)


@pytest.mark.parametrize(
    ("sql", "values", "text", "left"),
    [
        ("state = %s AND due < %s", [State.LATE, DAY], "state = 'late' AND due < %s", [DAY]),
        ("state = %s", [State.ODD], "state = 'Amina''s 5 %%'", []),
        ("open = %s AND not %s", [True, False], "open = true AND not false", []),
        ("id IN (%s, %s) AND n = %s", [ONE, TWO, 3], "id = ANY(%s) AND n = %s", [[ONE, TWO], 3]),
        ("id IN (%s)", [ONE], "id = ANY(%s)", [[ONE]]),
        ("state IN (%s, %s)", [State.LATE, State.LATE], "state IN ('late', 'late')", []),
        ("state IN (%s, %s)", [State.LATE, "late"], "state IN ('late', %s)", ["late"]),
        ("name LIKE '%%s' AND key = %s", ["late"], "name LIKE '%%s' AND key = %s", ["late"]),
        ("grade = %s", [Grade.LOW], "grade = %s", [Grade.LOW]),
        ("NOT (id IN (%s) AND gone = %s)", [ONE, None], "NOT (id = ANY(%s) AND gone = %s)", [[ONE], None]),
    ],
)
def test_only_what_code_wrote_stands_in_the_text(sql: str, values: list[Any], text: str, left: list[Any]) -> None:
    assert same_text(sql, values) == (text, left)


def kept() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return {str(text) for (text,) in cursor.fetchall()}


def ask(*files: UUID, name: str) -> None:
    together(
        CaseFile.objects.filter(id__in=files),
        Part.objects.filter(file_id__in=files, kind=PartKind.VICTIM),
        PersonName.objects.filter(given_key=name),
    )


def test_a_statement_is_kept_once_however_many_are_asked_for(area: Area) -> None:
    with acting_as(area.amina):
        ask(uuid4(), name="first")
        before = kept()
        ask(uuid4(), uuid4(), uuid4(), name="second")
        assert kept() == before

    (ours,) = [text for text in before if '"people_personname"' in text and "'victim'" in text]
    assert "first" not in ours


def test_what_is_asked_one_by_one_is_not_kept(area: Area) -> None:
    with acting_as(area.amina):
        before = kept()
        for _ in range(8):
            list(CaseFile.objects.filter(id=uuid4()))
        assert kept() == before
