"""Keeping the directory: adding and changing entries, saying that they are right, and whether they take people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.content.schema.directory import Directory
from openccr.directory.models import LastPerson, Provider, Service, Site
from openccr.directory.rules.last_person import SERVICE
from openccr.directory.rules.services import Capacity, Entry, Place, Status, why_not_right
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice

WORDS = ("name", "description", "eligibility", "fees", "accreditation", "hours", "area_words", "communities")
"""Fields of a service that anybody may read once it is published."""


def keep_provider(*, actor: Actor, values: Mapping[str, Any], at: datetime, provider: UUID | None = None) -> UUID:
    """Add a provider, or change one. Returns its id.

    Its `agency_id`, where it is an agency of the partnership, keeps the entries of its services from then on.

    Raises NotFound, Refusal for a status or level that the pack does not have, and for a name that is there already.
    """
    with acting_as(actor):
        must(actor, "directory.add")
        words = practice(actor).directory
        for field, known in (("status", words.statuses), ("level", words.levels)):
            if values.get(field) not in known:
                raise Refusal("Choose one of the list.", field=field)
        agency = values.get("agency_id")
        if agency and not Agency.objects.filter(id=agency, partnership_id=actor.partnership).exists():
            raise NotFound
        same = Provider.objects.filter(partnership_id=actor.partnership, name=values["name"].strip())
        if same.exclude(Q(id=provider)).exists():
            raise Refusal("A provider of this name is in the directory already.", field="name")
        if provider is None:
            row = Provider(partnership_id=actor.partnership, **values)
            row.save(force_insert=True)
        else:
            row = _changed(Provider, provider, values)
            if "agency_id" in values:
                _hand_over(row.id, agency)
        record("directory.kept", subjects=[row.id], at=at)
        return row.id


def _hand_over(provider: UUID, agency: UUID | None) -> None:
    """Give a provider's entries, and what is asked of them, to the agency that keeps them from now on."""
    services = list(Service.objects.filter(provider_id=provider).values_list("id", flat=True))
    Service.objects.filter(id__in=services).update(agency_id=agency)
    LastPerson.objects.filter(kind=SERVICE, about_id__in=services).update(agency_id=agency)


def keep_service(
    *, actor: Actor, provider: UUID, values: Mapping[str, Any], places: Sequence[Place], at: datetime,
    service: UUID | None = None,
) -> UUID:  # fmt: skip
    """Add a service, or change one, with its places as they are now. Returns its id.

    Raises NotFound, and Refusal for a confidential service with a place or a postcode in its words, for a published one
    that nobody could reach, for a programme that does not say what it costs or whether it is outside the courts, for
    words that the pack does not have, and for a name that this provider has already.
    """
    with acting_as(actor):
        must(actor, "directory.keep" if service else "directory.add")
        if not Provider.objects.filter(id=provider, partnership_id=actor.partnership).exists():
            raise NotFound
        if service and Service.objects.filter(id=service, proposed_on__isnull=False).exists():
            # Changed by its agency: what the coordinator asked for is looked at again.
            values = {**values, "published": False, "asked_first": ""}
        return put_service(actor, provider=provider, values=values, places=places, at=at, service=service)


def put_service(
    actor: Actor, *, provider: UUID, values: Mapping[str, Any], places: Sequence[Place], at: datetime,
    service: UUID | None = None,
) -> UUID:  # fmt: skip
    """The same for an operation that has asked already whether it may."""
    words = practice(actor).directory
    _known(words, values)
    refusal = why_not_right(
        Entry(
            confidential=bool(values.get("confidential")),
            published=bool(values.get("published")),
            words=" ".join(str(values.get(name) or "") for name in WORDS),
            places=bool(places),
            reachable=any(values.get(name) for name in ("phone", "email", "website")),
            programme=any(words.audiences[key].programme for key in values["audiences"]),
            fees=str(values.get("fees") or ""),
            says_court=any(words.traits[key].says_court for key in values.get("traits", [])),
        )
    )
    if refusal is not None:
        raise refusal
    if Service.objects.filter(provider_id=provider, name=values["name"].strip()).exclude(Q(id=service)).exists():
        raise Refusal("This provider has a service of that name already.", field="name")
    today = timezone.localdate(at)
    stamped = {**values, "changed_at": at, "checked_on": today, "provider_id": provider}
    if service is None:
        row = Service(partnership_id=actor.partnership, **stamped)
        row.save(force_insert=True)
    else:
        if values.get("confidential"):
            Site.objects.filter(service_id=service).delete()
        row = _changed(Service, service, stamped)
    _keep_places(actor, row.id, places)
    record("directory.kept", subjects=[row.id], at=at)
    return row.id


