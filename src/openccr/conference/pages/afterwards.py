"""A past hearing: its notes, its papers, and what is entered after."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.afterwards import AfterForm, PaperForm
from openccr.conference.models import Hearing
from openccr.conference.operations.afterwards import attach_to_hearing, entered_within, write_after
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs
from openccr.conference.pages.attachments import attached_rows
from openccr.conference.pages.not_heard import not_heard_offers
from openccr.conference.pages.transfer_parts import summary
from openccr.conference.queries.afterwards import past_hearing
from openccr.conference.rules.afterwards import why_not_after
from openccr.conference.rules.hearings import HEARING, REASON_FOR, HearingState
from openccr.documents.attaching import attachments_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.ui.kinds import Asked, Done, Screen, ask, offer, record_page, stamped

ONE = "case/<uuid:file>/hearing/<uuid:hearing>/past/"
_MAY = "conference.past_papers"


def _to(file: UUID, hearing: UUID) -> str:
    return reverse("conference.past_hearing", kwargs={"file": file, "hearing": hearing})


def _one(*, actor: Actor, file: UUID, hearing: UUID) -> Screen:
    case, bar = bar_of(file, actor=actor)
    row = past_hearing(file_id=file, hearing_id=hearing)
    late = _why_not_after(actor, row)
    parts: dict[str, Any] = {"file": file, "hearing": hearing}
    found = attachments_of(file, hearing)
    papers = {"rows": attached_rows(actor, found), "empty": {"text": "No paper is kept with this meeting."}}
    actions = not_heard_offers(actor, file=file, hearing=hearing)
    if actor.whole_area:
        actions = [
            offer(actor, text="Attach a paper", page="conference.past_paper", may=_MAY, **parts),
            offer(actor, text="Enter notes taken on paper", page="conference.write_after", may=_MAY, why=late, **parts),
            *actions,
        ]
    return Screen(
        title=f"Conference of {day_words(row.meeting.on)}",
        identity=bar,
        data={
            "panels": [
                summary("Notes", _notes(row)),
                {"title": "Papers", "template": "conference/parts/attached.html", "data": papers},
            ]
        },
        actions=actions,
        crumbs=[*case_crumbs(case), {"text": f"Conference of {day_words(row.meeting.on)}"}],
        file_id=file,
    )


def _why_not_after(actor: Actor, row: Hearing) -> Refusal | None:
    return why_not_after(
        hearing=row.state,
        meeting=row.meeting.state,
        meeting_on=row.meeting.on,
        today=timezone.localdate(),
        within=entered_within(actor),
    )


def _notes(row: Hearing) -> list[dict[str, Any]]:
    return [
        {"key": "State", "text": HEARING.states[row.state]},
        {"key": "What the victim wants", "text": row.her_views},
        {"key": "What was said", "text": row.discussion},
        {"key": "Risks agreed", "text": row.risks},
        {"key": "Summary of the risk", "text": row.risk_summary},
        *([{"key": REASON_FOR.get(HearingState(row.state), "Reason"), "text": row.reason}] if row.reason else []),
        {"key": "Entered after", "text": day_words(row.written_after_at) if row.written_after_at else ""},
    ]


record_page(
    pages, ONE, name="past_hearing", title="A past conference", may="conference.case", query=_one,
    reads="hearing.read", template="conference/referral.html",
)  # fmt: skip


def _about(title: str, words: str, intro: str) -> Any:
    def shown(*, actor: Actor, file: UUID, hearing: UUID) -> Asked:
        case, bar = bar_of(file, actor=actor)
        row = past_hearing(file_id=file, hearing_id=hearing)
        back = _to(file, hearing)
        crumbs = [*case_crumbs(case), {"text": f"Conference of {day_words(row.meeting.on)}", "href": back}]
        return Asked(title=title, intro=intro, button=words, identity=bar, crumbs=crumbs, context={"cancel_href": back})

    return shown


def _attach(*, actor: Actor, file: UUID, hearing: UUID, upload: UploadedFile) -> UUID:
    return attach_to_hearing(
        actor=actor, file_id=file, hearing_id=hearing, data=upload.read(), name=upload.name or "", at=timezone.now()
    )


ask(
    pages, f"{ONE}paper/", name="past_paper", title="Attach a paper", may=_MAY, form=PaperForm, operation=_attach,
    reads="case.read", done=lambda _, *, file, hearing: Done(_to(file, hearing), "The paper is attached."),
    about=_about("Attach old minutes or a paper", "Attach it", "Every agency on the case can open it. Look first for "
                 "addresses, and for anything of other cases."),
)  # fmt: skip


def _nothing_yet(*, actor: Actor, file: UUID, hearing: UUID) -> dict[str, str]:
    """An empty form; none where it is too late, so that nobody types a paper off in vain. What was typed is kept."""
    if refusal := _why_not_after(actor, past_hearing(file_id=file, hearing_id=hearing)):
        raise refusal
    return {}


ask(
    pages, f"{ONE}notes/", name="write_after", title="Enter notes taken on paper", may=_MAY, form=AfterForm,
    operation=stamped(write_after, file_id="file", hearing_id="hearing"), reads="case.read", initial=_nothing_yet,
    done=lambda _, *, file, hearing: Done(_to(file, hearing), "Entered."),
    about=_about("Enter notes taken on paper", "Enter them", "They go below what stands there, marked “entered after” "
                 "with today's date."),
)  # fmt: skip
