"""How every page is served: who, may they, in one transaction, read logged, rendered inside it.

Not a middleware: one that calls views skips the CSRF check, and a body streamed later runs after the transaction.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from openccr.access.acting import acting_as
from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.once import showing
from openccr.kernel.refusals import NotFound, Refusal
from openccr.ui.again import again_if_it_fails
from openccr.ui.came_from import came_from
from openccr.ui.evenly import wait_for_step
from openccr.ui.proving import proof_first
from openccr.ui.who import ANEW, door

if TYPE_CHECKING:
    from openccr.ui.registry import Page


LONGEST_WAY_BACK = 2_000
"""Characters of an address to come back to after signing in: longer ones are made by no page of ours."""


def serve(page: Page, request: HttpRequest, parts: dict[str, Any]) -> HttpResponse:
    """Answer a request for `page`."""
    request.page = page  # type: ignore[attr-defined]
    if request.method not in page.methods:
        return HttpResponseNotAllowed(page.methods)
    if page.public:
        return _rendered(page.view(request, None, **parts))
    actor = door().actor(request)
    request.actor = actor  # type: ignore[attr-defined]
    if actor is None:
        return _to_sign_in(request)
    refusal = why_not(actor, page.may)
    if refusal is None and page.step_up and not door().stepped_up(request, anew=page.step_up == ANEW):
        return proof_first(request)
    began = time.monotonic()
    with acting_as(actor):
        answer = _answer(page, request, actor, parts) if refusal is None else refused(request, refusal)
    if answer.status_code == 404:
        wait_for_step(began)
    return answer


def _answer(page: Page, request: HttpRequest, actor: Actor, parts: dict[str, Any]) -> HttpResponse:
    if page.gives_file and request.method in ("GET", "POST"):
        # Before the page, and outside its savepoint: that it was asked for is noted, whatever becomes of it. A form
        # that is sent counts too: what it has made (a paper, a workbook) tells more than any page.
        stopped = not_shown(request, actor, [parts["file"]])
        if stopped is not None:
            return stopped
    try:
        return again_if_it_fails(lambda: _made(page, request, actor, parts), request)
    except (NotFound, Http404, ObjectDoesNotExist):
        ids = [value for value in parts.values() if isinstance(value, UUID)]
        record("access.nothing_there", subjects=ids)
        return nothing_there(request)
    except Refusal as why:
        return refused(request, why)


def not_shown(request: HttpRequest, actor: Actor, files: Iterable[UUID]) -> HttpResponse | None:
    """Note that the actor opens these cases; the answer in place of the page, where they have opened too many.

    A page of one case is asked by its address; one that shows several, as a paper of a meeting does, asks it itself.
    """
    prove = False
    for file in files:
        stopped = door().opened(request, actor, file)
        if isinstance(stopped, Refusal):
            return refused(request, stopped)
        prove = prove or stopped is not None
    return proof_first(request) if prove else None


def _made(page: Page, request: HttpRequest, actor: Actor, parts: dict[str, Any]) -> HttpResponse:
    """The page, with its read on record. In a savepoint: what a refused page had half done is undone, while the log of
    the attempt stays.
    """
    with transaction.atomic():
        with showing() if request.method in ("GET", "HEAD") else nullcontext():
            answer = _rendered(page.view(request, actor, **parts))
        # A form that comes back with its errors shows the file too, and counts as a read.
        if page.reads and page.of_file and not 300 <= answer.status_code < 400:
            # After the page is made and before it is sent: for whoever is shut out of the file the page has
            # already found nothing, where writing the file's log would be an error that tells them it is there.
            record(page.reads, file_id=parts["file"])
        return answer


def _rendered(response: HttpResponse) -> HttpResponse:
    return response.render() if isinstance(response, TemplateResponse) and not response.is_rendered else response


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    back = request.get_full_path() if request.method == "GET" else "/"
    if len(back) > LONGEST_WAY_BACK:
        back = request.path if len(request.path) <= LONGEST_WAY_BACK else "/"
    return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': back})}")


def nothing_there(request: HttpRequest) -> HttpResponse:
    """The one answer for what is hidden and for what does not exist."""
    return TemplateResponse(request, "404.html", status=404).render()


def refused(request: HttpRequest, why: Refusal) -> HttpResponse:
    """Not allowed, with the reason in words and a way back: a paper without content is no dead end."""
    before = came_from(request)
    here = request.method == "GET" and before == request.path
    return TemplateResponse(
        request, "403.html", {"refusal": why, "before": None if here else before}, status=403
    ).render()
