"""The agency that holds a record answers: it says something, or nothing, and why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.linkage.models import HeldMatch
from openccr.linkage.rules.matches import SAY, why_not_answered
from openccr.linkage.rules.signoffs import QUESTIONS, why_not_open
from openccr.linkage.sealing import seal_words
from openccr.linkage.signed import standing


def answer_match(*, actor: Actor, match: UUID, answer: str, words: str, why: str, compares: bool, at: datetime) -> None:
    """Answer for the agency. Until then nobody else knows that it was asked; of "nothing" nobody learns at all.

    One answer for one record: it goes to every case that is behind the question, and the agency learns of none.

    Args:
        words: what the coordinator is told; only with `say`.
        why: for the agency's own record.
        compares: the agency's record may stand beside another agency's before a reviewer.

    Raises NotFound for another agency's, Refusal as `rules.matches.why_not_answered`.
    """
    with acting_as(actor):
        must(actor, "linkage.answer")
        held = HeldMatch.objects.select_for_update().filter(id=match, agency_id=actor.agency).first()
        if held is None:
            raise NotFound
        off = why_not_open(standing(), QUESTIONS[held.kind], today=localdate(at))
        if off is not None:
            raise off
        refusal = why_not_answered(answered=bool(held.answer), answer=answer, words=words, why=why)
        if refusal is not None:
            raise refusal
        alike = HeldMatch.objects.select_for_update().filter(
            agency_id=actor.agency, token=held.token, kind=held.kind, answer=""
        )
        for one in alike:
            HeldMatch.objects.filter(id=one.id).update(
                answer=answer,
                sealed=seal_words(words.strip(), match_id=one.id) if answer == SAY else b"",
                why=why.strip(),
                compares=compares and answer == SAY,
                answered_at=at,
                answered_by=actor.name,
            )
            record("linkage.match_answered", subjects=[one.id], at=at)
