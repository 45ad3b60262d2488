"""What transfers and past meetings put on the case screen, and transfers on the coordinator's to-do list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.conference.models import Transfer
from openccr.conference.queries.afterwards import hearings_of
from openccr.conference.queries.transfers import (
    ANSWERED,
    Line,
    not_sent,
    origin_of,
    transfers,
    transfers_of,
)
from openccr.conference.rules.hearings import HEARING
from openccr.conference.rules.transfers import OPEN, TRANSFER, TransferState
from openccr.documents.attaching import attachments_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.panels import Item, Panel, Todo


def _going(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    return _rows(transfers_of(file_id), file_id)


def _rows(found: Sequence[Transfer], file_id: UUID) -> dict[str, Any] | None:
    rows = [
        {
            "key": f"To {row.to_name}",
            "text": TRANSFER.states[row.state],
            "note": "Its answer is taken back: no meeting there lists it now" if row.answer_taken_back else "",
            "href": reverse("conference.transfer_one", kwargs={"file": file_id, "transfer": row.id}),
        }
        for row in found
    ]
    return {"rows": rows} if rows else None


def _still_going(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    """Beside where the case stands, so that nobody lists here what another area has listed."""
    return _rows([row for row in transfers_of(file_id) if row.state in (*OPEN, *ANSWERED)], file_id)


def _came(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    row = origin_of(file_id)
    if row is None:
        return None
    origin = {
        "key": "From",
        "text": f"{row.from_name}, where it is {row.their_reference}",
        "note": "Who said it there is named with it. Nothing of it has been checked here.",
        "href": reverse("conference.origin", kwargs={"file": file_id}),
    }
    return {"rows": [origin]}


def _to_do(*, actor: Actor) -> Sequence[Item]:
    if not actor.whole_area:
        return []
    today = timezone.localdate()
    marked = [
        Item(
            text=f"{one.reference}: marked for another area, and nothing takes it there yet",
            href=reverse("conference.referral", kwargs={"file": one.file_id, "referral": one.referral_id}),
            due=timezone.localdate(one.marked_at), late=timezone.localdate(one.marked_at) < today,
            file_id=one.file_id,
        )
        for one in not_sent()
    ]  # fmt: skip
    return [*marked, *(item for line in transfers(actor.agency) if (item := _item(line)) is not None)]


def _item(line: Line) -> Item | None:
    late = line.due_on is not None and line.due_on < timezone.localdate()
    if line.arrived:
        if line.taken_in or line.state not in (TransferState.SENT, TransferState.ACKNOWLEDGED):
            return None
        words = "Acknowledge" if line.state == TransferState.SENT else "Take in, or answer:"
        address = reverse("conference.arrived", kwargs={"arrived": line.id})
        return Item(text=f"{words} a case from {line.area}", href=address, due=line.due_on, late=late)
    address = reverse("conference.transfer_one", kwargs={"file": line.file_id, "transfer": line.id})
    if line.state == TransferState.PROPOSED:
        text = f"{line.reference}: send it to {line.area}, or withdraw the transfer"
        return Item(text=text, href=address, file_id=line.file_id)
    if line.state == TransferState.SENT and late:
        text = f"{line.reference}: {line.area} has not acknowledged it"
        return Item(text=text, href=address, due=line.due_on, late=True, file_id=line.file_id)
    if line.again:
        text = f"{line.reference}: {line.area} takes its answer back and decides again: no meeting there lists it now"
        return Item(text=text, href=address, file_id=line.file_id, late=True)
    if line.state in ANSWERED:
        listed = "has listed it" if line.state == TransferState.LISTED else "does not list it: decide what follows"
        return Item(
            text=f"{line.reference}: {line.area} {listed}", href=address, file_id=line.file_id,
            late=line.state == TransferState.NOT_LISTED,
        )  # fmt: skip
    return None


def _past(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    papers = Counter(one.about_id for one in attachments_of(file_id))
    rows = [
        {
            "key": day_words(row.meeting.on),
            "text": HEARING.states[row.state],
            "note": ", ".join(filter(None, [_papers(papers[row.id]), "entered after" if row.written_after_at else ""])),
            "href": reverse("conference.past_hearing", kwargs={"file": file_id, "hearing": row.id}),
        }
        for row in hearings_of(file_id)
    ]
    return {"rows": rows} if rows else None


def _papers(number: int) -> str:
    return {0: "", 1: "1 paper"}.get(number, f"{number} papers")


TRANSFER_PANELS = [
    Panel(
        slot="case.marac.papers", order=5, title="Meetings and their papers", query=_past,
        template="ui/panels/summary.html", may="conference.case",
    ),
    Panel(
        slot="case.marac.sharing", order=35, title="Transfer to another area", query=_going,
        template="ui/panels/summary.html", may="conference.see_transfer",
        ahead=lambda _, file: [transfers_of.later(file)],
    ),
    Panel(
        slot="case.marac", order=27, title="Goes to another area", query=_still_going,
        template="ui/panels/summary.html", may="conference.see_transfer",
        ahead=lambda _, file: [transfers_of.later(file)],
    ),
    Panel(
        slot="case.marac", order=28, title="Came by transfer", query=_came, template="ui/panels/summary.html",
        may="conference.case", ahead=lambda _, file: [origin_of.later(file)],
    ),
]  # fmt: skip
TRANSFER_TODOS = [
    Todo(
        7, "Transfers", _to_do, "conference.transfer",
        ahead=lambda actor: [transfers.later(actor.agency), not_sent.later()] if actor.whole_area else [],
    )
]  # fmt: skip
