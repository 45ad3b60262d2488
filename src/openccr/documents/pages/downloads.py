"""Downloads: as attachments, under a name that says nothing, by a link that opens once (security paper, D27)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from openccr.documents import tickets
from openccr.documents.attaching import attachment_is_there, fetch_attachment, remove_attachment
from openccr.documents.making import fetch_paper, files_of, kind_of, remove_paper
from openccr.documents.operations import Fetched, fetch, is_ones_own
from openccr.documents.pages import pages
from openccr.kernel.actors import Actor
from openccr.ui.files import handed_over
from openccr.ui.kinds import Done, button
from openccr.ui.proving import proof_first
from openccr.ui.walled import not_shown
from openccr.ui.who import door


@pages.custom(
    "documents/<uuid:document>/", name="download", title="Download", may="documents.fetch", methods=("GET", "HEAD")
)
def download(request: HttpRequest, actor: Actor, *, document: UUID) -> HttpResponse:
    """A way to one's own file that opens once."""
    is_ones_own(actor=actor, document=document)
    return _led_to(actor, "document", document)


@pages.custom(
    "case/<uuid:file>/attachments/<uuid:attachment>/", name="attachment", title="Attached file",
    may="documents.open_attachment", methods=("GET", "HEAD"),
)  # fmt: skip
def attachment_file(request: HttpRequest, actor: Actor, *, file: UUID, attachment: UUID) -> HttpResponse:
    """A way to a file attached to a case, for whoever sees the case, that opens once."""
    attachment_is_there(actor=actor, file=file, attachment=attachment)
    return _led_to(actor, "attachment", file, attachment)


@pages.custom(
    "papers/<uuid:paper>/as/<str:form>/", name="paper", title="Paper", may="documents.make_paper",
    methods=("GET", "HEAD"),
)  # fmt: skip
def paper_file(request: HttpRequest, actor: Actor, *, paper: UUID, form: str) -> HttpResponse:
    """A way to one's own paper as PDF or Word that opens once."""
    if kind_of(actor, paper).step_up and not door().stepped_up(request):
        return proof_first(request)
    if (stopped := not_shown(request, actor, files_of(actor, paper))) is not None:
        return stopped
    return _led_to(actor, "paper", paper, form)


@pages.custom("fetch/<str:ticket>/", name="handed", title="Download", may="documents.fetch", methods=("GET",))
def handed(request: HttpRequest, actor: Actor, *, ticket: str) -> HttpResponse:
    """The file itself, once, within five minutes, to whoever asked for it."""
    kind, ids = tickets.used(ticket, actor=actor)
    found = _FETCHED[kind](actor, *ids)
    return handed_over(found.data, name=found.name, content_type=found.content_type)


_FETCHED: dict[str, Callable[..., Fetched]] = {
    "document": lambda actor, document: fetch(actor=actor, document=UUID(document)),
    "attachment": lambda actor, file, one: fetch_attachment(actor=actor, file=UUID(file), attachment=UUID(one)),
    "paper": lambda actor, paper, form: fetch_paper(actor=actor, paper=UUID(paper), form=form, at=timezone.now()),
}
"""What a ticket can be for; each asks anew who may have it, and records that it was fetched."""


def _led_to(actor: Actor, kind: str, *ids: object) -> HttpResponse:
    return HttpResponseRedirect(reverse("documents.handed", args=[tickets.given(actor, kind, *ids)]))


button(
    pages, "case/<uuid:file>/attachments/<uuid:attachment>/remove/", name="remove_attachment",
    title="Remove an attached file", may="documents.attach",
    operation=lambda *, actor, file, attachment: remove_attachment(
        actor=actor, file=file, attachment=attachment, at=timezone.now()
    ),
    done=lambda _, *, file, attachment: Done(reverse("conference.case", args=[file]), "The file is removed."),
)  # fmt: skip


button(
    pages, "papers/<uuid:paper>/remove/", name="remove_paper", title="Remove a paper", may="documents.make_paper",
    operation=lambda *, actor, paper: remove_paper(actor=actor, paper=paper),
    done=lambda _, **__: Done("/", "The paper is removed."),
)  # fmt: skip
