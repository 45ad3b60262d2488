"""Bringing in a file of services: send it, see what would come of it, take it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone

from openccr.directory.forms.area import UploadForm
from openccr.directory.operations.uploads import preview, send, take
from openccr.directory.pages import pages
from openccr.directory.pages.staff import LIST
from openccr.directory.queries.imports import import_of
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, button, offer, record_page

MAY = "directory.import"
SHOWN = 100
"""How many reasons stand on the page; all of them are in the file of refused rows."""


def _send(*, actor: Actor, file: UploadedFile) -> UUID:
    return send(actor=actor, data=file.read(), filename=file.name or "The file", at=timezone.now())


ask(
    pages, "directory/import/", name="import", title="Bring in a file of services", may=MAY, form=UploadForm,
    operation=_send, done=lambda document: Done(reverse("directory.import_preview", kwargs={"document": document})),
    about=lambda *, actor: Asked(button="Check the file", crumbs=[LIST, {"text": "Bring in a file"}]),
)  # fmt: skip


def _facts(read: int, added: int, changed: int, known: int, refused: int, *, would: bool) -> dict[str, Any]:
    tense = " that would be" if would else ""
    return {
        "rows": [
            {"key": "Rows read", "text": read},
            {"key": f"Services{tense} added", "text": added, "note": "Seen by staff until somebody shows them."},
            {
                "key": f"Services{tense} changed",
                "text": changed,
                "note": "They came in before.",
            },
            {"key": "Known already", "text": known, "note": "The same content came in before."},
            {"key": "Rows refused", "text": refused},
        ]
    }


def _refused(reasons: list[dict[str, Any]]) -> dict[str, Any]:
    columns = (Column("row", "Row", numeric=True), Column("heading", "Column"), Column("reason", "What to correct"))
    rows = [
        {"cells": [{"text": one["row"]}, {"text": one["heading"] or "The whole row"}, {"text": one["reason"]}]}
        for one in reasons[:SHOWN]
    ]
    return {"caption": "Refused rows", "columns": columns, "rows": rows, "empty": {"text": "No row was refused."}}


def _preview(*, actor: Actor, document: UUID) -> Screen:
    found = preview(actor=actor, document=document, at=timezone.now())
    words = "Bring in 1 service" if found.accepted == 1 else f"Bring in {found.accepted} services"
    if not found.accepted:
        words = "Keep the refused rows as a file"
    bring = offer(actor, text=words, page="directory.import_take", may=MAY, post=True, document=document)
    again = offer(actor, text="Choose another file", page="directory.import", may=MAY)
    return Screen(
        title="What would come of this file",
        data={
            "sentence": "Nothing is saved yet.",
            "facts": _facts(
                found.read, found.added, found.changed, found.already_known, found.refused_rows, would=True
            ),
            "unmapped": found.unmapped_columns,
            "notes": found.notes,
            "refused": _refused([vars(one) for one in found.refused]),
        },
        actions=[bring | {"kind": "primary"}, again] if found.accepted or found.refused_rows else [again],
        crumbs=[LIST, {"text": "What would come of it"}],
    )


record_page(
    pages, "directory/import/<uuid:document>/", name="import_preview", title="What would come of this file", may=MAY,
    query=_preview, template="ui/brought_in.html",
)  # fmt: skip

button(
    pages, "directory/import/<uuid:document>/take/", name="import_take", title="Bring in these services", may=MAY,
    operation=lambda *, actor, document: take(actor=actor, document=document, at=timezone.now()),
    done=lambda found, *, document: Done(reverse("directory.imported", kwargs={"brought": found}), "Saved."),
)  # fmt: skip


def _result(*, actor: Actor, brought: UUID) -> Screen:
    row = import_of(actor=actor, brought=brought)
    refused = row.refused_file and reverse("documents.download", kwargs={"document": row.refused_file})
    came_in = f"{reverse('directory.list')}?brought={brought}"
    return Screen(
        title="What came of the file",
        data={
            "facts": _facts(row.read, row.added, row.changed, row.already_known, row.refused, would=False),
            "refused": _refused(row.refusals),
            "download": refused,
        },
        actions=[
            *(
                [{"text": "Look at what came in", "href": came_in, "kind": "primary"}]
                if row.added + row.changed
                else []
            ),
            offer(actor, text="Bring in another file", page="directory.import", may=MAY),
        ],
        crumbs=[LIST, {"text": "What came of it"}],
    )


record_page(
    pages, "directory/import/result/<uuid:brought>/", name="imported", title="What came of the file", may=MAY,
    query=_result, template="ui/brought_in.html",
)  # fmt: skip
