"""A conference: its pages, the quarter's return and the papers of 16 cases.

Goals: as for every page (`pages`); the return within 2 seconds at 50,000 cases; papers of 16 cases within 20 seconds.
Papers are made in earnest, as PDF and Word, sealed, and rolled back afterwards.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from uuid import UUID

from bench._area import actor, use_area
from bench._pages import MEETING, opened
from bench._queries import measured
from bench._timing import table, yes

CASES, RETURN_MS, PAPERS_SECONDS = 16, 2000, 20
Made = tuple[int, int]
"""How many papers, of how many bytes."""


def meeting_of(state: str, hearings: str) -> tuple[UUID, int]:
    """The meeting of that state whose cases of that state are nearest to 16, and how many they are."""
    from django.db.models import Count, F
    from django.db.models.functions import Abs

    from openccr.access.acting import acting_as
    from openccr.conference.models import Hearing

    with acting_as(actor("coordinator")):
        rows = Hearing.objects.filter(meeting__state=state, meeting__urgent=False, state=hearings)
        counted = rows.values("meeting").annotate(cases=Count("id"))
        found = counted.order_by(Abs(F("cases") - CASES), "-meeting__on").first()
        assert found is not None, (
            f"no meeting is {state} with a case that is {hearings}; BENCH_ANEW=1 makes the area anew"
        )
        return found["meeting"], found["cases"]


def papers(kind: str, meeting: UUID) -> Made:
    """A paper of that kind for every agency asked about a case of the meeting."""
    from django.utils import timezone

    from openccr.access.acting import acting_as
    from openccr.conference.recipients import recipients_of_meeting
    from openccr.documents.making import make_paper
    from openccr.documents.models import MadePaper, StoredFile
    from openccr.kernel.refusals import Refusal

    who, made = actor("coordinator"), []
    with acting_as(who):
        for one in recipients_of_meeting(actor=who, about=meeting):
            try:
                made.append(make_paper(actor=who, kind=kind, about=meeting, agency_id=one.agency_id, at=timezone.now()))
            except Refusal as why:
                print(f"  {kind} for {one.words}: {why}")
        rows = MadePaper.objects.filter(id__in=made)
        files = {row.pdf_id for row in rows} | {row.docx_id for row in rows}
        return len(made), sum(StoredFile.objects.filter(id__in=files).values_list("size", flat=True))


def minutes(meeting: UUID) -> Made:
    """Minutes begun, agreed and issued, and an extract for every agency."""
    from django.utils import timezone

    from openccr.access.acting import acting_as
    from openccr.conference.minutes import newest_issued
    from openccr.conference.operations.minutes import agree_minutes, begin_minutes, issue_minutes

    who, at = actor("coordinator"), timezone.now()
    with acting_as(who):
        there = newest_issued(meeting) is not None
    if not there:
        begun = begin_minutes(actor=who, meeting_id=meeting, at=at)
        agree_minutes(actor=who, minutes_id=begun, at=at, how="Measured, not agreed.")
        issue_minutes(actor=who, minutes_id=begun, at=at)
    return papers("minutes", meeting)


def evening_pack(meeting: UUID) -> Made:
    """The encrypted pack for the day, to a key and to a passphrase."""
    from django.utils import timezone

    from openccr.access.acting import acting_as
    from openccr.access.age import new_age_key
    from openccr.conference.models import MeetingPack
    from openccr.conference.packing import add_pack_key, make_pack, set_pack_passphrase

    who, at = actor("coordinator"), timezone.now()
    add_pack_key(actor=who, name="Measured", public=new_age_key().recipient, at=at)
    set_pack_passphrase(actor=who, name="measured", at=at)
    made = make_pack(actor=who, meeting_id=meeting, at=at)
    with acting_as(who):
        return len(made), sum(MeetingPack.objects.filter(id__in=made).values_list("size", flat=True))


def undone(make: Callable[[UUID], Made], meeting: UUID) -> tuple[float, Made]:
    """Seconds that it takes, and what came of it; the database is as before."""
    from django.db import transaction

    with transaction.atomic():
        started = time.perf_counter()
        made = make(meeting)
        seconds = time.perf_counter() - started
        transaction.set_rollback(True)
    return seconds, made


def show_papers(wanted: Iterable[tuple[str, Callable[[UUID], Made], str, str]]) -> None:
    """Print how long the papers of a meeting take; each is given with the states of its meeting and of its cases."""
    rows = []
    for words, make, state, hearings in wanted:
        meeting, cases = meeting_of(state, hearings)
        seconds, (number, size) = undone(make, meeting)
        rows.append((words, cases, number, f"{size / 1024:,.0f}", seconds, yes(seconds <= PAPERS_SECONDS)))
    table(("papers", "cases", "made", "kB", "seconds", "within the goal"), rows)


def main() -> None:
    use_area()
    meeting_of("circulated", "listed")  # without a coming case there is nothing to measure: said in words
    measured(opened(MEETING), most={"insight.quarter": RETURN_MS})
    show_papers(
        (
            ("Research pack, every agency", lambda meeting: papers("research-pack", meeting), "circulated", "listed"),
            ("Agenda, every agency", lambda meeting: papers("agenda", meeting), "circulated", "listed"),
            ("Minutes and extracts, every agency", minutes, "held", "heard"),
            ("Encrypted pack for the day", evening_pack, "circulated", "listed"),
        )
    )


main()
