"""Keeping the directory: organisations, services, whether they take people, and that an entry is right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.directory.forms.services import CapacityForm, NewServiceForm, ProviderForm, ServiceForm, parted
from openccr.directory.models import Provider, Service, Site
from openccr.directory.operations.services import (
    check_service,
    keep_provider,
    keep_service,
    place_of,
    say_capacity,
    show_service,
)
from openccr.directory.pages import pages
from openccr.directory.pages.staff import ADD, KEEP, LIST, to_service
from openccr.directory.queries.services import agencies, kept_service, provider_of, providers, vocabulary
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Column, Done, Listing, ask, button, offer, table

ORGANISATIONS: dict[str, str] = {"text": "Organisations", "href": "/directory/organisations/"}


class _Row:
    """An organisation in the list; a link for whoever may change it."""

    def __init__(self, row: Provider, words: Any, *, changes: bool) -> None:
        self.href = reverse("directory.change_provider", kwargs={"organisation": row.id}) if changes else ""
        self.name = row.name
        self.status = words.statuses[row.status].name if row.status in words.statuses else row.status
        self.level = words.levels[row.level].name if row.level in words.levels else row.level
        self.protocol = row.protocol
        self.agency = row.agency.name if row.agency else "The coordinator"


def _providers(*, actor: Actor, params: Any, page: int) -> Listing:
    words, changes = vocabulary(actor), why_not(actor, ADD) is None
    return Listing(
        rows=[_Row(row, words, changes=changes) for row in providers(actor=actor)],
        columns=[
            Column("name", "Organisation"), Column("status", "Status"), Column("level", "Works"),
            Column("protocol", "Coordination or protocol"), Column("agency", "Entries kept by"),
        ],
        empty={"text": "No organisation is in the directory yet. Add the first one, then its services."},
        crumbs=[LIST, {"text": "Organisations"}],
        note="As a strategy lists them: status, level of action, and how they are coordinated.",
        actions=[
            offer(actor, text="Add an organisation", page="directory.add_provider", may=ADD) | {"kind": "primary"},
            offer(actor, text="Add a service", page="directory.add_service", may=ADD),
        ],
    )  # fmt: skip


table(
    pages, "directory/organisations/", name="providers", title="Organisations", may="directory.see", query=_providers
)  # fmt: skip


def _add_provider(*, actor: Actor, **values: Any) -> UUID:
    return keep_provider(actor=actor, values=_kept_by(values), at=timezone.now())


def _change_provider(*, actor: Actor, organisation: UUID, **values: Any) -> UUID:
    return keep_provider(actor=actor, provider=organisation, values=_kept_by(values), at=timezone.now())


def _kept_by(values: dict[str, Any]) -> dict[str, Any]:
    agency = values.pop("agency")
    return values | {"agency_id": UUID(agency) if agency else None}


def _of_organisation(*, actor: Actor, **_: Any) -> dict[str, Any]:
    return {"words": vocabulary(actor), "agencies": agencies(actor=actor)}


def _to_change(*, actor: Actor, service: UUID) -> dict[str, Any]:
    proposed = kept_service(actor=actor, service=service).proposed_on is not None
    return {"words": vocabulary(actor), "proposed": proposed}


def _of_provider(*, actor: Actor, organisation: UUID) -> dict[str, Any]:
    row = provider_of(actor=actor, provider=organisation)
    names = ("name", "description", "status", "level", "protocol", "website", "email")
    return {name: getattr(row, name) for name in names} | {"agency": str(row.agency_id or "")}


ask(
    pages, "directory/organisations/add/", name="add_provider", title="Add an organisation", may=ADD, form=ProviderForm,
    operation=_add_provider, choices=_of_organisation,
    about=lambda *, actor: Asked(crumbs=[LIST, ORGANISATIONS, {"text": "Add an organisation"}]),
    done=lambda found: Done(ORGANISATIONS["href"], "Added. Add its services now."),
)  # fmt: skip

ask(
    pages, "directory/organisations/<uuid:organisation>/", name="change_provider", title="An organisation", may=ADD,
    form=ProviderForm, operation=_change_provider, choices=_of_organisation, initial=_of_provider,
    about=lambda *, actor, organisation: Asked(
        title=provider_of(actor=actor, provider=organisation).name, crumbs=[LIST, ORGANISATIONS, {"text": "Change"}]
    ),
    done=lambda found, *, organisation: Done(ORGANISATIONS["href"], "Saved."),
)  # fmt: skip


def _owners(*, actor: Actor) -> dict[str, Any]:
    return {
        "words": vocabulary(actor),
        "owners": [(str(row.id), row.name) for row in providers(actor=actor)],
    }


def _new_service(*, actor: Actor) -> Asked:
    alone = (
        "" if providers(actor=actor) else "No organisation is in the directory yet. Add it first, under Organisations."
    )
    return Asked(crumbs=[LIST, ORGANISATIONS, {"text": "Add a service"}], warning=alone)


def _add(*, actor: Actor, provider: str, **cleaned: Any) -> UUID:
    values, places = parted(cleaned)
    row = provider_of(actor=actor, provider=UUID(provider))
    values["agency_id"] = row.agency_id
    return keep_service(actor=actor, provider=row.id, values=values, places=places, at=timezone.now())


def _change(*, actor: Actor, service: UUID, **cleaned: Any) -> UUID:
    values, places = parted(cleaned)
    row = kept_service(actor=actor, service=service)
    # The form shows the first place; those that came in beside it stay.
    whole = [*places, *(place_of(one) for one in _places(row)[1:])]
    return keep_service(
        actor=actor, provider=row.provider_id, service=service, values=values, places=whole, at=timezone.now()
    )


def _places(row: Service) -> list[Site]:
    return sorted(row.sites.all(), key=lambda one: (one.name, str(one.id)))


def _of_service(*, actor: Actor, service: UUID) -> dict[str, Any]:
    row = kept_service(actor=actor, service=service)
    place = next(iter(_places(row)), None)
    values = {name: getattr(row, name, "") for name in ServiceForm.base_fields}
    values |= {"districts": ", ".join(row.districts), "languages": ", ".join(row.languages), "site_name": ""}
    if place is not None:
        values |= {
            "site_name": place.name, "address": place.address, "town": place.town, "county": place.county,
            "postcode": place.postcode, "accessibility": place.accessibility,
        }  # fmt: skip
    return values


ask(
    pages, "directory/add/", name="add_service", title="Add a service", may=ADD, form=NewServiceForm, operation=_add,
    choices=_owners, initial=lambda *, actor: {"status": "active"},
    about=_new_service,
    done=lambda found: Done(to_service(found), "Added."),
)  # fmt: skip

ask(
    pages, "directory/<uuid:service>/change/", name="change", title="Change a service", may=KEEP, form=ServiceForm,
    operation=_change, choices=_to_change, initial=_of_service,
    about=lambda *, actor, service: Asked(
        title=kept_service(actor=actor, service=service).name, crumbs=[LIST, {"text": "Change"}]
    ),
    done=lambda found, *, service: Done(to_service(service), "Saved."),
)  # fmt: skip


def _capacity(*, actor: Actor, service: UUID, capacity: str, words: str, spaces: int | None) -> None:
    say_capacity(actor=actor, service=service, capacity=capacity, words=words, spaces=spaces, at=timezone.now())


ask(
    pages, "directory/<uuid:service>/capacity/", name="capacity", title="Does it take people?", may=KEEP,
    form=CapacityForm, operation=_capacity,
    initial=lambda *, actor, service: {
        "capacity": (row := kept_service(actor=actor, service=service)).capacity,
        "words": row.capacity_words, "spaces": row.spaces,
    },
    about=lambda *, actor, service: Asked(
        title=f"Does it take people? {kept_service(actor=actor, service=service).name}",
        crumbs=[LIST, {"text": "Capacity"}],
    ),
    done=lambda found, *, service: Done(to_service(service), "Saved."),
)  # fmt: skip

button(
    pages, "directory/<uuid:service>/check/", name="check", title="It is right as it stands", may=KEEP,
    operation=lambda *, actor, service: check_service(actor=actor, service=service, at=timezone.now()),
    done=lambda found, *, service: Done(to_service(service), "Thank you. It will be asked again in six months."),
)  # fmt: skip

button(
    pages, "directory/<uuid:service>/show/", name="show", title="Show to the public", may=KEEP,
    operation=lambda *, actor, service: show_service(
        actor=actor, service=kept_service(actor=actor, service=service).id, at=timezone.now()
    ),
    done=lambda found, *, service: Done(to_service(service), "The public pages and the feed show it from now on."),
)  # fmt: skip
