"""Who the victim of a referral may be, of the people its reader sees: typed, brought in by a file or sent by API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from openccr.access.together import Steps, asked
from openccr.conference.rules.steps import OF_THE_VICTIM
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.linkage.known.finding import KnownHere
from openccr.linkage.operations.known import ask_known
from openccr.linkage.rules.asked import Asked
from openccr.people.models import Part, PersonName, Whereabouts
from openccr.people.rules import PartKind, in_order

_PLACES = ("phone", "postcode")


@dataclass(frozen=True)
class Before:
    """The victim of a file, those who may be her, and why nobody was looked for, if so."""

    person_id: UUID
    found: tuple[KnownHere, ...] = ()
    refusal: str = ""


@dataclass(frozen=True)
class Victim:
    """The victim of a file as she is asked about, and everybody who has a part in it.

    Args:
        said: what is kept with her of the questions `OF_THE_VICTIM`, where it was said.
    """

    person_id: UUID
    asked: Asked
    here: frozenset[UUID]
    said: Mapping[str, str]


@asked
def victim_of(file: UUID) -> Steps[Victim | None]:
    """Who is asked about; None where the file has no victim. One query."""
    parts = Part.objects.filter(file_id=file)
    victims = parts.filter(kind=PartKind.VICTIM).values("person_id")
    there, names, places = yield (
        parts.select_related("person"),
        PersonName.objects.filter(person_id__in=victims),
        Whereabouts.objects.filter(person_id__in=victims, kind__in=_PLACES),
    )
    victim = next((one.person for one in there if one.kind == PartKind.VICTIM), None)
    if victim is None:
        return None
    described = Asked(
        names=tuple((one.given, one.family) for one in in_order(names) if one.person_id == victim.id),
        born=victim.born_on.isoformat() if victim.born_on else "", sex=victim.sex,
        matched=tuple(sorted((one.kind, one.match) for one in places if one.person_id == victim.id)),
    )  # fmt: skip
    said = {key: getattr(victim, key) for key in OF_THE_VICTIM if getattr(victim, key)}
    return Victim(victim.id, described, frozenset(one.person_id for one in there), said)


def known_before(*, actor: Actor, file: UUID) -> Before | None:
    """The ten likeliest, without whoever has a part in this very file; None where it has no victim.

    Asked with `ask_known`: counted, recorded, and only of whom the actor sees. Call it inside `acting_as`.
    """
    victim = victim_of(file)
    if victim is None:
        return None
    try:
        found = ask_known(actor=actor, asked=victim.asked, today=timezone.localdate(), at=timezone.now())
    except Refusal as why:
        return Before(victim.person_id, refusal=str(why))
    return Before(victim.person_id, tuple(one for one in found if one.person_id not in victim.here))
