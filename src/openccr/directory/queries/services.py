"""What the pages of the directory show: to anybody, and to staff."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.content.schema.directory import Directory
from openccr.directory.keepers import keepers
from openccr.directory.models import District, Provider, Service, ServiceImport, Site
from openccr.directory.rules.distances import Middle, nearest
from openccr.directory.rules.services import Capacity, Status, capacity_now, covers
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
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
    language: str = ""
    brought: str = ""


def shown_to_all() -> QuerySet[Service]:
    """The services that anybody may find. The wall lets no other through; this says it once more."""
    return Service.objects.filter(published=True, confidential=False, status=Status.ACTIVE).select_related("provider")


def found_by_all(sought: Sought) -> list[Service]:
    """What somebody who looks for help finds, by name."""
    return _narrowed(shown_to_all().prefetch_related("sites"), sought)


def one_of_all(service: UUID) -> Service:
    """One of them. Raises NotFound."""
    found = shown_to_all().prefetch_related("sites").filter(id=service).first()
    if found is None:
        raise NotFound
    return found


def taken(actor: Actor) -> QuerySet[Service]:
    """The partnership's services, without those that an agency has proposed and nobody has looked at."""
    return Service.objects.filter(partnership_id=actor.partnership, proposed_on=None)


def services(*, actor: Actor, sought: Sought) -> list[Service]:
    """All services of the partnership, the confidential too, for staff."""
    with acting_as(actor):
        must(actor, "directory.see")
        here = taken(actor).select_related("provider", "agency")
        if sought.brought:
            here = here.filter(brought_in_at__in=ServiceImport.objects.filter(id=sought.brought).values("at"))
        if sought.text.strip():
            here = here.filter(_saying(sought.text.strip(), vocabulary(actor)))
        return by_capacity(actor, _narrowed(here.exclude(status=Status.DEFUNCT), sought))


def service_of(*, actor: Actor, service: UUID) -> Service:
    """One service with its places. Raises NotFound."""
    with acting_as(actor):
        must(actor, "directory.see")
        here = Service.objects.filter(partnership_id=actor.partnership, id=service)
        found = here.select_related("provider", "agency").prefetch_related("sites").first()
        if found is None or not (found.proposed_on is None or _keeps(actor, found)):
            raise NotFound
        return found


def _keeps(actor: Actor, row: Service) -> bool:
    return actor.whole_area or (row.agency_id is not None and row.agency_id == actor.agency_id)


def kept_service(*, actor: Actor, service: UUID) -> Service:
    """One service that the actor's agency keeps, or any for the coordinator. Raises NotFound."""
    found = service_of(actor=actor, service=service)
    if not _keeps(actor, found):
        raise NotFound
    return found


def providers(*, actor: Actor) -> list[Provider]:
    """All providers of the partnership, by name."""
    with acting_as(actor):
        must(actor, "directory.see")
        here = Provider.objects.filter(partnership_id=actor.partnership).select_related("agency")
        return list(here.order_by("name"))


def agencies(*, actor: Actor) -> list[tuple[str, str]]:
    """Every agency that may keep entries, as (id, name)."""
    with acting_as(actor):
        must(actor, "directory.see")
        found = Agency.objects.filter(partnership_id=actor.partnership).order_by("name")
        return [(str(key), name) for key, name in found.values_list("id", "name")]


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
    """Entries that the actor keeps and that nobody has looked at for long, the oldest first.

    The coordinator's are also those of an agency where nobody can act today.
    """
    with acting_as(actor):
        return list(_stale(actor, today).order_by("checked_on", "name"))


@asked
def number_to_say_capacity(actor: Actor, *, today: date) -> Steps[int]:
    """How many routes that the actor keeps have not said lately whether they take people, up to 100. One query."""
    said = today - timedelta(days=practice(actor).directory.capacity_days)
    old = _kept(actor).exclude(risks=[]).filter(Q(capacity_at=None) | Q(capacity_at__date__lt=said))
    (rows,) = yield (old.order_by().values_list("id")[:100],)
    return len(rows)


def kept(*, actor: Actor) -> list[Service]:
    """The running services that the actor keeps, those that said longest ago whether they take people first."""
    with acting_as(actor):
        must(actor, "directory.keep")
        return list(_kept(actor).select_related("provider").order_by(F("capacity_at").asc(nulls_first=True), "name"))


