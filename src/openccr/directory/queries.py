"""What the pages of the directory show: to anybody, and to staff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.content.schema.directory import Directory
from openccr.directory.models import Provider, Service
from openccr.directory.rules import STALE_AFTER, Status, covers
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class Sought:
    """What services are narrowed by."""

    audience: str = ""
    traits: tuple[str, ...] = ()
    theme: str = ""
    district: str = ""
    text: str = ""
    risk: str = ""


def shown_to_all() -> QuerySet[Service]:
    """The services that anybody may find. The wall lets no other through; this says it once more."""
    return Service.objects.filter(published=True, confidential=False, status=Status.ACTIVE).select_related("provider")


def found_by_all(sought: Sought) -> list[Service]:
    """What somebody who looks for help finds, those that take people now first, then by name."""
    return _narrowed(shown_to_all().prefetch_related("sites"), sought)


def one_of_all(service: UUID) -> Service:
    """One of them. Raises NotFound."""
    found = shown_to_all().prefetch_related("sites").filter(id=service).first()
    if found is None:
        raise NotFound
    return found


def services(*, actor: Actor, sought: Sought) -> list[Service]:
    """All services of the partnership, the confidential too, for staff."""
    with acting_as(actor):
        must(actor, "directory.see")
        here = Service.objects.filter(partnership_id=actor.partnership).select_related("provider", "agency")
        return _narrowed(here.exclude(status=Status.DEFUNCT), sought)


def service_of(*, actor: Actor, service: UUID) -> Service:
    """One service with its places. Raises NotFound."""
    with acting_as(actor):
        must(actor, "directory.see")
        here = Service.objects.filter(partnership_id=actor.partnership, id=service)
        found = here.select_related("provider", "agency").prefetch_related("sites").first()
        if found is None:
            raise NotFound
        return found


def kept_service(*, actor: Actor, service: UUID) -> Service:
    """One service that the actor's agency keeps, or any for the coordinator. Raises NotFound."""
    found = service_of(actor=actor, service=service)
    if not actor.whole_area and (found.agency_id is None or found.agency_id != actor.agency_id):
        raise NotFound
    return found


def providers(*, actor: Actor) -> list[Provider]:
    """All providers of the partnership, by name."""
    with acting_as(actor):
        must(actor, "directory.see")
        return list(Provider.objects.filter(partnership_id=actor.partnership).order_by("name"))


def provider_of(*, actor: Actor, provider: UUID) -> Provider:
    """One provider. Raises NotFound."""
    with acting_as(actor):
        must(actor, "directory.see")
        found = Provider.objects.filter(partnership_id=actor.partnership, id=provider).first()
        if found is None:
            raise NotFound
        return found


@asked
def number_stale(actor: Actor, *, today: date) -> Steps[int]:
    """How many entries that the actor keeps nobody has looked at for long, counted up to 100. One query."""
    (rows,) = yield (_stale(actor, today).order_by().values_list("id")[:100],)
    return len(rows)


def stale(*, actor: Actor, today: date) -> list[Service]:
    """Entries that the actor keeps and that nobody has looked at for long, the oldest first."""
    with acting_as(actor):
        return list(_stale(actor, today).order_by("checked_on", "name"))


def _stale(actor: Actor, today: date) -> QuerySet[Service]:
    old = Service.objects.filter(partnership_id=actor.partnership, checked_on__lt=today - STALE_AFTER)
    mine = Q(agency=actor.agency_id)
    if actor.whole_area:
        mine |= Q(agency=None)
    return old.exclude(status=Status.DEFUNCT).filter(mine)


def routes(*, actor: Actor, risk: str) -> list[Service]:
    """Where to refer somebody at this level of risk. One query."""
    with acting_as(actor):
        here = Service.objects.filter(partnership_id=actor.partnership, status=Status.ACTIVE, risks__contains=[risk])
        return list(here.select_related("provider").order_by("name"))


def vocabulary(actor: Actor) -> Directory:
    """The words of the partnership's pack."""
    return practice(actor).directory


def _narrowed(found: QuerySet[Service], sought: Sought) -> list[Service]:
    if sought.audience:
        found = found.filter(audiences__contains=[sought.audience])
    if sought.theme:
        found = found.filter(theme=sought.theme)
    if sought.traits:
        found = found.filter(traits__contains=list(sought.traits))
    if sought.risk:
        found = found.filter(risks__contains=[sought.risk])
    if sought.text.strip():
        words = sought.text.strip()
        found = found.filter(
            Q(name__icontains=words) | Q(description__icontains=words) | Q(provider__name__icontains=words)
        )
    near = (one for one in found.order_by("name") if covers(one.districts, sought.district))
    return sorted(near, key=lambda one: _first(one.capacity))


def _first(capacity: str) -> int:
    return {"open": 0, "unknown": 1, "waiting": 2}.get(capacity, 3)


def named(keys: Iterable[str], words: dict[str, str]) -> list[str]:
    """The words of keys that the pack still has."""
    return [words[key] for key in keys if key in words]
