"""Bringing in a file of referrals: send it, see what would come of it, take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.imports import UploadForm
from openccr.conference.operations.uploads import bring_in, preview, send
from openccr.conference.pages import pages
from openccr.conference.pages.around import Crumbs
from openccr.conference.pages.known import known_in_file
from openccr.conference.queries.referrals import SHOWN_REFUSALS, batch_of
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, button, offer, record_page, stamped


def _crumbs(last: str) -> Crumbs:
    return [{"text": "Our referrals", "href": reverse("conference.referrals")}, {"text": last}]


def _send(*, actor: Actor, file: UploadedFile) -> UUID:
    return send(actor=actor, data=file.read(), filename=file.name or "The file", at=timezone.now())


ask(
    pages, "import/", name="import", title="Bring in a file of referrals", may="conference.import", form=UploadForm,
    operation=_send, done=lambda document: Done(reverse("conference.import_preview", kwargs={"document": document})),
    about=lambda *, actor: Asked(button="Check the file", crumbs=_crumbs("Bring in a file")),
)  # fmt: skip


def _preview(*, actor: Actor, document: UUID) -> Screen:
    found = preview(actor=actor, document=document, at=timezone.now())
    words = "Bring in 1 referral" if found.accepted == 1 else f"Bring in {found.accepted} referrals"
    take = offer(
        actor, text=words, page="conference.import_take", may="conference.import", post=True, document=document,
    )  # fmt: skip
    again = offer(actor, text="Choose another file", page="conference.import", may="conference.import")
    return Screen(
        title="What would come of this file",
        data={
            "sentence": "Nothing is saved yet.",
            "facts": facts_of(
                found.read, found.accepted, found.already_known, found.refused_rows, tense="that would be taken"
            ),
            "unmapped": found.unmapped_columns,
            "notes": found.notes,
            "refused": refused_rows([vars(one) for one in found.refused[:SHOWN_REFUSALS]]),
            "known": known_in_file(actor, found.victims),
        },
        actions=[take | {"kind": "primary"}, again] if found.accepted else [again],
        crumbs=_crumbs("What would come of it"),
    )


record_page(
    pages, "import/<uuid:document>/", name="import_preview", title="What would come of this file",
    may="conference.import", query=_preview, template="ui/brought_in.html",
)  # fmt: skip


def taken(outcome: tuple[UUID | None, UUID | None], *, document: UUID) -> Done:
    """Where to go once a file is taken, or its long work begun."""
    batch, work = outcome
    if work is not None:
        return Done(reverse("jobs.work", kwargs={"work": work}))
    return Done(reverse("conference.imported", kwargs={"batch": batch}), "Saved.")


button(
    pages, "import/<uuid:document>/take/", name="import_take", title="Bring in these referrals",
    may="conference.import", operation=stamped(bring_in), done=taken,
)  # fmt: skip


def _result(*, actor: Actor, batch: UUID) -> Screen:
    found = batch_of(actor, batch)
    more = found.refused_file_id and reverse("documents.download", kwargs={"document": found.refused_file_id})
    return Screen(
        title="What came of the file",
        data={
            # The same page follows a file of referrals and a log of past hearings.
            "facts": facts_of(
                found.read, found.accepted, found.already_known, found.refused, tense="taken", what="Rows"
            ),
            "unmapped": found.unmapped_columns,
            "refused": refused_rows(found.refusals),
            "download": more,
        },
        actions=[offer(actor, text="Bring in another file", page="conference.import", may="conference.import")],
        crumbs=_crumbs("What came of it"),
    )


record_page(
    pages, "import/result/<uuid:batch>/", name="imported", title="What came of the file", may="conference.import",
    query=_result, template="ui/brought_in.html",
)  # fmt: skip


def facts_of(
    read: int, accepted: int, known: int, refused: int, *, tense: str, what: str = "Referrals"
) -> dict[str, Any]:
    """What came, or would come, of a file, in numbers."""
    rows = [
        {"key": "Rows read", "text": read},
        {"key": f"{what} {tense}", "text": accepted},
        {"key": "Known already", "text": known, "note": "The same content came in before."},
        {"key": "Rows refused", "text": refused},
    ]
    return {"rows": rows}


def refused_rows(reasons: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The refused rows as a table: which, and what to correct."""
    columns: Sequence[Column] = (
        Column("row", "Row", numeric=True),
        Column("heading", "Column"),
        Column("reason", "What to correct"),
    )
    rows = [
        {"cells": [{"text": one["row"]}, {"text": one["heading"] or "The whole row"}, {"text": one["reason"]}]}
        for one in reasons
    ]
    return {"caption": "Refused rows", "columns": columns, "rows": rows, "empty": {"text": "No row was refused."}}
