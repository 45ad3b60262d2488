"""Choosing whereabouts onto one paper: a reason, one recipient, a day. Papers carry none otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Grant
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.people.models import Part, PlacesChosen, Whereabouts
from openccr.people.operations.placing import address
from openccr.people.rules import PartKind
from openccr.people.rules.places import ON_PAPER

STANDS_FOR = timedelta(days=1)
"""How long a choice stands: a paper made later is chosen anew."""


def choose_places(
    *, actor: Actor, file: UUID, person: UUID, agency: UUID, kinds: Sequence[str], reason: str, at: datetime
) -> UUID:
    """Choose which of somebody's whereabouts stand on one paper for one agency that is let into the case.

    Args:
        kinds: keys of `rules.places.ON_PAPER`.
        reason: why this agency needs them on paper; it stands on the timeline.

    Returns the choice's id. Raises NotFound for somebody of another file or an agency that is not let in; Refusal
    without a kind or a reason, for whoever harms, for a kind of which nothing is known, and where all of a kind is
    retired or known to the person who harms: the database refuses it. Where she lived before does not keep from paper
    where she lives now.
    """
    with acting_as(actor):
        must(actor, "people.choose_places")
        part = Part.objects.filter(file_id=file, person_id=person, until_on=None).first()
        if part is None or not Agency.objects.filter(id=agency, id__in=Grant.agencies_on(file)).exists():
            raise NotFound
        if part.kind == PartKind.HARMER:
            raise Refusal("This is for whoever is to be kept safe.", remedy="Open the whereabouts instead.")
        chosen = sorted(set(kinds) & ON_PAPER)
        if not chosen:
            raise Refusal("Choose what may stand on it.", field="kinds")
        if len(reason.split()) < 2:
            raise Refusal("Say in a few words why they need it on paper.", field="reason")
        places = list(Whereabouts.objects.filter(person_id=person, kind__in=chosen, until_on=None))
        unknown = set(chosen) - {place.kind for place in places}
        if unknown:
            raise Refusal("Nothing of one of these kinds is written down.", remedy="Take it away.", field="kinds")
        _address_each(places, at=at, by=actor.appointment)
        row = PlacesChosen(
            file_id=file, person_id=person, agency_id=agency, kinds=chosen, reason=reason.strip(),
            chosen_by=actor.appointment, chosen_name=actor.name, chosen_at=at, until_at=at + STANDS_FOR,
        )  # fmt: skip
        PlacesChosen.objects.bulk_create([row])
        sentence = f"Chose whereabouts for one paper: {reason.strip()}"
        note(file_id=file, kind="place", sentence=sentence, at=at, about_id=person)
        record("whereabouts.chosen", file_id=file, subjects=[person, agency], fields=chosen, at=at)
        return row.id


def _address_each(places: Sequence[Whereabouts], *, at: datetime, by: UUID) -> None:
    """Address the paper to each place that may be written to. Raises Refusal for a kind of which none may."""
    refused: dict[str, Refusal] = {}
    taken = set()
    for place in places:
        try:
            address(place=place, what="paper", at=at, by=by)
            taken.add(place.kind)
        except Refusal as why:
            refused[place.kind] = why
    for kind in sorted(refused.keys() - taken):
        raise refused[kind]
