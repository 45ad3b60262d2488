"""How far the answer to a survey has come, and where it is answered."""

from __future__ import annotations

from django.db import connection

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.content.schema.voice import Voice
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Partnership
from openccr.voice.codes import receipt_of
from openccr.voice.rules.surveys import reply_for


def reply_to_answer(code: str, voice: Voice) -> str:
    """The neutral reply that the code of an answer shows; empty while nobody has read it. Raises NotFound."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, changed FROM openccr.answer_state(%s)", [receipt_of(code)])
        row = cursor.fetchone()
    if row is None:
        raise NotFound
    key = reply_for(row[0], changed=row[1])
    return voice.replies[key].text if key in voice.replies else ""


def area_code(*, actor: Actor) -> str:
    """The code that stands in the public addresses of the actor's partnership."""
    with acting_as(actor):
        must(actor, "voice.answer")
        return str(Partnership.objects.values_list("code", flat=True).get(id=actor.partnership))
