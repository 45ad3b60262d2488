"""What others wrote on a case, as somebody reads it on a screen: without what tells where she is."""

from __future__ import annotations

from uuid import UUID

from openccr.access.acting import current_actor
from openccr.access.together import Steps, asked
from openccr.kernel.addresses import letters, without_addresses
from openccr.people.queries.places import opened, sheltered_places


@asked
def places_held_back(file_id: UUID) -> Steps[frozenset[str]]:
    """Where the victims and children of a case are now, to be looked for in a text and shown to nobody.

    One query; a page asks it with its others, ahead of what uses it.
    """
    rows, keys = yield sheltered_places([file_id])
    return frozenset(letters(place) for place in opened(rows, keys))


def reads_whole(agency_id: UUID | None) -> bool:
    """Whether the actor reads what an agency wrote as it stands: whoever wrote it, and the coordinator, who can ask for
    a word to be taken out."""
    actor = current_actor()
    return actor.whole_area or (agency_id is not None and actor.agency_id == agency_id)


def as_read(text: str, *, file_id: UUID, by_agency: UUID | None) -> str:
    """A text as the actor reads it: for other agencies without what looks like an address and without known places.

    Args:
        by_agency: whose words they are; None for the meeting's.
    """
    return text if reads_whole(by_agency) else for_anybody(text, file_id=file_id)


def for_anybody(text: str, *, file_id: UUID) -> str:
    """A text for a wall or for another system's record, whoever put it there: nobody's own words are an exception."""
    return without_addresses(text, known=places_held_back(file_id)) if text else text
