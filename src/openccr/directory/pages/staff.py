"""The directory for staff: all services, the confidential too, with how to refer and whether they take people."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.content.schema.directory import Directory
from openccr.directory.forms.services import STATUS_WORDS, StaffLookForm
from openccr.directory.models import Service
from openccr.directory.pages import pages
from openccr.directory.queries.imports import files_brought
from openccr.directory.queries.last_person import last_person
from openccr.directory.queries.services import Sought, believed, kept, named, service_of, services, stale, vocabulary
from openccr.directory.queries.thematic import is_programme, programme_of
from openccr.directory.rules.last_person import SERVICE
from openccr.directory.rules.services import CAPACITY_WORDS, RISKS, Capacity, Status, is_stale
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Column, Listing, Screen, offer, record_page, table
from openccr.ui.kinds.showing import paged

LIST: dict[str, str] = {"text": "Directory", "href": "/directory/"}
KEEP, ADD = "directory.keep", "directory.add"
NOT_FOUND = "No service is found. Try fewer words, or add what is missing."


def to_service(service: UUID) -> str:
    """The address of a service for staff."""
    return reverse("directory.service", kwargs={"service": service})


class _Row:
    """A service in the list."""

    def __init__(self, row: Service, words: Directory, today: date) -> None:
        self.href = to_service(row.id)
        self.name = row.name
        self.provider = row.provider.name
        self.theme = words.themes[row.theme].name if row.theme in words.themes else row.theme
        self.risks = ", ".join(RISKS[risk] for risk in row.risks if risk in RISKS)
        self.capacity = CAPACITY_WORDS[believed(row, today=today, days=words.capacity_days)]
        self.shown = "Confidential" if row.confidential else ("Public" if row.published else "Staff only")
        self.checked_on = row.checked_on
        self.late = is_stale(row.checked_on, today=today, days=words.check_days)


def _begin(actor: Actor) -> dict[str, str]:
    """What an empty directory says: to whom may, how it is begun."""
    if why_not(actor, ADD) is not None:
        return {"text": "Nothing is in the directory yet. The coordinator begins it."}
    words = "Nothing is in the directory yet. Bring in the list that you have, or add an organisation and its services."
    return {"text": words, "action_text": "Bring in a file", "action_href": reverse("directory.import")}


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    words = vocabulary(actor)
    form = StaffLookForm(params or None, words=words, files=files_brought(actor))
    sought = Sought()
    if form.is_bound and form.is_valid():
        sought = Sought(**form.cleaned_data)
    found, today = services(actor=actor, sought=sought), timezone.localdate()
    return Listing(
        rows=[_Row(row, words, today) for row in found[paged(page)]],
        total=len(found),
        columns=[
            Column("name", "Service"), Column("provider", "Organisation"), Column("theme", "Area"),
            Column("risks", "Route at risk"), Column("capacity", "Takes people"), Column("shown", "Shown to"),
            Column("checked_on", "Checked"),
        ],
        empty={"text": NOT_FOUND} if sought != Sought() else _begin(actor),
        filters=form,
        note="Where to refer, at which level of risk, and who takes people now. Each entry is kept by its own agency.",
        actions=[
            one
            for one in (
                offer(actor, text="Add a service", page="directory.add_service", may=ADD) | {"kind": "primary"},
                offer(actor, text="Propose a service", page="directory.propose", may="directory.propose"),
                offer(actor, text="Organisations", page="directory.providers", may="directory.see"),
                offer(actor, text="Proposed services", page="directory.proposed", may=KEEP),
                offer(actor, text="Where to refer, by risk", page="directory.pathways", may="directory.see"),
                offer(actor, text="By thematic area", page="directory.thematic", may="directory.see"),
                offer(actor, text="The last person to come", page="directory.last_persons", may="directory.see"),
                offer(actor, text="Gaps", page="insight.gaps", may="insight.figures"),
                offer(actor, text="Who takes people now", page="directory.capacities", may=KEEP),
                offer(actor, text="Bring in a file", page="directory.import", may="directory.import"),
                offer(actor, text="Districts", page="directory.districts", may=ADD),
                {"text": "What the public sees", "href": reverse("directory.find")},
            )
            if not one.get("disabled_reason")
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
    if row.proposed_on is not None:
        del actions[1]
        if why_not(actor, ADD) is None:
            actions.insert(0, {"text": "Look at it and take it", "href": reverse("directory.take", kwargs=named_)})
    elif not row.published and not row.confidential:
        actions.append({"text": "Show to the public", "href": reverse("directory.show", kwargs=named_), "post": True})
    last = last_person(actor=actor, kind=SERVICE, about_id=row.id)
    return Screen(
        title=row.name,
        data={
            "service": row,
            "theme": named([row.theme], {key: one.name for key, one in words.themes.items()}),
            "audiences": named(row.audiences, {key: one.name for key, one in words.audiences.items()}),
            "traits": named(row.traits, {key: one.name for key, one in words.traits.items()}),
            "risks": named(row.risks, RISKS),
            "capacity": CAPACITY_WORDS[believed(row, today=timezone.localdate(), days=words.capacity_days)],
            "programme": programme_of(row, words) if is_programme(row, words) else None,
            "last": last if last and last.answered_at else None,
            "asks": words.last_person[SERVICE].asks if SERVICE in words.last_person else "",
            "last_href": reverse("directory.last_person", kwargs={"kind": SERVICE, "about": row.id}) if keeps else "",
            "status": STATUS_WORDS[Status(row.status)],
            "stale": is_stale(row.checked_on, today=timezone.localdate(), days=words.check_days),
        },
        crumbs=[LIST, {"text": row.name}],
        actions=actions if keeps else [],
    )


record_page(
    pages, "directory/<uuid:service>/", name="service", title="A service", may="directory.see", query=_screen,
    template="directory/service.html",
)  # fmt: skip


class _Said:
    """A service that the actor keeps, with what it said of its capacity."""

    def __init__(self, row: Service, words: Directory, today: date) -> None:
        now = believed(row, today=today, days=words.capacity_days)
        self.href = reverse("directory.capacity", kwargs={"service": row.id})
        self.name = row.name
        self.provider = row.provider.name
        self.now = CAPACITY_WORDS[now]
        self.spaces = "" if row.spaces is None else row.spaces
        self.said_on = timezone.localdate(row.capacity_at) if row.capacity_at else None
        self.late = now == Capacity.UNKNOWN


def _capacities(*, actor: Actor, params: Any, page: int) -> Listing:
    words, today = vocabulary(actor), timezone.localdate()
    found = kept(actor=actor)
    return Listing(
        rows=[_Said(row, words, today) for row in found[paged(page)]],
        total=len(found),
        columns=[
            Column("name", "Service"), Column("provider", "Organisation"), Column("now", "Takes people"),
            Column("spaces", "Free places", numeric=True), Column("said_on", "Said on"),
        ],
        empty={"text": "You keep no service."},
        crumbs=[LIST, {"text": "Who takes people now"}],
        note=f"Open each and say it. After {words.capacity_days} days it counts as not said.",
    )  # fmt: skip


table(pages, "directory/capacity/", name="capacities", title="Who takes people now", may=KEEP, query=_capacities)


def _stale(*, actor: Actor, params: Any, page: int) -> Listing:
    words, today = vocabulary(actor), timezone.localdate()
    found = stale(actor=actor, today=today)
    return Listing(
        rows=[_Row(row, words, today) for row in found[paged(page)]],
        total=len(found),
        columns=[Column("name", "Service"), Column("provider", "Organisation"), Column("checked_on", "Checked")],
        empty={"text": "Everything you keep was looked at in the last six months."},
        crumbs=[LIST, {"text": "To look at again"}],
        note="Open each, and say that it is right or change it.",
    )


table(pages, "directory/stale/", name="stale", title="Entries to look at again", may=KEEP, query=_stale)
