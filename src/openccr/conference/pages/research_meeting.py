"""Research of a whole meeting: the coordinator's grid, nils in one list, the telephone, the form for secure mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.conference.forms.research import NilsForm, ReturnForm, SendForm, TelephoneForm
from openccr.conference.operations.research import return_nil, return_nils, return_research
from openccr.conference.operations.research_documents import (
    preview_document,
    receive_document,
    send_document,
    take_document,
)
from openccr.conference.pages import pages
from openccr.conference.pages.around import Crumbs, bar_of, case_crumbs, to_meeting
from openccr.conference.pages.research import before_putting_off, people_asked, said_before
from openccr.conference.queries.research import Said, research_of
from openccr.conference.queries.research_copy import case_as_text
from openccr.conference.queries.research_grid import Grid, GridCell, nils_to_choose, research_grid
from openccr.conference.rules.research import ResearchState, Return
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page, stamped

_WORDS = {
    Return.KNOWN: ("Known", "done"),
    Return.NIL: ("Nil", "neutral"),
    Return.ASKED: ("Asked", "waiting"),
    Return.LATE: ("Late", "late"),
    Return.CLOSED: ("No return", "neutral"),
    Return.NOT_ASKED: ("", ""),
}


def to_grid(meeting: UUID) -> str:
    return reverse("conference.research_grid", kwargs={"meeting": meeting})


def _crumbs(meeting: UUID, last: str) -> Crumbs:
    return [
        {"text": "Meetings", "href": "/meetings/"},
        {"text": "The meeting", "href": to_meeting(meeting)},
        {"text": "Research", "href": to_grid(meeting)},
        {"text": last},
    ]


def _grid(*, actor: Actor, meeting: UUID) -> Screen:
    grid = research_grid(meeting, today=timezone.localdate())
    record("research.grid", subjects=[meeting, *(one.file_id for one in grid.cases)])
    waiting = sum(row.waiting for row in grid.rows)
    return Screen(
        title=f"Research for {day_words(grid.on)}",
        data={
            "grid": grid,
            "rows": [_row(grid, row.agency_id) for row in grid.rows],
            "waiting": waiting,
        },
        actions=[],
        crumbs=[{"text": "Meetings", "href": "/meetings/"}, {"text": day_words(grid.on), "href": to_meeting(meeting)}],
    )


def _row(grid: Grid, agency_id: UUID) -> dict[str, Any]:
    row = next(one for one in grid.rows if one.agency_id == agency_id)
    where = {"meeting": grid.meeting_id, "agency": agency_id}
    sent = max((cell for cell in row.cells if cell.sent_at), key=lambda cell: cell.sent_at, default=None)  # type: ignore[arg-type, return-value]
    return {
        "agency": row.agency,
        "cells": [{"case": case, **_cell(cell)} for case, cell in zip(grid.cases, row.cells, strict=True)],
        "sent": sent,
        "send_href": reverse("conference.research_send", kwargs=where) if row.waiting else "",
        "return_href": reverse("conference.research_return", kwargs=where) if sent and row.waiting else "",
    }


def _cell(cell: GridCell) -> dict[str, Any]:
    words, tone = _WORDS[cell.state]
    how = "by telephone" if cell.by_telephone else "by form" if cell.by_document else ""
    href = ""
    if cell.research_id and cell.state in (Return.ASKED, Return.LATE):
        parts = {"file": cell.file_id, "research": cell.research_id}
        href = reverse("conference.research_telephone", kwargs=parts)
    return {"words": words, "tone": tone, "how": how, "href": href}


record_page(
    pages, "meetings/<uuid:meeting>/research/", name="research_grid", title="Research for a meeting",
    may="conference.research_for", query=_grid, template="conference/research_grid.html",
)  # fmt: skip


def _about_nils(*, actor: Actor, meeting: UUID) -> Asked:
    found = nils_to_choose(actor, meeting)
    return Asked(
        intro="Nothing is ticked for you: knowing nobody is an answer, and silence is not."
        if found
        else "Your agency has answered everything it was asked for this meeting.",
        button="We looked and know nobody in these",
        crumbs=[{"text": "Meetings", "href": "/meetings/"}, {"text": "The meeting", "href": to_meeting(meeting)}],
    )


def _nil_choices(*, actor: Actor, meeting: UUID) -> dict[str, Any]:
    found = nils_to_choose(actor, meeting)
    record("research.listed", subjects=[key for key, _ in found])
    return {"cases": found}


ask(
    pages, "meetings/<uuid:meeting>/nil/", name="research_nils", title="Cases in which you know nobody",
    may="conference.research", form=NilsForm, operation=stamped(return_nils, meeting_id="meeting"),
    choices=_nil_choices, about=_about_nils,
    done=lambda number, *, meeting: Done(to_meeting(meeting), f"Saved: nothing known in {number} of the cases."),
)  # fmt: skip


def _about_call(*, actor: Actor, file: UUID, research: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    said, _ = research_of(file_id=file, research_id=research, today=timezone.localdate())
    before = None if said.returned_at else before_putting_off(file, said)
    return Asked(
        title=f"What {said.agency} says on the telephone",
        intro="Type what they say and read it back to them. It counts as their return, and nobody is marked absent for "
        "not logging in."
        + (
            " They have answered already: what stands is below, and what you change replaces it."
            if said.returned_at
            else _before_words(before)
            if before
            else ""
        ),
        button="Save what they said",
        identity=bar,
        crumbs=case_crumbs(case),
    )


def _before_words(before: Said) -> str:
    day = day_words(before.meeting_on)
    if before.state == ResearchState.NIL:
        return f" For {day}, before the case was put off, they looked and knew nobody."
    return f" Below stands what they said for {day}, before the case was put off."


def _call(*, actor: Actor, known: str, file_id: UUID, research_id: UUID, at: Any, telephone: Any, **said: Any) -> None:
    where = {"actor": actor, "file_id": file_id, "research_id": research_id, "at": at, "telephone": telephone}
    if known == "nil":
        on_people = said.pop("on_people", {})
        if any((*said.values(), *on_people.values())):  # Nothing an agency said may be lost without a word.
            raise Refusal(
                "They know nobody, you chose, and something is written below.",
                remedy="Choose that they know somebody, or take the words out.",
                field="known",
            )
        return_nil(**where)
    else:
        return_research(**where, **said)


def _called(_: object, *, file: UUID, research: UUID) -> Done:
    meeting = research_of(file_id=file, research_id=research, today=timezone.localdate())[0].meeting_id
    return Done(to_grid(meeting), "Saved, as given by telephone and read back.")


def _now(*, actor: Actor, file: UUID, research: UUID) -> dict[str, Any]:
    now = timezone.localtime()
    call = {"given_on": now.date(), "given_time": f"{now:%H:%M}"}
    return call | said_before(actor=actor, file=file, research=research)


ask(
    pages, "case/<uuid:file>/research/<uuid:research>/telephone/", name="research_telephone",
    title="What an agency says on the telephone", may="conference.research_for", form=TelephoneForm,
    operation=stamped(_call, file_id="file", research_id="research"), choices=people_asked, about=_about_call,
    initial=_now, done=_called, reads="research.read",
)  # fmt: skip


def _about_sending(title: str, words: str, intro: str) -> Callable[..., Asked]:
    def about(*, actor: Actor, meeting: UUID, agency: UUID) -> Asked:
        grid = research_grid(meeting, today=timezone.localdate())
        row = next((one for one in grid.rows if one.agency_id == agency), None)
        if row is None:
            raise NotFound
        return Asked(title=f"{title} {row.agency}", intro=intro, button=words, crumbs=_crumbs(meeting, row.agency))

    return about


ask(
    pages, "meetings/<uuid:meeting>/research/<uuid:agency>/send/", name="research_send",
    title="A form for secure mail", may="conference.research_for", form=SendForm,
    operation=stamped(send_document, meeting_id="meeting", agency_id="agency"),
    about=_about_sending(
        "A form for", "Make the form",
        "It holds the names and dates of birth that records are searched by, and only the cases this agency is invited "
        "to. It holds no address. Send it by secure mail to this one person; it is written down that you did.",
    ),
    done=lambda document, *, meeting, agency: Done(
        reverse("conference.research_made", kwargs={"meeting": meeting, "document": document})
    ),
)  # fmt: skip


def _made(*, actor: Actor, meeting: UUID, document: UUID) -> Screen:
    research_grid(meeting, today=timezone.localdate())  # a meeting of another area is not there
    return Screen(
        title="The form is ready",
        data={"download": reverse("documents.download", kwargs={"document": document}), "grid": to_grid(meeting)},
        actions=[],
        crumbs=_crumbs(meeting, "The form"),
    )


record_page(
    pages, "meetings/<uuid:meeting>/research/form/<uuid:document>/", name="research_made", title="The form is ready",
    may="conference.research_for", query=_made, template="conference/research_made.html",
)  # fmt: skip


def _received(*, actor: Actor, meeting: UUID, agency: UUID, file: UploadedFile) -> UUID:
    return receive_document(actor=actor, meeting_id=meeting, agency_id=agency, data=file.read(), at=timezone.now())


ask(
    pages, "meetings/<uuid:meeting>/research/<uuid:agency>/return/", name="research_return",
    title="A form that came back", may="conference.research_for", form=ReturnForm, operation=_received,
    about=_about_sending("The form from", "Look at it", "Nothing is saved before you have seen what is in it."),
    done=lambda document, *, meeting, agency: Done(
        reverse(
            "conference.research_preview", kwargs={"meeting": meeting, "agency": agency, "document": document}
        )
    ),
)  # fmt: skip


def _preview(*, actor: Actor, meeting: UUID, agency: UUID, document: UUID) -> Screen:
    came = preview_document(actor=actor, meeting_id=meeting, agency_id=agency, document=document, at=timezone.now())
    record("research.grid", subjects=[meeting, *(one.case.file_id for one in came.answers)])
    number = sum(one.can_be_taken for one in came.answers)
    take = offer(
        actor, text="Take 1 answer" if number == 1 else f"Take {number} answers", page="conference.research_take",
        may="conference.research_for", post=True, meeting=meeting, agency=agency, document=document,
    )  # fmt: skip
    return Screen(
        title=f"What {came.agency} sent back",
        data={"answers": came.answers, "notes": came.notes},
        actions=[take | {"kind": "primary"}] if number else [],
        crumbs=_crumbs(meeting, came.agency),
    )


record_page(
    pages, "meetings/<uuid:meeting>/research/<uuid:agency>/return/<uuid:document>/", name="research_preview",
    title="What came back", may="conference.research_for", query=_preview,
    template="conference/research_preview.html",
)  # fmt: skip

button(
    pages, "meetings/<uuid:meeting>/research/<uuid:agency>/return/<uuid:document>/take/", name="research_take",
    title="Take these answers", may="conference.research_for",
    operation=stamped(take_document, meeting_id="meeting", agency_id="agency"),
    done=lambda number, *, meeting, agency, document: Done(
        to_grid(meeting), "1 answer was taken." if number == 1 else f"{number} answers were taken."
    ),
)  # fmt: skip


def _copy(*, actor: Actor, file: UUID) -> Screen:
    case, bar = bar_of(file, actor=actor)
    return Screen(
        title="Copy for my system",
        identity=bar,
        data={"text": case_as_text(file, actor=actor, today=timezone.localdate())},
        actions=[],
        crumbs=case_crumbs(case),
    )


record_page(
    pages, "case/<uuid:file>/copy/", name="research_copy", title="Copy for my system", may="conference.research",
    query=_copy, template="conference/research_copy.html", reads="research.copied",
)  # fmt: skip
