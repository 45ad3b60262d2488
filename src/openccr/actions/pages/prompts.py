"""Taking up what the law offers, with one press."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from openccr.actions.addresses import address_of
from openccr.actions.operations.prompts import accept_prompt
from openccr.actions.pages import pages
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Done, button


def _accept(*, actor: Actor, file: UUID, prompt: str) -> UUID:
    return accept_prompt(actor=actor, file_id=file, key=prompt, today=timezone.localdate(), at=timezone.now())


button(
    pages, "case/<uuid:file>/prompts/<slug:prompt>/", name="accept_prompt", title="Take up what the law offers",
    may="actions.take_up", operation=_accept,
    done=lambda action, *, file, prompt: Done(address_of(file, action), "It stands in the plan."),
)  # fmt: skip
