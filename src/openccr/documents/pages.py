"""Downloads: as attachments, under a name that says nothing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from openccr.documents.operations import fetch
from openccr.kernel.actors import Actor
from openccr.ui.registry import Pages

pages = Pages("documents")


@pages.custom(
    "documents/<uuid:document>/", name="download", title="Download", may="documents.fetch", methods=("GET", "HEAD")
)
def download(request: HttpRequest, actor: Actor, *, document: UUID) -> HttpResponse:
    """One's own file."""
    found = fetch(actor=actor, document=document)
    return HttpResponse(
        found.data,
        content_type=found.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{found.name}"',
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )
