"""Referring somebody of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.people.queries import person_of
from openccr.people.rules.young import is_child
from openccr.safeguarding import operations
from openccr.safeguarding.forms import OUTSIDE, ReferForm
from openccr.safeguarding.pages import pages
from openccr.safeguarding.queries import receivers
from openccr.ui.kinds import Asked, Done, ask


def _route_for(actor: Actor, file: UUID, person: UUID) -> str:
    shown = person_of(file, person, today=timezone.localdate())
    below = practice(actor).people.young_harmer.below
    return "children" if is_child(shown.part, shown.age, below=below) else "adults"


def _about_referring(*, actor: Actor, file: UUID, person: UUID) -> Asked:
    shown = person_of(file, person, today=timezone.localdate())
    route = practice(actor).safeguarding.routes[_route_for(actor, file, person)]
    return Asked(
        title=f"Refer to {route.name[0].lower()}{route.name[1:]}",
        intro=f"{shown.name or 'Name not known'}. {route.advice}",
        button="Save",
        crumbs=crumbs_to(file),
    )


def _choices(*, actor: Actor, file: UUID, person: UUID) -> dict[str, Any]:
    ours, route = practice(actor).safeguarding, _route_for(actor, file, person)
    return {"practice": ours, "route": route, "receivers": receivers(ours.routes[route].agency_kind)}


def _refer(
    *,
    actor: Actor,
    file: UUID,
    person: UUID,
    to: str,
    to_outside: str,
    send_now: str,
    override_reason: str,
    **given: Any,
) -> UUID:
    outside = to == OUTSIDE
    at = timezone.now()
    if outside and not to_outside.strip():
        raise Refusal("Say to whom it goes.", field="to_outside")
    out = operations.draft(
        actor=actor, file=file, person=person, route=_route_for(actor, file, person),
        to_agency=None if outside else UUID(to), to_outside=to_outside if outside else "", at=at, **given,
    )  # fmt: skip
    if send_now == "yes":
        operations.send(actor=actor, file=file, out=out, at=at, override_reason=override_reason)
    return out


ask(
    pages, "case/<uuid:file>/people/<uuid:person>/safeguard/", name="refer", title="Refer to safeguarding",
    may="safeguarding.refer", form=ReferForm, about=_about_referring, choices=_choices, operation=_refer,
    reads="safeguarding.read",
    done=lambda out, *, file, person: Done(
        reverse("safeguarding.out", kwargs={"file": file, "out": out}), "Saved. The clocks run from the day of sending."
    ),
)  # fmt: skip
