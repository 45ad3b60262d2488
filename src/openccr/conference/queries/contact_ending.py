"""Until when what a victim said of safe contact counts, in every open case that the actor advises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.conference.models import Adviser
from openccr.kernel.actors import Actor
from openccr.people.models import DoNotContact, Part, SafeContact
from openccr.people.queries.contact import answers_stand
from openccr.people.rules import ContactAnswer, PartKind
from openccr.people.rules.contact import newest

SOON = timedelta(days=14)
"""How long before its last day an answer stands on the list: the next safe meeting may be two weeks away."""
SHOWN = 20


@dataclass(frozen=True)
class Ending:
    """A victim whose answers on safe contact end soon or have ended.

    Args:
        channels: those channels; none: nobody has asked.
        until: the last day on which the first of them counts; None where nobody asked, or no day is recorded.
    """

    file_id: UUID
    person_id: UUID
    initials: str
    reference: str
    channels: tuple[str, ...]
    until: date | None


@asked
def contact_ending(actor: Actor, *, today: date) -> Steps[list[Ending]]:
    """The open cases that the actor advises in which somebody must ask again, or ask, the most pressing first.

    A no is asked again as well: one that nobody asks about any more cuts her off for good. Whoever has died, or whom
    nobody is to contact, is left out: those have lists of their own. Two queries.
    """
    if actor.appointment_id is None:
        return []
    advised = Adviser.objects.filter(appointment_id=actor.appointment_id, until_at=None, file__closed_at=None)
    victims = Part.objects.filter(
        file_id__in=advised.values("file_id"), kind=PartKind.VICTIM, person__died_on=None
    ).order_by("file__opened_at")
    (rows,) = yield (victims.values_list("file_id", "person_id", "file__title", "file__reference"),)
    people = {person for _, person, _, _ in rows}
    said, bans = yield (
        SafeContact.objects.filter(person_id__in=people).values_list("person_id", "channel", "safe", "asked_on"),
        DoNotContact.objects.filter(person_id__in=people).order_by("set_at").values_list("person_id", "stands"),
    )
    answers = defaultdict(list)
    for person, channel, safe, asked_on in said:
        answers[person].append(ContactAnswer(channel, safe, "", asked_on))
    banned = {person for person, stands in dict(bans).items() if stands}
    counts = answers_stand(actor)
    found = []
    for file_id, person, initials, reference in rows:
        latest = newest(answers[person])
        ends = _ends(latest, counts)
        pressing = {channel: until for channel, until in ends.items() if until is None or until <= today + SOON}
        if person in banned or (latest and not pressing):
            continue
        until = min((day for day in pressing.values() if day is not None), default=None)
        found.append(Ending(file_id, person, initials, reference, tuple(pressing), until))
    return sorted(found, key=lambda one: one.until or date.min)[:SHOWN]


def _ends(latest: Mapping[str, ContactAnswer], counts: timedelta) -> dict[str, date | None]:
    """Channel → the last day on which the newest answer about it counts."""
    return {channel: one.asked_on + counts if one.asked_on else None for channel, one in latest.items()}
