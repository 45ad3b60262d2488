"""Referring somebody, page by page, and the agency's referrals that are not sent yet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.conference.forms.drafts import StartForm, Sure
from openccr.conference.operations.drafts import (
    Opened,
    check_draft,
    discard_draft,
    open_draft,
    save_people,
    save_step,
    start_draft,
    submit_draft,
)
from openccr.conference.operations.reading import reading_for
from openccr.conference.pages import pages
from openccr.conference.pages.draft_files import file_rows, to_files
from openccr.conference.pages.known import to_known
from openccr.conference.pages.referrals import to_referral
from openccr.conference.pages.wizard import Wizard, show_check, show_overview, show_person, show_step
from openccr.conference.queries.draft_files import files_of_draft
from openccr.conference.queries.drafts import DraftLine, drafts_here
from openccr.conference.queries.referrals import sees_referral
from openccr.conference.rules.drafts import DraftSource, initials_of, is_old, said
from openccr.conference.rules.forms import READ_FROM, SENT_BY
from openccr.conference.rules.steps import inside
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import PER_PAGE, Asked, Column, Done, Listing, ask, offer, page_context, stamped, table
from openccr.ui.models import Receipt


@pages.custom("referrals/new/", name="refer", title="Refer somebody to the conference", may="conference.refer",
              kind="ask", menu="Refer")  # fmt: skip
def refer(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What to know before one begins; beginning makes the draft, so that looking leaves nothing behind."""
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        key = request.POST.get("once", "")
        before = Receipt.of(actor, key)
        if before is not None:
            return HttpResponseRedirect(before)
        first = {"referred_on": timezone.localdate().isoformat(), "referrer_name": actor.name}
        draft = start_draft(
            actor=actor, answers=first, source=DraftSource.WIZARD, at=timezone.now(), **form.cleaned_data
        )
        href = to_step(draft, inside(chooses_agency=actor.whole_area)[0].key)
        Receipt.keep(actor, key, href)
        return HttpResponseRedirect(href)
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        form=form,
        button="Start now",
        once=Receipt.new_key(actor),
        ways=[
            offer(actor, text="Go on with a draft", page="conference.drafts", may="conference.refer"),
            offer(actor, text="Bring in a form or a message", page="conference.form_in", may="conference.refer"),
            offer(actor, text="Bring in a file", page="conference.import", may="conference.import"),
        ],
    )
    return TemplateResponse(request, "conference/drafts/start.html", context)


_HOME = {"text": "Drafts", "href": "/referrals/drafts/"}


def to_step(draft: UUID, step: str, number: int | None = None) -> str:
    """The address of a page of a draft; with a number, of one of its people."""
    if number is None:
        return reverse("conference.draft_step", kwargs={"draft": draft, "step": step})
    return reverse("conference.draft_person", kwargs={"draft": draft, "step": step, "number": number})


def _wizard(request: HttpRequest, actor: Actor, draft: UUID) -> tuple[Wizard, Opened]:
    opened = open_draft(actor=actor, draft=draft)
    if request.method == "GET":
        record("draft.read", subjects=[draft])
    now = timezone.now()
    wizard = Wizard(
        steps=inside(chooses_agency=actor.whole_area),
        answers=opened.answers,
        reading=reading_for(actor, today=timezone.localdate()),
        save=lambda answers: save_step(actor=actor, draft=draft, answers=answers, at=now),
        save_people=lambda step, change: save_people(actor=actor, draft=draft, step=step, change=change, at=now),
        check=lambda answers: check_draft(actor=actor, answers=answers, at=now),
        overview=reverse("conference.draft", kwargs={"draft": draft}),
        checked=reverse("conference.draft_check", kwargs={"draft": draft}),
        later=reverse("conference.drafts"),
        known=to_known(draft),
        at=lambda step, number=None: to_step(draft, step, number),
    )
    return wizard, opened


@pages.custom("referrals/drafts/<uuid:draft>/", name="draft", title="A referral in steps", may="conference.refer",
              kind="steps", methods=("GET", "HEAD"))  # fmt: skip
def overview(request: HttpRequest, actor: Actor, *, draft: UUID) -> HttpResponse:
    """How far the draft is."""
    wizard, opened = _wizard(request, actor, draft)
    return show_overview(
        request,
        wizard,
        crumbs=[_HOME, {"text": initials_of(opened.answers)}],
        facts={"rows": _facts(opened)},
        more=[_files_step(draft)],
        actions=[
            *(
                [offer(actor, text="What was read", page="conference.form_read", may="conference.refer", draft=draft)]
                if READ_FROM in opened.answers
                else []
            ),
            offer(actor, text="Throw this draft away", page="conference.draft_discard", may="conference.refer",
                  draft=draft),
        ],
    )  # fmt: skip


@pages.custom("referrals/drafts/<uuid:draft>/check/", name="draft_check", title="Check your answers",
              may="conference.refer", kind="check")  # fmt: skip
