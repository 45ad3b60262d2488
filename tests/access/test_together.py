"""Several lists in one statement are what they would be one by one, behind the same walls."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet, Value
from django.db.models.fields import DecimalField
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

from openccr.access.acting import acting_as
from openccr.access.together import Steps, ahead, answer, asked, together
from openccr.casefiles.models import CaseFile, Grant
from openccr.kernel.once import showing
from openccr.people.models import Part, Person, PersonName, SafeContact
from openccr.risk.models import Assessment
from tests.conference.conferences import listed
from tests.makers import Area
from tests.people.test_contact import part
from tests.risk.making import answered

LISTS: list[Callable[[UUID], QuerySet[Any]]] = [
    lambda file: CaseFile.objects.filter(id=file),
    lambda file: Part.objects.filter(file_id=file).select_related("person", "file").order_by("kind", "id"),
    lambda file: Part.objects.filter(file_id=file).values_list("kind", flat=True).order_by("kind"),
    lambda file: Part.objects.filter(file_id=file).values("kind").annotate(number=Count("id")).order_by("kind"),
    lambda file: SafeContact.objects.filter(person__parts__file_id=file).order_by("id"),
    lambda file: PersonName.objects.filter(person__parts__file_id=file).order_by("-family_key", "given_key")[:2],
    lambda file: Part.objects.filter(file_id=file).values_list("file__opened_at", "person__born_on").order_by("id"),
    lambda file: CaseFile.objects.filter(id=file).annotate(
        shared=Exists(Grant.objects.filter(file_id=OuterRef("id")))
    ),
    lambda file: Assessment.objects.filter(file_id=file).order_by("id"),
    lambda file: Person.objects.filter(id__in=[]),
]  # fmt: skip


def plain(rows: list[Any]) -> list[Any]:
    """Rows as values: models by every column, and what was read with them."""
    return [
        {name: value for name, value in vars(row).items() if name != "_state"} if hasattr(row, "_state") else row
        for row in rows
    ]


@pytest.fixture
def case(area: Area) -> UUID:
    one = listed(area)
    answered(area, one.file, part(area, one, "victim"), yes=3)
    return one.file


def test_each_list_is_what_it_is_alone_in_one_statement(area: Area, case: UUID) -> None:
    with acting_as(area.amina):
        with CaptureQueriesContext(connection) as caught:
            found = together(*(make(case) for make in LISTS))
        assert len(caught) == 1
        for make, rows in zip(LISTS, found, strict=True):
            assert plain(rows) == plain(list(make(case)))


def test_a_wall_stands_before_each_list(area: Area, case: UUID) -> None:
    with acting_as(area.carl):
        assert together(*(make(case) for make in LISTS)) == [[] for _ in LISTS]


def compilers() -> list[SQLCompiler]:
    return [one for one in gc.get_objects() if isinstance(one, SQLCompiler)]


def test_what_was_asked_is_gone_without_a_search_for_unused_objects(area: Area, case: UUID) -> None:
    """A home page asks a hundred lists: objects that keep each other alive cost it a tenth of its time."""
    with acting_as(area.amina):
        together(*(make(case) for make in LISTS))
        gc.collect()
        before = compilers()  # of tests before this one, kept alive by what they caught
        gc.disable()
        try:
            together(*(make(case) for make in LISTS))
            assert not [one for one in compilers() if not any(one is old for old in before)]
        finally:
            gc.enable()


def test_what_json_does_not_keep_exactly_is_refused(area: Area, case: UUID) -> None:
    half = Value("0.5", output_field=DecimalField(max_digits=3, decimal_places=1))
    with acting_as(area.amina), pytest.raises(TypeError, match="DecimalField"):
        together(CaseFile.objects.filter(id=case).annotate(half=half))


@asked
def parts_of(file: UUID) -> Steps[int]:
    (rows,) = yield (Part.objects.filter(file_id=file),)
    return len(rows)


@asked
def named(file: UUID) -> Steps[tuple[int, datetime]]:
    (files,) = yield (CaseFile.objects.filter(id=file),)
    (names,) = yield (PersonName.objects.filter(person__parts__file_id=file),)
    return len(names) - parts_of(file), files[0].opened_at


def test_queries_asked_ahead_go_together_and_are_not_asked_again(area: Area, case: UUID) -> None:
    with acting_as(area.amina), showing(), CaptureQueriesContext(connection) as caught:
        ahead([parts_of.later(case), named.later(case), parts_of.later(case)])
        assert len(caught) == 2  # the longer one has two steps
        assert parts_of(case) == 3 and named(case)[0] == 0
        ahead([parts_of.later(case)])
        assert len(caught) == 2


def test_where_nothing_is_kept_nothing_is_asked_ahead(area: Area, case: UUID) -> None:
    with acting_as(area.amina), CaptureQueriesContext(connection) as caught:
        ahead([parts_of.later(case)])
        assert len(caught) == 0
        assert parts_of(case) == parts_of(case) == answer(parts_of.steps(case))
        assert len(caught) == 3
