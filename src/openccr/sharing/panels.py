"""What a case shows of sharing, and what the coordinator has to see to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.sharing.operations.marks import Noted, read_adviser_notes
from openccr.sharing.queries.agreements import to_review
from openccr.sharing.queries.ledger import GroundsShown, Line, ToldAllTheSame, ledger
from openccr.sharing.queries.marks import marks_of, names_of
from openccr.sharing.queries.no_go import NoGoShown, no_go_shown, still_on_case
from openccr.sharing.rules.agreements import AgreementState
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column
from openccr.ui.panels import Item, Panel, Todo

WHO_READS_IT = "Only the coordinator, the IDVA and whoever wrote a line can read it; nobody on the list can."
NOTHING = "Nothing of this case has been shared with another agency."
SHOWN = 20
"""Lines of the ledger on the case, what one listing or two leave; the rest stand on its own page."""
STATE_TONES = {
    AgreementState.IN_FORCE: "neutral",
    AgreementState.REVIEW_SOON: "waiting",
    AgreementState.REVIEW_LATE: "late",
    AgreementState.ENDED: "done",
}


def ledger_table(lines: Sequence[Line], *, caption: str) -> dict[str, Any]:
    """The ledger as a panel's table: what was shared in one act stands in one row, with everybody it went to."""
    return {
        "caption": caption,
        "columns": (
            Column("at", "When", whole=True),
            Column("whom", "To whom"),
            Column("why", "Why, and what"),
            Column("law", "Under which law"),
            Column("by", "Decided by"),
        ),
        "rows": [{"cells": _cells(act)} for act in acts_of(lines)],
        "empty": {"text": NOTHING},
    }


def acts_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that differ in nothing but whom it went to, together."""
    acts: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        acts.setdefault((line.at, line.why, line.kinds, line.law, line.consent, line.by, line.way), []).append(line)
    return list(acts.values())


def _cells(act: Sequence[Line]) -> list[dict[str, Any]]:
    line = act[0]
    return [
        {"text": timezone.localdate(line.at)},
        {"text": sorted(one.whom for one in act), "note": f"{line.way}. About {len(line.people)} people."},
        {"text": line.why, "note": "; ".join(line.kinds)},
        {"text": list(line.law), "note": _grounds(line)},
        {"text": line.by, "note": _under(line)},
    ]


def _grounds(line: Line) -> str:
    said = [f"{line.consent}.", line.why_not_consent]
    if not line.above:
        reasons = (("Necessary", line.necessity), ("No more than needed", line.proportionality))
        said += [f"{words}: {reason.rstrip('.')}." for words, reason in reasons if reason]
    return " ".join(part for part in said if part)


def _under(line: Line) -> str:
    until = f"Until {day_words(line.expires_on)}." if line.expires_on else ""
    return " ".join(part for part in (line.agreement, until) if part)


def grounds_rows(one: GroundsShown) -> dict[str, Any]:
    """Grounds as a panel's facts."""
    return {
        "rows": [
            {"key": "Under which law", "text": list(one.law)},
            {"key": "Necessary because", "text": one.necessity},
            {"key": "No more than needed because", "text": one.proportionality},
            {"key": "Was the victim told?", "text": one.told, "note": one.why_not_told},
            {"key": "Decided by", "text": one.by, "note": _day(one.at)},
        ]
    }


def override_rows(one: ToldAllTheSame) -> dict[str, Any]:
    """What was decided against her list, as a panel's facts."""
    return {
        "rows": [
            {"key": "Told", "text": one.whom},
            {"key": "Why", "text": one.why},
            {"key": "Decided by", "text": one.by, "note": _day(one.at)},
        ]
    }


def no_go_lines(lines: Sequence[NoGoShown], file_id: UUID, actor: Actor) -> dict[str, Any]:
    """Her list as its page and the case show it."""
    return {
        "lines": [
            {
                "shown": one,
                "state": None if one.counts else StateWord("Taken off", "done"),
                "on_case": StateWord("Is on this case, and still sees it", "serious") if one.on_case else None,
                "stays_href": reverse("sharing.no_go_stays", kwargs={"file": file_id, "no_go": one.id})
                if one.undecided and actor.whole_area
                else "",
                "end_href": reverse("sharing.no_go_end", kwargs={"file": file_id, "no_go": one.id})
                if one.counts
                else "",
            }
            for one in lines
        ],
        "who_reads": WHO_READS_IT,
        "list_href": reverse("sharing.no_go", kwargs={"file": file_id}),
        "add_href": reverse("sharing.no_go_new", kwargs={"file": file_id}),
        "only_own": actor.role == "representative",
        "keep_out_href": reverse("casefiles.keep_out", kwargs={"file": file_id}) if actor.whole_area else "",
    }


