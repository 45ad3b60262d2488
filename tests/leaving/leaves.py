"""Areas with everything in them, and what of one leaves."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.age import new_age_key
from openccr.casefiles.operations import exclude
from openccr.documents.attaching import attach
from openccr.kernel.actors import Actor
from openccr.leaving.operations import agree, export_area
from openccr.leaving.written.area_json import AreaRead, read_area
from openccr.people.models import Part, RecourseToFunds, Whereabouts
from openccr.people.sealing import match_token, seal
from tests.conference.conferences import TODAY, WHEN, listed
from tests.makers import Area

PLACE, MONEY = "14 Harbour Row, WM7 4QX", "no recourse, visa ends in spring"

KEY = new_age_key()
PDF = b"%PDF-1.4\n%%EOF"


def filled(area: Area) -> UUID:
    """A case with whereabouts, recourse to funds, a paper, and a coordinator kept out of another case."""
    case = listed(area, given="Tove")
    with acting_as(area.amina):
        victim = Part.objects.get(file_id=case.file, kind="victim").person_id
        place = Whereabouts(
            person_id=victim, kind="address", sealed=seal(PLACE, person_id=victim), match=match_token(PLACE),
            from_on=TODAY,
        )  # fmt: skip
        Whereabouts.objects.bulk_create([place])
        money = RecourseToFunds(
            file_id=case.file, person_id=victim, sealed=seal(MONEY, person_id=victim), said_on=TODAY
        )
        RecourseToFunds.objects.bulk_create([money])
    attach(
        actor=area.amina, file_id=case.file, about_id=case.hearing, data=PDF, name="minutes.pdf", at=WHEN,
    )  # fmt: skip
    exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    return case.file


def agreed_by_both(area: Area, export: UUID, *, officer: Actor, at: datetime) -> None:
    """The chair and the data protection officer agree."""
    for one in (area.fay, officer):
        agree(actor=one, export=export, at=at)


def parts_of(area: Area, *, whereabouts: bool = False) -> dict[str, bytes]:
    return dict(export_area(actor=area.commands, whereabouts=whereabouts, at=timezone.now()))


def read(area: Area, *, whereabouts: bool = False) -> AreaRead:
    return read_area(parts_of(area, whereabouts=whereabouts)["area.json"])
