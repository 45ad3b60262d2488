"""Naming who does an action and who confirms it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.actions.forms import CheckerForm, OwnerForm
from openccr.actions.operations.owners import name_checker, name_owner
from openccr.actions.pages import pages
from openccr.actions.pages.around import about, saved
from openccr.actions.queries.actions import action_of
from openccr.actions.queries.owners import checkers, owners_of
from openccr.kernel.actors import Actor
from openccr.ui.kinds import ask, stamped

AT = "case/<uuid:file>/actions/<uuid:action>/"


def _owners(*, actor: Actor, file: UUID, action: UUID) -> dict[str, Any]:
    today = timezone.localdate()
    return {"people": owners_of(action_of(file, action, today=today).agency_id, today=today)}


def _checkers(*, actor: Actor, file: UUID, action: UUID) -> dict[str, Any]:
    return {"people": checkers(file, today=timezone.localdate())}


ask(
    pages, f"{AT}owner/", name="owner", title="Name who does it", may="actions.end", form=OwnerForm,
    operation=stamped(name_owner), done=saved, about=about("Name who does it"), choices=_owners, reads="action.read",
)  # fmt: skip
ask(
    pages, f"{AT}checker/", name="checker", title="Name who confirms it", may="actions.agree", form=CheckerForm,
    operation=stamped(name_checker), done=saved, about=about("Name who confirms it"), choices=_checkers,
    reads="action.read",
)  # fmt: skip
