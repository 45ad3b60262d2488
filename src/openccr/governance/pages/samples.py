"""Dip samples: drawing cases at random, auditing each, and what it adds up to."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.actions.addresses import address_of
from openccr.actions.queries.actions import ActionShown
from openccr.actions.rules.states import ACTION
from openccr.audit.operations import record
from openccr.conference.pages.around import bar_of
from openccr.governance.forms.quality import AuditForm, DrawForm
from openccr.governance.models import DipSample, SampledCase
from openccr.governance.operations.quality import audit_case, draw_sample
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import logged_panel
from openccr.governance.pages.checks import LIST
from openccr.governance.queries.quality import SampleShown, sample_of, sampled_case, samples
from openccr.governance.rules.quality import ANSWERS, Follow
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, offer, record_page, table

MAY = "governance.audit"
SAMPLES: dict[str, str] = {"text": "Dip samples", "href": "/quality/samples/"}


class _Row:
    """A sample in the list."""

    def __init__(self, one: DipSample, audited: int) -> None:
        self.href = to_sample(one.id)
        self.period = f"{day_words(one.first_on)} to {day_words(one.last_on)}"
        self.drawn = f"{day_words(timezone.localdate(one.drawn_at))} by {one.drawn_by}"
        self.cases = f"{one.number} of {one.heard}"
        self.audited = audited


def to_sample(sample: UUID) -> str:
    """The address of a sample."""
    return reverse("governance.sample", kwargs={"sample": sample})


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    return Listing(
        rows=[_Row(one, audited) for one, audited in samples(actor=actor)],
        columns=[
            Column("period", "Heard"),
            Column("cases", "Cases drawn"),
            Column("audited", "Audited", numeric=True),
            Column("drawn", "Drawn on"),
        ],
        empty={"text": "No sample is drawn yet."},
        note="Cases drawn at random and read against the same questions: for learning, not for blame.",
        actions=[offer(actor, text="Draw a sample", page="governance.draw", may=MAY) | {"kind": "primary"}],
    )


table(pages, "quality/samples/", name="samples", title="Dip samples", may=MAY, query=_list)


def _draw(*, actor: Actor, first_on: date, last_on: date, number: int) -> UUID:
    return draw_sample(actor=actor, first_on=first_on, last_on=last_on, number=number, at=timezone.now())


ask(
    pages, "quality/samples/draw/", name="draw", title="Draw a sample", may=MAY, form=DrawForm, operation=_draw,
    about=lambda *, actor: Asked(button="Draw", crumbs=[LIST, SAMPLES, {"text": "Draw a sample"}]),
    done=lambda sample: Done(to_sample(sample), "Drawn at random."),
)  # fmt: skip


def _screen(*, actor: Actor, sample: UUID) -> Screen:
    found = sample_of(actor=actor, sample=sample)
    record("sample.read", subjects=[one.file_id for one in found.cases])
    one = found.sample
    return Screen(
        title=f"Cases heard from {day_words(one.first_on)} to {day_words(one.last_on)}",
        data={
            "found": found,
            "cases": _cases(found),
            "results": _results(found),
            "follow": _follow(found),
            "logged": logged_panel(found.actions, today=timezone.localdate())["data"],
        },
        crumbs=[LIST, SAMPLES, {"text": "One sample"}],
    )


def _cases(found: SampleShown) -> dict[str, Any]:
    rows = [
        {
            "href": reverse("governance.audit", kwargs=_named(one)),
            "cells": [
                {"text": one.file.reference},
                {"text": one.file.title},
                {"text": day_words(one.hearing.meeting.on)},
                {"text": f"by {one.audited_by}" if one.audited_at else "Not yet"},
            ],
        }
        for one in found.cases
    ]
    columns = [Column("case", "Case"), Column("who", "Initials"), Column("on", "Heard on"), Column("done", "Audited")]
    return {
        "caption": "Cases of the sample",
        "columns": columns,
        "rows": rows,
        "empty": {"text": "You see none of them."},
    }


def _named(one: SampledCase) -> dict[str, UUID]:
    return {"file": one.file_id, "sampled": one.id}


def _results(found: SampleShown) -> dict[str, Any]:
    columns = [Column("question", "Question"), *(Column(key, words, numeric=True) for key, words in ANSWERS.items())]
    rows = [
        {"cells": [{"text": one.question}, *({"text": one.counts.get(key, 0), "numeric": True} for key in ANSWERS)]}
        for one in found.added
    ]
    return {"caption": "What the answers add up to", "columns": columns, "rows": rows, "empty": {"text": ""}}


def _follow(found: SampleShown) -> dict[str, Any]:
    logged = {one.arises_id: one for one in found.actions}
    columns = [
        Column("case", "Case"),
        Column("finding", "Found"),
        Column("action", "What will be done"),
        Column("owner", "By"),
        Column("review_on", "Looked at again"),
        Column("log", "Action log"),
    ]
    rows = [
        {
            "cells": [
                {"text": one.file.reference}, {"text": one.finding}, {"text": one.action}, {"text": one.owner},
                {"text": one.review_on},
                _in_the_log(one, logged.get(one.id)),
            ],
            "late": bool(one.review_on and one.review_on < timezone.localdate()),
        }
        for one in found.cases
        if one.finding or one.action
    ]  # fmt: skip
    return {"caption": "Findings", "columns": columns, "rows": rows, "empty": {"text": "Nothing was found yet."}}


def _in_the_log(one: SampledCase, action: ActionShown | None) -> dict[str, Any]:
    """The action that a finding has become, or the way to make it one."""
    if action is None:
        return {"text": "Make it an action", "href": reverse("governance.finding_action", kwargs=_named(one))}
    return {"text": f"It is an action: {ACTION.states[action.state]}", "href": address_of(None, action.id)}


record_page(
    pages, "quality/samples/<uuid:sample>/", name="sample", title="A dip sample", may=MAY, query=_screen,
    reads="sample.read", template="governance/sample.html",
)  # fmt: skip


def _about(*, actor: Actor, file: UUID, sampled: UUID) -> Asked:
    one = sampled_case(actor=actor, file=file, sampled=sampled)
    _, identity = bar_of(file, actor=actor)
    hearing = reverse("conference.hearing", kwargs={"file": file, "hearing": one.hearing_id})
    return Asked(
        title=f"Audit of case {one.file.reference}",
        identity=identity,
        crumbs=[LIST, SAMPLES, {"text": "The sample", "href": to_sample(one.sample_id)}, {"text": one.file.reference}],
        context={"hearing_href": hearing, "case_href": reverse("conference.case", kwargs={"file": file})},
    )


def _said(*, actor: Actor, file: UUID, sampled: UUID) -> dict[str, Any]:
    one = sampled_case(actor=actor, file=file, sampled=sampled)
    return {**one.answers, "finding": one.finding, "action": one.action, "owner": one.owner, "review_on": one.review_on}


def _audit(
    *, actor: Actor, file: UUID, sampled: UUID, finding: str, action: str, owner: str, review_on: date | None,
    **answers: str,
) -> UUID:  # fmt: skip
    follow = Follow(action, owner, review_on)
    return audit_case(
        actor=actor, file=file, sampled=sampled, answers=answers, finding=finding, follow=follow, at=timezone.now()
    )


def _questions(*, actor: Actor, file: UUID, sampled: UUID) -> dict[str, Any]:
    return {"questions": {key: one.asks for key, one in practice(actor).quality.audit.items()}}


ask(
    pages, "cases/<uuid:file>/audit/<uuid:sampled>/", name="audit", title="Audit a case", may=MAY, form=AuditForm,
    operation=_audit, about=_about, initial=_said, choices=_questions, reads="sample.case_read",
    template="governance/audit.html", done=lambda sample, *, file, sampled: Done(to_sample(sample), "Saved."),
)  # fmt: skip
