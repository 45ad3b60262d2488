"""For anybody who looks for help: a way out at once, no cookie, nothing kept, no JavaScript needed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.content.schema.directory import Directory
from openccr.directory.forms.services import LookForm
from openccr.directory.models import Service
from openccr.directory.pages import pages
from openccr.directory.queries.services import Near, Sought, believed, found_by_all, found_near, named, one_of_all
from openccr.directory.queries.thematic import beside_programme, is_programme, programme_of
from openccr.directory.rules.distances import far_words
from openccr.directory.rules.helplines import first_line, helplines
from openccr.directory.rules.services import CAPACITY_WORDS, Capacity, dialled
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import usual_pack

MAY = "directory.look"
READ = ("GET", "HEAD")


def _shown(request: HttpRequest, template: str, title: str, *, status: int = 200, **data: Any) -> HttpResponse:
    context = {"page": {"title": title}, "demonstration": settings.DEMONSTRATION, **data}
    response = TemplateResponse(request, f"directory/{template}.html", context, status=status)
    if status == 200 and not settings.DEMONSTRATION and not request.GET:
        # Whoever searches the web for help is led here; to nothing else of this site, and to nothing that is invented.
        response["X-Robots-Tag"] = "all"
    return response


def _nothing_there(request: HttpRequest) -> HttpResponse:
    """For a service that is not shown any more and an address mistyped: emergency first, then where to look."""
    return _shown(request, "nothing_there", "There is no page at this address", status=404)


@pages.custom("find-help/", name="find", title="Find help", may=MAY, public=True, methods=READ)
def find(request: HttpRequest, _: Actor | None) -> HttpResponse:
    """Whom the help is for: one choice."""
    words = usual_pack().directory
    ways = [
        {"href": reverse("directory.found", kwargs={"audience": one.key}), "text": one.page, "lead": one.lead}
        for one in words.audiences.values()
    ]
    return _shown(request, "find", "Find help", ways=ways, helplines=helplines(words))


@pages.custom("find-help/<slug:audience>/", name="found", title="Services", may=MAY, public=True, methods=READ)
def found(request: HttpRequest, _: Actor | None, *, audience: str) -> HttpResponse:
    """The services for them, narrowed by district and by what they look for."""
    words = usual_pack().directory
    one = words.audiences.get(audience)
    if one is None:
        return _nothing_there(request)
    every = found_by_all(Sought(audience=audience))
    form = LookForm(
        request.GET or None, words=words,
        districts=sorted({district for service in every for district in service.districts}),
        languages=sorted({language for service in every for language in service.languages}),
        traits={trait for service in every for trait in service.traits},
    )  # fmt: skip
    sought = Sought(audience=audience)
    if form.is_bound and form.is_valid():
        sought = replace(sought, **form.cleaned_data | {"traits": tuple(form.cleaned_data.get("traits", ()))})
    near = found_near(sought, today=timezone.localdate(), days=words.capacity_days)
    return _shown(
        request, "found", one.page, lead=one.lead, form=form, services=[_line(each, words) for each in near],
        all_href=reverse("directory.found", kwargs={"audience": audience}), harmers=one.programme,
        narrowed=sought != Sought(audience=audience), signs=one.signs, guidance=one.guidance,
        helplines=helplines(words, audience), line=first_line(words, audience),
    )  # fmt: skip


@pages.custom("find-help/service/<uuid:service>/", name="one", title="A service", may=MAY, public=True, methods=READ)
def one(request: HttpRequest, _: Actor | None, *, service: UUID) -> HttpResponse:
    """One service: what it does, who can use it, how to reach it."""
    try:
        row = one_of_all(service)
    except NotFound:
        return _nothing_there(request)
    words = usual_pack().directory
    traits = named(beside_programme(row, words), {key: entry.name for key, entry in words.traits.items()})
    capacity = believed(row, today=timezone.localdate(), days=words.capacity_days)
    programme = programme_of(row, words) if is_programme(row, words) else None
    return _shown(
        request, "one", row.name, service=row, traits=traits, capacity=_capacity(row, capacity), programme=programme,
        tel=dialled(row.phone),
    )  # fmt: skip


def _line(near: Near, words: Directory) -> dict[str, Any]:
    row = near.row
    traits = named(beside_programme(row, words), {key: entry.name for key, entry in words.traits.items()})
    return {
        "href": reverse("directory.one", kwargs={"service": row.id}),
        "name": row.name,
        "provider": row.provider.name,
        "description": row.description,
        "phone": row.phone,
        "tel": dialled(row.phone),
        "hours": row.hours,
        "notes": [one for one in (*traits, _capacity(row, near.capacity), far_words(near.miles)) if one],
        "programme": programme_of(row, words) if is_programme(row, words) else None,
    }


def _capacity(row: Service, capacity: Capacity) -> str:
    if capacity == Capacity.UNKNOWN:
        return ""
    words = CAPACITY_WORDS[capacity]
    return f"{words}: {row.capacity_words}" if row.capacity_words else words
