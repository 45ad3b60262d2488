"""A case on its way to another area: proposed, filled, sent, answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.conference.forms.transfers import PAPER, AnswerForm, ContentsForm, EndForm, ProposeForm, SendForm
from openccr.conference.models import Adviser, Transfer
from openccr.conference.operations import transfers as operations
from openccr.conference.operations.sending_transfers import Sent, send
from openccr.conference.operations.transfer_contents import gather
from openccr.conference.operations.transfers import Destination
from openccr.conference.operations.triage import take_up
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs, to_case
from openccr.conference.pages.transfer_facts import transfer_facts
from openccr.conference.pages.transfer_parts import bundle_panels, no_go_panel, not_listed, summary
from openccr.conference.pages.triage import BY_THEIR_WORDS, about, done
from openccr.conference.pages.triage import ONE as REFERRAL
from openccr.conference.queries.transfers import ANSWERED, agencies_that_said, area_keys, situation_of, transfer_of
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.transfers import (
    TRANSFER,
    Section,
    TransferFacts,
    TransferState,
    hints,
)
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.sharing.rules.grounds import BASES
from openccr.ui.kinds import Asked, Done, Screen, ask, offer, record_page, stamped

_OF = {"file_id": "file", "transfer_id": "transfer"}
ONE = "case/<uuid:file>/transfer/<uuid:transfer>/"


def to_transfer(file: UUID, transfer: UUID) -> str:
    return reverse("conference.transfer_one", kwargs={"file": file, "transfer": transfer})


def _about(title: str, words: str, intro: str = "") -> Any:
    def shown(*, actor: Actor, file: UUID, transfer: UUID) -> Asked:
        case, bar = bar_of(file, actor=actor)
        row = transfer_of(file_id=file, transfer_id=transfer)
        back = to_transfer(file, transfer)
        crumbs = [*case_crumbs(case), {"text": f"Transfer to {row.to_name}", "href": back}]
        return Asked(title=title, button=words, intro=intro, identity=bar, crumbs=crumbs, context={"cancel_href": back})

    return shown


def _propose(
    *, actor: Actor, file: UUID, to: str, on_paper: str, reason: str, already_heard: bool, agenda_out: bool
) -> UUID:
    kind, _, key = to.partition(":")
    if kind == PAPER:
        where = Destination(on_paper=on_paper)
    else:
        where = Destination(partnership=UUID(key)) if kind == "here" else Destination(area=UUID(key))
    return operations.propose(
        actor=actor, file_id=file, referral_id=situation_of(file).referral_id, to=where, reason=reason,
        already_heard=already_heard, agenda_out=agenda_out, at=timezone.now(),
    )  # fmt: skip


def _areas(*, actor: Actor, file: UUID) -> dict[str, Any]:
    here = [(f"here:{key}", f"{name} (works in this installation)") for key, name in operations.other_areas().items()]
    checked = [
        (f"area:{one.id}", f"{one.name} (as an encrypted file)")
        for one in area_keys(actor).others
        if one.checked_at is not None
    ]
    return {"areas": [*here, *checked, (PAPER, "Another area, without OpenCCR (as a pack on paper)")]}


def _about_proposing(*, actor: Actor, file: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    found = situation_of(file)
    return Asked(
        title="Transfer to another area",
        intro=" ".join(hints(heard=found.heard, agenda_out=found.agenda_out))
        + " Nothing goes before you have chosen what goes along and read it. An area that is not in the list is"
        " entered under Transfers, Other areas.",
        button="Propose it",
        identity=bar,
        crumbs=[*case_crumbs(case), {"text": "Transfer"}],
        context={"cancel_href": to_case(file)},
    )


def _where_it_stands(*, actor: Actor, file: UUID) -> dict[str, Any]:
    found = situation_of(file)
    return {
        "already_heard": "yes" if found.heard else "no",
        "agenda_out": "yes" if found.agenda_out else "no",
    }


ask(
    pages, "case/<uuid:file>/transfer/", name="transfer", title="Transfer to another area",
    may="conference.transfer", form=ProposeForm, operation=_propose, choices=_areas, initial=_where_it_stands,
    about=_about_proposing, reads="case.read",
    done=lambda transfer, *, file: Done(to_transfer(file, transfer), "Proposed. Choose what goes along."),
)  # fmt: skip


def _one(*, actor: Actor, file: UUID, transfer: UUID) -> Screen:
    case, bar = bar_of(file, actor=actor)
    row = transfer_of(file_id=file, transfer_id=transfer)
    panels = [summary("Transfer", transfer_facts(actor, row))]
    if row.state == TransferState.PROPOSED and why_not(actor, "conference.transfer") is None:
        bundle = gather(actor=actor, transfer=row, at=timezone.now())
        panels += [*bundle_panels(bundle, practice(actor)), *no_go_panel(bundle)]
    return Screen(
        title=f"Transfer to {row.to_name}",
        identity=bar,
        data={"panels": panels},
        actions=_actions(actor, row),
        crumbs=[*case_crumbs(case), {"text": "Transfer"}],
        file_id=file,
    )


record_page(
    pages, ONE, name="transfer_one", title="Transfer to another area", may="conference.see_transfer", query=_one,
    reads="transfer.read", template="conference/referral.html",
)  # fmt: skip


_PAGES = {
    "change": ("conference.transfer_contents", "Choose what goes along"),
    "send": ("conference.transfer_send", "Send it"),
    "withdraw": ("conference.transfer_withdraw", "Withdraw"),
    "close": ("conference.transfer_close", "Close"),
}


_HAVE_IT = (TransferState.SENT, TransferState.ACKNOWLEDGED, *ANSWERED)


def _actions(actor: Actor, row: Transfer) -> list[dict[str, Any]]:
    if why_not(actor, "conference.transfer") is not None:
        return []
    parts: dict[str, Any] = {"file": row.file_id, "transfer": row.id}
    # What a move's own page asks for is taken as given here.
    facts = TransferFacts(
        destination=row.to_partnership is not None or bool(row.to_area and row.to_area.checked_at) or row.on_paper,
        contents=row.contents_at is not None,
        handover=bool(row.handover) or not Adviser.named_on(row.file_id),
        reason="asked on the next page",
    )
    made = [
        offer(actor, text=_PAGES[move][1], page=_PAGES[move][0], may="conference.transfer", why=why, **parts)
        | {"kind": "primary" if move == "send" else "secondary"}
        for move, why in TRANSFER.offered(state=row.state, facts=facts).items()
        if move in _PAGES
    ]
    if row.document is not None:
        words = "Download the pack (PDF)" if row.on_paper else "Download the encrypted file"
        file = {"text": words, "post": False, "disabled_reason": ""}
        made.append(file | {"href": reverse("documents.download", kwargs={"document": row.document})})
    if row.to_partnership is None and row.state in _HAVE_IT:
        words = "Correct their answer" if row.state in ANSWERED else "Write down their answer"
        made.append(offer(actor, text=words, page="conference.transfer_answer", may="conference.transfer", **parts))
    return made


def _chosen(*, actor: Actor, file: UUID, transfer: UUID) -> dict[str, Any]:
    row = transfer_of(file_id=file, transfer_id=transfer)
    fresh = [one.value for one in Section if one is not Section.PAPERS]
    return {
        "sections": row.sections if row.contents_at else fresh,
        "agencies_agreed": row.agencies_agreed,
        "orders": row.orders,
        "handover": row.handover,
    }


ask(
    pages, f"{ONE}contents/", name="transfer_contents", title="What goes along", may="conference.transfer",
    form=ContentsForm, operation=stamped(operations.choose, **_OF), initial=_chosen,
    choices=lambda *, actor, file, transfer: {
        "agencies": agencies_that_said(file), "advised": Adviser.named_on(file),
    },
    about=_about("What goes along?", "Save"), reads="transfer.read",
    done=lambda _, *, file, transfer: Done(to_transfer(file, transfer), "Saved. Read what goes before you send it."),
)  # fmt: skip


def _law(*, actor: Actor, file: UUID, transfer: UUID) -> dict[str, Any]:
    pack = practice(actor)
    law = pack.law.usual[PROCESS].law
    return {"basis": next((key for key in law if pack.law.bases[key].layer in BASES), ""), "conditions": list(law)}


def _sent(sent: Sent, *, file: UUID, transfer: UUID) -> Done:
    words = "Sent. Download it and send it to the other area's coordinator alone." if sent.document else "Sent."
    return Done(to_transfer(file, transfer), words)


ask(
    pages, f"{ONE}send/", name="transfer_send", title="Send the transfer", may="conference.transfer", form=SendForm,
    operation=stamped(send, **_OF), initial=_law, step_up=True, reads="transfer.read",
    choices=lambda *, actor, file, transfer: {"pack": practice(actor)}, done=_sent,
    about=_about(
        "Send the case to the other area", "Send it",
        "It stands in the ledger, without the name of the area. What comes back is whether they have it and whether "
        "they list it: never where the victim lives, nor who knows them there.",
    ),
)  # fmt: skip

ask(
    pages, f"{ONE}answer/", name="transfer_answer", title="Their answer", may="conference.transfer", form=AnswerForm,
    choices=lambda *, actor, file, transfer: {"reasons": [*not_listed(actor).items()]},
    operation=stamped(operations.write_answer, **_OF), about=_about("What did the other area say?", "Save"),
    reads="transfer.read", done=lambda _, *, file, transfer: Done(to_transfer(file, transfer), "Saved."),
)  # fmt: skip

ask(
    pages, f"{REFERRAL}take-up/", name="take_up", title="Take it up here again", may="conference.triage",
    form=EndForm, operation=stamped(take_up, **BY_THEIR_WORDS), done=done("It waits for triage again."),
    about=about("Take it up here again", "Take it up", may="conference.triage"),
)  # fmt: skip

for _name, _operation, _title, _button in (
    ("close", operations.close, "Close the transfer", "Close it"),
    ("withdraw", operations.withdraw, "Withdraw the transfer", "Withdraw it"),
):
    ask(
        pages, f"{ONE}{_name}/", name=f"transfer_{_name}", title=_title, may="conference.transfer", form=EndForm,
        operation=stamped(_operation, **_OF), about=_about(_title, _button), reads="transfer.read",
        done=lambda _, *, file, transfer: Done(to_transfer(file, transfer), "Saved."),
    )  # fmt: skip
