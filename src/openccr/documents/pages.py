"""Downloads: as attachments, under a name that says nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from openccr.documents.attaching import fetch_attachment, remove_attachment
from openccr.documents.making import fetch_paper, kind_of, remove_paper
from openccr.documents.operations import Fetched, fetch
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Done, button
from openccr.ui.registry import Pages
from openccr.ui.who import door

pages = Pages("documents")


@pages.custom(
    "documents/<uuid:document>/", name="download", title="Download", may="documents.fetch", methods=("GET", "HEAD")
)
def download(request: HttpRequest, actor: Actor, *, document: UUID) -> HttpResponse:
    """One's own file."""
    return _attached(fetch(actor=actor, document=document))


def _attached(found: Fetched) -> HttpResponse:
    return HttpResponse(
        found.data,
        content_type=found.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{found.name}"',
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )


@pages.custom(
    "case/<uuid:file>/attachments/<uuid:attachment>/", name="attachment", title="Attached file",
    may="documents.open_attachment", methods=("GET", "HEAD"),
)  # fmt: skip
def attachment_file(request: HttpRequest, actor: Actor, *, file: UUID, attachment: UUID) -> HttpResponse:
    """A file attached to a case, for whoever sees the case."""
    return _attached(fetch_attachment(actor=actor, file=file, attachment=attachment))


button(
    pages, "case/<uuid:file>/attachments/<uuid:attachment>/remove/", name="remove_attachment",
    title="Remove an attached file", may="documents.attach",
    operation=lambda *, actor, file, attachment: remove_attachment(
        actor=actor, file=file, attachment=attachment, at=timezone.now()
    ),
    done=lambda _, *, file, attachment: Done(reverse("conference.case", args=[file]), "The file is removed."),
)  # fmt: skip


@pages.custom(
    "papers/<uuid:paper>/as/<str:form>/", name="paper", title="Paper", may="documents.papers", methods=("GET", "HEAD")
)
def paper_file(request: HttpRequest, actor: Actor, *, paper: UUID, form: str) -> HttpResponse:
    """One's own paper as PDF or Word."""
    if kind_of(actor, paper).step_up and not door().stepped_up(request):
        return HttpResponseRedirect(door().step_up_url(request.get_full_path()))
    return _attached(fetch_paper(actor=actor, paper=paper, form=form, at=timezone.now()))


button(
    pages, "papers/<uuid:paper>/remove/", name="remove_paper", title="Remove a paper", may="documents.papers",
    operation=lambda *, actor, paper: remove_paper(actor=actor, paper=paper),
    done=lambda _, **__: Done("/", "The paper is removed."),
)  # fmt: skip

from openccr.documents import retention_pages  # noqa: E402, F401
