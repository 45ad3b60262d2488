"""Who has signed that agencies' records may be compared."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.linkage.forms.signoffs import SignForm, WhyForm
from openccr.linkage.operations.signoffs import sign, take_back
from openccr.linkage.pages import pages
from openccr.linkage.queries.signoffs import UseShown, bodies_of, sign_offs
from openccr.linkage.queries.signoffs import sign_off as one_of
from openccr.linkage.rules.protecting import NOT, PROTECTS
from openccr.linkage.rules.signoffs import ENDS, Body, Use, came_of_signing
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, offer, record_page

CRUMB = {"text": "Sign-offs", "href": "/linking/"}
_PAGES = (
    ("Sign", "sign", "sign"), ("Records sent", "extracts", "extracts"),
    ("Records to answer for", "held", "answer"), ("Pairs to look at", "review", "review"),
    ("Missing links", "missing", "missing"), ("What agencies said", "answers", "answers"),
    ("How good it is", "quality", "measure"), ("What came of missing links", "missing_figures", "missing_figures"),
)  # fmt: skip
"""The pages of linkage, each shown to whoever may open it."""


def _screen(*, actor: Actor) -> Screen:
    today = timezone.localdate()
    shown, former = sign_offs(actor=actor, today=today)
    record("linkage.sign_offs_read", subjects=[actor.partnership])
    signs = why_not(actor, "linkage.sign") is None
    return Screen(
        title="Comparing agencies' records",
        data={
            "uses": [_use(one, signs=signs) for one in shown],
            "former": {
                "caption": "Taken back",
                "columns": [Column("what", "What"), Column("who", "Who signed"), Column("at", "Taken back"),
                            Column("why", "Why")],
                "rows": [
                    {"cells": [{"text": f"{one.get_use_display()}: {one.get_body_display()}"}, {"text": one.signatory},
                               {"text": one.withdrawn_at}, {"text": one.withdrawn_why}]}
                    for one in former
                ],
                "empty": {"text": "Nothing was taken back."},
            },
        },
        actions=[
            offer(actor, text=text, page=f"linkage.{page}", may=f"linkage.{may}")
            for text, page, may in _PAGES
            if why_not(actor, f"linkage.{may}") is None
        ],
    )  # fmt: skip


def _use(one: UseShown, *, signs: bool) -> dict[str, Any]:
    rows = []
    takes_back = signs and any(signed for _, signed in one.bodies)
    for body, signed in one.bodies:
        back = {"text": "Take back", "href": reverse("linkage.take_back", args=[signed.id])} if signed else {"text": ""}
        rows.append(
            {
                "cells": [
                    {"text": body.label},
                    {"text": f"{signed.signatory}, {signed.post}" if signed else StateWord("Not signed", "waiting")},
                    {"text": signed.signed_on if signed else ""}, {"text": signed.until_on if signed else ""},
                    {"text": signed.reference if signed else ""},
                    *([back] if takes_back else []),
                ]
            }
        )  # fmt: skip
    return {
        "title": one.use.label,
        "protects": PROTECTS[one.use],
        "does_not": NOT[one.use],
        "state": StateWord("On", "done") if one.open else StateWord("Off", "neutral"),
        "table": {
            "caption": one.use.label,
            "columns": [Column("body", "Who"), Column("name", "Signed by"), Column("on", "On"),
                        Column("until", "Until"), Column("where", "Written in"),
                        *([Column("back", "What you can do")] if takes_back else [])],
            "rows": rows,
            "empty": {"text": ""},
        },
    }  # fmt: skip


record_page(
    pages, "linking/", name="sign_offs", title="Comparing agencies' records", may="linkage.see_sign_offs",
    query=_screen, reads="linkage.sign_offs_read", template="linkage/sign_offs.html",
)  # fmt: skip


def _sign(
    *, actor: Actor, body: str, uses: list[str], signatory: str, post: str, reference: str, signed_on: date | None,
    conditions: str,
) -> str:  # fmt: skip
    chosen = [Use(one) for one in uses]
    signed = sign(
        actor=actor, body=Body(body), uses=chosen, signatory=signatory, post=post, reference=reference,
        signed_on=signed_on, conditions=conditions, at=timezone.now(),
    )  # fmt: skip
    return came_of_signing(chosen, signed)


ask(
    pages, "linking/sign/", name="sign", title="Sign", may="linkage.sign", form=SignForm, operation=_sign,
    step_up=True, choices=lambda *, actor: {"bodies": bodies_of(actor)},
    initial=lambda *, actor: {"body": (bodies_of(actor) or [("", "")])[0][0]},
    about=lambda *, actor: Asked(
        intro="Records of different agencies are compared only while the board, the data protection officer and the"
        " survivors' panel have signed. Each use is signed for itself, and any of them ends it.",
        crumbs=[CRUMB, {"text": "Sign"}], button="Sign",
    ),
    done=lambda words: Done(reverse("linkage.sign_offs"), words),
)  # fmt: skip


def _back_about(*, actor: Actor, sign_off: UUID) -> Asked:
    row = one_of(actor=actor, sign_off=sign_off)
    return Asked(
        title="Take a sign-off back",
        intro=f"{row.get_use_display()}, signed by {row.signatory} ({row.get_body_display()}).",
        warning=f"From this moment, until all three have signed again, {ENDS[Use(row.use)]}.",
        crumbs=[CRUMB, {"text": "Take back"}], button="Take it back",
    )  # fmt: skip


ask(
    pages, "linking/sign-offs/<uuid:sign_off>/take-back/", name="take_back", title="Take a sign-off back",
    may="linkage.sign", form=WhyForm, about=_back_about,
    operation=lambda *, actor, sign_off, why: take_back(actor=actor, sign_off=sign_off, why=why, at=timezone.now()),
    done=lambda _outcome, *, sign_off: Done(reverse("linkage.sign_offs"), "Taken back."),
)  # fmt: skip
