"""Attaching a file to a referral or to what an agency knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone

from openccr.access.may import must
from openccr.conference.forms.attachments import AttachForm, AttachToReferralForm
from openccr.conference.operations.attachments import attach_to_referral, attach_to_research
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs
from openccr.conference.pages.referrals import to_referral
from openccr.conference.queries.research import research_of
from openccr.conference.queries.triage import referral_of
from openccr.conference.rules.attachments import KINDS
from openccr.documents.attaching import Attached
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import Asked, Done, ask, offer


def attached_rows(actor: Actor, found: Sequence[Attached]) -> list[dict[str, Any]]:
    """Attachments for the part that lists them, with a button for whoever may take one away."""
    return [
        {
            "name": one.name,
            "what": KINDS.get(one.kind, "") if one.kind != "other" else "",
            "note": f"{one.size_words}, {one.by}, {day_words(one.at)}",
            "href": reverse("documents.attachment", args=[one.file_id, one.id]),
            "remove": offer(
                actor, text="Remove", page="documents.remove_attachment", may="documents.attach", post=True,
                file=one.file_id, attachment=one.id,
            ) if actor.whole_area or actor.agency_id == one.agency_id else None,
        }
        for one in found
    ]  # fmt: skip


def _to_research(file: UUID, research: UUID) -> str:
    return reverse("conference.research", kwargs={"file": file, "research": research})


def _about_research(*, actor: Actor, file: UUID, research: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    said, agency = research_of(file_id=file, research_id=research, today=timezone.localdate())
    must(actor, "conference.research", agency)
    here = _to_research(file, research)
    return Asked(
        button="Attach it", identity=bar, context={"cancel_href": here},
        crumbs=[*case_crumbs(case), {"text": f"What {said.agency} knows", "href": here}],
    )  # fmt: skip


def _to_what_is_known(*, actor: Actor, file: UUID, research: UUID, upload: UploadedFile) -> UUID:
    return attach_to_research(
        actor=actor, file_id=file, research_id=research, data=upload.read(), name=upload.name or "", at=timezone.now()
    )


ask(
    pages, "case/<uuid:file>/research/<uuid:research>/attach/", name="research_attach", title="Attach a file",
    may="conference.research", form=AttachForm, operation=_to_what_is_known, about=_about_research, reads="case.read",
    done=lambda _, *, file, research: Done(_to_research(file, research), "The file is attached."),
)  # fmt: skip


def _about_referral(*, actor: Actor, file: UUID, referral: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    row = referral_of(file_id=file, referral_id=referral)
    must(actor, "conference.refer", row.agency)
    here = to_referral(file, referral)
    return Asked(
        button="Attach it", identity=bar, context={"cancel_href": here},
        crumbs=[*case_crumbs(case), {"text": "Referral", "href": here}],
    )  # fmt: skip


def _to_a_referral(*, actor: Actor, file: UUID, referral: UUID, upload: UploadedFile, kind: str) -> UUID:
    return attach_to_referral(
        actor=actor, file_id=file, referral_id=referral, data=upload.read(), name=upload.name or "", kind=kind,
        at=timezone.now(),
    )  # fmt: skip


ask(
    pages, "case/<uuid:file>/referral/<uuid:referral>/attach/", name="referral_attach",
    title="Attach a file to the referral", may="conference.refer", form=AttachToReferralForm,
    operation=_to_a_referral, about=_about_referral, reads="case.read",
    done=lambda _, *, file, referral: Done(to_referral(file, referral), "The file is attached."),
)  # fmt: skip
