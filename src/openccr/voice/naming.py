"""Before anybody may read it: whether a text has somebody's name in it, asked of whoever publishes it."""

from __future__ import annotations

from openccr.kernel.actors import Actor
from openccr.kernel.namelike import perhaps_names
from openccr.kernel.refusals import Refusal
from openccr.linkage.engine.spelling import nicknames
from openccr.partnership.models import Agency, Partnership

SHOWN = 6


def why_named(actor: Actor, *, no_names: bool, **texts: str) -> Refusal | None:
    """Ask whether words of these texts are somebody's name, or None. Call it inside `acting_as`.

    Args:
        no_names: whoever publishes was asked, and says that none of them is.
        texts: field → its words.
    """
    if no_names:
        return None
    known = [
        *Agency.objects.filter(partnership_id=actor.partnership).values_list("name", flat=True),
        *Partnership.objects.filter(id=actor.partnership).values_list("name", flat=True),
    ]
    for field, words in texts.items():
        if found := perhaps_names(words, given=nicknames().keys(), known=known):
            named = ", ".join(f"“{one}”" for one in found[:SHOWN])
            asks = "Is this somebody's name" if len(found) == 1 else "Is one of these somebody's name"
            return Refusal(f"{asks}: {named}?", remedy="Take it out, or say below that none is.", field=field)
    return None
