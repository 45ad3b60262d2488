"""A letter to an agency in which nobody can be told: what is due there, and how somebody gets one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from openccr.documents.kinds import PaperKind
from openccr.documents.rules.paper import Content, Para, Recipient, Table
from openccr.governance.papers.boards import lead_of
from openccr.governance.queries.unreached import Unreached, unreached_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal


def greeting(one: Unreached) -> str:
    """Why the letter comes."""
    return (
        f"{one.agency} is a member of the partnership, and nobody of yours is told in our system at present of what "
        "follows. So that no day passes without your knowing of it, we write to you: this is due from your agency."
    )


ASKS = (
    "Please tell us by return who answers for each, and whom we may invite, so that they see it and are reminded. Send "
    "no name, address or other word of a case by ordinary mail: ring us."
)


def nobody_to_write_to(*, actor: Actor, about: UUID) -> Refusal | None:
    """Why there is no such letter, or None."""
    try:
        one = unreached_of(actor=actor, agency_id=about, today=timezone.localdate())
    except NotFound:
        return Refusal("Somebody there can be told.", remedy="They see it on their list and are reminded.")
    return None if one.owed else Refusal("Nothing is due there.")


def letter(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """What is due from an agency in which nobody can be told. Raises Refusal where somebody can, or nothing is due."""
    if refusal := nobody_to_write_to(actor=actor, about=about):
        raise refusal
    one = unreached_of(actor=actor, agency_id=about, today=today)
    rows = tuple((each.words, day_words(each.due_on) if each.due_on else "No day") for each in one.owed)
    return Content(
        title="What is due from your agency",
        blocks=(
            Para(day_words(today)), Para(greeting(one)), Table("What is due", ("What", "By"), rows), Para(ASKS),
            Para(f"{actor.name}, for the partnership"),
        ),
    )  # fmt: skip


UNREACHED_LETTER = PaperKind(
    key="unreached-letter", title="Letter to an agency in which nobody can be told",
    explains="What is due there and by when, and who could be invited. Of a case it says only that there is something.",
    may="governance.watch", about="represented", recipients=lead_of, query=letter, waits=nobody_to_write_to,
)  # fmt: skip