def _kept(actor: Actor) -> QuerySet[Service]:
    mine = Q(agency=actor.agency_id)
    if actor.whole_area:
        mine |= Q(agency=None)
    return taken(actor).filter(mine, status=Status.ACTIVE)


def _stale(actor: Actor, today: date) -> QuerySet[Service]:
    days = practice(actor).directory.check_days
    old = taken(actor).filter(checked_on__lt=today - timedelta(days=days))
    mine = Q(agency=actor.agency_id)
    if actor.whole_area:
        mine |= Q(~Exists(keepers(today).filter(agency=OuterRef("agency"))))
    return old.exclude(status=Status.DEFUNCT).filter(mine)


@asked
def routes_of(actor: Actor) -> Steps[list[Service]]:
    """Every running service that is a route at some level of risk, by name. One query."""
    here = taken(actor).filter(status=Status.ACTIVE).exclude(risks=[])
    (rows,) = yield (here.select_related("provider").order_by("name"),)
    return rows


def routes(*, actor: Actor, risk: str) -> list[Service]:
    """Where to refer somebody at this level of risk, those that take people first. One query."""
    with acting_as(actor):
        must(actor, "directory.see")
        return by_capacity(actor, [one for one in routes_of(actor) if risk in one.risks])


def by_capacity(actor: Actor, found: Iterable[Service]) -> list[Service]:
    """Those that take people now first; what was said too long ago counts as not said."""
    days, today = practice(actor).directory.capacity_days, timezone.localdate()
    return sorted(found, key=lambda one: _first(believed(one, today=today, days=days)))


def believed(row: Service, *, today: date, days: int) -> Capacity:
    """What is still believed of whether a service takes people."""
    said_on = timezone.localdate(row.capacity_at) if row.capacity_at else None
    return capacity_now(row.capacity, said_on, today=today, days=days)


def districts_of(*, actor: Actor) -> str:
    """The districts with their middles, one a line, as they are entered."""
    with acting_as(actor):
        rows = District.objects.filter(partnership_id=actor.partnership).order_by("code")
        return "\n".join(f"{row.code} {row.latitude} {row.longitude}" for row in rows)


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
    if sought.language:
        found = found.filter(languages__contains=[sought.language])
    return [one for one in found.order_by("name") if covers(one.districts, sought.district)]


def _saying(text: str, words: Directory) -> Q:
    """What staff type is also looked for in what a service offers, whom for, in which languages and how one gets in."""
    found = Q(provider__name__icontains=text) | Q(languages__icontains=text)
    for field in ("name", "description", "communities", "eligibility"):
        found |= Q(**{f"{field}__icontains": text})
    for key, one in words.traits.items():
        if any(text.lower() in word.lower() for word in (one.name, *one.also)):
            found |= Q(traits__contains=[key])
    return found | Q(id__in=Site.objects.filter(accessibility__icontains=text).values("service"))


def _first(capacity: Capacity) -> int:
    return {Capacity.OPEN: 0, Capacity.UNKNOWN: 1, Capacity.WAITING: 2}.get(capacity, 3)


@dataclass(frozen=True)
class Near:
    """A service as somebody finds it: what is still believed of its capacity, and how far its nearest place is.

    `miles` is None for a service without a place, and where no distance can be told.
    """

    row: Service
    capacity: Capacity
    miles: float | None


def found_near(sought: Sought, *, today: date, days: int) -> list[Near]:
    """What anybody finds, those that take people first, then the nearest, then by name. Four queries.

    The distance comes from the district that was chosen from a list; nothing asks where somebody is.
    """
    found = found_by_all(sought)
    middles: dict[str, Middle] = {}
    if sought.district:
        middles = {row.code: Middle(row.latitude, row.longitude) for row in District.objects.all()}
    near = [
        Near(
            one, believed(one, today=today, days=days),
            nearest((site.postcode for site in one.sites.all()), sought.district, middles) if sought.district else None,
        )
        for one in found
    ]  # fmt: skip
    return sorted(near, key=lambda one: (_first(one.capacity), one.miles if one.miles is not None else 1_000.0))


def named(keys: Iterable[str], words: dict[str, str]) -> list[str]:
    """The words of keys that the pack still has."""
    return [words[key] for key in keys if key in words]