def check(request: HttpRequest, actor: Actor, *, draft: UUID) -> HttpResponse:
    """All answers on one page, and the button that sends them."""

    key = request.POST.get("once", "")
    before = Receipt.of(actor, key)
    if before is not None:
        return HttpResponseRedirect(before)

    def send() -> HttpResponse:
        if other := Receipt.why_not_theirs(actor, key):
            raise other
        received = submit_draft(actor=actor, draft=draft, at=timezone.now())
        # Whoever is held out of the case by what they sent has sent it all the same.
        seen = sees_referral(received.file_id)
        href = to_referral(received.file_id, received.referral_id) if seen else reverse("conference.referrals")
        Receipt.keep(actor, key, href)
        messages.success(request, "The referral was sent to the coordinator.")
        return HttpResponseRedirect(href)

    wizard, opened = _wizard(request, actor, draft)
    files = {"rows": [row | {"remove": None} for row in file_rows(actor, draft)], "href": to_files(draft)}
    return show_check(
        request, wizard, send=send, files=files, declaration=_declaration(opened), once=Receipt.new_key(actor),
        known_href=to_known(draft),
    )  # fmt: skip


def _before_discarding(*, actor: Actor, draft: UUID) -> Asked:
    opened = open_draft(actor=actor, draft=draft)
    return Asked(
        warning="The draft is gone for good. Nothing is sent, and nobody is told.",
        button="Throw it away",
        crumbs=[_HOME, {"text": initials_of(opened.answers)}],
        context={"cancel_href": reverse("conference.draft", kwargs={"draft": draft}), "button_kind": "warning"},
    )


ask(
    pages, "referrals/drafts/<uuid:draft>/discard/", name="draft_discard", title="Throw this draft away?",
    may="conference.refer", form=Sure, operation=stamped(discard_draft), about=_before_discarding,
    done=lambda outcome, draft: Done(reverse("conference.drafts"), "The draft was thrown away."),
)  # fmt: skip


@pages.custom("referrals/drafts/<uuid:draft>/<slug:step>/", name="draft_step", title="A page of the referral",
              may="conference.refer", kind="ask")  # fmt: skip
def step(request: HttpRequest, actor: Actor, *, draft: UUID, step: str) -> HttpResponse:
    """One page of questions."""
    return show_step(request, _wizard(request, actor, draft)[0], step)


@pages.custom("referrals/drafts/<uuid:draft>/<slug:step>/<int:number>/", name="draft_person",
              title="Somebody in the referral", may="conference.refer", kind="ask")  # fmt: skip
def person(request: HttpRequest, actor: Actor, *, draft: UUID, step: str, number: int) -> HttpResponse:
    """The questions about one of several people."""
    return show_person(request, _wizard(request, actor, draft)[0], step, number)


def _files_step(draft: UUID) -> dict[str, Any]:
    many = len(files_of_draft(draft))
    words = "If there are any" if not many else "1 attached" if many == 1 else f"{many} attached"
    item = {"text": "Files that go along", "href": to_files(draft), "status_text": words, "tone": ""}
    return {"title": "Files", "items": [item]}


def _facts(opened: Opened) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"key": "Begun by", "text": opened.made_by_name, "note": _source(opened)},
        {"key": "Kept until", "text": opened.expires_at, "note": "30 days after the last change"},
    ]
    if sent_by := said(opened.answers, SENT_BY):
        rows.insert(0, {"key": "Sent by", "text": sent_by, "note": "As the message says"})
    if opened.for_agency:
        note = f"Receipt {opened.receipt}. Check it, ask the sender what is missing, and send it."
        rows.insert(1, {"key": "In the name of", "text": opened.for_agency, "note": note})
    return rows


def _source(opened: Opened) -> str:
    return f"{opened.source.label}. Nobody else of your agency can open it." if opened.private else opened.source.label


def _declaration(opened: Opened) -> str:
    if opened.source is DraftSource.LINK:
        return "By sending it you say that you have checked it with the professional who left it."
    return "It goes to the coordinator, who reads it within the time of the protocol. The person who harms is not told."


class _Row:
    """A draft as a row of the table."""

    def __init__(self, row: DraftLine) -> None:
        self.id = row.id
        self.href = reverse("conference.draft", kwargs={"draft": row.id})
        self.initials = row.initials
        self.by = row.by
        self.source = row.source.label
        self.problems = row.problems
        self.age = _age((timezone.now() - row.changed_at).days)
        self.late = is_old(row.changed_at, now=timezone.now())
        self.until = day_words(timezone.localdate(row.expires_at))


def _age(days: int) -> str:
    return "Today" if days == 0 else "1 day" if days == 1 else f"{days} days"


def _drafts(*, actor: Actor, params: Any, page: int) -> Listing:
    rows, total = drafts_here(first=(page - 1) * PER_PAGE, last=page * PER_PAGE)
    return Listing(
        rows=[_Row(row) for row in rows],
        columns=(
            Column("initials", "Initials"),
            Column("by", "Begun by"),
            Column("source", "How it came"),
            Column("problems", "To put right", numeric=True),
            Column("age", "Last changed", whole=True),
            Column("until", "Kept until", whole=True),
        ),
        empty={"text": "Your agency has no referral that is not sent.", "action_text": "Refer somebody",
               "action_href": reverse("conference.refer")},
        total=total,
        note="A draft is seen by your agency alone. Nobody else knows of it until it is sent.",
        actions=[offer(actor, text="Refer somebody", page="conference.refer", may="conference.refer")
                 | {"kind": "primary"}],
    )  # fmt: skip


table(
    pages, "referrals/drafts/", name="drafts", title="Referrals not sent yet", may="conference.refer", query=_drafts,
    reads="draft.listed",
)  # fmt: skip
