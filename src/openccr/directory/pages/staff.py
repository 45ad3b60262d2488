"""The directory for staff: all services, the confidential too, with how to refer and whether they take people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.directory.forms import STATUS_WORDS, StaffLookForm
from openccr.directory.models import Service
from openccr.directory.pages import pages
from openccr.directory.queries import Sought, named, service_of, services, stale, vocabulary
from openccr.directory.rules import CAPACITY_WORDS, RISKS, Capacity, Status, is_stale
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Column, Listing, Screen, offer, record_page, table

LIST: dict[str, str] = {"text": "Directory", "href": "/directory/"}
KEEP, ADD = "directory.keep", "directory.add"


def to_service(service: UUID) -> str:
    """The address of a service for staff."""
    return reverse("directory.service", kwargs={"service": service})


class _Row:
    """A service in the list."""

    def __init__(self, row: Service, themes: dict[str, str]) -> None:
        self.href = to_service(row.id)
        self.name = row.name
        self.provider = row.provider.name
        self.theme = themes.get(row.theme, row.theme)
        self.risks = ", ".join(RISKS[risk] for risk in row.risks if risk in RISKS)
        self.capacity = CAPACITY_WORDS[Capacity(row.capacity)]
        self.shown = "Confidential" if row.confidential else ("Public" if row.published else "Staff only")
        self.checked_on = row.checked_on
        self.late = is_stale(row.checked_on, today=timezone.localdate())


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    words = vocabulary(actor)
    form = StaffLookForm(params or None, words=words)
    sought = Sought()
    if form.is_bound and form.is_valid():
        sought = Sought(**form.cleaned_data)
    themes = {key: one.name for key, one in words.themes.items()}
    rows = [_Row(row, themes) for row in services(actor=actor, sought=sought)]
    return Listing(
        rows=rows,
        columns=[
            Column("name", "Service"), Column("provider", "Organisation"), Column("theme", "Area"),
            Column("risks", "Route at risk"), Column("capacity", "Takes people"), Column("shown", "Shown to"),
            Column("checked_on", "Checked"),
        ],
        empty={"text": "No service is found. Try fewer words, or add what is missing."},
        filters=form,
        note="Where to refer, at which level of risk, and who takes people now. Each entry is kept by its own agency.",
        actions=[
            offer(actor, text="Add a service", page="directory.add_service", may=ADD) | {"kind": "primary"},
            offer(actor, text="Organisations", page="directory.providers", may="directory.see"),
            {"text": "What the public sees", "href": reverse("directory.find")},
        ],
    )  # fmt: skip


table(
    pages, "directory/", name="list", title="Directory of services", may="directory.see", query=_list, menu="Directory"
)  # fmt: skip


def _screen(*, actor: Actor, service: UUID) -> Screen:
    row = service_of(actor=actor, service=service)
    words = vocabulary(actor)
    keeps = why_not(actor, KEEP) is None and (actor.whole_area or row.agency_id == actor.agency_id)
    named_ = {"service": row.id}
    actions: list[dict[str, Any]] = [
        {"text": "Say whether it takes people", "href": reverse("directory.capacity", kwargs=named_)},
        {"text": "It is right as it stands", "href": reverse("directory.check", kwargs=named_), "post": True},
        {"text": "Change", "href": reverse("directory.change", kwargs=named_)},
    ]
    return Screen(
        title=row.name,
        data={
            "service": row,
            "theme": named([row.theme], {key: one.name for key, one in words.themes.items()}),
            "audiences": named(row.audiences, {key: one.name for key, one in words.audiences.items()}),
            "traits": named(row.traits, {key: one.name for key, one in words.traits.items()}),
            "risks": named(row.risks, RISKS),
            "capacity": CAPACITY_WORDS[Capacity(row.capacity)],
            "status": STATUS_WORDS[Status(row.status)],
            "stale": is_stale(row.checked_on, today=timezone.localdate()),
        },
        crumbs=[LIST, {"text": row.name}],
        actions=actions if keeps else [],
    )


record_page(
    pages, "directory/<uuid:service>/", name="service", title="A service", may="directory.see", query=_screen,
    template="directory/service.html",
)  # fmt: skip


def _stale(*, actor: Actor, params: Any, page: int) -> Listing:
    themes = {key: one.name for key, one in vocabulary(actor).themes.items()}
    return Listing(
        rows=[_Row(row, themes) for row in stale(actor=actor, today=timezone.localdate())],
        columns=[Column("name", "Service"), Column("provider", "Organisation"), Column("checked_on", "Checked")],
        empty={"text": "Everything you keep was looked at in the last six months."},
        note="Open each, and say that it is right or change it.",
    )


table(pages, "directory/stale/", name="stale", title="Entries to look at again", may=KEEP, query=_stale)
