"""Funding streams, the page that holds all of commissioning together, and what its pages share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.governance.forms.contracts import NewStreamForm, StreamForm
from openccr.governance.operations.funding import keep_stream
from openccr.governance.pages import pages
from openccr.governance.queries.contracts import ContractShown, Money, contracts, money, stream_of
from openccr.governance.rules.contracts import Standing
from openccr.governance.rules.funding import Purse, in_words
from openccr.kernel.actors import Actor
from openccr.sharing.queries.agreements import agencies_to_choose
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, ask, offer, page_context

HOME: dict[str, str] = {"text": "Resources", "href": "/resources/"}
SEE, KEEP = "governance.contracts", "governance.keep_contracts"
TONES = {
    Standing.COMING: "new",
    Standing.RUNS: "neutral",
    Standing.ENDS_SOON: "waiting",
    Standing.ENDS_NEXT: "late",
    Standing.ENDED: "done",
}
TWO_PURSES = (
    "Money for people who abuse and money for survivors are two purses: they are never added up, and nothing saved on "
    "one counts for the other."
)


def state_word(standing: Standing) -> StateWord:
    """How a contract or stream stands, as a tag."""
    return StateWord(standing.label, TONES[standing])


def panel(title: str, data: dict[str, Any], *, kind: str = "table", actions: Sequence[dict[str, Any]] = ()) -> Any:
    """A panel of a page that says what its panels are itself."""
    return {"title": title, "template": f"ui/panels/{kind}.html", "data": data, "actions": list(actions)}


def may_offer(actor: Actor, *, text: str, page: str, may: str, **more: Any) -> list[dict[str, Any]]:
    """The button, or none where the actor never may: what only the coordinator does is not shown to everybody."""
    return [] if why_not(actor, may) is not None else [offer(actor, text=text, page=page, may=may, **more)]


@pages.custom(
    "resources/", name="resources", title="Resources", may=SEE, methods=("GET", "HEAD"), reads="contract.read"
)
def _resources(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What each purse holds, what ends, and the ways to contracts, scenario, pilots and the business case."""
    today = timezone.localdate()
    found, every = money(actor=actor, today=today), contracts(actor=actor, today=today)
    record("contract.read")
    ends = [one for one in every if one.standing in (Standing.ENDS_NEXT, Standing.ENDS_SOON)]
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        intro=TWO_PURSES,
        actions=[
            offer(actor, text="Contracts", page="governance.contracts", may=SEE),
            *may_offer(actor, text="Scenario of a cut", page="governance.cut", may=KEEP),
            offer(actor, text="Pilots", page="governance.pilots", may="governance.pilots"),
            *may_offer(actor, text="What abuse costs", page="governance.costs", may="governance.costs"),
        ],
        panels=[
            panel("Purses", _purses(found)),
            panel("Contracts that end within a year", contract_table(ends, empty="No contract ends within a year.")),
            panel(
                "Funding streams", _streams(found, actor),
                actions=may_offer(actor, text="Add a stream", page="governance.funding_new", may=KEEP),
            ),
        ],
    )  # fmt: skip
    return TemplateResponse(request, "ui/record.html", context)


def _purses(found: Money) -> dict[str, Any]:
    rows = [
        {
            "cells": [
                {"text": purse.label},
                {"text": in_words(held.amount), "numeric": True},
                {"text": in_words(committed.amount) if (committed := found.committed.get(purse)) else "",
                 "numeric": True},
            ]
        }
        for purse in Purse
        if (held := found.held.get(purse))
    ]  # fmt: skip
    return {
        "caption": "A year, of streams that run today",
        "columns": [
            Column("purse", "Purse"), Column("held", "Coming in", numeric=True),
            Column("committed", "In contracts", numeric=True),
        ],
        "rows": rows,
        "empty": {"text": "No funding stream that you may see runs today."},
    }  # fmt: skip


def _streams(found: Money, actor: Actor) -> dict[str, Any]:
    changes = why_not(actor, KEEP) is None
    return {
        "caption": "Funding streams",
        "columns": [
            Column("name", "Stream"), Column("funder", "Funder"), Column("purse", "For"),
            Column("pounds", "A year", numeric=True), Column("ends", "Ends", whole=True), Column("state", "State"),
        ],
        "rows": [
            {
                "href": reverse("governance.funding_change", kwargs={"stream": one.row.id}) if changes else "",
                "cells": [
                    {"text": one.row.name}, {"text": one.row.funder}, {"text": one.money.purse.label},
                    {"text": in_words(one.money.amount), "numeric": True},
                    {"text": one.row.ends_on or "No end set"}, {"text": state_word(one.standing)},
                ],
            }
            for one in found.streams
        ],
        "empty": {"text": "No funding stream is written down yet."},
    }  # fmt: skip


def contract_table(shown: Sequence[ContractShown], *, empty: str) -> dict[str, Any]:
    """Contracts as a panel's table."""
    return {
        "caption": "Contracts",
        "columns": [
            Column("name", "Contract"), Column("provider", "Provider"), Column("ends", "Ends", whole=True),
            Column("decide", "Decide by", whole=True), Column("plan", "What then"), Column("state", "State"),
        ],
        "rows": [
            {
                "href": reverse("governance.contract", kwargs={"contract": one.row.id}),
                "late": one.standing is Standing.ENDS_NEXT and not one.row.plan,
                "cells": [
                    {"text": one.row.name}, {"text": one.row.provider}, {"text": one.row.ends_on},
                    {"text": one.decide_by}, {"text": one.row.plan or "Nobody has said"},
                    {"text": state_word(one.standing)},
                ],
            }
            for one in shown
        ],
        "empty": {"text": empty},
    }  # fmt: skip


def agencies(*, actor: Actor, **_: Any) -> dict[str, Any]:
    """The partnership's agencies, for a form that names one."""
    return {"agencies": agencies_to_choose(today=timezone.localdate())}


def _new(*, actor: Actor, **values: Any) -> UUID:
    return keep_stream(actor=actor, values=values, at=timezone.now())


def _changed(*, actor: Actor, stream: UUID, **values: Any) -> UUID:
    return keep_stream(actor=actor, values=values, at=timezone.now(), stream=stream)


def _initial(*, actor: Actor, stream: UUID) -> dict[str, Any]:
    row = stream_of(actor=actor, stream=stream)
    return {name: getattr(row, name) for name in StreamForm.base_fields}


def _about(*, actor: Actor, stream: UUID) -> Asked:
    row = stream_of(actor=actor, stream=stream)
    return Asked(
        title=row.name, intro=f"For: {Purse(row.purse).label}. This never changes.",
        crumbs=[HOME, {"text": row.name}],
    )  # fmt: skip


ask(
    pages, "funding/new/", name="funding_new", title="Add a funding stream", may=KEEP, form=NewStreamForm,
    operation=_new, choices=agencies,
    about=lambda *, actor: Asked(button="Add it", crumbs=[HOME, {"text": "Add a funding stream"}]),
    done=lambda _: Done(HOME["href"], "The stream is written down."),
)  # fmt: skip

ask(
    pages, "funding/<uuid:stream>/", name="funding_change", title="Change a funding stream", may=KEEP, form=StreamForm,
    operation=_changed, about=_about, initial=_initial,
    done=lambda _, *, stream: Done(HOME["href"], "Saved."),
)  # fmt: skip
