"""Cases that other areas send: the list, what is in each, and what is decided; and the encrypted files they come in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.conference.forms.transfers import NotListForm, ReceiveForm
from openccr.conference.models import ArrivedTransfer
from openccr.conference.operations import answering_transfers as answering
from openccr.conference.operations import arrived_transfers as operations
from openccr.conference.operations.referrals import Received
from openccr.conference.pages import pages
from openccr.conference.pages.around import Crumbs, bar_of, case_crumbs
from openccr.conference.pages.referrals import to_referral
from openccr.conference.pages.transfer_facts import state_word
from openccr.conference.pages.transfer_parts import bundle_panels, known_panel, no_go_panel, not_listed, summary
from openccr.conference.pages.transfers import to_transfer
from openccr.conference.queries.transfers import Line, arrived_of, known_here, origin_of, transfers
from openccr.conference.rules.transfers import TRANSFER, NotListed, TransferFacts, TransferState
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, button, offer, record_page, stamped, table

_MAY = "conference.transfer"


def to_arrived(arrived: UUID) -> str:
    return reverse("conference.arrived", kwargs={"arrived": arrived})


def _crumbs(last: str) -> Crumbs:
    return [{"text": "Transfers", "href": reverse("conference.transfers")}, {"text": last}]


class _Row:
    """A transfer as a row of the list."""

    def __init__(self, line: Line) -> None:
        self.id = line.id
        self.href = to_arrived(line.id) if line.arrived else to_transfer(line.file_id, line.id)  # type: ignore[arg-type]
        self.way = "From" if line.arrived else "To"
        self.area = line.area
        self.reference = line.reference or "Not taken in"
        self.on = line.on.date()
        late = line.state == TransferState.SENT and line.due_on is not None and line.due_on < timezone.localdate()
        word = state_word(line.state)
        if line.arrived and line.state in _HERE:
            word = StateWord(_HERE[TransferState(line.state)], "waiting" if line.state in _WAIT else "neutral")
        self.state = StateWord(f"{word.text}, late", "late") if late else word


_HERE = {
    TransferState.SENT: "Waits to be acknowledged",
    TransferState.ACKNOWLEDGED: "Acknowledged",
    TransferState.LISTED: "Listed here",
    TransferState.NOT_LISTED: "Not listed here",
}
_WAIT = (TransferState.SENT,)
_ANSWERED = "Answered. They are told whom to ring, and hear the case until an area lists it."
_STILL_TO_TELL = (
    "Written down. Now tell the other area, and why: until you have, they wait for you and nobody hears it."
)
_BACK = "Taken back: take it in, or answer anew."
_READ_IT = "The other area reads that you decide again. Ring them: they may hear it themselves by now."
_TELL_THEM = "If you told the other area, ring them now: they may hear it themselves by now."
_TELL = {
    TransferState.ACKNOWLEDGED: "That you have it, and that no meeting here lists it yet, or any more",
    TransferState.LISTED: "That it is listed here",
    TransferState.NOT_LISTED: "That it is not listed here, and why",
}

_COLUMNS = (
    Column("reference", "Case", whole=True),
    Column("way", "Way"),
    Column("area", "Area"),
    Column("on", "On", whole=True),
    Column("state", "State"),
)


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    return Listing(
        rows=[_Row(line) for line in transfers(actor.agency)],
        columns=_COLUMNS,
        empty={"text": "No case has come from another area or gone to one."},
        actions=[
            offer(actor, text="Receive a file", page="conference.receive", may=_MAY),
            offer(actor, text="Other areas and keys", page="conference.areas", may="conference.area_keys"),
            offer(actor, text="Take everything with you", page="leaving.list", may="leaving.see"),
        ],
        note="To send a case, open it and choose “Transfer to another area”.",
    )


table(
    pages, "transfers/", name="transfers", title="Transfers to and from other areas", may=_MAY, query=_list,
    reads="transfer.looked_at",
)  # fmt: skip


def _arrived(*, actor: Actor, arrived: UUID) -> Screen:
    row = arrived_of(actor=actor, arrived=arrived)
    bundle = operations.content_of(row)
    record("transfer.looked_at", subjects=[row.id])
    panels = [summary("Transfer", _facts(actor, row)), *no_go_panel(bundle)]
    if row.file_id is None:
        panels.append(known_panel(known_here(bundle)))
    panels += bundle_panels(bundle, practice(actor))
    return Screen(
        title=f"Transfer from {row.from_name}",
        data={"panels": panels},
        actions=_actions(actor, row),
        crumbs=_crumbs(f"From {row.from_name}"),
    )


record_page(
    pages, "transfers/in/<uuid:arrived>/", name="arrived", title="A case from another area", may=_MAY,
    query=_arrived, template="conference/referral.html",
)  # fmt: skip


def _facts(actor: Actor, row: ArrivedTransfer) -> list[dict[str, Any]]:
    words = _HERE.get(TransferState(row.state), TRANSFER.states[row.state])
    due = f"To be acknowledged by {day_words(row.due_on)}" if row.state == TransferState.SENT else ""
    link = {"href": to_referral(row.file_id, row.referral_id)} if row.file_id and row.referral_id else {}
    return [
        {"key": "State", "text": StateWord(words, "waiting" if due else "neutral"), "note": due},
        {"key": "Arrived", "text": day_words(row.arrived_at)},
        {"key": "Here it is", "text": row.file.reference if row.file else "", **link},
        {"key": "Answered", "text": day_words(row.answered_at) if row.answered_at else ""},
        {"key": "Why not listed", "text": not_listed(actor).get(row.answer, "")},
        *([] if row.inside else [_to_tell(row)]),
    ]


def _to_tell(row: ArrivedTransfer) -> dict[str, Any]:
    """What a person must say, since nothing goes back to another installation by itself."""
    return {
        "key": f"Tell {row.from_name}",
        "text": _TELL.get(TransferState(row.state), ""),
        "note": "By telephone or secure mail, to their coordinator: no answer goes there by itself. Say nothing else: "
        "not where the victim is, nor who knows them here.",
    }


def _actions(actor: Actor, row: ArrivedTransfer) -> list[dict[str, Any]]:
    if row.referral_id is not None:
        return []
    if row.state == TransferState.NOT_LISTED:
        words, page = TRANSFER.moves["answer_again"].label, "conference.arrived_answer_back"
        return [offer(actor, text=words, page=page, may=_MAY, post=True, arrived=row.id)]
    made = [offer(actor, text="Take it in", page="conference.take_in", may=_MAY, post=True, arrived=row.id)]
    made[0]["kind"] = "primary"
    if TRANSFER.refusal(state=row.state, move="acknowledge", facts=TransferFacts()) is None:
        made.append(
            offer(actor, text="Acknowledge", page="conference.acknowledge", may=_MAY, post=True, arrived=row.id)
        )
    made.append(offer(actor, text="Not for this area", page="conference.arrived_not_listed", may=_MAY, arrived=row.id))
    return made


button(
    pages, "transfers/in/<uuid:arrived>/acknowledge/", name="acknowledge", title="Acknowledge", may=_MAY,
    operation=stamped(answering.acknowledge),
    done=lambda _, *, arrived: Done(to_arrived(arrived), "Acknowledged. The other area is told so."),
)  # fmt: skip


def _taken(received: Received, *, arrived: UUID) -> Done:
    return Done(to_referral(received.file_id, received.referral_id), "Taken in. It waits for triage here.")


button(
    pages, "transfers/in/<uuid:arrived>/take-in/", name="take_in", title="Take it in", may=_MAY,
    operation=stamped(operations.take_in), done=_taken,
)  # fmt: skip


def _about_refusing(*, actor: Actor, arrived: UUID) -> Asked:
    row = arrived_of(actor=actor, arrived=arrived)
    return Asked(
        title="It is not listed here",
        intro="Speak with the other area's coordinator: until somebody lists it, nobody hears it.",
        button="Answer",
        crumbs=_crumbs(f"From {row.from_name}"),
        context={"cancel_href": to_arrived(arrived)},
    )


def _reasons(*, actor: Actor, arrived: UUID) -> dict[str, Any]:
    return {"reasons": [one for one in not_listed(actor).items() if NotListed(one[0]).before_taking_in]}


ask(
    pages, "transfers/in/<uuid:arrived>/not-listed/", name="arrived_not_listed", title="It is not listed here",
    may=_MAY, form=NotListForm, choices=_reasons,
    operation=stamped(answering.not_list), about=_about_refusing,
    done=lambda told, *, arrived: Done(to_arrived(arrived), _ANSWERED if told else _STILL_TO_TELL),
)  # fmt: skip


button(
    pages, "transfers/in/<uuid:arrived>/answer-back/", name="arrived_answer_back", title="Take the answer back",
    may=_MAY, operation=stamped(answering.take_answer_back),
    done=lambda told, *, arrived: Done(to_arrived(arrived), f"{_BACK} {_READ_IT if told else _TELL_THEM}"),
)  # fmt: skip


def _send_in(*, actor: Actor, file: UploadedFile) -> UUID:
    return operations.send_in(actor=actor, data=file.read(), at=timezone.now())


ask(
    pages, "transfers/receive/", name="receive", title="Receive a transfer", may=_MAY, form=ReceiveForm,
    operation=_send_in, about=lambda *, actor: Asked(button="Open it", crumbs=_crumbs("Receive a file")),
    done=lambda document: Done(reverse("conference.receive_preview", kwargs={"document": document})),
)  # fmt: skip


def _preview(*, actor: Actor, document: UUID) -> Screen:
    opened = operations.preview(actor=actor, document=document)
    record("transfer.looked_at", subjects=[opened.bundle.id])
    why = Refusal("It has come in already.") if opened.before else None
    take = offer(
        actor, text="Accept and acknowledge", page="conference.receive_accept", may=_MAY, post=True, why=why,
        document=document,
    )  # fmt: skip
    return Screen(
        title=f"A transfer from {opened.from_name}",
        data={
            "panels": [
                summary("Nothing is saved yet", [{"key": "Signed by", "text": f"{opened.from_name}, key compared"}]),
                known_panel(known_here(opened.bundle)),
                *no_go_panel(opened.bundle),
                *bundle_panels(opened.bundle, practice(actor)),
            ]
        },
        actions=[take | {"kind": "primary"}],
        crumbs=_crumbs("What is in it"),
    )


record_page(
    pages, "transfers/receive/<uuid:document>/", name="receive_preview", title="What is in the transfer", may=_MAY,
    query=_preview, template="conference/referral.html",
)  # fmt: skip

button(
    pages, "transfers/receive/<uuid:document>/accept/", name="receive_accept", title="Accept and acknowledge",
    may=_MAY, operation=stamped(operations.accept_file),
    done=lambda arrived, *, document: Done(to_arrived(arrived), "It is here. Tell the other area that you have it."),
)  # fmt: skip


def _origin(*, actor: Actor, file: UUID) -> Screen:
    case, bar = bar_of(file, actor=actor)
    row = origin_of(file)
    if row is None:
        raise NotFound
    return Screen(
        title=f"What came from {row.from_name}",
        identity=bar,
        data={"panels": bundle_panels(operations.origin_content(row), practice(actor))},
        crumbs=[*case_crumbs(case), {"text": "Came by transfer"}],
        file_id=file,
    )


record_page(
    pages, "case/<uuid:file>/origin/", name="origin", title="What came with the transfer", may="conference.case",
    query=_origin, reads="transfer.origin_read", template="conference/referral.html",
)  # fmt: skip
