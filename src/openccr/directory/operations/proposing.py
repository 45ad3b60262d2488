"""A service that an agency adds itself: proposed, looked at by the coordinator, and only then shown to others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.directory.models import Provider, Service
from openccr.directory.operations.services import put_service, shown_as_it_stands
from openccr.directory.rules.services import Place
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice


def propose_service(
    *, actor: Actor, values: Mapping[str, Any], places: Sequence[Place], at: datetime, provider: UUID | None = None,
    status: str = "", level: str = "",
) -> UUID:  # fmt: skip
    """Propose a service of the actor's own agency. Nobody else finds it before the coordinator has taken it.

    Args:
        provider: one of the agency's organisations; None where the directory has none, and one is made in its name.
        status, level: of the organisation that is made, as keys of the pack.

    Returns its id. Raises NotFound for another's organisation, and Refusal as `keep_service`.
    """
    with acting_as(actor):
        must(actor, "directory.propose")
        if provider is None:
            provider = _own_organisation(actor, status=status, level=level)
        elif not Provider.objects.filter(id=provider, agency_id=actor.agency).exists():
            raise NotFound
        whole = {**values, "agency_id": actor.agency_id, "published": False, "proposed_on": timezone.localdate(at)}
        made = put_service(actor, provider=provider, values=whole, places=places, at=at)
        record("directory.proposed", subjects=[made], at=at)
        return made


def _own_organisation(actor: Actor, *, status: str, level: str) -> UUID:
    words, name = practice(actor).directory, Agency.objects.get(id=actor.agency).name
    for field, value, known in (("organisation_status", status, words.statuses), ("level", level, words.levels)):
        if value not in known:
            raise Refusal("Choose one of the list.", field=field)
    if Provider.objects.filter(partnership_id=actor.partnership, name=name).exists():
        raise Refusal(
            "An organisation of your agency's name is in the directory, and not yours yet.",
            remedy="Ask the coordinator to say there that your agency keeps its entries.",
        )
    row = Provider(
        partnership_id=actor.partnership, agency_id=actor.agency_id, name=name, description=name, status=status,
        level=level,
    )  # fmt: skip
    row.save(force_insert=True)
    return row.id


def take_proposed(*, actor: Actor, service: UUID, show: bool, at: datetime) -> None:
    """Take a proposed service into the directory, for staff or for everybody.

    Raises NotFound, and Refusal where it could not be shown as it stands.
    """
    with acting_as(actor):
        must(actor, "directory.add")
        row = _proposed(service)
        Service.objects.filter(id=row.id).update(proposed_on=None, asked_first="", checked_on=timezone.localdate(at))
        if show:
            shown_as_it_stands(actor, row, at=at)
        record("directory.taken", subjects=[row.id], at=at)


def ask_first(*, actor: Actor, service: UUID, words: str, at: datetime) -> None:
    """Say what its agency should change before the service is taken. Raises NotFound, Refusal without words."""
    with acting_as(actor):
        must(actor, "directory.add")
        row = _proposed(service)
        if not words.strip():
            raise Refusal("Say what should be changed first.", field="words")
        Service.objects.filter(id=row.id).update(asked_first=words.strip())
        record("directory.asked_first", subjects=[row.id], at=at)


def _proposed(service: UUID) -> Service:
    row = Service.objects.select_for_update(of=("self",)).filter(id=service, proposed_on__isnull=False).first()
    if row is None:
        raise NotFound
    return row
