"""What survivors said, from writing it down to telling them what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.partnership.telling import sent
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, button, offer, record_page, table
from openccr.ui.kinds.showing import paged
from openccr.ui.kinds.stamped import stamped
from openccr.voice.forms.contributions import (
    AnswerForm,
    LookForm,
    PublishForm,
    SendForm,
    ThemeForm,
)
from openccr.voice.models import Contribution
from openccr.voice.operations.contributions import (
    answer,
    feed_back,
    publish,
    send,
    theme,
    withdraw,
)
from openccr.voice.pages import pages
from openccr.voice.queries.contributions import (
    Looked,
    agencies,
    contribution_of,
    contributions,
    heard,
    vocabulary,
)
from openccr.voice.queries.engagements import engagement_titles
from openccr.voice.queries.surveys import area_code
from openccr.voice.rules.contributions import (
    VOICE,
    Facts,
    State,
    in_own_words,
    is_late,
    is_looked_at,
    is_passed_on_by,
)

LIST: dict[str, str] = {"text": "Survivors' voice", "href": "/voice/"}
KEEP, ANSWER = "voice.keep", "voice.answer"
BEGINNING = 70
"""Characters of what was said that stand in the list, to know one from another."""


def to_contribution(contribution: UUID) -> str:
    """The address of something that was said."""
    return reverse("voice.contribution", kwargs={"contribution": contribution})


class _Row:
    """Something said, in the list."""

    def __init__(self, row: Contribution, themes: dict[str, str], channels: dict[str, Any], today: date) -> None:
        self.href = to_contribution(row.id)
        self.words = Truncator(row.words).chars(BEGINNING) or "Withdrawn"
        self.received_on = row.received_on
        channel = channels[row.channel].name if row.channel in channels else row.channel
        self.channel = f"{channel} (a child)" if row.child else channel
        self.themes = ", ".join(themes.get(key, key) for key in row.themes)
        self.state = VOICE.states[row.state]
        self.agency = row.agency.name if row.agency else ""
        self.due_on = row.due_on if row.state == State.SENT else None
        self.late = is_late(row.state, row.due_on, today=today)


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    voice, themes = vocabulary(actor)
    today = timezone.localdate()
    note = "What survivors said, who answers, and what changed."
    if why_not(actor, KEEP) is None:
        found = heard(actor=actor, today=today)
        if found.sent:
            note = f"{found.answered} of {found.sent} answered, {found.late} late; {found.changed} led to a change."
    plans = why_not(actor, "voice.plan") is None
    form = LookForm(
        params or None, states=VOICE.states, channels=voice.channels,
        themes=themes, engagements=engagement_titles(actor=actor) if plans else [],
    )  # fmt: skip
    looked = Looked(**form.cleaned_data) if form.is_bound and form.is_valid() else Looked()
    rows, total = contributions(actor=actor, looked=looked, some=paged(page))
    return Listing(
        rows=[_Row(row, themes, dict(voice.channels), today) for row in rows],
        total=total,
        filters=form,
        columns=[
            Column("words", "What was said"), Column("received_on", "Said on"), Column("channel", "How"),
            Column("themes", "About"),
            Column("state", "State"), Column("agency", "Answers"), Column("due_on", "Answer due"),
        ],
        empty={
            "text": "Nothing is written down yet. Ask your survivors' panel what should change first."
            if why_not(actor, KEEP) is None
            else "Here stands what you passed on and what your agency answers. Nothing does yet."
        },
        note=note,
        actions=[
            one
            for one in (
                offer(actor, text="Write down what was said", page="voice.keep", may=KEEP) | {"kind": "primary"},
                offer(actor, text="Pass on what somebody told you", page="voice.pass_on", may="voice.pass_on"),
                offer(actor, text="Written without a name", page="voice.messages", may="voice.duty"),
                offer(actor, text="Asking survivors", page="voice.engagements", may="voice.plan"),
                offer(actor, text="Payments", page="voice.payments", may="voice.pay"),
                offer(actor, text="Themes", page="voice.themes", may=KEEP),
                offer(actor, text="Whose voices are missing", page="insight.voices", may="voice.plan"),
                {"text": "What is published", "href": to_published(area_code(actor=actor))},
            )
            if not one.get("disabled_reason")
        ],
    )  # fmt: skip


table(
    pages, "voice/", name="list", title="Survivors' voice", may=ANSWER, query=_list, reads="voice.read", menu="Voice"
)  # fmt: skip


_DUTY = {None: "Nobody on duty has looked yet", True: "Yes, or it may be", False: "No"}


def _screen(*, actor: Actor, contribution: UUID) -> Screen:
    row = contribution_of(actor=actor, contribution=contribution)
    record("voice.read", subjects=[contribution])
    voice, themes = vocabulary(actor)
    return Screen(
        title="What was said",
        data={
            "row": row,
            "state": VOICE.states[row.state],
            "channel": voice.channels[row.channel].name if row.channel in voice.channels else row.channel,
            "themes": [themes.get(key, key) for key in row.themes],
            "consents": [voice.consents[key].name for key in row.consents if key in voice.consents],
            "late": is_late(row.state, row.due_on, today=timezone.localdate()),
            "passed_on": is_passed_on_by(row.passed_on_by_id, actor.agency_id) and why_not(actor, KEEP) is not None,
            "duty": _DUTY[row.danger] if row.unnamed and why_not(actor, KEEP) is None else "",
        },
        crumbs=[LIST, {"text": "One"}],
        actions=_moves(row, actor),
    )


_PAGES = {"theme": "theme", "send": "send", "do": "answer", "feed_back": "feed_back", "withdraw": "withdraw"}


def _moves(row: Contribution, actor: Actor) -> list[dict[str, Any]]:
    """The moves open to this actor; both answers stand on one page, and what a page asks for is not missing."""
    facts = Facts(
        themes=1, owned=True, answer="given", may_use="use" in row.consents,
        looked_at=is_looked_at(row.unnamed, row.triaged_at),
    )  # fmt: skip
    keeps = why_not(actor, KEEP) is None
    does = {
        "answer": keeps or row.agency_id == actor.agency_id,
        "feed_back": keeps or is_passed_on_by(row.passed_on_by_id, actor.agency_id),
    }
    out = []
    for move, why in VOICE.offered(state=row.state, facts=facts).items():
        page = _PAGES.get(move)
        if page is None or not does.get(page, keeps):
            continue
        words = "Answer" if page == "answer" else VOICE.moves[move].label
        one = {
            "text": words, "href": reverse(f"voice.{page}", kwargs={"contribution": row.id}),
            "disabled_reason": str(why) if why else "",
        }  # fmt: skip
        out.append(one | ({"post": True} if page in ("feed_back", "withdraw") else {}))
    if keeps and row.state in (State.DONE, State.NOT_DONE, State.FED_BACK):
        reason = "" if "publish" in row.consents else "They did not agree that it is published."
        reason = "It is published." if row.published_as else reason
        href = reverse("voice.publish", kwargs={"contribution": row.id})
        out.append({"text": "Publish", "href": href, "disabled_reason": reason})
    if keeps and row.state in (State.RECEIVED, State.THEMED):
        href = reverse("voice.words", kwargs={"contribution": row.id})
        out.append({"text": "Take out what tells who they are", "href": href})
    if keeps and row.state != State.WITHDRAWN:
        out.append(
            {"text": "What they agree to now", "href": reverse("voice.consents", kwargs={"contribution": row.id})}
        )
    return out


record_page(
    pages, "voice/<uuid:contribution>/", name="contribution", title="What was said", may=ANSWER, query=_screen,
    reads="voice.read", template="voice/contribution.html",
)  # fmt: skip


def asked_about(text: str) -> Callable[..., Asked]:
    def about(*, actor: Actor, contribution: UUID) -> Asked:
        row = contribution_of(actor=actor, contribution=contribution)
        return Asked(
            intro=row.words, crumbs=[LIST, {"text": "What was said", "href": to_contribution(row.id)}, {"text": text}]
        )

    return about


def to_published(area: str) -> str:
    """The public page of what an area did."""
    return reverse("voice.published", kwargs={"area": area})


def back(words: str) -> Callable[..., Done]:
    return lambda _outcome, *, contribution: Done(to_contribution(contribution), words)


ask(
    pages, "voice/<uuid:contribution>/themes/", name="theme", title="What it is about", may=KEEP, form=ThemeForm,
    operation=lambda *, actor, contribution, themes: theme(
        actor=actor, contribution=contribution, themes=themes, at=timezone.now()
    ),
    about=asked_about("Themes"), choices=lambda *, actor, contribution: {"themes": vocabulary(actor)[1]},
    done=back("Saved."),
    initial=lambda *, actor, contribution: {
        "themes": contribution_of(actor=actor, contribution=contribution).themes
    },
)  # fmt: skip


def _send_choices(*, actor: Actor, contribution: UUID) -> dict[str, Any]:
    row = contribution_of(actor=actor, contribution=contribution)
    return {
        "agencies": agencies(actor=actor),
        "own_words": row.changed_words_at is not None and in_own_words(row.unnamed, row.consents),
    }


def _send(*, actor: Actor, contribution: UUID, agency: str, reworded: bool = False) -> str:
    """Send it. Returns what is said then: an agency in which nobody can be told learns nothing of it by itself."""
    send(actor=actor, contribution=contribution, agency=UUID(agency), reworded=reworded, at=timezone.now())
    return sent("Sent.", to=[UUID(agency)], permission=ANSWER, actor=actor, today=timezone.localdate())


ask(
    pages, "voice/<uuid:contribution>/send/", name="send", title="Send to an agency", may=KEEP, form=SendForm,
    operation=_send, about=asked_about("Send"), choices=_send_choices,
    done=lambda words, *, contribution: Done(to_contribution(contribution), words),
)  # fmt: skip

ask(
    pages, "voice/<uuid:contribution>/answer/", name="answer", title="Answer", may=ANSWER, form=AnswerForm,
    operation=lambda *, actor, contribution, changed, words: answer(
        actor=actor, contribution=contribution, changed=changed == "yes", words=words, at=timezone.now()
    ),
    about=asked_about("Answer"), done=back("Answered. Now they can be told."),
)  # fmt: skip

ask(
    pages, "voice/<uuid:contribution>/publish/", name="publish", title="You said, we did", may=KEEP, form=PublishForm,
    operation=stamped(publish),
    about=asked_about("Publish"), done=back("Published."),
)  # fmt: skip

for _name, _title, _may, _operation, _words in (
    ("feed_back", "They were told", "voice.pass_on", feed_back, "Noted."),
    ("withdraw", "They withdrew it", KEEP, withdraw, "The words are gone."),
):  # fmt: skip
    button(
        pages, f"voice/<uuid:contribution>/{_name.replace('_', '-')}/", name=_name, title=_title, may=_may,
        operation=lambda *, actor, contribution, _do=_operation: _do(
            actor=actor, contribution=contribution, at=timezone.now()
        ),
        done=back(_words),
    )  # fmt: skip
