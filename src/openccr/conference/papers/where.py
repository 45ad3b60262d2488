"""The one paper that tells where somebody can be reached: what was chosen onto it, for one agency, for a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from openccr.casefiles.models import CaseFile
from openccr.conference.recipients import may_go_to
from openccr.documents.rules.paper import Block, Content, Facts, Heading, Notice, Recipient
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.people.queries import people_of
from openccr.people.queries.chosen import chosen_agencies, chosen_for
from openccr.people.rules.places import KINDS


def recipients(*, actor: Actor, about: UUID) -> list[Recipient]:
    """The agencies for which the actor has chosen whereabouts of this case. Raises NotFound for a hidden one."""
    if not CaseFile.objects.filter(id=about).exists():
        raise NotFound
    chosen = chosen_agencies(file=about, by=actor.appointment, at=timezone.now())
    return [
        Recipient(agency_id=one.id, agency=one.name, kind=one.kind)
        for one in Agency.objects.filter(id__in=chosen).order_by("name")
    ]


def where(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """Where each person that was chosen can be reached. Raises Refusal for a place that has been retired since."""
    # Her adviser chooses as the coordinator does, and sees nobody who is kept out: the area is asked for both.
    if recipient.agency_id != actor.agency_id and not may_go_to(actor=actor, recipient=recipient, file_id=about):
        raise NotFound
    places = chosen_for(file=about, agency=recipient.agency_id, by=actor.appointment, at=timezone.now())
    if not places:
        raise Refusal("No whereabouts are chosen for this agency.", remedy="Choose them on the person's page.")
    blocks: list[Block] = [
        Notice("Nobody may learn of this. Carry it in person, and destroy it when it has been used."),
    ]
    for person in people_of(about, today=today):
        hers = [one for one in places if one.person_id == person.person_id]
        if hers:
            blocks += [
                Heading(person.name or "Name not known"),
                Facts(tuple((KINDS[one.kind], one.text) for one in hers)),
            ]
    return Content(
        title="Where somebody can be reached", blocks=tuple(blocks), files=(about,),
        people=tuple(dict.fromkeys(one.person_id for one in places)),
        necessity=" ".join(f"{one.rstrip('.')}." for one in dict.fromkeys(one.reason for one in places)),
    )  # fmt: skip
