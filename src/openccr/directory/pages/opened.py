"""The published services for other directories: Open Referral UK 3.0 at `/open-referral/`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse

from openccr.directory import feed
from openccr.directory.models import Provider, Site
from openccr.directory.pages import pages
from openccr.directory.queries.services import shown_to_all
from openccr.kernel.actors import Actor
from openccr.partnership.practice import usual_pack

MOST = 200
Given = dict[str, str]


def _answer(data: Any, status: int = 200) -> HttpResponse:
    answer = JsonResponse(data, status=status, safe=False)
    # The standard asks for it: the feed is for anybody, and holds nothing that is not public.
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _wrong(what: str) -> HttpResponse:
    return _answer({"error": what}, 400)


def _none() -> HttpResponse:
    return _answer({"error": "There is nothing of this id."}, 404)


def _declare(address: str, name: str, title: str, view: Callable[..., HttpResponse]) -> None:
    pages.custom(
        f"open-referral/{address}", name=name, title=title, may="directory.look", public=True, methods=("GET", "HEAD")
    )(view)


def _root(request: HttpRequest, _: Actor | None) -> HttpResponse:
    return _answer(feed.details())


def _list(rows: Callable[[Given], Sequence[Any]]) -> Callable[..., HttpResponse]:
    def view(request: HttpRequest, _: Actor | None) -> HttpResponse:
        given = {key: request.GET.get(key, "") for key in request.GET}
        try:
            page, per_page = _number(given, "page", 1), min(_number(given, "per_page", feed.PER_PAGE), MOST)
            return _answer(feed.paged(rows(given), page=page, per_page=per_page))
        except ValueError as error:
            return _wrong(str(error))

    return view


def _number(given: Given, name: str, usual: int) -> int:
    text = given.get(name) or str(usual)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 1_000_000:
        raise ValueError(f"{name} is a whole number from 1 on.")
    return int(text)


def _age(given: Given, name: str) -> int | None:
    text = given.get(name, "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 3:
        raise ValueError(f"{name} is an age in years.")
    return int(text)


def _services(given: Given) -> list[dict[str, Any]]:
    words = usual_pack().directory
    return [feed.service_of(row, words, whole=False) for row in _chosen(given)]


def _chosen(given: Given) -> list[Any]:
    found = shown_to_all().prefetch_related("sites").order_by("name", "id")
    text = given.get("search", "").replace("\x00", "").strip()
    if text:
        found = found.filter(
            Q(name__icontains=text) | Q(description__icontains=text) | Q(provider__name__icontains=text)
        )  # fmt: skip
    low, high = _age(given, "minimum_age"), _age(given, "maximum_age")
    if low is not None:
        found = found.filter(Q(maximum_age=None) | Q(maximum_age__gte=low))
    if high is not None:
        found = found.filter(Q(minimum_age=None) | Q(minimum_age__lte=high))
    if given.get("taxonomy_id") and given["taxonomy_id"] != str(feed.TAXONOMY):
        return []
    wanted = {one for one in given.get("taxonomy_term_id", "").split(",") if one}
    if not wanted:
        return list(found)
    keys = {one["term"] for one in feed.terms(usual_pack().directory) if one["id"] in wanted}
    return [row for row in found if keys & {row.theme, *row.audiences, *row.traits}]


def _service(request: HttpRequest, _: Actor | None, *, service: UUID) -> HttpResponse:
    row = shown_to_all().prefetch_related("sites").filter(id=service).first()
    return _answer(feed.service_of(row, usual_pack().directory, whole=True)) if row else _none()


def _organisations(given: Given) -> list[dict[str, Any]]:
    shown = Provider.objects.filter(id__in=shown_to_all().values("provider_id")).order_by("name", "id")
    return [feed.organisation_of(row) for row in shown]


def _organisation(request: HttpRequest, _: Actor | None, *, organisation: UUID) -> HttpResponse:
    services = list(shown_to_all().filter(provider_id=organisation).prefetch_related("sites").order_by("name"))
    if not services:
        return _none()
    words = usual_pack().directory
    one = feed.organisation_of(services[0].provider)
    one["services"] = [
        {key: value for key, value in feed.service_of(row, words, whole=False).items() if key != "organization"}
        for row in services
    ]
    return _answer(one)


def _at_locations(given: Given) -> list[dict[str, Any]]:
    return [feed.at_location(site, row, whole=True) for row in _chosen(given) for site in row.sites.all()]


def _at_location(request: HttpRequest, _: Actor | None, *, site: UUID) -> HttpResponse:
    row = Site.objects.filter(id=site, service__in=shown_to_all()).select_related("service__provider").first()
    return _answer(feed.at_location(row, row.service, whole=True)) if row else _none()


def _taxonomy(request: HttpRequest, _: Actor | None, *, taxonomy: UUID) -> HttpResponse:
    return _answer(feed.taxonomy()) if taxonomy == feed.TAXONOMY else _none()


def _term(request: HttpRequest, _: Actor | None, *, term: UUID) -> HttpResponse:
    found = next((one for one in feed.terms(usual_pack().directory) if one["id"] == str(term)), None)
    return _answer(found) if found else _none()


_declare("", "feed", "Open Referral", _root)
_declare("services", "feed_services", "Services", _list(_services))
_declare("services/<uuid:service>", "feed_service", "A service", _service)
_declare("organizations", "feed_organizations", "Organisations", _list(_organisations))
_declare("organizations/<uuid:organisation>", "feed_organization", "An organisation", _organisation)
_declare("service_at_locations", "feed_at_locations", "Services at their places", _list(_at_locations))
_declare("service_at_locations/<uuid:site>", "feed_at_location", "A service at a place", _at_location)
_declare("taxonomies", "feed_taxonomies", "Taxonomies", _list(lambda given: [feed.taxonomy()]))
_declare("taxonomies/<uuid:taxonomy>", "feed_taxonomy", "A taxonomy", _taxonomy)
_declare("taxonomy_terms", "feed_terms", "Terms", _list(lambda given: feed.terms(usual_pack().directory)))
_declare("taxonomy_terms/<uuid:term>", "feed_term", "A term", _term)
