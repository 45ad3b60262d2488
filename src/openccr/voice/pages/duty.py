"""Those on duty read what is written without a name, look for danger, and choose what the code of a message shows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Asked, Column, Done, Listing, ask, table
from openccr.ui.kinds.showing import paged
from openccr.voice.forms.messages import DangerForm, TriageForm
from openccr.voice.models import Contribution, Message
from openccr.voice.operations.messages import triage, triage_answer
from openccr.voice.pages import pages
from openccr.voice.queries.contributions import vocabulary
from openccr.voice.queries.messages import answer_of, answers, message_of, messages
from openccr.voice.queries.surveys import area_code

VOICE: dict[str, str] = {"text": "Survivors' voice", "href": "/voice/"}
LIST: dict[str, str] = {"text": "Written without a name", "href": "/voice/messages/"}


class _Row:
    """A message in the list; nothing of what it says."""

    def __init__(self, row: Message) -> None:
        self.href = reverse("voice.message", kwargs={"message": row.id})
        self.received_on = row.received_on
        self.kind = "Message"
        self.state = "Read" if row.triaged_at else "Not read yet"
        self.follows = "Follows an earlier one" if row.follows_id else ""
        self.danger = "Danger" if row.danger else ""
        self.by = row.triaged_by
        self.late = row.triaged_at is None and row.received_on < timezone.localdate()


class _Answer:
    """An answer to a survey in the list; nothing of what it says."""

    def __init__(self, row: Contribution) -> None:
        self.href = reverse("voice.unnamed_answer", kwargs={"unnamed_answer": row.id})
        self.received_on = row.received_on
        self.kind = "Answer to a survey"
        self.state = "Read" if row.triaged_at else "Not read yet"
        self.follows = row.engagement.title if row.engagement else ""
        self.danger = "Danger" if row.danger else ""
        self.by = row.triaged_by
        self.late = row.triaged_at is None and row.received_on < timezone.localdate()


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    rows: list[_Row | _Answer] = [_Row(row) for row in messages(actor=actor)]
    rows += [_Answer(row) for row in answers(actor=actor)]
    rows.sort(key=lambda one: (one.state == "Read", one.received_on))
    return Listing(
        rows=rows[paged(page)],
        total=len(rows),
        columns=[
            Column("received_on", "Came on"), Column("kind", "What it is"), Column("state", "State"),
            Column("danger", "Danger"),
            Column("follows", "Of what"), Column("by", "Read by"),
        ],
        empty={"text": "Nobody has written. Put the address on posters and leaflets."},
        crumbs=[VOICE, {"text": "Written without a name"}],
        note="Read each on the day it comes: somebody, or a child, may be in danger. Nobody can be traced. "
        f"The address for a poster: {reverse('voice.before', kwargs={'area': area_code(actor=actor)})}",
    )  # fmt: skip


table(pages, "voice/messages/", name="messages", title="Written without a name", may="voice.duty", query=_list)


def _about(*, actor: Actor, message: UUID) -> Asked:
    found = message_of(actor=actor, message=message)
    record("voice.message_read", subjects=[message])
    return Asked(
        title="An anonymous message",
        crumbs=[LIST, {"text": "One message"}],
        context={
            "words": found.words,
            "row": found.row,
            "before": found.before,
            "write": reverse("voice.keep") if why_not(actor, "voice.keep") is None else "",
        },
    )


def _initial(*, actor: Actor, message: UUID) -> dict[str, Any]:
    row = message_of(actor=actor, message=message).row
    danger = {True: "yes", False: "no", None: ""}[row.danger]
    return {"danger": danger, "words": row.triage, "reply": row.reply or "read"}


def _triage(*, actor: Actor, message: UUID, danger: str, words: str, reply: str) -> None:
    triage(actor=actor, message=message, danger=danger == "yes", words=words, reply=reply, at=timezone.now())


ask(
    pages, "voice/messages/<uuid:message>/", name="message", title="A message", may="voice.duty", form=TriageForm,
    operation=_triage, about=_about, initial=_initial, template="voice/message.html", reads="voice.message_read",
    choices=lambda *, actor, message: {"replies": vocabulary(actor)[0].replies},
    done=lambda _outcome, *, message: Done(LIST["href"], "Saved."),
)  # fmt: skip


def _answer_about(*, actor: Actor, unnamed_answer: UUID) -> Asked:
    row = answer_of(actor=actor, answer=unnamed_answer)
    record("voice.message_read", subjects=[unnamed_answer])
    return Asked(
        title="An answer to a survey",
        intro=f"{row.engagement.title}." if row.engagement else "",
        crumbs=[LIST, {"text": "One answer"}],
        context={"words": row.words, "row": row, "before": ()},
    )


def _answer_initial(*, actor: Actor, unnamed_answer: UUID) -> dict[str, Any]:
    row = answer_of(actor=actor, answer=unnamed_answer)
    return {"danger": {True: "yes", False: "no", None: ""}[row.danger], "words": row.triage}


ask(
    pages, "voice/messages/answers/<uuid:unnamed_answer>/", name="unnamed_answer", title="An answer to a survey",
    may="voice.duty", form=DangerForm, about=_answer_about, initial=_answer_initial, template="voice/message.html",
    reads="voice.message_read",
    operation=lambda *, actor, unnamed_answer, danger, words: triage_answer(
        actor=actor, answer=unnamed_answer, danger=danger == "yes", words=words, at=timezone.now()
    ),
    done=lambda _outcome, *, unnamed_answer: Done(LIST["href"], "Saved."),
)  # fmt: skip
