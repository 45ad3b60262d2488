"""What may be said and minuted, and what no other role than her IDVA reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.kernel.refusals import NotFound, Refusal
from openccr.sharing.models import AdviserNote, Mark
from openccr.sharing.operations import read_adviser_notes, set_mark, write_adviser_note
from openccr.sharing.queries import marks_of, may_be_minuted
from openccr.sharing.rules.marks import May
from tests.conference.conferences import WHEN, listed
from tests.makers import Area

pytestmark = pytest.mark.django_db


def test_until_she_is_asked_what_is_usual_holds(area: Area) -> None:
    case = listed(area)
    with acting_as(area.bea):
        assert marks_of(case.file) == {"her_words": May.MINUTED, "health": May.SAID, "sexuality": May.IDVA_ONLY}
        assert may_be_minuted(case.file, "her_words") and not may_be_minuted(case.file, "health")
        assert may_be_minuted(case.file, "risk")


def test_what_she_says_last_holds_and_everybody_on_the_case_knows(area: Area) -> None:
    case = listed(area)
    for minute, may in enumerate((May.IDVA_ONLY, May.SAID)):
        at = WHEN + timedelta(minutes=minute)
        set_mark(actor=area.grace, file_id=case.file, kind="her_words", may=may, at=at)
    with acting_as(area.fay):
        assert marks_of(case.file)["her_words"] is May.SAID
        assert not may_be_minuted(case.file, "her_words")
        assert Mark.objects.filter(file_id=case.file).count() == 2


def test_only_her_idva_and_the_coordinator_write_down_what_she_says(area: Area) -> None:
    case = listed(area)
    with pytest.raises(Refusal):
        set_mark(actor=area.pia, file_id=case.file, kind="her_words", may=May.MINUTED, at=WHEN)
    with pytest.raises(NotFound):
        set_mark(actor=area.grace, file_id=case.file, kind="risk", may=May.SAID, at=WHEN)


def test_a_note_for_her_idva_comes_out_for_nobody_else_even_by_sql(area: Area) -> None:
    case = listed(area)
    write_adviser_note(actor=area.grace, file_id=case.file, kind="sexuality", text="She loves a woman.", at=WHEN)
    for who in (area.amina, area.bea, area.pia, area.fay, area.carl):
        with acting_as(who):
            assert not AdviserNote.objects.exists(), who.name
        with pytest.raises(Refusal):
            read_adviser_notes(actor=who, file_id=case.file)
    (note,) = read_adviser_notes(actor=area.grace, file_id=case.file)
    assert note.text == "She loves a woman."
    with acting_as(area.amina):
        assert AuditEvent.objects.filter(type="adviser_note.read", file_id=case.file).count() == 1


def test_a_note_for_her_idva_is_sealed_in_the_database(area: Area) -> None:
    case = listed(area)
    write_adviser_note(actor=area.grace, file_id=case.file, kind="sexuality", text="She loves a woman.", at=WHEN)
    with acting_as(area.grace), connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM sharing_advisernote")
        assert b"woman" not in bytes(cursor.fetchone()[0])
    with pytest.raises(Refusal, match="Write down"):
        write_adviser_note(actor=area.grace, file_id=case.file, kind="sexuality", text=" ", at=WHEN)
