"""Writing down what a survivor said, and passing on what somebody told one's own service."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.access.may import why_not
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, ask
from openccr.voice.forms.contributions import KeepForm, PassOnForm
from openccr.voice.operations.contributions import keep, pass_on
from openccr.voice.pages import pages
from openccr.voice.pages.contributions import KEEP, LIST, to_contribution
from openccr.voice.queries.contributions import vocabulary
from openccr.voice.queries.engagements import open_engagements
from openccr.voice.rules.contributions import UNNAMED


def _keep_choices(*, actor: Actor) -> dict[str, Any]:
    voice, themes = vocabulary(actor)
    return {
        "channels": voice.channels, "consents": voice.consents, "themes": themes,
        "groups": practice(actor).directory.groups, "engagements": open_engagements(actor=actor),
    }  # fmt: skip


def _keep(*, actor: Actor, engagement: str, asked_groups: bool, groups: list[str], **said: Any) -> UUID:
    return keep(
        actor=actor, engagement=UUID(engagement) if engagement else None, groups=groups if asked_groups else None,
        at=timezone.now(), **said,
    )  # fmt: skip


def _pass_on_choices(*, actor: Actor) -> dict[str, Any]:
    plans, voice = why_not(actor, "voice.plan") is None, vocabulary(actor)[0]
    return {
        "channels": {key: one for key, one in voice.channels.items() if key != UNNAMED}, "consents": voice.consents,
        "engagements": open_engagements(actor=actor) if plans else [],
    }  # fmt: skip


def _pass_on(*, actor: Actor, engagement: str = "", **said: Any) -> UUID:
    return pass_on(actor=actor, engagement=UUID(engagement) if engagement else None, at=timezone.now(), **said)


ask(
    pages, "voice/write/", name="keep", title="Write down what was said", may=KEEP, form=KeepForm, operation=_keep,
    choices=_keep_choices,
    about=lambda *, actor: Asked(
        intro="No name is kept here. Who said it stays with the service that asked.",
        crumbs=[LIST, {"text": "Write it down"}],
    ),
    done=lambda found: Done(to_contribution(found), "Written down."),
)  # fmt: skip

ask(
    pages, "voice/pass-on/", name="pass_on", title="Pass on what somebody told you", may="voice.pass_on",
    form=PassOnForm, operation=_pass_on, choices=_pass_on_choices,
    initial=lambda *, actor: {"channel": "service"},
    about=lambda *, actor: Asked(
        intro="With their leave. Who they are stays with you; you see what becomes of it, and tell them.",
        crumbs=[LIST, {"text": "Pass it on"}],
    ),
    done=lambda found: Done(to_contribution(found), "Passed on."),
)  # fmt: skip
