"""Minutes: drafted from what was typed, agreed by the chair, issued and then fixed; each recipient gets an extract."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.actions.models import Action
from openccr.actions.operations import agree_action
from openccr.casefiles.operations import exclude
from openccr.conference.minutes import MinutesShown, minutes_shown
from openccr.conference.models import Hearing, Meeting, Minutes, MinutesOfCase
from openccr.conference.operations.hearings import write_hearing
from openccr.conference.operations.minutes import (
    agree_minutes,
    begin_minutes,
    issue_minutes,
    take_back_minutes,
    write_case,
)
from openccr.conference.operations.research import return_research
from openccr.conference.pages.meeting_steps import Step, steps_of
from openccr.conference.queries.meetings import meeting_page
from openccr.conference.rules.hearings import NOTES, Notes, mark
from openccr.conference.rules.minutes import MINUTES, MinutesFacts, MinutesState, why_not_minuted
from openccr.documents.making import fetch_paper, make_paper
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.sharing.operations import set_mark
from openccr.sharing.rules.marks import May
from tests.conference.conferences import (
    TODAY,
    WHEN,
    Listed,
    hearing_of,
    listed,
    planned,
    research_for,
    sent_out,
    working_day,
)
from tests.documents.reading import text_of
from tests.makers import Area
from tests.signing_in import sign_in

pytestmark = pytest.mark.usefixtures("folder")


def heard(area: Area, case: Listed, **notes: str) -> None:
    said = Notes(
        **{"her_views": "She wants to stay.", "discussion": "Police were called.", "risk_summary": "High.", **notes}
    )
    agree_action(
        actor=area.fay, file_id=case.file, text="Arrest him", faces="harmer", agency_id=area.agencies["police"],
        due_on=working_day(5), at=WHEN, arises_from_id=case.hearing,
    )  # fmt: skip
    row = hearing_of(area, case)
    write_hearing(
        actor=area.fay, file_id=case.file, hearing_id=case.hearing, notes=said, version=row.version,
        seen={name: mark("") for name in NOTES}, at=WHEN, finish=True, early=True,
    )  # fmt: skip


def held(area: Area, meeting: UUID, **more: object) -> None:
    """The day has come and the meeting is closed."""
    with acting_as(area.amina):
        Meeting.objects.filter(id=meeting).update(state="held", held_at=WHEN, **more)


def issued(area: Area, case: Listed, **notes: str) -> UUID:
    heard(area, case, **notes)
    held(area, case.meeting)
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    agree_minutes(actor=area.fay, minutes_id=minutes, at=WHEN)
    issue_minutes(actor=area.amina, minutes_id=minutes, at=WHEN)
    return minutes


def seen_by(actor: Actor, minutes: UUID) -> MinutesShown:
    with acting_as(actor):
        return minutes_shown(actor=actor, minutes_id=minutes, today=TODAY)


def extract(area: Area, who: str, meeting: UUID, *, agency: str = "", form: str = "docx") -> str:
    actor = area.actors[who]
    to = area.agencies[agency] if agency else actor.agency
    paper = make_paper(actor=actor, kind="minutes", about=meeting, agency_id=to, at=WHEN)
    return text_of(fetch_paper(actor=actor, paper=paper, form=form, at=WHEN).data)


def minutes_step(actor: Actor, case: Listed) -> Step:
    with acting_as(actor):
        return steps_of(meeting_page(actor=actor, meeting_id=case.meeting, today=TODAY))[-1]


@pytest.mark.parametrize("state", list(MinutesState))
@pytest.mark.parametrize("move", list(MINUTES.moves))
def test_each_move_starts_from_its_states_alone(state: MinutesState, move: str) -> None:
    facts = MinutesFacts(held=True, by_chair=True)
    refusal = MINUTES.refusal(state=state, move=move, facts=facts)
    assert (refusal is None) == (state in MINUTES.moves[move].sources)


def test_words_told_on_condition_are_found_however_they_are_spaced() -> None:
    withheld = ["He is an informant of ours. Do not say so."]
    assert why_not_minuted("It was said: he is  an informant of OURS!", withheld=withheld)
    assert why_not_minuted("He is known to police.", withheld=withheld) is None


@pytest.mark.django_db
def test_what_is_edited_stays_when_the_notes_change(area: Area) -> None:
    case = sent_out(area)
    heard(area, case)
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    assert "She wants to stay." in seen_by(area.amina, minutes).cases[0].text
    write_case(actor=area.amina, file_id=case.file, minutes_id=minutes, text="Our own words.", at=WHEN)
    with acting_as(area.amina):
        Hearing.objects.filter(id=case.hearing).update(discussion="Something else.")
    shown = seen_by(area.amina, minutes).cases[0]
    assert (shown.text, shown.notes_changed) == ("Our own words.", True) and "Something else." in shown.generated
    write_case(actor=area.amina, file_id=case.file, minutes_id=minutes, text="", at=WHEN)
    assert "Something else." in seen_by(area.amina, minutes).cases[0].text


@pytest.mark.django_db
def test_the_chair_agrees_or_it_is_written_down_how_she_did(area: Area) -> None:
    case = sent_out(area)
    heard(area, case)
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    with pytest.raises(Refusal, match="not closed"):
        agree_minutes(actor=area.fay, minutes_id=minutes, at=WHEN)
    held(area, case.meeting)
    with pytest.raises(Refusal, match="chair agrees"):
        agree_minutes(actor=area.amina, minutes_id=minutes, at=WHEN)
    agree_minutes(actor=area.amina, minutes_id=minutes, how="By telephone on Tuesday", at=WHEN)
    with pytest.raises(Refusal, match="agreed these minutes"):
        write_case(actor=area.amina, file_id=case.file, minutes_id=minutes, text="x", at=WHEN)
    take_back_minutes(actor=area.amina, minutes_id=minutes, at=WHEN)
    with pytest.raises(Refusal):
        issue_minutes(actor=area.amina, minutes_id=minutes, at=WHEN)
    with pytest.raises(Refusal):
        begin_minutes(actor=area.bea, meeting_id=case.meeting, at=WHEN)


@pytest.mark.django_db
def test_once_issued_they_stand_and_a_correction_is_a_next_version(area: Area) -> None:
    case = sent_out(area)
    minutes = issued(area, case)
    with acting_as(area.amina):
        Hearing.objects.filter(id=case.hearing).update(discussion="Written over.")
    assert "Police were called." in seen_by(area.amina, minutes).cases[0].text
    with pytest.raises(Refusal, match="stand as they are"):
        write_case(actor=area.amina, file_id=case.file, minutes_id=minutes, text="x", at=WHEN)
    with acting_as(area.amina):
        assert Minutes.objects.filter(id=minutes).update(remarks="x") == 0
        assert MinutesOfCase.objects.filter(minutes_id=minutes).update(text="x") == 0
    with pytest.raises(Refusal, match="what is corrected"):
        begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    second = begin_minutes(actor=area.amina, meeting_id=case.meeting, why="A wrong day.", at=WHEN)
    shown = seen_by(area.amina, second)
    assert shown.number == 2 and "Police were called." in shown.cases[0].text
    assert "Police were called." in extract(area, "amina", case.meeting)


@pytest.mark.django_db
def test_nobody_but_chair_and_coordinator_writes_minutes_whatever_the_application_forgets(area: Area) -> None:
    case = sent_out(area)
    heard(area, case)
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    with acting_as(area.bea), pytest.raises(DatabaseError), transaction.atomic():
        MinutesOfCase(file_id=case.file, minutes_id=minutes, part="heard", text="x").save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_an_extract_holds_the_recipients_cases_and_no_canary(area: Area, form: str) -> None:
    case = sent_out(area)
    row = research_for(area, case, "police")
    return_research(
        actor=area.pia, file_id=case.file, research_id=row.id, at=WHEN, victim_facts="Seen on Monday",
        not_for_minutes="CANARYSECRET he is watched",
    )  # fmt: skip
    issued(area, case)
    text = extract(area, "amina", case.meeting, agency="housing", form=form)
    for words in ("Police were called.", "Arrest him", "Confidentiality"):
        assert words in text
    assert "CANARYSECRET" not in text and "Nadia" not in text
    with pytest.raises(Refusal):
        extract(area, "carl", case.meeting)
    exclude(actor=area.amina, file=case.file, user_id=area.bea.user_id, reason="her sister", at=WHEN)
    with pytest.raises(Refusal, match="not issued yet"):  # as it was for her before they were
        extract(area, "bea", case.meeting, form=form)


@pytest.mark.django_db
def test_the_meetings_line_says_how_far_its_minutes_are(area: Area) -> None:
    case = sent_out(area)
    due = minutes_step(area.amina, case).detail
    heard(area, case)
    held(area, case.meeting)
    assert (minutes_step(area.amina, case).state, minutes_step(area.amina, case).detail) == ("next", due)
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    assert minutes_step(area.amina, case).detail == f"Draft, {due}"
    agree_minutes(actor=area.fay, minutes_id=minutes, at=WHEN)
    assert minutes_step(area.amina, case).detail == f"Agreed by the chair, {due}"
    issue_minutes(actor=area.amina, minutes_id=minutes, at=WHEN)
    assert minutes_step(area.bea, case) == Step("Minutes", "done", "Issued")
    exclude(actor=area.amina, file=case.file, user_id=area.bea.user_id, reason="her sister", at=WHEN)
    assert minutes_step(area.bea, case).detail == due


@pytest.mark.django_db
def test_minutes_do_not_tell_who_knows_somebody_in_a_case_that_one_does_not_see(area: Area) -> None:
    """That a service sent something tells that it knows her, and who reads only their own cases must not learn it."""
    meeting = planned(area)
    other = listed(area, meeting=meeting, invited=("probation",), given="Tove")
    case = sent_out(area, meeting=meeting, invited=("housing",))
    row = research_for(area, other, "probation")
    return_research(actor=area.carl, file_id=other.file, research_id=row.id, at=WHEN, victim_facts="Seen")
    minutes = issued(area, case)
    for text in (extract(area, "bea", meeting), extract(area, "amina", meeting, agency="housing")):
        assert "Police were called." in text and "Exampleshire Probation" not in text
    assert "Sent what they know without being there: Exampleshire Probation." in extract(area, "amina", meeting)
    exclude(actor=area.amina, file=case.file, user_id=area.bea.user_id, reason="her sister", at=WHEN)
    for actor, told in ((area.bea, 0), (area.lena, 0), (area.grace, 0), (area.pia, 1), (area.fay, 1)):
        with acting_as(actor):
            assert Minutes.objects.filter(id=minutes).count() == told, actor.name


@pytest.mark.django_db
def test_her_words_stay_out_when_she_says_so_and_cannot_be_typed_in(area: Area) -> None:
    case = sent_out(area)
    set_mark(actor=area.grace, file_id=case.file, kind="her_words", may=May.SAID, at=WHEN)
    heard(area, case, her_views="I want to take the cat with me.")
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    assert "cat" not in seen_by(area.amina, minutes).cases[0].text
    with pytest.raises(Refusal, match="must not be minuted"):
        write_case(
            actor=area.amina, file_id=case.file, minutes_id=minutes, text="I want to take the cat with me", at=WHEN
        )


@pytest.mark.django_db
def test_actions_not_done_stand_apart_from_those_no_longer_possible(area: Area) -> None:
    earlier, case = sent_out(area, given="Earlier"), sent_out(area)
    heard(area, earlier)
    heard(area, case)
    held(area, earlier.meeting, on=TODAY - timedelta(days=30))
    with acting_as(area.amina):
        Action.objects.filter(file_id=earlier.file).update(due_on=TODAY - timedelta(days=3))
        gone = Action.objects.get(file_id=earlier.file)
        gone.id, gone.text, gone.state, gone.reason = UUID(int=7), "Change the locks", "impossible", "She has moved"
        gone.ended_on = TODAY
        gone.save(force_insert=True)
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=WHEN)
    (found,) = seen_by(area.amina, minutes).outstanding
    kinds = {line[1]: line[0] for line in found.lines}
    assert kinds == {"Arrest him": "The agency has not done it", "Change the locks": "No longer possible"}
    with acting_as(area.amina):
        Meeting.objects.filter(id=case.meeting).update(urgent=True)
    assert seen_by(area.amina, minutes).outstanding == (), "an urgent meeting reviews its own cases alone"


@pytest.mark.django_db
def test_the_pages_show_the_draft_with_words_to_look_at(area: Area) -> None:
    case = sent_out(area)
    heard(area, case, discussion="She failed to engage.")
    minutes = begin_minutes(actor=area.amina, meeting_id=case.meeting, at=timezone.now())
    client = Client()
    sign_in(client, area.fay, stepped_up=True)
    page = client.get(reverse("conference.minutes", kwargs={"meeting": case.meeting})).content.decode()
    assert "<mark" in page and "failed to engage" in page and "Better:" in page
    address = reverse("conference.minutes_case", kwargs={"file": case.file, "minutes": minutes})
    assert "Words to look at" in client.get(address).content.decode()
    assert client.post(address, {"text": "She failed to engage.", "once": "a"}).status_code == 302
