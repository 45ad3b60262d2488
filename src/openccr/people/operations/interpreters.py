"""Writing down which interpreter somebody needs. Nothing is overwritten."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.people.models import InterpreterNeed, Part
from openccr.people.rules.interpreters import GENDERS, Need, why_not_booked


def say_interpreter(*, actor: Actor, file: UUID, person: UUID, need: Need, at: datetime) -> None:
    """Write down which interpreter a person of the file needs; the newest answer counts.

    Raises NotFound for somebody with no part in the file, Refusal without a language, for an unknown gender and for
    a relative, friend or child who is to interpret.
    """
    with acting_as(actor):
        must(actor, "people.contact")
        if not Part.objects.filter(file_id=file, person_id=person, until_on=None).exists():
            raise NotFound
        if not need.language.strip():
            raise Refusal("Say which language.", field="language")
        if need.gender not in GENDERS:
            raise Refusal("Say whether it must be a woman or a man, or either.", field="gender")
        refusal = why_not_booked(need.booked, never=practice(actor).people.interpreting.never)
        if refusal is not None:
            raise refusal
        row = InterpreterNeed(
            person_id=person, language=need.language.strip(), dialect=need.dialect.strip(), gender=need.gender,
            own_community=need.own_community, booked=need.booked.strip().rstrip("."), said_at=at, source=actor.name,
        )  # fmt: skip
        InterpreterNeed.objects.bulk_create([row])
        note(file_id=file, kind="contact", sentence="Which interpreter is needed was written down", at=at)
        record("interpreter.said", file_id=file, subjects=[person], at=at)
