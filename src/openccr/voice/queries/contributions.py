"""What the pages of survivors' voice show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.content.schema.voice import Voice
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.voice.models import Contribution, Published
from openccr.voice.rules.contributions import State

SHOWN = 200


@dataclass(frozen=True)
class Heard:
    """How well survivors are heard: answered in time, of those sent, and what changed."""

    sent: int
    answered: int
    late: int
    changed: int


@dataclass(frozen=True)
class Looked:
    """What the list is narrowed by: keys of state, channel and theme, and an engagement."""

    state: str = ""
    channel: str = ""
    theme: str = ""
    engagement: str = ""


def contributions(
    *, actor: Actor, looked: Looked | None = None, some: slice = slice(SHOWN)
) -> tuple[list[Contribution], int]:
    """Some of what survivors said, as far as the actor sees it, and how many there are in all.

    Those whose answer is due first stand first, then the newest.
    """
    with acting_as(actor):
        must(actor, "voice.answer")
        found = _own(actor).select_related("agency").order_by("due_on", "-received_on", "id")
        looked = looked or Looked()
        for name in ("state", "channel", "engagement"):
            if value := getattr(looked, name):
                found = found.filter(**{name: value})
        if looked.theme:
            found = found.filter(themes__contains=[looked.theme])
        return list(found[some]), found.count()


def _own(actor: Actor) -> QuerySet[Contribution]:
    """What the actor keeps, was asked about or passed on: not what they read on duty alone."""
    if actor.whole_area:
        return Contribution.objects.all()
    return Contribution.objects.filter(Q(agency=actor.agency_id) | Q(passed_on_by=actor.agency_id))


@asked
def number_unread(actor: Actor) -> Steps[int]:
    """How much of what survivors said nobody has read and given a theme, counted up to `SHOWN`. One query."""
    (rows,) = yield (Contribution.objects.filter(state=State.RECEIVED).order_by().values_list("id")[:SHOWN],)
    return len(rows)


def contribution_of(*, actor: Actor, contribution: UUID) -> Contribution:
    """One of them. Raises NotFound."""
    with acting_as(actor):
        must(actor, "voice.answer")
        row = _own(actor).select_related("agency", "passed_on_by").filter(id=contribution).first()
        if row is None:
            raise NotFound
        return row


@asked
def owed(actor: Actor) -> Steps[list[tuple[UUID, date]]]:
    """What the actor's own agency was asked and has not answered, as (id, due on), the first due first. One query."""
    mine = Contribution.objects.filter(state=State.SENT, agency=actor.agency_id).order_by("due_on")
    (rows,) = yield (mine.values_list("id", "due_on")[:SHOWN],)
    return rows


@asked
def to_tell(actor: Actor) -> Steps[list[UUID]]:
    """What the actor's own agency passed on and what was answered, before anybody told them. One query."""
    answered = Contribution.objects.filter(state__in=(State.DONE, State.NOT_DONE), passed_on_by=actor.agency_id)
    (rows,) = yield (answered.order_by("answered_at").values_list("id")[:SHOWN],)
    return [row[0] for row in rows]


def heard(*, actor: Actor, today: date) -> Heard:
    """How the partnership answers what survivors said."""
    with acting_as(actor):
        must(actor, "voice.keep")
        sent = Contribution.objects.filter(~Q(due_on=None))
        every = list(sent.values_list("state", "due_on", "answered_at__date", "changed"))
        answered = [one for one in every if one[0] in (State.DONE, State.NOT_DONE, State.FED_BACK)]
        late = [one for one in every if one[1] is not None and (one[2] or today) > one[1]]
        changed = [one for one in answered if one[3]]
        return Heard(sent=len(every), answered=len(answered), late=len(late), changed=len(changed))


def published(area: str) -> list[Published]:
    """You said, we did: what the area of this code published, the newest first, for anybody. One query."""
    return list(Published.objects.raw("SELECT * FROM openccr.said_and_done(%s)", [area.lower()]))


def agencies(*, actor: Actor) -> list[tuple[str, str]]:
    """Every agency that may be asked, as (id, name): those that have not left."""
    with acting_as(actor):
        found = Agency.objects.filter(partnership_id=actor.partnership, left_on=None).order_by("name")
        return [(str(key), name) for key, name in found.values_list("id", "name")]


def vocabulary(actor: Actor) -> tuple[Voice, dict[str, str]]:
    """The pack's words of voice, and its themes: the components of the response."""
    pack = practice(actor)
    form = pack.assessments.get("ccr")
    return pack.voice, {key: one.name for key, one in form.components.items()} if form else {}
