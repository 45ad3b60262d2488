"""Taking everything with you."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.leaving.forms import AdviserForm, AskForm
from openccr.leaving.models import AreaExport
from openccr.leaving.operations import adviser_part, agree, ask_for, make, withdraw
from openccr.leaving.queries import export_of, exports, file_of
from openccr.leaving.rules import SIGNERS, Step, ran_out, waits_for, why_not_agreed, why_not_made, why_not_withdrawn
from openccr.leaving.standing import facts_of
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, button, offer, record_page, table
from openccr.ui.registry import Pages
from openccr.ui.who import ANEW

pages = Pages("leaving")


def _stamped(operation: Any) -> Any:
    return lambda **given: operation(at=timezone.now(), **given)


def _to(export: UUID) -> str:
    return reverse("leaving.export", kwargs={"export": export})


class _Row:
    """A request as a row of the list."""

    def __init__(self, row: AreaExport) -> None:
        self.id = row.id
        self.href = _to(row.id)
        self.asked_on = timezone.localdate(row.asked_at)
        self.asked_by = row.asked_by
        self.state = _state(row)


def _state(row: AreaExport) -> StateWord:
    facts = facts_of(row, at=timezone.now())
    if facts.withdrawn:
        return StateWord("Withdrawn", "neutral")
    if facts.made:
        return StateWord("Made", "done")
    if facts.asker_left:
        return StateWord("Whoever asked has left", "neutral")
    if ran_out(facts):
        return StateWord("Agreed more than a week ago, never made", "neutral")
    waiting = waits_for(facts)
    return StateWord(f"Waits for {waiting}" if waiting else "Agreed, to be made", "waiting")


_COLUMNS = (Column("asked_on", "Asked", whole=True), Column("asked_by", "By"), Column("state", "State"))


_STEPS = {Step.MADE: "Made", Step.WITHDRAWN: "Withdrawn"}


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    return Listing(
        rows=[_Row(row) for row in exports()],
        columns=_COLUMNS,
        empty={"text": "Nobody has asked for the area to be taken out."},
        actions=[offer(actor, text="Take everything out", page="leaving.ask", may="leaving.ask")],
        note="JSON of every table, an Excel workbook and a Word file for each case, in one encrypted file.",
    )


table(
    pages, "leaving/", name="list", title="Take everything with you", may="leaving.see", query=_list,
    reads="area.exports_read",
)  # fmt: skip


def _crumbs(last: str) -> list[dict[str, str]]:
    return [{"text": "Take everything with you", "href": reverse("leaving.list")}, {"text": last}]


ask(
    pages, "leaving/ask/", name="ask", title="Take everything out", may="leaving.ask", form=AskForm, step_up=ANEW,
    operation=_stamped(ask_for), done=lambda export: Done(_to(export), "Asked. Both find it on their lists."),
    about=lambda *, actor: Asked(
        intro="The chair and the data protection officer both agree before it is made. It is written in the log, and"
        " the file opens with the receiver's key alone.",
        button="Ask", crumbs=_crumbs("Ask"),
    ),
)  # fmt: skip


def _one(*, actor: Actor, export: UUID) -> Screen:
    row = export_of(export)
    facts = replace(facts_of(row, at=timezone.now()), same_person=row.asked_user == actor.user_id)
    made: list[dict[str, Any]] = []
    if actor.role in SIGNERS and actor.role not in facts.agreed and not facts.withdrawn:
        why = why_not_agreed(facts, office=actor.role)
        made.append(
            offer(actor, text="Agree", page="leaving.agree", may="leaving.agree", post=True, why=why, export=row.id)
        )
    if facts.same_person and not facts.withdrawn:
        made.append(
            offer(actor, text="Make it", page="leaving.make", may="leaving.export", post=True, why=why_not_made(facts),
                  export=row.id)
        )  # fmt: skip
    made = [one | {"kind": "primary"} for one in made]
    if why_not_withdrawn(facts) is None:
        made.append(
            offer(actor, text="Withdraw it", page="leaving.withdraw", may="leaving.withdraw", post=True, export=row.id)
        )
    places = "Yes: with where people are" if row.whereabouts else "No"
    rows: list[dict[str, Any]] = [
        {"key": "State", "text": _state(row)},
        {"key": "Why", "text": row.reason},
        {"key": "With whereabouts", "text": places},
        {"key": "Opens with", "text": row.recipient},
        {"key": "Asked by", "text": row.asked_by, "note": day_words(row.asked_at)},
        *(
            {"key": f"Agreed as {SIGNERS[one.office]}", "text": one.by_name, "note": day_words(one.at)}
            for one in sorted(row.agreements.all(), key=lambda one: one.at)
        ),
        *(
            {"key": words, "text": f"{day_words(step.at)}, {step.by_name}"}
            for kind, words in _STEPS.items()
            if (step := row.step(kind)) is not None
        ),
    ]
    if (file := file_of(row)) is not None:
        there = reverse("documents.download", kwargs={"document": file.id})
        until = f"Kept for you until {day_words(timezone.localtime(file.delete_after))}"
        rows.append({"key": "The file", "text": "Download it, encrypted", "href": there, "note": until})
    shown = {"rows": [one for one in rows if one["text"]]}
    return Screen(
        title="Take everything out",
        data={"panels": [{"title": "Request", "template": "ui/panels/summary.html", "data": shown}]},
        actions=made,
        crumbs=_crumbs("Request"),
    )


record_page(
    pages, "leaving/<uuid:export>/", name="export", title="Take everything out", may="leaving.see", query=_one,
    reads="area.exports_read", template="leaving/export.html",
)  # fmt: skip

button(
    pages, "leaving/<uuid:export>/agree/", name="agree", title="Agree", may="leaving.agree", step_up=ANEW,
    operation=_stamped(agree),
    done=lambda _, *, export: Done(_to(export), "Agreed. Whoever asked can make it once both have."),
)  # fmt: skip

button(
    pages, "leaving/<uuid:export>/withdraw/", name="withdraw", title="Withdraw it", may="leaving.withdraw",
    operation=_stamped(withdraw), done=lambda _, *, export: Done(_to(export), "Withdrawn. Nothing is made of it."),
)  # fmt: skip

button(
    pages, "leaving/<uuid:export>/make/", name="make", title="Make it", may="leaving.export", step_up=ANEW,
    operation=_stamped(make), done=lambda work, *, export: Done(reverse("jobs.work", kwargs={"work": work})),
)  # fmt: skip

ask(
    pages, "leaving/adviser/", name="adviser", title="Take our part with you", may="leaving.adviser_part",
    form=AdviserForm, step_up=ANEW, operation=_stamped(adviser_part),
    done=lambda document: Done(reverse("documents.download", kwargs={"document": document})),
    about=lambda *, actor: Asked(
        intro="What she said of recourse to public funds, and what she told you alone, of the cases you see. It goes "
        "to your own service and to nobody else.",
        button="Make the file",
    ),
)  # fmt: skip
