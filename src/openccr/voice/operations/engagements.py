"""Planning how survivors are asked, looking whether it is safe for them, letting it go out, closing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.addresses import address_like
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.voice.models import Engagement
from openccr.voice.rules.engagements import ENGAGEMENT, EngagementFacts, EngagementState, checks_of, missing
from openccr.voice.rules.surveys import read_questions


def plan_engagement(
    *, actor: Actor, channel: str, title: str, purpose: str, ends_on: date, children: bool, checks: Mapping[str, str],
    at: datetime, questions: str = "", engagement: UUID | None = None,
) -> UUID:  # fmt: skip
    """Plan an engagement, or change one that has not gone out. Returns its id.

    Args:
        checks: key of the pack's check → how it is looked after; empty ones may wait until it goes out.
        questions: of a survey that anybody may answer without a name, one a line.

    Raises NotFound, and Refusal for a channel or check that the pack does not have, for questions that are none of a
    survey, and once it has gone out.
    """
    with acting_as(actor):
        must(actor, "voice.plan")
        voice = practice(actor).voice
        if channel not in voice.channels:
            raise Refusal("Choose how they are asked.", field="channel")
        if not title.strip() or not purpose.strip():
            raise Refusal("Say what it is and what it is for.", field="purpose" if title.strip() else "title")
        if not set(checks) <= set(voice.checks):
            raise Refusal("Choose from the list.", field="checks")
        asks = read_questions(questions)
        if asks and not voice.channels[channel].survey:
            raise Refusal("Only a survey has questions that anybody may answer.", field="questions")
        if asks and address_like("\n".join((title, purpose, questions))):
            raise Refusal("There is an address in it, and anybody can read it.", field="questions")
        values = {
            "channel": channel, "questions": list(asks), "title": title.strip(), "purpose": purpose.strip(),
            "ends_on": ends_on,
            "children": children or voice.channels[channel].children,
            "checks": {key: words.strip() for key, words in checks.items() if words.strip()},
            "planned_by": actor.appointment, "planned_by_name": actor.name,
        }  # fmt: skip
        if engagement is None:
            row = Engagement(partnership_id=actor.partnership, state=ENGAGEMENT.first, **values)
            row.save(force_insert=True)
        else:
            row = _row(engagement)
            if row.state != EngagementState.PLANNED:
                raise Refusal("It has gone out.", remedy="Take it back first.")
            Engagement.objects.filter(id=row.id).update(**values)
        record("voice.engagement", subjects=[row.id], at=at)
        return row.id


def let_out(*, actor: Actor, engagement: UUID, at: datetime) -> None:
    """Let it go out, once every check is answered and somebody else than who planned it has looked.

    Raises NotFound, and Refusal naming what is not answered.
    """
    _move(actor, engagement, "let_out", at=at, let_out_by=actor.name, let_out_at=at)


def take_back(*, actor: Actor, engagement: UUID, at: datetime) -> None:
    """Take it back to be planned anew. Raises NotFound, Refusal when it has not gone out."""
    _move(actor, engagement, "take_back", at=at, let_out_by="", let_out_at=None)


def close(*, actor: Actor, engagement: UUID, told: str, at: datetime) -> None:
    """Close it, with what those who took part were told became of it. Raises NotFound, Refusal without words."""
    _move(actor, engagement, "close", at=at, told=told.strip())


def _row(engagement: UUID) -> Engagement:
    row = Engagement.objects.select_for_update().filter(id=engagement).first()
    if row is None:
        raise NotFound
    return row


def facts_of(row: Engagement, actor: Actor) -> EngagementFacts:
    """What decides about it, for this actor."""
    checks = checks_of(practice(actor).voice, children=row.children)
    return EngagementFacts(missing(checks, row.checks), row.planned_by == actor.appointment_id, row.told)


def _move(actor: Actor, engagement: UUID, move: str, *, at: datetime, **values: object) -> None:
    with acting_as(actor):
        must(actor, "voice.plan")
        row = _row(engagement)
        for name, value in values.items():
            setattr(row, name, value)
        row.state = ENGAGEMENT.make(state=row.state, move=move, facts=facts_of(row, actor))
        row.save(update_fields=["state", *values])
        record("voice.let_out" if move == "let_out" else "voice.engagement", subjects=[row.id], at=at)