def note_rows(notes: Sequence[Noted], actor: Actor) -> dict[str, Any]:
    """The notes for the IDVA alone as a panel's facts."""
    names = names_of(practice(actor))
    return {
        "rows": [
            {"key": names.get(one.kind, one.kind), "text": one.text, "note": f"{one.by_name}, {_day(one.at)}"}
            for one in notes
        ],
        "empty": {"text": "Nothing is kept here yet."},
    }


def _day(at: Any) -> str:
    day = timezone.localdate(at)
    return day_words(day)


def _no_go(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    found = [one for one in no_go_shown(file_id, actor=actor, today=timezone.localdate()) if one.counts]
    return no_go_lines(found, file_id, actor)


def _marks(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    names, changes = names_of(practice(actor)), why_not(actor, "sharing.mark") is None
    rows = []
    for kind, may in marks_of(file_id).items():
        row: dict[str, Any] = {"key": names[kind], "text": may.label}
        if changes:
            row["change_href"] = reverse("sharing.mark", kwargs={"file": file_id, "information": kind})
        rows.append(row)
    return {"rows": rows}


def _notes(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    empty = {
        "text": "What the victim tells you alone is kept here, and no other role can read it.",
        "action_text": "Write a note",
        "action_href": reverse("sharing.adviser_note", kwargs={"file": file_id}),
    }
    return note_rows(read_adviser_notes(actor=actor, file_id=file_id), actor) | {"empty": empty}


def _shared(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    acts = acts_of(ledger(file_id, actor=actor, last=SHOWN))
    rows = [
        {
            "key": _day(act[0].at),
            "text": sorted(line.whom for line in act),
            "note": f"{act[0].why}. {act[0].consent}, decided by {act[0].by}",
        }
        for act in acts
    ]
    return {
        "rows": rows, "empty": {"text": NOTHING}, "href": reverse("sharing.ledger", kwargs={"file": file_id}),
    }  # fmt: skip


SLOT = "case.marac.sharing"
PANELS = [
    Panel(
        SLOT,
        12,
        "Who must not be told",
        _no_go,
        "sharing/panels/no_go.html",
        "sharing.no_go",
        ahead=lambda actor, file: [no_go_shown.later(file, actor=actor, today=timezone.localdate())],
    ),
    Panel(
        SLOT,
        13,
        "What may be said and minuted",
        _marks,
        "ui/panels/summary.html",
        "sharing.see",
        ahead=lambda _, file: [marks_of.later(file)],
    ),
    Panel(SLOT, 14, "For the IDVA alone", _notes, "sharing/panels/notes.html", "sharing.adviser_note"),
    Panel(SLOT, 75, "What was shared", _shared, "sharing/panels/ledger.html", "sharing.see"),
]


def _reviews(*, actor: Actor) -> Sequence[Item]:
    return [
        Item(
            text=f"Review: {title}",
            href=reverse("sharing.agreement", kwargs={"agreement": agreement}),
            due=review_on,
            late=state is AgreementState.REVIEW_LATE,
        )
        for agreement, title, review_on, state in to_review(today=timezone.localdate())
    ]


def _still_on_case(*, actor: Actor) -> Sequence[Item]:
    """For the coordinator: she alone keeps an agency out, or says why it stays."""
    today = timezone.localdate()
    return [
        Item(
            text=f"{one.initials} {one.reference}: must not be told, and sees the case: {one.who}",
            href=reverse("sharing.no_go", kwargs={"file": one.file_id}),
            file_id=one.file_id,
            due=one.from_on,
            late=one.from_on < today,
            detail="Keep it out of the case, or say why it stays.",
        )
        for one in still_on_case(actor=actor, today=today)
    ]


TODOS = [
    Todo(
        1, "Who must not be told, and is on the case", _still_on_case, "sharing.override",
        ahead=lambda actor: [still_on_case.later(actor=actor, today=timezone.localdate())],
    ),
    Todo(
        85, "Sharing agreements to review", _reviews, "sharing.keep_agreements",
        ahead=lambda _: [to_review.later(today=timezone.localdate())],
    )
]  # fmt: skip
