"""Retention: what holds a file, that two people dispose of it, and that the log and other cases stay whole."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseFile
from openccr.content.schema.law import Retention
from openccr.documents.disposing import (
    approve_disposal,
    drop_disposal,
    end_hold,
    files_due,
    propose_disposal,
    set_hold,
)
from openccr.documents.models import Disposal
from openccr.documents.panels import TODOS
from openccr.documents.rules.retention import Kept, due_on, why_kept
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part, Person, PersonKey
from openccr.people.operations import destroy_key, place
from tests.conference.conferences import TODAY, WHEN, Listed, listed
from tests.makers import Area
from tests.signing_in import sign_in

RULE = Retention(key="marac", name="x", years=7, child_until_age=25, source="x")
LONG_AGO = WHEN - timedelta(days=365 * 40)


def other_coordinator(area: Area) -> Actor:
    """Somebody else in the coordinator's post."""
    from dataclasses import replace

    return replace(area.amina, user_id=area.dee.user_id, name="Dee Harrow")


def test_a_file_is_kept_for_the_years_and_until_the_youngest_child_is_grown() -> None:
    assert due_on(RULE, closed_on=date(2020, 2, 29)) == date(2027, 2, 28)
    assert due_on(RULE, closed_on=date(2020, 3, 1), children_born=[date(2019, 4, 3)]) == date(2044, 4, 3)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (Kept(closed=False, due_on=TODAY), "not closed"),
        (Kept(closed=True, due_on=TODAY, holds=("The police asked.", "court")), "The police asked; court. End"),
        (Kept(closed=True, due_on=TODAY, died=True), "has died"),
        (Kept(closed=True, due_on=TODAY + timedelta(days=1)), "kept until"),
    ],
)
def test_what_keeps_a_file_is_said_in_words(kept: Kept, words: str) -> None:
    assert words in str(why_kept(kept, today=TODAY))
    assert why_kept(Kept(closed=True, due_on=TODAY), today=TODAY) is None


def closed_long_ago(area: Area, case: Listed) -> UUID:
    with acting_as(area.amina):
        CaseFile.objects.filter(id=case.file).update(closed_at=LONG_AGO)
        Person.objects.filter(parts__file_id=case.file, parts__kind="child").update(born_on=date(1980, 1, 1))
    return case.file


@pytest.mark.django_db
def test_two_people_dispose_of_a_file_and_nothing_of_it_is_left_but_the_log(area: Area) -> None:
    case, other = listed(area), listed(area, given="Staying")
    file = closed_long_ago(area, case)
    with acting_as(area.amina):
        people = set(Part.objects.filter(file_id=file).values_list("person_id", flat=True))
    with acting_as(area.amina):
        assert file in [one.file_id for one in files_due(actor=area.amina, today=TODAY)]
    proposed = propose_disposal(actor=area.amina, file=file, at=WHEN)
    with pytest.raises(Refusal, match="You proposed it"):
        approve_disposal(actor=area.amina, disposal=proposed, at=WHEN)
    certificate = approve_disposal(actor=other_coordinator(area), disposal=proposed, at=WHEN)
    with acting_as(area.amina):
        row = Disposal.objects.get(id=proposed)
        assert row.certificate == certificate and row.removed["casefiles_casefile"] == 1
        assert not CaseFile.objects.filter(id=file).exists() and not Person.objects.filter(id__in=people).exists()
        assert CaseFile.objects.filter(id=other.file).exists()
    with connection.cursor() as cursor, acting_as(area.amina):
        cursor.execute("SELECT count(*) FROM conference_referral WHERE file_id = %s", [file])
        assert cursor.fetchone()[0] == 0
    with pytest.raises(NotFound):
        approve_disposal(actor=other_coordinator(area), disposal=proposed, at=WHEN)


@pytest.mark.django_db
def test_a_hold_outranks_the_rule_also_in_the_database(area: Area) -> None:
    file = closed_long_ago(area, listed(area))
    proposed = propose_disposal(actor=area.amina, file=file, at=WHEN)
    set_hold(actor=area.amina, file=file, why="The family court has asked for it", at=WHEN)
    with pytest.raises(Refusal, match="on hold"):
        approve_disposal(actor=other_coordinator(area), disposal=proposed, at=WHEN)
    with acting_as(other_coordinator(area)), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("SELECT * FROM openccr.dispose_file(%s)", [proposed])
    end_hold(actor=area.amina, file=file, why="The court is done", at=WHEN)
    drop_disposal(actor=area.amina, disposal=proposed, at=WHEN)
    with pytest.raises(NotFound):
        approve_disposal(actor=other_coordinator(area), disposal=proposed, at=WHEN)


