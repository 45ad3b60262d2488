"""Writing down that she asks for a letter of evidence for legal aid."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.conference.models import EvidenceRequest
from openccr.kernel.actors import Actor
from openccr.kernel.periods import ahead
from openccr.kernel.refusals import NotFound, Refusal
from openccr.people.models import Part, Person
from openccr.people.rules import PartKind
from openccr.people.rules.contact import has_died
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.rules.grounds import Consent
from openccr.sharing.rules.ways import Way


def ask_for_evidence(
    *,
    actor: Actor,
    file_id: UUID,
    person_id: UUID,
    harmer_id: UUID,
    asked_on: date,
    how_asked: str,
    signatory: str,
    signatory_post: str,
    at: datetime,
) -> UUID:
    """Write down that she asks for the letter, whom it names and who signs it. Returns the request's id.

    Raises NotFound for people with no such part in the case, Refusal without how she asked and who signs, and once she
    has died.
    """
    with acting_as(actor):
        must(actor, "conference.evidence")
        for person, kind in ((person_id, PartKind.VICTIM), (harmer_id, PartKind.HARMER)):
            if not Part.objects.filter(file_id=file_id, person_id=person, kind=kind, until_on=None).exists():
                raise NotFound
        if Person.objects.filter(id=person_id, died_on__isnull=False).exists():
            raise has_died()
        if refusal := ahead(asked_on, today=localdate(at), field="asked_on"):
            raise refusal
        for text, field, words in (
            (how_asked, "how_asked", "Say how the victim asked: it is made at their request alone."),
            (signatory, "signatory", "Say who signs it."),
            (signatory_post, "signatory_post", "Say in which post they sign."),
        ):
            if not text.strip():
                raise Refusal(words, field=field)
        row = EvidenceRequest(
            file_id=file_id, person_id=person_id, harmer_id=harmer_id, asked_on=asked_on, how_asked=how_asked.strip(),
            signatory=signatory.strip(), signatory_post=signatory_post.strip(), by_appointment=actor.appointment,
            by_name=actor.name, at=at,
        )  # fmt: skip
        EvidenceRequest.objects.bulk_create([row])
        let_out = LetOut(
            way=Way.EVIDENCE, why="A letter of evidence for legal aid, at the victim's request",
            arises_from_id=row.id, outside="The victim, for legal aid", kinds=("identity", "events"),
            people=(person_id, harmer_id), consent=Consent.YES,
        )  # fmt: skip
        disclose(actor=actor, file_ids=[file_id], let_out=let_out, at=at)
        record("evidence.asked", file_id=file_id, subjects=[row.id, person_id], at=at)
        return row.id
