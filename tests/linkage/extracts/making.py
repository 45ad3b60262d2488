"""What the tests of extracts share: three sign-offs, an agency's file, a run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.linkage.models import Flag, HeldMatch, ReviewPair, SignOff
from openccr.linkage.operations.comparing import Ran, compare
from openccr.linkage.operations.extracts import About, Taken, take_extract
from openccr.linkage.operations.missing import ask_holders, weigh
from openccr.linkage.operations.signoffs import sign
from openccr.linkage.rules.extracts import BESIDE, COMPARED
from openccr.linkage.rules.signoffs import Body, Use
from tests.linkage.weighed import WEIGHED
from tests.makers import Area

ALL = (Use.MATCHING, Use.MISSING)
HER = {"local_id": "1", "given_name": "Kirsty", "family_name": "Tideswell", "dob": "13/04/1990", "sex": "F",
       "address": "7 Tidewater Road", "postcode": "ZZ1 1ZZ", "phone": "07700 900123"}  # fmt: skip


def officer(area: Area) -> Actor:
    """The data protection officer; Pia's account, in another role."""
    return replace(area.pia, role="protection_officer", name="Oona Prior")


def signed(area: Area, uses: Iterable[Use] = ALL, bodies: Iterable[Body] = tuple(Body)) -> None:
    who = {Body.BOARD: area.fay, Body.OFFICER: officer(area), Body.SURVIVORS: area.grace}
    for body in bodies:
        sign(
            actor=who[body], body=body, uses=list(uses), signatory="Invented Signatory", post="Member",
            reference="Minute 4", signed_on=timezone.localdate(), at=timezone.now(),
        )  # fmt: skip


def about(kind: str = "incidents") -> About:
    return About(kind, "Finding people known to several agencies", "art6_public_task", ("art9_safeguarding",),
                 timezone.localdate() + timedelta(days=90))  # fmt: skip


def csv_of(*rows: Mapping[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, [*COMPARED, *BESIDE])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def leading(actor: Actor) -> Actor:
    """The lead of the actor's agency, who is somebody else: only a lead sends records, and is not asked about them."""
    if actor.role not in ("representative", "idva", "coordinator"):
        return actor
    return replace(actor, role="lead", user_id=uuid5(actor.agency, "lead"), name="Leda Marlow")


def sent(actor: Actor, *rows: Mapping[str, str], kind: str = "incidents", agency: UUID | None = None) -> Taken:
    return take_extract(
        actor=leading(actor), agency_id=agency or actor.agency, data=csv_of(*rows), filename="people.csv",
        about=about(kind), at=timezone.now(),
    )  # fmt: skip


def run(area: Area) -> Ran:
    return compare(actor=area.commands, at=timezone.now())


def linked(area: Area) -> dict[str, UUID]:
    """Everything that the pages of linkage name: sign-off, extract and question of housing, a pair, a missing link."""
    signed(area)
    recent = (timezone.localdate() - timedelta(days=20)).isoformat()
    known = {**HER, "signals": "disclosed", "last_contact": recent, "part": "victim"}
    again = {**HER, "local_id": "2", "dob": "14/03/1990", "address": "", "postcode": ""}
    other = {"local_id": "8", "given_name": "Rowan", "family_name": "Marsh"}
    taken = sent(area.bea, known, again, other, kind="housing")
    sent(area.commands, {**known, "local_id": "c9"}, kind="social_care", agency=area.agencies["children"])
    run(area)
    with acting_as(area.amina):
        flag = Flag.objects.order_by("found_at").first()
        sign_off = SignOff.objects.get(use=Use.MATCHING, body=Body.BOARD)
    assert flag is not None
    weigh(actor=area.amina, flag=flag.id, weighing=WEIGHED, at=timezone.now())
    ask_holders(actor=area.amina, flag=flag.id, at=timezone.now())
    with acting_as(area.bea):
        match = HeldMatch.objects.filter(about=flag.id).first()
        pair = ReviewPair.objects.filter(kind="records").first()
    assert match is not None and pair is not None
    return {"sign_off": sign_off.id, "extract": taken.id, "match": match.id, "pair": pair.id, "flag": flag.id}
