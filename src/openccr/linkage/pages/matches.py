"""What the agency that holds a record is asked, and what the coordinator is told once it has answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.linkage.forms.matches import AnswerForm
from openccr.linkage.operations.matches import answer_match
from openccr.linkage.pages import pages
from openccr.linkage.queries.matches import HeldShown, Said, answers, held_match, held_matches
from openccr.linkage.queries.missing import why_off
from openccr.linkage.rules.evidence import FIELDS
from openccr.linkage.rules.matches import ANSWERS
from openccr.linkage.rules.signoffs import Use
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Listing, ask, table

CRUMB = {"text": "Records that others may know", "href": "/linking/held/"}
_WHY = {
    "case": "The partnership works with somebody who may be this person.",
    "missing": "There are signs of risk around this person, and nobody has been referred.",
}


class _Held:
    """A question in the list: the agency's own number and name of the record."""

    def __init__(self, shown: HeldShown) -> None:
        row, cells = shown.row, shown.record
        self.id = row.id
        self.href = "" if row.answer else reverse("linkage.answer", args=[row.id])
        self.number = cells.get("local_id") or "Deleted or given to somebody else since"
        self.name = " ".join(filter(None, (cells.get("given_name"), cells.get("family_name"))))
        self.how = "Likely" if row.likely else "Possible"
        self.answer_by = row.answer_by
        self.late = not row.answer and row.answer_by < timezone.localdate()
        self.state = StateWord(ANSWERS[row.answer], "done") if row.answer else StateWord("To answer", "new")


def _held(*, actor: Actor, params: Any, page: int) -> Listing:
    shown, total = held_matches(actor=actor, page=page)
    off = "" if shown else why_off(Use.MATCHING, today=timezone.localdate())
    return Listing(
        rows=[_Held(one) for one in shown],
        columns=[
            Column("number", "Your record"), Column("name", "Name"), Column("how", "How sure"),
            Column("answer_by", "Answer by", whole=True), Column("state", "Answer"),
        ],
        empty={"text": off or "Nobody asks about a record of your agency."},
        total=total,
        note="Only your agency knows that it is asked. If it says nothing, nobody learns that it holds a record.",
    )  # fmt: skip


table(
    pages, "linking/held/", name="held", title="Records that others may know", may="linkage.answer", query=_held,
    reads="linkage.match_read",
)  # fmt: skip


def _about(*, actor: Actor, match: UUID) -> Asked:
    shown = held_match(actor=actor, match=match)
    if shown.row.answer:
        raise Refusal("This has been answered.")
    rows = [
        {"key": label, "text": shown.record[name]} for name, label in FIELDS.items() if shown.record.get(name)
    ]  # fmt: skip
    return Asked(
        title="Does your agency say something?",
        intro=f"{_WHY[shown.row.kind]} Look at your own record first: it is "
        f"{'likely' if shown.row.likely else 'possibly'} the same person. Who asks, and who else, is not told.",
        crumbs=[CRUMB, {"text": f"Record {shown.record.get('local_id', '')}"}],
        button="Answer",
        context={"record": {"rows": rows, "empty": {"text": "The record has been deleted since."}}},
    )


def _answer(*, actor: Actor, match: UUID, answer: str, words: str, compares: bool, why: str) -> None:
    answer_match(
        actor=actor, match=match, answer=answer, words=words, why=why, compares=compares, at=timezone.now()
    )  # fmt: skip


ask(
    pages, "linking/held/<uuid:match>/", name="answer", title="Answer", may="linkage.answer", form=AnswerForm,
    operation=_answer, about=_about, template="linkage/answer.html", reads="linkage.match_read",
    done=lambda _outcome, *, match: Done(reverse("linkage.held"), "Answered."),
)  # fmt: skip


class _Said:
    """What an agency said, in the coordinator's list."""

    def __init__(self, said: Said) -> None:
        self.id = said.row.id
        self.href = (
            reverse("linkage.flag", args=[said.flag]) if said.flag
            else reverse("conference.case", args=[said.case.id]) if said.case else ""
        )  # fmt: skip
        self.about = said.case.reference if said.case else "A missing link"
        self.agency = said.agency
        self.words = said.words
        self.on = said.row.answered_at


def _answers(*, actor: Actor, params: Any, page: int) -> Listing:
    said, total = answers(actor=actor, page=page)
    off = "" if said else why_off(Use.MATCHING, today=timezone.localdate())
    return Listing(
        rows=[_Said(one) for one in said],
        columns=[
            Column("about", "About", whole=True), Column("agency", "Agency"), Column("words", "What it says"),
            Column("on", "Answered"),
        ],
        empty={"text": off or "No agency has said anything yet. Which are asked, nobody knows but they."},
        total=total,
        note="An agency stands here once it has answered, and only if it wants to say something.",
    )  # fmt: skip


table(
    pages, "linking/answers/", name="answers", title="What agencies said", may="linkage.answers", query=_answers,
    reads="linkage.answers_read",
)  # fmt: skip
