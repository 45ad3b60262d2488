"""The one message that goes out to a person of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.notices.writing import write_to_person
from openccr.ui.kinds import Done, button
from openccr.ui.registry import Pages

pages = Pages("notices")


def _write(*, actor: Actor, file: UUID, person: UUID) -> None:
    write_to_person(actor=actor, file=file, person=person, at=timezone.now())


def _back(_: Any, *, file: UUID, person: UUID) -> Done:
    href = reverse("people.before_contact", kwargs={"file": file, "person": person})
    return Done(href, "Sent, and written down as an attempt. It says nothing of who wrote or why.")


button(
    pages, "case/<uuid:file>/people/<uuid:person>/contact/write/", name="write", title="Send the neutral e-mail",
    may="notices.write", operation=_write, done=_back, step_up=True,
)  # fmt: skip
