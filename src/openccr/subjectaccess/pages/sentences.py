"""Searching, and deciding sentence by sentence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.subjectaccess.forms import DecideForm, SentencesForm
from openccr.subjectaccess.operations import confirm_proposals, decide, search
from openccr.subjectaccess.pages import pages
from openccr.subjectaccess.pages.around import crumbs, to_request
from openccr.subjectaccess.queries import passage, passages
from openccr.subjectaccess.rules.deciding import Decision
from openccr.subjectaccess.standing import facts_of, request_of
from openccr.ui.kinds import Asked, Column, Done, Listing, ask, button, stamped, table

_MAY = "subjectaccess.answer"

button(
    pages, "subject-access/<uuid:asked>/search/", name="search", title="Search the record", may=_MAY,
    operation=stamped(search, request="asked"), step_up=True,
    done=lambda found, *, asked: Done(to_request(asked), f"{found} sentences found."),
)  # fmt: skip


def _address(asked: UUID, one: UUID) -> str:
    return reverse("subjectaccess.sentence", kwargs={"asked": asked, "passage": one})


def _undecided(*, actor: Actor, asked: UUID) -> dict[str, Any]:
    shown, _ = passages(request_of(asked).id, actor=actor, undecided=True)
    each = [(str(one.id), one.text) for one in shown]
    return {"sentences": each, "kept": [(str(one.id), one.text) for one in shown if one.marks]}


def _about(*, actor: Actor, asked: UUID) -> Asked:
    row = request_of(asked)
    shown, total = passages(row.id, actor=actor, undecided=True)
    record("subject_access.passages_read", subjects=[row.id, *(one.id for one in shown)])
    items = [{"one": one, "href": _address(asked, one.id)} for one in shown]
    return Asked(
        title="Decide sentence by sentence",
        intro=f"{total} wait for a decision. What nobody decides does not leave." if total else "All are decided.",
        button="Decide those ticked as proposed",
        crumbs=crumbs(asked, "Sentences"),
        context={
            "to_go": [item for item, one in zip(items, shown, strict=True) if not one.marks],
            "to_keep": [item for item, one in zip(items, shown, strict=True) if one.marks],
            "decided_href": reverse("subjectaccess.decided", kwargs={"asked": asked}),
        },
    )


def _confirm(*, actor: Actor, asked: UUID, passages: list[UUID]) -> tuple[int, bool]:
    number = confirm_proposals(actor=actor, request=asked, passages=passages, at=timezone.now())
    return number, bool(facts_of(request_of(asked)).undecided)


def _next(outcome: tuple[int, bool], *, asked: UUID) -> Done:
    number, more = outcome
    if not more:
        return Done(to_request(asked), f"{number} decided. That was the last: the bundle can be built.")
    return Done(reverse("subjectaccess.sentences", kwargs={"asked": asked}), f"{number} decided.")


ask(
    pages, "subject-access/<uuid:asked>/sentences/", name="sentences", title="Sentences", may=_MAY,
    form=SentencesForm, operation=_confirm, choices=_undecided, about=_about, done=_next,
    template="subjectaccess/sentences.html", reads="subject_access.passages_read",
)  # fmt: skip


class _Row:
    """A decided sentence as a row."""

    def __init__(self, asked: UUID, one: Any) -> None:
        self.id, self.href = one.id, _address(asked, one.id)
        self.text, self.outcome, self.exemption, self.by = one.text, one.outcome, one.exemption, one.by


def _decided(*, actor: Actor, params: Any, page: int, asked: UUID) -> Listing:
    row = request_of(asked)
    shown, total = passages(row.id, actor=actor, undecided=False, first=(page - 1) * 25)
    return Listing(
        rows=[_Row(asked, one) for one in shown],
        total=total,
        columns=(
            Column("text", "Sentence"),
            Column("outcome", "Decided"),
            Column("exemption", "By"),
            Column("by", "By whom"),
        ),
        empty={"text": "Nothing is decided yet."},
    )


table(
    pages, "subject-access/<uuid:asked>/decided/", name="decided", title="What was decided", may=_MAY, query=_decided,
    reads="subject_access.passages_read",
)  # fmt: skip


def _exemptions(*, actor: Actor, asked: UUID, passage: UUID) -> dict[str, Any]:
    law = practice(actor).law.exemptions
    return {
        "exemptions": [(key, f"{one.name} ({one.reference})") for key, one in law.items()],
        "hints": {key: f"{one.used_for} Write down: {one.ask[0].lower()}{one.ask[1:]}" for key, one in law.items()},
    }


def _about_one(*, actor: Actor, asked: UUID, passage: UUID) -> Asked:
    one = _one(actor, asked, passage)
    return Asked(
        title="Decide about a sentence", button="Decide", crumbs=crumbs(asked, "Sentence"),
        context={"one": one, "cancel_href": reverse("subjectaccess.sentences", kwargs={"asked": asked})},
    )  # fmt: skip


def _one(actor: Actor, asked: UUID, passage_id: UUID) -> Any:
    record("subject_access.passages_read", subjects=[asked, passage_id])
    return passage(request_of(asked).id, passage_id, actor=actor)


def _decide(*, actor: Actor, asked: UUID, passage: UUID, **given: Any) -> None:
    decide(actor=actor, request=asked, passage=passage, decision=Decision(**given), at=timezone.now())


ask(
    pages, "subject-access/<uuid:asked>/sentences/<uuid:passage>/", name="sentence", title="A sentence", may=_MAY,
    form=DecideForm, operation=_decide, about=_about_one, choices=_exemptions, template="subjectaccess/sentence.html",
    initial=lambda *, actor, asked, passage: {"kept": _one(actor, asked, passage).text},
    reads="subject_access.passages_read",
    done=lambda _, *, asked, passage: Done(
        reverse("subjectaccess.sentences", kwargs={"asked": asked}), "Decided."
    ),
)  # fmt: skip
