"""A case as plain text for an agency's own record: what this reader may see of it, and nothing that others said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from openccr.conference.queries.cases import case_of, wishes_of
from openccr.conference.queries.held_back import for_anybody
from openccr.conference.queries.research import said_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.people.queries import people_of
from openccr.people.queries.naming import child_first, part_said


def case_as_text(file_id: UUID, *, actor: Actor, today: date) -> str:
    """The case in words: who is in it, why it was referred, what she wants, and what the reader's own agency said.

    Other agencies' answers stay out, and so does whatever tells where somebody is: what stands in another system's
    record is no longer behind our walls. Raises NotFound.
    """
    return for_anybody("\n".join(_lines(file_id, actor, today)), file_id=file_id)


def _lines(file_id: UUID, actor: Actor, today: date) -> Iterator[str]:
    case = case_of(file_id)
    said = said_of(file_id=file_id, today=today)
    yield f"OFFICIAL-SENSITIVE. Conference case {case.reference}. Copied on {day_words(today)}."
    yield "The person who harms must not learn of the conference."
    yield ""
    for one in people_of(file_id, today=today):
        born = f", born {day_words(one.born_on)}" if one.born_on else ""
        first = child_first(one, actor=actor)
        yield f"{part_said(one, actor=actor)}: {one.name or 'not named'}{born}. {first}".strip(". ")
    for referral in case.referrals[:1]:
        yield f"Referred on {day_words(referral.referred_on)} ({', '.join(referral.criteria) or 'no criterion named'})."
        if referral.reason:
            yield f"What happened: {referral.reason}"
    ours = [one for one in said if one.agency_id == actor.agency_id]
    for wish in wishes_of(case, ours)[:1]:
        yield f"What the victim wants ({wish.source}, {day_words(wish.on)}): {wish.words}"
    for hearing in case.hearings:
        yield f"Conference of {day_words(hearing.meeting_on)}."
    for own in ours:
        yield ""
        yield f"What {own.agency} said for {day_words(own.meeting_on)}: {own.state_words.lower()}."
        for label, text in (
            ("Last contact", day_words(own.last_contact_on) if own.last_contact_on else ""),
            ("Risk to the victim", own.victim_facts),
            ("Risk now", own.current_risk),
            ("What the victim wants", own.her_wishes),
            ("Person who harms", own.harmer_facts),
            *((line.name, line.facts) for line in own.on_people),
            ("Children", own.child_facts),
            ("Offered", own.suggested_actions),
        ):
            if text:
                yield f"{label}: {text}"
