"""What is known of people of the invented area beside their case: ties, another name, a number."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.people.models import Part, PersonName
from openccr.people.operations import identify, relate, say_name
from openccr.people.rules import PartKind
from openccr.people.rules.identifiers import why_not_nhs


def know(actor: Actor, file: UUID, number: int, *, at: datetime) -> None:
    """The victim is the mother of each child; every third has a name of before and a number of the health service."""
    with acting_as(actor):
        parts = list(Part.objects.filter(file_id=file, until_on=None).select_related("person").order_by("id"))
        named = {row.person_id: row for row in PersonName.objects.filter(person__parts__file_id=file)}
    victims = [part for part in parts if part.kind == PartKind.VICTIM]
    if not victims:
        return
    her = victims[0].person
    for part in parts:
        if part.kind == PartKind.CHILD:
            parent = {"female": "mother", "male": "father"}.get(her.sex, "step_parent")
            relate(
                actor=actor, file=file, person=her.id, other=part.person_id, kind=parent,
                since_on=None if part.person.born_on_is_expected else part.person.born_on, until_on=None,
                source="The victim", at=at,
            )  # fmt: skip
    if number % 3 == 0 and her.id in named:
        today = timezone.localdate(at)
        say_name(
            actor=actor, file=file, person=her.id, given=named[her.id].given, family="Quillmere-Ash", kind="name",
            source="Marriage papers, now set aside", from_on=date(today.year - 9, 5, 1),
            until_on=date(today.year - 2, 2, 1), at=at,
        )  # fmt: skip
        identify(actor=actor, file=file, person=her.id, kind="nhs", number=_invented(number), source="GP", at=at)


def _invented(number: int) -> str:
    """A number of the range that the health service keeps for tests: nobody has it."""
    tried = (f"999{number:05d}{last:02d}" for last in range(100))
    return next(one for one in tried if not why_not_nhs(one))
