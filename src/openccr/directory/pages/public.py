"""For anybody who looks for help: a way out at once, no cookie, nothing kept, no JavaScript needed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from openccr.directory.forms import LookForm
from openccr.directory.models import Service
from openccr.directory.pages import pages
from openccr.directory.queries import Sought, found_by_all, named, one_of_all
from openccr.directory.rules import CAPACITY_WORDS, Capacity
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import usual_pack

MAY = "directory.look"
READ = ("GET", "HEAD")


def _shown(request: HttpRequest, template: str, title: str, **data: Any) -> HttpResponse:
    context = {"page": {"title": title}, "demonstration": settings.DEMONSTRATION, **data}
    return TemplateResponse(request, f"directory/{template}.html", context)


@pages.custom("find-help/", name="find", title="Find help", may=MAY, public=True, methods=READ)
def find(request: HttpRequest, _: Actor | None) -> HttpResponse:
    """Whom the help is for: one choice."""
    words = usual_pack().directory
    ways = [
        {"href": reverse("directory.found", kwargs={"audience": one.key}), "text": one.page, "lead": one.lead}
        for one in words.audiences.values()
    ]
    return _shown(request, "find", "Find help", ways=ways)


@pages.custom("find-help/<slug:audience>/", name="found", title="Services", may=MAY, public=True, methods=READ)
def found(request: HttpRequest, _: Actor | None, *, audience: str) -> HttpResponse:
    """The services for them, narrowed by district and by what they look for."""
    words = usual_pack().directory
    one = words.audiences.get(audience)
    if one is None:
        raise Http404
    every = found_by_all(Sought(audience=audience))
    districts = sorted({district for service in every for district in service.districts})
    form = LookForm(request.GET or None, words=words, districts=districts)
    sought = Sought(audience=audience)
    if form.is_bound and form.is_valid():
        sought = Sought(
            audience=audience, district=form.cleaned_data["district"], traits=tuple(form.cleaned_data["traits"])
        )
    shown = every if sought == Sought(audience=audience) else found_by_all(sought)
    return _shown(
        request, "found", one.page, lead=one.lead, form=form, services=[_line(service) for service in shown],
        all_href=reverse("directory.found", kwargs={"audience": audience}), narrowed=shown is not every,
        harmers=audience == "harmers",
    )  # fmt: skip


@pages.custom("find-help/service/<uuid:service>/", name="one", title="A service", may=MAY, public=True, methods=READ)
def one(request: HttpRequest, _: Actor | None, *, service: UUID) -> HttpResponse:
    """One service: what it does, who can use it, how to reach it."""
    try:
        row = one_of_all(service)
    except NotFound as error:
        raise Http404 from error
    words = usual_pack().directory
    traits = named(row.traits, {key: entry.name for key, entry in words.traits.items()})
    return _shown(request, "one", row.name, service=row, traits=traits, capacity=_capacity(row))


def _line(row: Service) -> dict[str, Any]:
    traits = {key: entry.name for key, entry in usual_pack().directory.traits.items()}
    return {
        "href": reverse("directory.one", kwargs={"service": row.id}),
        "name": row.name,
        "provider": row.provider.name,
        "description": row.description,
        "phone": row.phone,
        "hours": row.hours,
        "traits": named(row.traits, traits),
        "capacity": _capacity(row),
    }


def _capacity(row: Service) -> str:
    if row.capacity == Capacity.UNKNOWN:
        return ""
    words = CAPACITY_WORDS[Capacity(row.capacity)]
    return f"{words}: {row.capacity_words}" if row.capacity_words else words
