"""Taking out of what was said whatever tells who said it, and agreeing to more or to less."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Done, ask
from openccr.voice.forms.contributions import ConsentForm
from openccr.voice.forms.surveys import WordsForm
from openccr.voice.operations.contributions import change_consents
from openccr.voice.operations.wording import take_out
from openccr.voice.pages import pages
from openccr.voice.pages.contributions import KEEP, LIST, asked_about, back
from openccr.voice.queries.contributions import contribution_of, vocabulary


def _about(*, actor: Actor, contribution: UUID) -> Asked:
    href = reverse("voice.contribution", kwargs={"contribution": contribution})
    return Asked(crumbs=[LIST, {"text": "What was said", "href": href}, {"text": "Take out names"}])


def _initial(*, actor: Actor, contribution: UUID) -> dict[str, Any]:
    return {"words": contribution_of(actor=actor, contribution=contribution).words}


ask(
    pages, "voice/<uuid:contribution>/words/", name="words", title="Take out what tells who they are", may=KEEP,
    form=WordsForm, about=_about, initial=_initial,
    operation=lambda *, actor, contribution, words: take_out(
        actor=actor, contribution=contribution, words=words, at=timezone.now()
    ),
    done=lambda found, *, contribution: Done(
        reverse("voice.contribution", kwargs={"contribution": contribution}), "Saved."
    ),
)  # fmt: skip

ask(
    pages, "voice/<uuid:contribution>/agreed/", name="consents", title="What they agree to", may=KEEP, form=ConsentForm,
    operation=lambda *, actor, contribution, consents: change_consents(
        actor=actor, contribution=contribution, consents=consents, at=timezone.now()
    ),
    about=asked_about("What they agree to"),
    choices=lambda *, actor, contribution: {"consents": vocabulary(actor)[0].consents},
    initial=lambda *, actor, contribution: {
        "consents": contribution_of(actor=actor, contribution=contribution).consents
    },
    done=back("Saved. What they no longer agree to is taken back."),
)  # fmt: skip
