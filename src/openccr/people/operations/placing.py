"""Writing down where somebody is, retiring what the person who harms knows, and addressing something to a place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Addressed, Part, Whereabouts
from openccr.people.rules.places import refuge_words, why_not_placed
from openccr.people.rules.recognising import PeopleKnownBetter
from openccr.people.sealing import match_token, near_tokens, seal


def place(*, actor: Actor, file: UUID, person: UUID, kind: str, text: str, agency: str = "", at: datetime) -> UUID:
    """Write down, sealed, something that tells where somebody is. A refuge is kept as "via" an agency.

    Args:
        kind: key of `rules.places.KINDS`.
        agency: for a refuge, the name of who reaches her there; its address is refused.

    Returns the place's id. Raises Refusal as `rules.places.why_not_placed`, NotFound for somebody not on the file.
    """
    with acting_as(actor):
        must(actor, "people.place")
        why = why_not_placed(kind=kind, text=text, agency=agency)
        if why is not None:
            raise why
        _need_part(file, person)
        words = refuge_words(agency.strip()) if kind == "refuge" else text.strip()
        row = Whereabouts(
            person_id=person, kind=kind, sealed=seal(words, person_id=person), match=match_token(words),
            near=near_tokens(kind, words), source=actor.name, from_on=localdate(at), written_in=file,
        )  # fmt: skip
        Whereabouts.objects.bulk_create([row])
        note(file_id=file, kind="place", sentence="Where somebody is was written down, sealed", at=at, about_id=person)
        record("whereabouts.placed", file_id=file, subjects=[person], fields=[kind], at=at)
        publish(PeopleKnownBetter(actor=actor, file_id=file))
        return row.id


def retire(*, actor: Actor, file: UUID, person: UUID, places: Collection[UUID | str], why: str, at: datetime) -> int:
    """The person who harms knows these places of hers: from now on nothing can be addressed there.

    Args:
        places: ids of those that he knows; another of the same kind, such as where she moved to, stays in use.

    Returns how many places were retired. Raises Refusal without a reason or when none of them is in use, NotFound for
    somebody not on the file.
    """
    with acting_as(actor):
        must(actor, "people.place")
        _need_part(file, person)
        if not why.strip():
            raise Refusal("Say how you know.", field="why")
        in_use = Whereabouts.objects.filter(person_id=person, until_on=None, retired_at=None)
        # The same place as another agency wrote it down, with its postcode or without, is known to him as well.
        said = list(in_use.filter(id__in=places).values_list("match", "near"))
        known = in_use.filter(
            Q(match__in=[one for match, near in said for one in (match, *near)])
            | Q(near__has_any_keys=[match for match, _ in said])
        )
        kinds = sorted(set(known.values_list("kind", flat=True)))
        retired = known.update(retired_at=at)
        if not retired:
            raise Refusal("None of these is in use any more.", remedy="Look again at what is.", field="places")
        sentence = f"Known to the person who harms, nothing goes there any more: {why.strip()}"
        note(file_id=file, kind="place", sentence=sentence, at=at, about_id=person)
        record("whereabouts.retired", file_id=file, subjects=[person], fields=kinds, at=at)
        return retired


def address(*, place: Whereabouts, what: str, at: datetime, by: UUID) -> None:
    """Say that something is about to go to a place; part of another operation, which sends only once this is written.

    Raises Refusal for a place that is retired, ended, or known to the person who harms: the database refuses it.
    """
    row = Addressed(person_id=place.person_id, place_id=place.id, what=what, at=at, by=by)
    try:
        with transaction.atomic():
            Addressed.objects.bulk_create([row])
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != "23514":
            raise
        raise Refusal(
            "The person who harms may know this place, so nothing is sent there.",
            remedy="Ask for another that is safe.",
        ) from error


def _need_part(file: UUID, person: UUID) -> None:
    if not Part.objects.filter(file_id=file, person_id=person).exists():
        raise NotFound
