"""Who signed a policy: writing a signature down, and taking one back that was written down by mistake."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.access.may import why_not
from openccr.governance.operations.policies import sign_policy, take_signature_back
from openccr.governance.pages import pages
from openccr.governance.pages.policies import about_policy, back_to_policy
from openccr.governance.queries.policies import PolicyShown, policy_of
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.sharing.forms.agreements import SignForm, UnsignForm
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column, ask, offer, stamped

SIGN = "governance.sign_policy"


def _shown(actor: Actor, policy: UUID) -> PolicyShown:
    return policy_of(actor=actor, policy=policy, today=timezone.localdate()).shown


def _agencies(actor: Actor, one: PolicyShown, *, signed: bool) -> list[tuple[UUID, str]]:
    """The agencies that signed, or did not, and for which this actor writes it down."""
    return [
        (party.agency_id, party.agency.name)
        for party in one.signatories
        if (party.signed_on is not None) is signed and (actor.whole_area or party.agency_id == actor.agency_id)
    ]


def sign_offers(actor: Actor, one: PolicyShown, *, why: Refusal | None) -> list[dict[str, Any]]:
    """The buttons for signing. `why`: what stands in the way of it, for whoever may sign."""
    if why_not(actor, SIGN) is not None:
        return []
    both = (("Write down a signature", "policy_sign", False), ("Take a signature back", "policy_unsign", True))
    return [
        offer(actor, text=text, page=f"governance.{page}", may=SIGN, why=why, policy=one.row.id)
        for text, page, signed in both
        if _agencies(actor, one, signed=signed)
    ]


def signatories(one: PolicyShown) -> dict[str, Any]:
    """Who signed the newest version, as a table."""
    return {
        "caption": "Who signed the newest version",
        "columns": [Column("agency", "Agency"), Column("on", "Signed", whole=True), Column("by", "By")],
        "rows": [
            {
                "cells": [
                    {"text": party.agency.name}, {"text": party.signed_on or StateWord("Not signed", "waiting")},
                    {"text": party.signed_by},
                ]
            }
            for party in one.signatories
        ],
        "empty": {"text": ""},
    }  # fmt: skip


ask(
    pages, "policies/<uuid:policy>/sign/", name="policy_sign", title="Who has signed?", may=SIGN, form=SignForm,
    operation=stamped(sign_policy), about=about_policy("Sign", "Save the signature"),
    choices=lambda *, actor, policy: {"agencies": _agencies(actor, _shown(actor, policy), signed=False)},
    initial=lambda *, actor, policy: {"signed_on": timezone.localdate()},
    done=back_to_policy("The signature stands in the register."),
)  # fmt: skip
ask(
    pages, "policies/<uuid:policy>/unsign/", name="policy_unsign", title="Take a signature back", may=SIGN,
    form=UnsignForm, operation=stamped(take_signature_back),
    about=about_policy("Take a signature back", "Take it back"),
    choices=lambda *, actor, policy: {"agencies": _agencies(actor, _shown(actor, policy), signed=True)},
    done=back_to_policy("The signature is taken back. The agency is asked again."),
)  # fmt: skip
