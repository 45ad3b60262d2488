"""Asking whether somebody is already known: allowed, counted, found, recorded."""

from __future__ import annotations

from datetime import date, datetime

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.linkage.known.counting import count_search
from openccr.linkage.known.finding import KnownHere, known_here
from openccr.linkage.rules.asked import Asked
from openccr.linkage.rules.limits import why_no_more
from openccr.people.sealing import match_token


def ask_known(*, actor: Actor, asked: Asked, today: date, at: datetime) -> list[KnownHere]:
    """Who of the people the actor sees may be the one described, ten at most; none where too little is said of her.

    Every question is counted and every answer recorded, with the ids shown and the purpose of the actor; the
    same question again within the hour, as when a page is opened twice, counts once.

    Raises Refusal for whoever asks too often.
    """
    with acting_as(actor):
        must(actor, "linkage.ask_known")
        if not asked.enough or actor.appointment_id is None:
            return []
        before = count_search(appointment=actor.appointment_id, token=match_token(repr(asked)), at=at)
        if not before.again and (refusal := why_no_more(before.different)):
            raise refusal
        found = known_here(asked, today=today)
        record("linkage.known_asked", subjects=[one.person_id for one in found], fields=asked.fields, at=at)
        return found
