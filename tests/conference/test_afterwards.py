"""Old minutes are kept with past meetings, and notes taken on paper are entered after and say so."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from openccr.access.acting import acting_as
from openccr.conference.models import Hearing, Meeting
from openccr.conference.operations.afterwards import attach_to_hearing, write_after
from openccr.conference.rules.afterwards import added, why_not_after
from openccr.documents.attaching import fetch_attachment
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.addresses import to
from tests.conference.conferences import TODAY, WHEN, Listed, listed
from tests.makers import Area
from tests.signing_in import as_, text_of

PDF = b"%PDF-1.4\n%%EOF"


def heard(area: Area, *, days_ago: int = 3) -> Listed:
    """A case heard at a meeting that was closed."""
    case = listed(area)
    with acting_as(area.amina):
        Hearing.objects.filter(id=case.hearing).update(state="heard", heard_at=WHEN, discussion="He was arrested.")
        Meeting.objects.filter(id=case.meeting).update(state="held", on=TODAY - timedelta(days=days_ago))
    return case


def enter(actor: Actor, case: Listed, *, hearing: UUID | None = None, said: str = "She has moved her work.") -> None:
    write_after(
        actor=actor, file_id=case.file, hearing_id=hearing or case.hearing, her_views="", discussion=said,
        risk_summary="", at=WHEN,
    )  # fmt: skip


def test_notes_taken_on_paper_stand_below_what_was_written_and_say_when(area: Area) -> None:
    case = heard(area)
    enter(area.amina, case)
    with acting_as(area.amina):
        row = Hearing.objects.get(id=case.hearing)
    assert row.discussion.startswith("He was arrested.\n\n[Entered after, on ")
    assert row.discussion.endswith("She has moved her work.")
    assert row.written_after_at == WHEN
    page = text_of(as_(area.amina).get(to("past_hearing", file=case.file, hearing=case.hearing)))
    assert "Entered after" in page


def test_nothing_is_entered_too_late_or_before_the_meeting_is_closed(area: Area) -> None:
    late, open_one = heard(area, days_ago=15), listed(area, given="Olga")
    with pytest.raises(Refusal, match="Attach the paper"):
        enter(area.amina, late)
    with pytest.raises(Refusal, match="not closed yet"):
        enter(area.amina, open_one)
    with pytest.raises(Refusal, match="Nothing is entered"):
        enter(area.amina, heard(area, days_ago=14), said=" ")


def test_only_the_coordinator_enters_and_attaches(area: Area) -> None:
    case = heard(area)
    for actor in (area.bea, area.grace, area.fay):
        with pytest.raises(Refusal):
            enter(actor, case)
        with pytest.raises(Refusal):
            attach_to_hearing(
                actor=actor, file_id=case.file, hearing_id=case.hearing, data=PDF, name="minutes.pdf", at=WHEN
            )
    with pytest.raises(NotFound):
        enter(area.amina, case, hearing=listed(area, given="Olga").hearing)


def test_old_minutes_are_opened_by_who_sees_the_case_and_by_nobody_else(area: Area) -> None:
    case = heard(area)
    amina = as_(area.amina)
    parts = {"file": case.file, "hearing": case.hearing}
    page = amina.post(to("past_paper", **parts), {"upload": SimpleUploadedFile("minutes.pdf", PDF)}, follow=True)
    assert "minutes.pdf" in text_of(page)
    assert "1 paper" in text_of(amina.get(to("case_papers", file=case.file)))
    paper = attach_to_hearing(
        actor=area.amina, file_id=case.file, hearing_id=case.hearing, data=PDF, name="more.pdf", at=WHEN
    )
    assert fetch_attachment(actor=area.bea, file=case.file, attachment=paper).data.startswith(b"%PDF")
    with pytest.raises(NotFound):
        fetch_attachment(actor=area.carl, file=case.file, attachment=paper)
    assert as_(area.carl).get(to("past_hearing", **parts)).status_code == 404


def test_what_was_there_is_never_lost() -> None:
    assert added("Before.", " ", on=TODAY) == "Before."
    assert added("", "After.", on=TODAY).endswith("After.")
    assert why_not_after(hearing="deferred", meeting="held", meeting_on=TODAY, today=TODAY, within=14) is not None


def test_the_form_does_not_open_when_it_is_too_late_for_it(area: Area) -> None:
    late, in_time = heard(area, days_ago=15), heard(area)
    amina = as_(area.amina)
    shut = amina.get(to("write_after", file=late.file, hearing=late.hearing))
    assert shut.status_code == 403 and "Attach the paper itself instead" in text_of(shut)
    assert amina.get(to("write_after", file=in_time.file, hearing=in_time.hearing)).status_code == 200
    typed = {"discussion": "Typed before midnight.", "her_views": "", "risk_summary": ""}
    kept = amina.post(to("write_after", file=late.file, hearing=late.hearing), typed)
    assert kept.status_code == 422 and "Typed before midnight." in text_of(kept)
