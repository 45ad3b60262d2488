"""Some of a week's openings of cases, drawn at random, and what the case's lead found of each (security paper, T2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.sealing import NOBODY
from openccr.access.together import Steps, asked, together
from openccr.audit.operations import record
from openccr.casefiles.models import EmergencyAccess, OpeningReview
from openccr.casefiles.rules import REVIEWED_SHARE, why_not_outcome
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound


def draw_openings(*, actor: Actor, at: datetime) -> int:
    """Draw a fiftieth of the last seven days' openings, one at least, for the cases' leads. Returns how many.

    Drawn once a week: again within six days it draws none.
    """
    with acting_as(actor):
        must(actor, "casefiles.draw")
        with connection.cursor() as cursor:
            cursor.execute("SELECT openccr.draw_openings(%s, %s)", [REVIEWED_SHARE, at])
            drawn = cursor.fetchone()[0]
        if drawn:
            record("openings.drawn", at=at)
        return int(drawn)


@asked
def openings_to_review(actor: Actor) -> Steps[list[OpeningReview]]:
    """Those that nobody has looked at, oldest first, none of one's own. One query."""
    rows = OpeningReview.objects.filter(reviewed_at=None).exclude(user_id=actor.user_id or NOBODY)
    (found,) = yield (rows.select_related("file").order_by("drawn_at")[:50],)
    return found


def opening_to_review(file: UUID, opened: UUID) -> OpeningReview:
    """One that nobody has looked at. Raises NotFound."""
    row = OpeningReview.objects.filter(id=opened, file_id=file, reviewed_at=None).first()
    if row is None:
        raise NotFound
    return row


def review_opening(*, actor: Actor, file: UUID, opened: UUID, outcome: str, words: str, at: datetime) -> None:
    """Say whether it was opened for work. Raises Refusal as `rules.why_not_outcome`, NotFound for none to look at."""
    with acting_as(actor):
        must(actor, "casefiles.alerts")
        row = opening_to_review(file, opened)
        why = why_not_outcome(opened_by=row.user_id, me=actor.user_id, outcome=outcome, words=words)
        if why is not None:
            raise why
        OpeningReview.objects.filter(id=opened).update(
            outcome=outcome, words=words.strip(), reviewed_at=at, reviewed_by=actor.name
        )
        record("opening.reviewed", file_id=file, subjects=[opened], fields=[outcome], at=at)


_LAST = 25


def reviews_of(file: UUID, *, actor: Actor) -> tuple[list[EmergencyAccess], list[OpeningReview]]:
    """A case's last emergency accesses and drawn openings with what was found of each, none of one's own. One query.

    The wall answers emergency accesses to coordinators alone.
    """
    own = actor.user_id or NOBODY
    emergencies, drawn = together(
        EmergencyAccess.objects.filter(file_id=file).exclude(user_id=own).order_by("-at")[:_LAST],
        OpeningReview.objects.filter(file_id=file).exclude(user_id=own).order_by("-opened_at")[:_LAST],
    )
    return emergencies, drawn