def _keep_places(actor: Actor, service: UUID, places: Sequence[Place]) -> None:
    # A place that is there already stays the same row: other directories know it by its id.
    there = {place_of(one): one.id for one in Site.objects.filter(service_id=service)}
    Site.objects.filter(id__in=[key for place, key in there.items() if place not in places]).delete()
    for place in places:
        if place not in there:
            Site(partnership_id=actor.partnership, service_id=service, **vars(place)).save(force_insert=True)


def place_of(one: Site) -> Place:
    """A place as it was said."""
    return Place(one.name, one.address, one.town, one.county, one.postcode, one.accessibility)


def show_service(*, actor: Actor, service: UUID, at: datetime) -> None:
    """Show a service to the public as it stands, such as one that came in by a file. Raises as `keep_service`."""
    with acting_as(actor):
        must(actor, "directory.keep")
        row = Service.objects.filter(id=service, partnership_id=actor.partnership).first()
        if row is None:
            raise NotFound
        if row.proposed_on is not None:
            raise Refusal("The coordinator looks at it before it is shown.")
        shown_as_it_stands(actor, row, at=at)


def shown_as_it_stands(actor: Actor, row: Service, *, at: datetime) -> None:
    """Show a service to the public, for an operation that has asked whether it may. Raises as `keep_service`."""
    if row.confidential:
        raise Refusal("A confidential service is never shown to the public.")
    names = [field.attname for field in Service._meta.concrete_fields]
    left = ("id", "partnership_id", "provider_id", "proposed_on", "asked_first")
    values = {name: getattr(row, name) for name in names if name not in left}
    places = [place_of(one) for one in row.sites.all()]
    put_service(
        actor, provider=row.provider_id, values=values | {"published": True}, places=places, at=at, service=row.id
    )


def check_service(*, actor: Actor, service: UUID, at: datetime) -> None:
    """Say that an entry is right as it stands. Raises NotFound."""
    with acting_as(actor):
        must(actor, "directory.keep")
        _changed(Service, service, {"checked_on": timezone.localdate(at)})
        record("directory.checked", subjects=[service], at=at)


def say_capacity(
    *, actor: Actor, service: UUID, capacity: str, words: str, at: datetime, spaces: int | None = None
) -> None:
    """Say whether a service takes people now, and how many places are free where it has places.

    Raises NotFound, and Refusal for a word that is none, and for free places in a service that takes nobody.
    """
    with acting_as(actor):
        must(actor, "directory.keep")
        if capacity not in list(Capacity):
            raise Refusal("Choose whether it takes people now.", field="capacity")
        if spaces and capacity == Capacity.FULL:
            raise Refusal("It takes nobody now, and has free places: only one of the two can be.", field="spaces")
        values = {"capacity": capacity, "capacity_words": words.strip(), "capacity_at": at, "spaces": spaces}
        _changed(Service, service, values)
        record("directory.capacity", subjects=[service], at=at)


def _changed(model: type[Provider] | type[Service], row_id: UUID, values: Mapping[str, Any]) -> Any:
    # What this actor may not change is not found: the wall lets no row through.
    if not model.objects.filter(id=row_id).update(**values):
        raise NotFound
    return model.objects.get(id=row_id)


def _known(words: Directory, values: Mapping[str, Any]) -> None:
    if values.get("theme") not in words.themes:
        raise Refusal("Choose a thematic area.", field="theme")
    for field, known in (("audiences", words.audiences), ("traits", words.traits)):
        if not set(values.get(field, [])) <= set(known):
            raise Refusal("Choose from the list.", field=field)
    if not values.get("audiences"):
        raise Refusal("Say whom it is for.", field="audiences")
    if values.get("status", Status.ACTIVE) not in list(Status):
        raise Refusal("Choose whether it runs.", field="status")
