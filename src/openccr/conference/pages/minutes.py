"""The minutes of a meeting: a draft from what was typed, agreed by the chair, issued, corrected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.conference.forms.minutes import AgreeForm, CaseTextForm, CorrectForm, RemarksForm
from openccr.conference.minutes import CaseText, MinutesShown, minutes_shown, versions_of
from openccr.conference.models import Meeting, Minutes
from openccr.conference.operations.minutes import (
    agree_minutes,
    begin_minutes,
    issue_minutes,
    take_back_minutes,
    write_case,
    write_remarks,
)
from openccr.conference.pages import pages
from openccr.conference.pages.around import Crumbs, to_meeting
from openccr.conference.pages.word_check import each_once
from openccr.conference.rules.minutes import MINUTES, MinutesState
from openccr.content.word_check import check_words, pieces
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page, stamped


def _crumbs(meeting: Meeting) -> Crumbs:
    return [
        {"text": "Meetings", "href": reverse("conference.meetings")},
        {"text": day_words(meeting.on), "href": to_meeting(meeting.id)},
        {"text": "Minutes", "href": _to_minutes(meeting.id)},
    ]


def _to_minutes(meeting: UUID) -> str:
    return reverse("conference.minutes", kwargs={"meeting": meeting})


def _minutes(*, actor: Actor, meeting: UUID) -> Screen:
    found = Meeting.objects.filter(id=meeting).first()
    if found is None:
        raise NotFound
    versions = versions_of(meeting)
    newest = versions[0] if versions else None
    shown = minutes_shown(actor=actor, minutes_id=newest.id, today=timezone.localdate()) if newest else None
    record("minutes.read", subjects=[meeting, *(shown.files if shown else ())])
    return Screen(
        title=f"Minutes of the meeting of {day_words(found.on)}",
        data={
            "shown": shown,
            "cases": [_case(actor, shown, one) for one in shown.cases] if shown else [],
            "versions": versions,
            "states": MINUTES.states,
            "papers": reverse("conference.papers_of_meeting", kwargs={"meeting": meeting}),
        },
        actions=_actions(actor, found, newest),
        crumbs=_crumbs(found)[:-1],
    )


def _case(actor: Actor, shown: MinutesShown, one: CaseText) -> dict[str, Any]:
    words = practice(actor).words
    found = check_words(one.text, words=words)
    edit = {"file": one.file_id, "minutes": shown.id}
    is_draft = shown.state == MinutesState.DRAFT
    return {
        "case": one,
        "pieces": pieces(one.text, found),
        "found": each_once(found),
        "of_actions": each_once(check_words("\n".join(what for what, _, _ in one.actions), words=words)),
        "href": reverse("conference.minutes_case", kwargs=edit) if is_draft else "",
    }


def _actions(actor: Actor, meeting: Meeting, newest: Minutes | None) -> list[dict[str, Any]]:
    may = "conference.minutes"
    if newest is None:
        return [
            offer(
                actor, text="Begin the minutes", page="conference.begin_minutes", may=may, post=True, meeting=meeting.id
            )
        ]
    if newest.state == MinutesState.ISSUED:
        return [offer(actor, text="Correct them", page="conference.correct_minutes", may=may, meeting=meeting.id)]
    parts: dict[str, Any] = {"minutes": newest.id}
    if newest.state == MinutesState.AGREED:
        return [
            offer(
                actor,
                text="Issue them",
                page="conference.issue_minutes",
                may="conference.issue_minutes",
                post=True,
                **parts,
            )
            | {"kind": "primary"},
            offer(actor, text="Back to draft", page="conference.take_back_minutes", may=may, post=True, **parts),
        ]
    return [
        offer(actor, text="Agree the minutes", page="conference.agree_minutes", may=may, **parts),
        offer(actor, text="Said of no single case", page="conference.minutes_remarks", may=may, **parts),
    ]


record_page(
    pages, "meetings/<uuid:meeting>/minutes/", name="minutes", title="Minutes", may="conference.minutes",
    query=_minutes, template="conference/minutes.html",
)  # fmt: skip


def _back(words: str) -> Any:
    def done(_: object, *, meeting: UUID | None = None, minutes: UUID | None = None, **__: object) -> Done:
        about: Any = meeting or Minutes.objects.values_list("meeting_id", flat=True).get(id=minutes)  # type: ignore[misc]
        return Done(_to_minutes(about), words)

    return done


def _row(minutes: UUID) -> Minutes:
    row = Minutes.objects.select_related("meeting").filter(id=minutes).first()
    if row is None:
        raise NotFound
    return row


def _about(title: str, words: str, warning: str = "") -> Any:
    def about(*, actor: Actor, minutes: UUID | None = None, meeting: UUID | None = None) -> Asked:
        found = _row(minutes).meeting if minutes else Meeting.objects.get(id=meeting)  # type: ignore[misc]
        return Asked(title=title, button=words, warning=warning, crumbs=_crumbs(found))

    return about


button(
    pages, "meetings/<uuid:meeting>/minutes/begin/", name="begin_minutes", title="Begin the minutes",
    may="conference.minutes", operation=stamped(begin_minutes, meeting_id="meeting"), done=_back("The draft is made."),
)  # fmt: skip

ask(
    pages, "meetings/<uuid:meeting>/minutes/correct/", name="correct_minutes", title="Correct the minutes",
    may="conference.minutes", form=CorrectForm, operation=stamped(begin_minutes, meeting_id="meeting"),
    done=_back("The next version is begun from what was issued."),
    about=_about("Correct the minutes", "Begin the next version", "The version issued stays beside this one."),
)  # fmt: skip

ask(
    pages, "minutes/<uuid:minutes>/remarks/", name="minutes_remarks", title="Said of no single case",
    may="conference.minutes", form=RemarksForm, operation=stamped(write_remarks, minutes_id="minutes"),
    done=_back("Saved."), about=_about("Said of no single case", "Save"),
    initial=lambda *, actor, minutes: {"remarks": _row(minutes).remarks},
)  # fmt: skip

ask(
    pages, "minutes/<uuid:minutes>/agree/", name="agree_minutes", title="Agree the minutes", may="conference.minutes",
    form=AgreeForm, operation=stamped(agree_minutes, minutes_id="minutes"), done=_back("The minutes are agreed."),
    about=_about("Agree the minutes", "They are agreed"),
)  # fmt: skip

button(
    pages, "minutes/<uuid:minutes>/back/", name="take_back_minutes", title="Back to draft", may="conference.minutes",
    operation=stamped(take_back_minutes, minutes_id="minutes"), done=_back("The minutes are a draft again."),
)  # fmt: skip

button(
    pages, "minutes/<uuid:minutes>/issue/", name="issue_minutes", title="Issue the minutes",
    may="conference.issue_minutes", operation=stamped(issue_minutes, minutes_id="minutes"),
    done=_back("The minutes are issued. Make the extracts from “Papers”."),
)  # fmt: skip


def _text(actor: Actor, file: UUID, minutes: UUID) -> tuple[MinutesShown, CaseText]:
    shown = minutes_shown(actor=actor, minutes_id=minutes, today=timezone.localdate())
    case = next((one for one in shown.cases if one.file_id == file), None)
    if case is None:
        raise NotFound
    return shown, case


def _about_case(*, actor: Actor, file: UUID, minutes: UUID) -> Asked:
    shown, case = _text(actor, file, minutes)
    found = check_words(case.text, words=practice(actor).words)
    return Asked(
        title=f"{case.title} in the minutes", crumbs=_crumbs(shown.meeting),
        context={"case": case, "pieces": pieces(case.text, found), "found": each_once(found)},
    )  # fmt: skip


ask(
    pages, "case/<uuid:file>/minutes/<uuid:minutes>/", name="minutes_case", title="A case in the minutes",
    may="conference.minutes", form=CaseTextForm, about=_about_case, reads="minutes.read",
    operation=stamped(write_case, file_id="file", minutes_id="minutes"),
    done=_back("Saved."), template="conference/minutes_case.html",
    initial=lambda *, actor, file, minutes: {"text": _text(actor, file, minutes)[1].text},
)  # fmt: skip
