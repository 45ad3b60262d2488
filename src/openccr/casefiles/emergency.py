"""Emergency access: one case, one hour, a reason in one's own words; told at once, reviewed by somebody else.

Security paper, rule 16 ("break-glass"). It is for a night on which a life hangs on a case nobody let one into, and
never for whoever is kept out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import NOBODY
from openccr.access.together import Steps, asked
from openccr.audit.operations import record
from openccr.casefiles.models import EmergencyAccess
from openccr.casefiles.operations import note
from openccr.casefiles.rules import EMERGENCIES_IN_A_DAY, EmergencyOpened, why_not_emergency, why_not_reviewed
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency

PURPOSE = "emergency access"
BASIS = "art6_vital_interests"
"""Vital interests (UK GDPR, Article 6(1)(d)), by its key of the pack."""
LAW = (BASIS, "art9_safeguarding", "art10_safeguarding")
"""The law on which it rests in the ledger, by keys of the pack."""


def open_in_emergency(*, actor: Actor, reference: str, reason: str, at: datetime) -> UUID:
    """Open a case for one hour. Returns its id.

    Args:
        reference: as it stands on the case; nobody is offered a list.
        reason: in one's own words, at least `rules.REASON_WORDS` of them.

    Raises Refusal without a reason, for a case that one sees anyway, for one more than `rules.EMERGENCIES_IN_A_DAY`,
    and, with the same words, for a reference that nobody has and for a case from which one is kept out.
    """
    with acting_as(actor):
        must(actor, "casefiles.emergency")
        why = why_not_emergency(reference=reference, reason=reason)
        if why is not None:
            raise why
        agency = Agency.objects.filter(id=actor.agency).values_list("name", flat=True).first()
        file = _opened(reference.strip().upper(), reason.strip(), f"{actor.name}, {agency}")
        note(file_id=file, kind="emergency", sentence=f"Opened in an emergency, for an hour: {reason.strip()}", at=at)
        record("emergency.opened", file_id=file, at=at)
        publish(EmergencyOpened(actor=actor, file_id=file))
        return file


def _opened(reference: str, reason: str, who: str) -> UUID:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT openccr.open_in_emergency(%s, %s, %s, %s, %s, %s)",
                [reference, reason, who, PURPOSE, BASIS, EMERGENCIES_IN_A_DAY],
            )
            return cursor.fetchone()[0]
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", "")
        if state == "23505":
            raise Refusal("You see this case already.", remedy="Find it in the list of cases.") from error
        if state == "21000":
            raise Refusal(
                f"You have opened {EMERGENCIES_IN_A_DAY} cases in an emergency within a day.",
                remedy="Ring the coordinator, or the adviser of this case: they let you in, or tell you what you need.",
            ) from error
        if state not in ("P0002", "02000", "42501"):
            raise
        raise Refusal(
            "No case opens with this reference.", remedy="Check it, or ring the coordinator.", field="reference"
        ) from error


def review_emergency(*, actor: Actor, file: UUID, emergency: UUID, verdict: str, words: str, at: datetime) -> None:
    """Say whether it was right. Raises Refusal for whoever used it and without words, NotFound for none to review."""
    with acting_as(actor):
        must(actor, "casefiles.review_emergency")
        row = EmergencyAccess.objects.filter(id=emergency, file_id=file, reviewed_at=None).first()
        if row is None:
            raise NotFound
        why = why_not_reviewed(used_by=row.user_id, me=actor.user_id, verdict=verdict, words=words)
        if why is not None:
            raise why
        EmergencyAccess.objects.filter(id=emergency).update(
            reviewed_at=at, reviewed_by=actor.name, verdict=verdict, verdict_words=words.strip()
        )
        record("emergency.reviewed", file_id=file, subjects=[emergency], at=at)


@asked
def emergencies_to_review(actor: Actor) -> Steps[list[EmergencyAccess]]:
    """Those that nobody has reviewed, oldest first, without one's own. One query; none for all but coordinators."""
    rows = EmergencyAccess.objects.filter(reviewed_at=None).exclude(user_id=actor.user_id or NOBODY)
    (found,) = yield (rows.select_related("file").order_by("at")[:50],)
    return found


@dataclass(frozen=True)
class Quarter:
    """How often it was used in three months: `wrong` is how many a review found not to have been right."""

    starts: date
    used: int
    reviewed: int
    wrong: int


def emergency_counts() -> list[Quarter]:
    """By quarter, newest first: everybody appointed may know. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quarter, used, reviewed, wrong FROM openccr.emergency_counts()")
        return [Quarter(*row) for row in cursor.fetchall()]
