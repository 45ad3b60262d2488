"""Who the victim of a referral may be, of the people its reader sees: typed, brought in by a file or sent by API."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.linkage.known.finding import KnownHere
from openccr.linkage.operations.known import ask_known
from openccr.linkage.rules.asked import Asked
from openccr.people.models import Part, PersonName, Whereabouts
from openccr.people.rules import PartKind

_PLACES = ("phone", "postcode")


@dataclass(frozen=True)
class Before:
    """The victim of a file, those who may be her, and why nobody was looked for, if so."""

    person_id: UUID
    found: tuple[KnownHere, ...] = ()
    refusal: str = ""


def known_before(*, actor: Actor, file: UUID) -> Before | None:
    """The ten likeliest, without whoever has a part in this very file; None where it has no victim.

    Asked with `ask_known`: counted, recorded, and only of whom the actor sees. Call it inside `acting_as`.
    """
    parts = list(Part.objects.filter(file_id=file).select_related("person"))
    victim = next((one.person for one in parts if one.kind == PartKind.VICTIM), None)
    if victim is None:
        return None
    names = PersonName.objects.filter(person_id=victim.id).order_by("-kind").values_list("given", "family")
    places = Whereabouts.objects.filter(person_id=victim.id, kind__in=_PLACES).values_list("kind", "match")
    asked = Asked(
        names=tuple(names), born=victim.born_on.isoformat() if victim.born_on else "", sex=victim.sex,
        matched=tuple(sorted(places)),
    )  # fmt: skip
    here = {one.person_id for one in parts}
    try:
        found = ask_known(actor=actor, asked=asked, today=timezone.localdate(), at=timezone.now())
    except Refusal as why:
        return Before(victim.id, refusal=str(why))
    return Before(victim.id, tuple(one for one in found if one.person_id not in here))
