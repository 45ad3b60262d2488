"""Asking survivors: planned, looked at by somebody else, gone out, closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, button, offer, record_page, table
from openccr.ui.kinds.showing import paged
from openccr.voice.forms.engagements import EngagementForm, ToldForm
from openccr.voice.models import Engagement
from openccr.voice.operations.engagements import close, facts_of, let_out, plan_engagement, take_back
from openccr.voice.pages import pages
from openccr.voice.pages.contributions import LIST
from openccr.voice.queries.contributions import vocabulary
from openccr.voice.queries.engagements import engagement_of, engagements
from openccr.voice.queries.surveys import area_code
from openccr.voice.rules.contributions import UNNAMED
from openccr.voice.rules.engagements import ENGAGEMENT, EngagementState, checks_of

MAY = "voice.plan"
ASKING: dict[str, str] = {"text": "Asking survivors", "href": "/voice/engagements/"}


def _to(engagement: UUID) -> str:
    return reverse("voice.engagement", kwargs={"engagement": engagement})


class _Row:
    """An engagement in the list."""

    def __init__(self, row: Engagement, channels: dict[str, Any]) -> None:
        self.href = _to(row.id)
        self.title = row.title
        self.channel = channels[row.channel].name if row.channel in channels else row.channel
        self.state = ENGAGEMENT.states[row.state]
        self.ends_on = row.ends_on
        self.said = row.said  # type: ignore[attr-defined]
        self.late = row.state == EngagementState.OUT and row.ends_on < timezone.localdate()


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    voice, found = vocabulary(actor)[0], engagements(actor=actor)
    return Listing(
        rows=[_Row(row, dict(voice.channels)) for row in found[paged(page)]],
        total=len(found),
        columns=[
            Column("title", "What"), Column("channel", "How"), Column("state", "State"), Column("ends_on", "Until"),
            # How many spoke is for whoever reads what they said.
            *([Column("said", "Things said", numeric=True)] if actor.whole_area else []),
        ],
        empty={"text": "Nothing is planned. Plan how survivors are asked, and who looks that it is safe for them."},
        crumbs=[LIST, {"text": "Asking survivors"}],
        note="None goes out before every check is answered and somebody else has looked at it.",
        actions=[offer(actor, text="Plan one", page="voice.plan", may=MAY) | {"kind": "primary"}],
    )  # fmt: skip


table(pages, "voice/engagements/", name="engagements", title="Asking survivors", may=MAY, query=_list)


def _choices(*, actor: Actor, **_: Any) -> dict[str, Any]:
    voice = vocabulary(actor)[0]
    channels = {key: one for key, one in voice.channels.items() if key not in (UNNAMED, "complaint", "service")}
    return {"channels": channels, "checks": voice.checks}


def _plan(*, actor: Actor, engagement: UUID | None = None, **said: Any) -> UUID:
    checks = {key.removeprefix("check_"): said.pop(key) for key in list(said) if key.startswith("check_")}
    return plan_engagement(actor=actor, engagement=engagement, checks=checks, at=timezone.now(), **said)


def _initial(*, actor: Actor, engagement: UUID) -> dict[str, Any]:
    row = engagement_of(actor=actor, engagement=engagement)
    said = {name: getattr(row, name) for name in ("channel", "title", "purpose", "ends_on", "children")}
    return said | {"questions": "\n".join(row.questions)} | {f"check_{key}": words for key, words in row.checks.items()}


ask(
    pages, "voice/engagements/plan/", name="plan", title="Plan how survivors are asked", may=MAY, form=EngagementForm,
    operation=_plan, choices=_choices,
    about=lambda *, actor: Asked(
        intro="Write how each is looked after. You may leave some for later; all are needed before it goes out.",
        crumbs=[LIST, ASKING, {"text": "Plan"}],
    ),
    done=lambda found: Done(_to(found), "Planned. Somebody else looks at it now."),
)  # fmt: skip

ask(
    pages, "voice/engagements/<uuid:engagement>/change/", name="replan", title="Change the plan", may=MAY,
    form=EngagementForm, operation=_plan, choices=_choices, initial=_initial,
    about=lambda *, actor, engagement: Asked(
        title=engagement_of(actor=actor, engagement=engagement).title, crumbs=[LIST, ASKING, {"text": "Change"}]
    ),
    done=lambda found, *, engagement: Done(_to(engagement), "Saved."),
)  # fmt: skip


def _screen(*, actor: Actor, engagement: UUID) -> Screen:
    row = engagement_of(actor=actor, engagement=engagement)
    voice = vocabulary(actor)[0]
    checks = checks_of(voice, children=row.children)
    named = {"engagement": row.id}
    pages_of = {"let_out": "voice.let_out", "take_back": "voice.take_back", "close": "voice.close"}
    actions: list[dict[str, Any]] = []
    for move, why in ENGAGEMENT.offered(state=row.state, facts=facts_of(row, actor)).items():
        asks = move == "close"
        one = {"text": ENGAGEMENT.moves[move].label, "href": reverse(pages_of[move], kwargs=named), "post": not asks}
        actions.append(one | {"disabled_reason": "" if why is None or asks else str(why)})
    if row.state == EngagementState.PLANNED:
        actions.append({"text": "Change the plan", "href": reverse("voice.replan", kwargs=named)})
    return Screen(
        title=row.title,
        data={
            "row": row,
            "state": ENGAGEMENT.states[row.state],
            "channel": voice.channels[row.channel].name if row.channel in voice.channels else row.channel,
            "survey_href": _public(row, actor),
            "said_href": f"{reverse('voice.list')}?engagement={row.id}" if actor.whole_area else "",
            "checks": [(one, row.checks.get(key, "")) for key, one in checks.items()],
        },
        crumbs=[LIST, ASKING, {"text": row.title}],
        actions=actions,
    )


def _public(row: Engagement, actor: Actor) -> str:
    """Where anybody answers it; empty before it goes out and for what is no open survey."""
    if not row.questions or row.state != EngagementState.OUT:
        return ""
    return reverse("voice.survey", kwargs={"area": area_code(actor=actor), "survey": row.id})


record_page(
    pages, "voice/engagements/<uuid:engagement>/", name="engagement", title="Asking survivors", may=MAY, query=_screen,
    template="voice/engagement.html",
)  # fmt: skip

for _name, _title, _operation, _words in (
    ("let_out", "Let it go out", let_out, "It has gone out. What is said in it can be written down now."),
    ("take_back", "Take it back", take_back, "It is planned anew."),
):  # fmt: skip
    button(
        pages, f"voice/engagements/<uuid:engagement>/{_name.replace('_', '-')}/", name=_name, title=_title, may=MAY,
        operation=lambda *, actor, engagement, _do=_operation: _do(
            actor=actor, engagement=engagement, at=timezone.now()
        ),
        done=lambda found, *, engagement, _said=_words: Done(_to(engagement), _said),
    )  # fmt: skip

ask(
    pages, "voice/engagements/<uuid:engagement>/close/", name="close", title="Close it", may=MAY, form=ToldForm,
    operation=lambda *, actor, engagement, told: close(
        actor=actor, engagement=engagement, told=told, at=timezone.now()
    ),
    about=lambda *, actor, engagement: Asked(
        title=engagement_of(actor=actor, engagement=engagement).title, crumbs=[LIST, ASKING, {"text": "Close"}]
    ),
    done=lambda found, *, engagement: Done(_to(engagement), "Closed."),
)  # fmt: skip
