"""The files of a referral that is not sent yet: listed, attached, removed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.attachments import AttachToReferralForm
from openccr.conference.operations.draft_files import attach_to_draft, remove_from_draft
from openccr.conference.operations.drafts import open_draft
from openccr.conference.pages import pages
from openccr.conference.queries.draft_files import files_of_draft
from openccr.conference.rules.attachments import KINDS
from openccr.conference.rules.drafts import initials_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import Asked, Done, ask, button, offer, stamped


def to_files(draft: UUID) -> str:
    """The address of a draft's files."""
    return reverse("conference.draft_files", kwargs={"draft": draft})


def file_rows(actor: Actor, draft: UUID) -> list[dict[str, Any]]:
    """The files of a draft for the part that lists them, each with a button that takes it away."""
    return [
        {
            "name": one.name,
            "what": KINDS[one.kind] if one.kind != "other" else "",
            "note": f"{one.size}, {one.by}, {day_words(one.at)}",
            "href": "",
            "remove": offer(
                actor, text="Remove", page="conference.draft_file_remove", may="conference.refer", post=True,
                draft=draft, attached=one.id,
            ) | {"label": f"Remove {one.name}"},
        }
        for one in files_of_draft(draft)
    ]  # fmt: skip


def _about(*, actor: Actor, draft: UUID) -> Asked:
    opened = open_draft(actor=actor, draft=draft)
    home = reverse("conference.draft", kwargs={"draft": draft})
    return Asked(
        intro="The risk assessment and the form on sharing without consent go along with a referral. What you attach "
        "here is sent with it, and gone with the draft if you throw it away.",
        button="Attach it",
        crumbs=[
            {"text": "Drafts", "href": reverse("conference.drafts")},
            {"text": initials_of(opened.answers), "href": home},
        ],
        context={
            "attached": {"rows": file_rows(actor, draft)},
            "cancel_href": home,
            "cancel_text": "All steps",
        },
    )


def _attach(*, actor: Actor, draft: UUID, upload: UploadedFile, kind: str) -> UUID:
    return attach_to_draft(
        actor=actor, draft=draft, data=upload.read(), name=upload.name or "", kind=kind, at=timezone.now()
    )


ask(
    pages, "referrals/drafts/<uuid:draft>/files/", name="draft_files", title="Files that go with the referral",
    may="conference.refer", form=AttachToReferralForm, operation=_attach, about=_about, reads="draft.read",
    done=lambda _, *, draft: Done(to_files(draft), "The file is attached."), template="conference/drafts/files.html",
)  # fmt: skip

button(
    pages, "referrals/drafts/<uuid:draft>/files/<uuid:attached>/remove/", name="draft_file_remove",
    title="Remove a file from the draft", may="conference.refer", operation=stamped(remove_from_draft),
    done=lambda _, *, draft, attached: Done(to_files(draft), "The file is gone."),
)  # fmt: skip
