"""Taking out of what was said whatever tells who said it, before anybody else reads it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.addresses import address_like
from openccr.kernel.refusals import NotFound, Refusal
from openccr.voice.models import Contribution
from openccr.voice.rules.contributions import LOOK_FIRST, NOT_LOOKED_AT, State, is_looked_at, same_words


def take_out(*, actor: Actor, contribution: UUID, words: str, at: datetime) -> None:
    """Keep these words in the place of what was written down. What stood there before is kept nowhere.

    Raises NotFound, and Refusal without words, with an address in them, before somebody on duty looked for danger in
    what was written without a name, and once an agency reads it.
    """
    with acting_as(actor):
        must(actor, "voice.keep")
        row = Contribution.objects.select_for_update().filter(id=contribution).first()
        if row is None:
            raise NotFound
        if row.state not in (State.RECEIVED, State.THEMED):
            raise Refusal("An agency has read it already, or it was withdrawn.", field="words")
        if not is_looked_at(row.unnamed, row.triaged_at):
            raise Refusal(NOT_LOOKED_AT, remedy=LOOK_FIRST, field="words")
        if not words.strip():
            raise Refusal("Leave what was said, without what tells who they are.", field="words")
        if address_like(words):
            raise Refusal("There is an address in it.", remedy="Leave it out.", field="words")
        if same_words(words, row.words):
            return  # nothing was taken out, and what somebody typed stays what they typed
        Contribution.objects.filter(id=row.id).update(words=words.strip(), changed_words_at=at)
        record("voice.kept", subjects=[row.id], fields=["words"], at=at)
