"""What hangs on the world's case: one of each kind that a page shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.age import new_age_key
from openccr.casefiles.emergency import open_in_emergency
from openccr.casefiles.models import CaseFile, EmergencyAccess, Grant, OpeningReview, Searched
from openccr.casefiles.operations import end_grant
from openccr.casefiles.reviewing import draw_openings
from openccr.casefiles.searching import keep_search
from openccr.casefiles.watching import opened
from openccr.conference.models import Attendance, Minutes
from openccr.conference.operations.attendance import record_attendance
from openccr.conference.packing import add_pack_key, make_pack
from openccr.documents.disposing import propose_disposal
from openccr.governance.models import DipSample, SampledCase
from openccr.people.models import Recognition
from openccr.people.operations import Description, Name, add_person, recognise
from openccr.people.rules import PartKind
from tests.conference.conferences import TODAY, WHEN
from tests.makers import Area, open_case


def recognised(area: Area, file: UUID) -> UUID:
    """Somebody asks whether two are one who have nothing alike, so that a second person must agree."""
    earlier = open_case(area, invited=(), title="O.I.")
    was, now = (
        add_person(
            actor=area.amina, file_id=one, kind=PartKind.OTHER, described=Description(names=(Name(given=name),)),
            relationship="", source="x", on=TODAY,
        )
        for one, name in ((earlier, "Otter"), (file, "Heron"))
    )  # fmt: skip
    recognise(actor=area.amina, file=file, person=now, as_person=was, reason="She said so", at=WHEN)
    with acting_as(area.amina):
        return Recognition.objects.get(as_person_id=was).id


def emergency_over(area: Area, file: UUID) -> UUID:
    """An emergency access of Carl's whose hour is over, waiting for its review."""
    with acting_as(area.amina):
        reference = CaseFile.objects.get(id=file).reference
    why = "She rings from the station and he follows"
    open_in_emergency(actor=area.carl, reference=reference, reason=why, at=WHEN)
    with acting_as(area.amina):
        grant = next(one for one in Grant.on(file) if one.holder_id == area.carl.appointment_id)
        end_grant(actor=area.amina, grant=grant, at=WHEN)
        return EmergencyAccess.objects.get(file_id=file).id


def opening_drawn(area: Area, file: UUID) -> UUID:
    """An opening of Bea's, drawn for the case's lead to look at."""
    with acting_as(area.bea):
        opened(actor=area.bea, file=file, agency="Willowmere Homes")
    draw_openings(actor=area.commands, at=timezone.now())
    with acting_as(area.amina):
        return OpeningReview.objects.get(file_id=file).id


def sample_with(area: Area, file: UUID, hearing: UUID) -> SampledCase:
    """A dip sample with the case in it."""
    with acting_as(area.amina):
        sample = DipSample(
            partnership_id=area.id,
            first_on=TODAY,
            last_on=TODAY,
            heard=1,
            number=1,
            seed=1,
            drawn_at=WHEN,
            drawn_by="x",
        )
        sample.save(force_insert=True)
        case = SampledCase(file_id=file, sample=sample, hearing_id=hearing, place=1, finding="x")
        case.save(force_insert=True)
        return case


def pack_of(area: Area, meeting: UUID) -> UUID:
    """The encrypted pack of a meeting."""
    add_pack_key(actor=area.amina, name="Amina", public=new_age_key().recipient, at=WHEN)
    return make_pack(actor=area.amina, meeting_id=meeting, at=WHEN)[0]


def minutes_of(area: Area, meeting: UUID) -> UUID:
    """Minutes that are being written."""
    with acting_as(area.amina):
        row = Minutes(partnership_id=area.id, meeting_id=meeting, number=1, state="draft", begun_at=WHEN)
        row.save(force_insert=True)
        return row.id


def proposed_for_disposal(area: Area) -> UUID:
    """A closed file of long ago that somebody else has proposed to dispose of."""
    file = open_case(area, invited=(), title="O.L.")
    with acting_as(area.amina):
        CaseFile.objects.filter(id=file).update(closed_at=WHEN - timedelta(days=9000))
    return propose_disposal(actor=replace(area.amina, user_id=area.dee.user_id), file=file, at=WHEN)


def access_to(area: Area, person: UUID) -> dict[str, object]:
    """Her request for her own data, built, and one of its sentences."""
    from openccr.subjectaccess.models import Passage
    from tests.subjectaccess.requests import built

    asked = built(area, person)
    with acting_as(area.amina):
        passage = Passage.objects.filter(request_id=asked).order_by("id").values_list("id", flat=True)[0]
    return {"asked": asked, "passage": passage}


def searched(area: Area) -> UUID:
    """A search of Bea's that found nobody."""
    keep_search(actor=area.bea, terms={"given": "Ro", "family": "Nobody"}, purpose="research", found=[], at=WHEN)
    with acting_as(area.bea):
        return Searched.objects.get().id


def recorded_at(area: Area, meeting: UUID) -> UUID:
    """Somebody who sent apologies, as the coordinator wrote it down."""
    record_attendance(
        actor=area.amina, meeting_id=meeting, agency_id=area.agencies["probation"], name="Carl Mbeki",
        kind="apologies", at=WHEN,
    )  # fmt: skip
    with acting_as(area.amina):
        return Attendance.objects.get(meeting_id=meeting, name="Carl Mbeki").id
