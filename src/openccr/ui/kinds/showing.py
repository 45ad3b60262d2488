"""The kinds of page that show: a list of things, and one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.ui.kinds.shown import Listing, Screen, page_context
from openccr.ui.panels import panels_of
from openccr.ui.registry import Page, Pages

PER_PAGE = 50


def table(
    pages: Pages,
    address: str,
    *,
    name: str,
    title: str,
    may: str,
    query: Callable[..., Listing],
    reads: str = "",
    menu: str = "",
    template: str = "ui/table.html",
) -> None:
    """A list: `query(actor, params, page_number, **parts)` → Listing; one line of log names the rows shown."""

    def view(request: HttpRequest, actor: Actor, **parts: Any) -> HttpResponse:
        number = _page_number(request)
        listing = query(actor=actor, params=request.GET, page=number, **parts)
        if reads:
            record(reads, file_id=parts.get("file"), subjects=[row.id for row in listing.rows if hasattr(row, "id")])
        total = len(listing.rows) if listing.total is None else listing.total
        pager = Paginator(range(total), PER_PAGE).get_page(number)
        context = page_context(
            page,
            listing=listing,
            columns=listing.columns,
            rows=_cells(listing),
            empty=listing.empty,
            filters=listing.filters,
            actions=listing.actions,
            note=listing.note,
            csv_href=listing.csv_href,
            **({"crumbs": listing.crumbs} if listing.crumbs else {}),
            pager=pager,
            total=total,
            sorted_by=request.GET.get("sort", ""),
            params=_without_page(request),
        )
        return TemplateResponse(request, template, context)

    page = pages.add(
        Page(
            name=f"{pages.app}.{name}",
            path=address,
            kind="table",
            title=title,
            may=may,
            view=view,
            methods=("GET", "HEAD"),
            menu=menu,
            reads=reads,
        )
    )


def record_page(
    pages: Pages,
    address: str,
    *,
    name: str,
    title: str,
    may: str,
    query: Callable[..., Screen],
    reads: str = "",
    template: str = "ui/record.html",
    kind: str = "record",
    menu: str = "",
) -> None:
    """One thing on a screen, filled by panels that the apps register for its slot."""

    def view(request: HttpRequest, actor: Actor, **parts: Any) -> HttpResponse:
        screen = query(actor=actor, **parts)
        shown = panels_of(screen.slot, actor=actor, file_id=screen.file_id) if screen.slot else []
        context = page_context(
            page,
            title=screen.title,
            data=screen.data,
            identity=screen.identity,
            actions=screen.actions,
            crumbs=screen.crumbs,
            tabs=screen.tabs,
            panels=shown,
        )
        return TemplateResponse(request, template, context)

    page = pages.add(
        Page(
            name=f"{pages.app}.{name}",
            path=address,
            kind=kind,
            title=title,
            may=may,
            view=view,
            methods=("GET", "HEAD"),
            reads=reads,
            menu=menu,
        )
    )


def _cells(listing: Listing) -> list[dict[str, Any]]:
    return [
        {
            "href": getattr(row, "href", ""),
            "late": getattr(row, "late", False),
            "cells": [
                {"text": getattr(row, column.key), "numeric": column.numeric, "label": column.label}
                for column in listing.columns
            ],
        }
        for row in listing.rows
    ]


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isdecimal() and len(text) < 7 else 1


def _without_page(request: HttpRequest) -> str:
    params = request.GET.copy()
    params.pop("page", None)
    return params.urlencode()


def paged(page: int) -> slice:
    """The slice of a queryset that page number `page` shows."""
    return slice((page - 1) * PER_PAGE, page * PER_PAGE)
