"""The register of information-sharing agreements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.sharing.forms.agreements import AgreementForm, ReviewForm, SignForm, UnsignForm
from openccr.sharing.operations.agreements import (
    add_agreement,
    end_agreement,
    review_agreement,
    sign_agreement,
    take_agreement_signature_back,
)
from openccr.sharing.pages import pages
from openccr.sharing.pages.around import pack_and_agencies
from openccr.sharing.panels import STATE_TONES
from openccr.sharing.queries.agreements import AgreementShown, agreement_of, agreements
from openccr.sharing.rules.agreements import AgreementState
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, button, offer, record_page, stamped, table

_CRUMBS = ({"text": "Agreements", "href": "/agreements/"},)


@dataclass(frozen=True)
class _Row:
    """An agreement in the register."""

    id: UUID
    href: str
    title: str
    signed: str
    review_on: date
    state: StateWord


def _row(one: AgreementShown) -> _Row:
    return _Row(
        id=one.id,
        href=_to(one.id),
        title=one.title,
        signed=f"{one.signed} of {len(one.parties)} agencies",
        review_on=one.review_on,
        state=StateWord(one.state.label, STATE_TONES[one.state]),
    )


def _to(agreement: UUID) -> str:
    return reverse("sharing.agreement", kwargs={"agreement": agreement})


def _register(*, actor: Actor, params: Mapping[str, str], page: int) -> Listing:
    add = offer(actor, text="Add an agreement", page="sharing.agreement_new", may="sharing.keep_agreements")
    return Listing(
        rows=[_row(one) for one in agreements(actor=actor, today=timezone.localdate())],
        columns=(
            Column("title", "Agreement"),
            Column("signed", "Signed by"),
            Column("review_on", "Review by", whole=True),
            Column("state", "State"),
        ),
        empty={"text": "No information-sharing agreement is registered yet. The coordinator adds them."},
        actions=[
            one
            for one in (
                add | {"kind": "primary"},
                offer(actor, text="Papers for data protection", page="site.assurance", may="site.assurance"),
            )
            if not one["disabled_reason"]
        ],
    )


table(
    pages, "agreements/", name="agreements", title="Information-sharing agreements", may="sharing.agreements",
    query=_register,
)  # fmt: skip

ask(
    pages, "agreements/new/", name="agreement_new", title="Add an agreement", may="sharing.keep_agreements",
    form=AgreementForm, operation=stamped(add_agreement), choices=pack_and_agencies,
    about=lambda *, actor: Asked(button="Add the agreement", crumbs=_CRUMBS),
    done=lambda agreement: Done(_to(agreement), "Added. Now write down who has signed."),
)  # fmt: skip


def _agreement(*, actor: Actor, agreement: UUID) -> Screen:
    found = agreement_of(agreement, actor=actor, today=timezone.localdate())
    return Screen(
        title="Information-sharing agreement",
        data={"facts": {"rows": _facts(found)}, "table": _parties(found)},
        actions=_actions(actor, found),
        crumbs=_CRUMBS,
    )


def _actions(actor: Actor, found: AgreementShown) -> list[dict[str, Any]]:
    ended = Refusal("The agreement has ended.") if found.state is AgreementState.ENDED else None
    left = any(party.signed_on is None for party in found.parties)
    why = ended or (None if left else Refusal("Every agency has signed."))
    parts: dict[str, Any] = {"agreement": found.id}
    made = [
        offer(actor, text="Write down a signature", page="sharing.agreement_sign", may="sharing.sign", why=why, **parts)
    ]
    if ended is None and _agencies(actor, found, signed=True):
        text = "Take a signature back"
        made.append(offer(actor, text=text, page="sharing.agreement_unsign", may="sharing.sign", **parts))
    if actor.whole_area:
        keeps = "sharing.keep_agreements"
        made += [
            offer(actor, text="Review", page="sharing.agreement_review", may=keeps, why=ended, **parts),
            offer(actor, text="End it today", page="sharing.agreement_end", may=keeps, why=ended, post=True, **parts),
        ]
    return made


def _facts(one: AgreementShown) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"key": "Title", "text": one.title},
        {"key": "State", "text": StateWord(one.state.label, STATE_TONES[one.state])},
        {"key": "What for", "text": one.purpose},
        {"key": "Under which law", "text": list(one.law)},
        {"key": "From", "text": one.from_on},
        {"key": "Review by", "text": one.review_on},
    ]
    if one.reviewed_on:
        rows.append({"key": "Last reviewed", "text": one.reviewed_on, "note": one.review_note})
    if one.ended_on:
        rows.append({"key": "Ended", "text": one.ended_on})
    return rows


def _parties(one: AgreementShown) -> dict[str, Any]:
    return {
        "caption": "Between",
        "columns": (Column("agency", "Agency"), Column("signed", "Signed"), Column("by", "By")),
        "rows": [
            {
                "cells": [
                    {"text": party.agency},
                    {"text": party.signed_on or StateWord("Not signed", "waiting")},
                    {"text": party.signed_by or "–"},
                ]
            }
            for party in one.parties
        ],
        "empty": {"text": "Between nobody yet."},
    }


record_page(
    pages, "agreements/<uuid:agreement>/", name="agreement", title="Information-sharing agreement",
    may="sharing.agreements", query=_agreement, template="sharing/agreement.html",
)  # fmt: skip


def _about(words: str) -> Any:
    def about(*, actor: Actor, agreement: UUID) -> Asked:
        found = agreement_of(agreement, actor=actor, today=timezone.localdate())
        crumbs = (*_CRUMBS, {"text": found.title, "href": _to(agreement)})
        return Asked(button=words, crumbs=crumbs)

    return about


def _agencies(actor: Actor, one: AgreementShown, *, signed: bool) -> list[tuple[UUID, str]]:
    """The agencies that signed, or did not, and for which this actor writes it down."""
    return [
        (party.agency_id, party.agency)
        for party in one.parties
        if (party.signed_on is not None) is signed and (actor.whole_area or party.agency_id == actor.agency_id)
    ]


def _who(*, signed: bool) -> Any:
    def who(*, actor: Actor, agreement: UUID) -> dict[str, Any]:
        found = agreement_of(agreement, actor=actor, today=timezone.localdate())
        return {"agencies": _agencies(actor, found, signed=signed)}

    return who


def _back(words: str) -> Any:
    return lambda _, *, agreement: Done(_to(agreement), words)


ask(
    pages, "agreements/<uuid:agreement>/sign/", name="agreement_sign", title="Who has signed?", may="sharing.sign",
    form=SignForm, operation=stamped(sign_agreement, agreement_id="agreement"), choices=_who(signed=False),
    about=_about("Save the signature"), done=_back("The signature stands in the register."),
    initial=lambda *, actor, agreement: {"signed_on": timezone.localdate()},
)  # fmt: skip

ask(
    pages, "agreements/<uuid:agreement>/unsign/", name="agreement_unsign", title="Take a signature back",
    may="sharing.sign", form=UnsignForm,
    operation=stamped(take_agreement_signature_back, agreement_id="agreement"), choices=_who(signed=True),
    about=_about("Take it back"), done=_back("The signature is taken back. The agency is asked again."),
)  # fmt: skip

ask(
    pages, "agreements/<uuid:agreement>/review/", name="agreement_review", title="Review the agreement",
    may="sharing.keep_agreements", form=ReviewForm, operation=stamped(review_agreement, agreement_id="agreement"),
    about=_about("Save the review"), done=_back("The review is saved."),
)  # fmt: skip

button(
    pages, "agreements/<uuid:agreement>/end/", name="agreement_end", title="End the agreement",
    may="sharing.keep_agreements", operation=stamped(end_agreement, agreement_id="agreement"),
    done=_back("The agreement has ended."),
)  # fmt: skip
