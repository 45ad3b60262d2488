"""Asking who would be the last person to come, and answering it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.directory.models import LastPerson, Service
from openccr.directory.rules.last_person import SERVICE
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice


def ask_last_person(
    *, actor: Actor, kind: str, about_id: UUID, about: str, agency_id: UUID | None, at: datetime
) -> None:
    """Put the question to a strategy or a contract; asked again, only its name is brought up to date.

    A service needs no asking: the question stands from the day it is added.

    Args:
        kind: key of the pack's `last_person`: strategy, contract.
        about_id: the strategy's or the contract's id.
        agency_id: who answers beside the coordinator; for a contract the only others who read it.

    Raises Refusal for a kind that the pack does not have.
    """
    with acting_as(actor):
        must(actor, "directory.keep")
        if kind not in practice(actor).directory.last_person:
            raise Refusal("There is no question for this kind of thing.", field="kind")
        row = _of(actor, kind, about_id)
        if row is None:
            _new(actor, kind, about_id, about, agency_id, at).save(force_insert=True)
        elif row.about != about[:200]:
            LastPerson.objects.filter(id=row.id).update(about=about[:200])


def answer_last_person(
    *, actor: Actor, kind: str, about_id: UUID, who: str, why: str, change: str, known_from: str,
    review_on: date | None, at: datetime,
) -> None:  # fmt: skip
    """Answer it: who, why they do not come, and what is done so that they do.

    Raises NotFound for a thing that was never asked of or is another agency's, Refusal without an answer in words and
    for a day of review that is past.
    """
    with acting_as(actor):
        must(actor, "directory.keep")
        if not who.strip():
            raise Refusal("Say who it would be.", remedy="Think of those who never came so far.", field="who")
        if not change.strip():
            raise Refusal("Say what is done about it, or why nothing can be.", field="change")
        if known_from not in practice(actor).directory.known_from:
            raise Refusal("Say how you know.", field="known_from")
        if review_on is not None and review_on < timezone.localdate(at):
            raise Refusal("Give a day from today on.", field="review_on")
        row = _of(actor, kind, about_id) or _of_service(actor, kind, about_id, at=at)
        said = {
            "who": who.strip(), "why": why.strip(), "change": change.strip(), "known_from": known_from,
            "review_on": review_on, "answered_at": at, "answered_by": actor.name, "about": row.about,
        }  # fmt: skip
        if not LastPerson.objects.filter(id=row.id).update(**said):
            raise NotFound
        record("directory.last_person", subjects=[about_id], at=at)


def _of(actor: Actor, kind: str, about_id: UUID) -> LastPerson | None:
    return LastPerson.objects.filter(partnership_id=actor.partnership, kind=kind, about_id=about_id).first()


def _of_service(actor: Actor, kind: str, about_id: UUID, *, at: datetime) -> LastPerson:
    service = Service.objects.filter(partnership_id=actor.partnership, id=about_id).first()
    if kind != SERVICE or service is None:
        raise NotFound
    if not actor.whole_area and service.agency_id != actor.agency_id:
        raise NotFound
    row = _new(actor, kind, about_id, service.name, service.agency_id, at)
    row.save(force_insert=True)
    return row


def _new(actor: Actor, kind: str, about_id: UUID, about: str, agency_id: UUID | None, at: datetime) -> LastPerson:
    return LastPerson(
        partnership_id=actor.partnership, kind=kind, about_id=about_id, about=about[:200], agency_id=agency_id,
        asked_at=at,
    )  # fmt: skip
