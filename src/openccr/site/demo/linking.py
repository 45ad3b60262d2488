"""Linking in the invented area: who signed, what agencies sent, a question that waits, one answered, a missing link."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.linkage.models import HeldMatch
from openccr.linkage.operations.comparing import compare
from openccr.linkage.operations.extracts import About, take_extract
from openccr.linkage.operations.matches import answer_match
from openccr.linkage.operations.signoffs import sign
from openccr.linkage.rules.matches import SAY
from openccr.linkage.rules.signoffs import Body, Use
from openccr.partnership.rules import Role
from openccr.partnership.services import area_of
from openccr.people.models import Part, PersonName
from openccr.people.rules import PartKind
from openccr.site.demo.place import Place

_PURPOSE = "Finding people whom several agencies know and none has referred"
_KNOWN = (
    ("1", "Marigold", "Fennimore", "14/02/1988", "3 Kestrel Road", "ZZ3 4KR", "victim", "2", "injury; pregnant"),
    ("2", "Dorian", "Ashgrove", "02/09/1985", "3 Kestrel Road", "ZZ3 4KR", "harmer", "1", ""),
    ("3", "Philippa", "Larkhall", "30/11/1994", "8 Plover Street", "ZZ7 1PS", "victim", "", "disclosed"),
    ("4", "Philipa", "Larkhall", "11/03/1994", "8 Plover St", "", "victim", "", ""),
    ("5", "Wilf", "Thackeray", "21/05/1979", "2 Curlew Way", "ZZ5 2CW", "", "", ""),
)
_COLUMNS = (
    "local_id", "given_name", "family_name", "dob", "address", "postcode", "part", "with_local_id", "signals",
)  # fmt: skip


def fill_linking(place: Place, *, at: datetime) -> None:
    """Sign, send and compare as the three signatories and two agencies would; answer one question, leave the others."""
    today = localdate(at)
    coordinator = place.actor(place.coordinator)
    officer = next(one for one in place.coordinating.staff if one.role is Role.PROTECTION_OFFICER)
    _sign(place, place.actor(officer), today, at)
    hospital, housing = (place.actor(place.agencies[kind].hands[0]) for kind in ("acute_health", "housing"))
    centre = place.actor(place.personas["off_case"])
    _send(hospital, "hospital", list(_KNOWN), today, at)
    _send(housing, "housing", [(f"H{one[0]}", *one[1:7], "", "incident") for one in _KNOWN[:3]], today, at)
    _send(centre, "other", _of_cases(coordinator), today, at)
    compare(actor=area_of(coordinator, purpose="compare extracts"), at=at)
    with acting_as(centre):
        first = HeldMatch.objects.filter(agency_id=centre.agency, answer="").order_by("id").first()
    if first:
        answer_match(
            actor=centre, match=first.id, answer=SAY, compares=False, at=at, why="She told us that we may.",
            words="She comes to the sewing group on Tuesdays and talks to one of us there.",
        )  # fmt: skip


def _sign(place: Place, officer: Actor, today: date, at: datetime) -> None:
    signs = (
        (place.actor(place.personas["chair"]), Body.BOARD, "Fay Osei", "For the board", "Minutes of the board, item 7"),
        (officer, Body.OFFICER, "Oona Prior", "Data protection officer", "Impact assessment, version 2"),
        (place.actor(place.personas["idva"]), Body.SURVIVORS, "Rae Invented", "For the panel", "Letter of the panel"),
    )
    for actor, body, signatory, post, reference in signs:
        sign(
            actor=actor, body=body, uses=[Use.MATCHING, Use.MISSING], signatory=signatory, post=post,
            reference=reference, signed_on=today - timedelta(days=20), at=at,
            conditions="No specialist service is ever asked for its records." if body is Body.SURVIVORS else "",
        )  # fmt: skip


def _send(actor: Actor, kind: str, rows: list[tuple[str, ...]], today: date, at: datetime) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*_COLUMNS, "last_contact"])
    writer.writerows([*row, (today - timedelta(days=25)).isoformat()] for row in rows)
    take_extract(
        actor=actor, agency_id=actor.agency, data=out.getvalue().encode(), filename="people.csv", at=at,
        about=About(kind, _PURPOSE, "art6_public_task", today + timedelta(days=180)),
    )  # fmt: skip


def _of_cases(coordinator: Actor) -> list[tuple[str, ...]]:
    """A few who are in cases, as a centre would have written them down that is on none of those cases."""
    with acting_as(coordinator):
        parts = Part.objects.filter(kind=PartKind.VICTIM, file__closed_at=None).order_by("person_id")[:3]
        people = [one.person for one in parts.select_related("person")]
        names = {one.person_id: one for one in PersonName.objects.filter(person__in=people, kind="name")}
    return [
        (f"C{number}", names[one.id].given, names[one.id].family, f"{one.born_on:%d/%m/%Y}" if one.born_on else "",
         "", "", "victim", "", "")
        for number, one in enumerate(people, start=1)
        if one.id in names
    ]  # fmt: skip