def test_a_hold_outranks_destroying_a_persons_key(area: Area) -> None:
    """Whose request for her data is open would otherwise be answered with what is gone."""
    case = listed(area)
    with acting_as(area.amina):
        her = Part.objects.get(file_id=case.file, kind="victim").person_id
    place(actor=area.amina, file=case.file, person=her, kind="email", text="her.own@mail.example", at=WHEN)
    set_hold(actor=area.amina, file=case.file, why="Data protection", at=WHEN)
    erase = partial(destroy_key, actor=area.commands, person=her, reason="She asked for it", at=WHEN)
    with pytest.raises(Refusal, match="on hold"):
        erase()
    with acting_as(area.amina):
        assert PersonKey.objects.filter(person_id=her).exists()
    end_hold(actor=area.amina, file=case.file, why="Answered", at=WHEN)
    erase()
    with acting_as(area.amina):
        assert not PersonKey.objects.filter(person_id=her).exists()


@pytest.mark.django_db
def test_rows_are_removed_by_no_other_way(area: Area) -> None:
    file = closed_long_ago(area, listed(area))
    with acting_as(area.amina), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(
            "SELECT * FROM openccr.dispose_rows('public.casefiles_casefile', ARRAY[%s]::uuid[], %s)", [file, file]
        )
    for who in ("bea", "grace", "fay", "commands"):
        with pytest.raises(Refusal):
            propose_disposal(actor=area.actors[who], file=file, at=WHEN)


@pytest.mark.django_db
def test_a_file_that_is_open_or_young_is_not_proposed(area: Area) -> None:
    case = listed(area)
    with pytest.raises(Refusal, match="not closed"):
        propose_disposal(actor=area.amina, file=case.file, at=WHEN)
    with acting_as(area.amina):
        CaseFile.objects.filter(id=case.file).update(closed_at=WHEN)
    with pytest.raises(Refusal, match="kept until"):
        propose_disposal(actor=area.amina, file=case.file, at=WHEN)


def test_a_certificate_speaks_the_words_of_the_classes_and_not_of_tables(area: Area) -> None:
    file = closed_long_ago(area, listed(area))
    proposed = propose_disposal(actor=area.amina, file=file, at=WHEN)
    certificate = approve_disposal(actor=other_coordinator(area), disposal=proposed, at=WHEN)
    client = Client()
    sign_in(client, area.amina, stepped_up=True)
    page = client.get(reverse("documents.retention")).text
    shown = page[page.index(certificate) : page.index("</ul>", page.index(certificate))]
    with acting_as(area.amina):
        removed = Disposal.objects.get(id=proposed).removed
    assert removed and not [table for table in removed if table in page]
    counted = [int(number) for number in re.findall(r": (\d+) records?</li>", shown)]
    assert sum(counted) == sum(removed.values()), "each row that went is counted once"
    assert "Case files and all that hangs on them: " in shown and "People: names, facts, safe contact: " in shown


@pytest.mark.django_db
def test_the_page_lists_proposes_and_shows_certificates(area: Area) -> None:
    file = closed_long_ago(area, listed(area))
    client = Client()
    sign_in(client, area.amina, stepped_up=True)
    page = client.get(reverse("documents.retention")).content.decode()
    with acting_as(area.amina):
        reference = CaseFile.objects.get(id=file).reference
    assert reference in page and "Propose" in page
    assert client.post(reverse("documents.propose_disposal", kwargs={"file": file}), {"once": "a"}).status_code == 302
    assert "waiting for somebody else" in client.get(reverse("documents.retention")).content.decode()
    with acting_as(area.amina):
        decide = reverse("documents.approve_disposal", kwargs={"disposal": Disposal.objects.get().id})
    assert decide not in client.get("/").text, "nobody decides on what they propose"
    second = other_coordinator(area)
    with acting_as(second):
        assert [one.href for one in TODOS[0].query(actor=second)] == [decide], "whoever decides need not look for it"
    sign_in(client, area.bea, stepped_up=True)
    assert client.get(reverse("documents.retention")).status_code == 403
