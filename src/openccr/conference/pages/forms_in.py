"""Bringing in a form or a message: send it, check what was read beside what found no place, and go on as a draft."""

from __future__ import annotations

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.conference.forms.forms_in import FormUpload
from openccr.conference.operations.drafts import check_draft, open_draft
from openccr.conference.operations.forms import BroughtIn, bring_in_form
from openccr.conference.operations.referral_form import referral_form
from openccr.conference.pages import pages
from openccr.conference.rules.drafts import people, said
from openccr.conference.rules.forms import READ_FROM, SENT_BY, UNPLACED
from openccr.conference.rules.steps import STEPS, step_asking
from openccr.kernel.actors import Actor
from openccr.ui.files import handed_over
from openccr.ui.kinds import Asked, Done, Screen, ask, offer, record_page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CRUMBS = [{"text": "Our referrals", "href": "/referrals/"}]


def _send(*, actor: Actor, file: UploadedFile) -> BroughtIn:
    return bring_in_form(actor=actor, data=file.read(), filename=file.name or "The file", at=timezone.now())


def _sent(brought: BroughtIn) -> Done:
    if len(brought.drafts) == 1:
        return Done(reverse("conference.form_read", kwargs={"draft": brought.drafts[0]}), "It was read. Check it now.")
    return Done(reverse("conference.drafts"), f"{len(brought.drafts)} referrals were read. Check each of them.")


ask(
    pages, "referrals/form/", name="form_in", title="Bring in a form or a message", may="conference.refer",
    form=FormUpload, operation=_send, done=_sent, template="conference/form_in.html",
    about=lambda *, actor: Asked(
        button="Read it", crumbs=[*_CRUMBS, {"text": "Bring in a form"}],
        context={"blank": reverse("conference.form_blank")},
    ),
)  # fmt: skip


def _read(*, actor: Actor, draft: UUID) -> Screen:
    opened = open_draft(actor=actor, draft=draft)
    record("draft.read", subjects=[draft])
    read = check_draft(actor=actor, answers=opened.answers, at=timezone.now())
    check = offer(
        actor, text="Check the answers", page="conference.draft_check", may="conference.refer", draft=draft,
    )  # fmt: skip
    return Screen(
        title="What was read",
        data={
            "source": said(opened.answers, READ_FROM),
            "sent_by": said(opened.answers, SENT_BY),
            "unplaced": people(opened.answers, UNPLACED),
            "problems": [f"{(step_asking(why.field or '') or STEPS[0]).title}: {why}" for why in read.problems],
            "read": sum(key not in (READ_FROM, SENT_BY, UNPLACED) for key in opened.answers),
        },
        actions=[check | {"kind": "primary"}],
        crumbs=[*_CRUMBS, {"text": "What was read"}],
    )


record_page(
    pages, "referrals/read/<uuid:draft>/", name="form_read", title="What was read", may="conference.refer",
    query=_read, template="conference/form_read.html",
)  # fmt: skip


@pages.custom(
    "referrals/form/blank/",
    name="form_blank",
    title="The referral form to send out",
    may="conference.refer",
    methods=("GET", "HEAD"),
)
def blank(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Our own form as a Word document, to send to whoever has no account."""
    return handed_over(referral_form(actor=actor), name="Referral-form.docx", content_type=DOCX)
