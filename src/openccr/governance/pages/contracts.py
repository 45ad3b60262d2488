"""Contracts: the list, one contract, and what is written of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.governance.forms.contracts import (
    ContractForm,
    EndForm,
    MeasureForm,
    NewContractForm,
    PlanForm,
    ReportForm,
)
from openccr.governance.operations.contracts import (
    add_measure,
    end_contract,
    keep_contract,
    plan_end,
    report_measure,
)
from openccr.governance.pages import pages
from openccr.governance.pages.funding import HOME, KEEP, SEE, TWO_PURSES, agencies, may_offer, panel, state_word
from openccr.governance.queries.contracts import (
    ContractShown,
    ContractWhole,
    contract_of,
    contracts,
    streams_to_choose,
)
from openccr.governance.rules.contracts import ASKED_AS
from openccr.governance.rules.funding import in_words
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.ui.kinds import PER_PAGE, Asked, Column, Done, Listing, ask, offer, page_context, paged, stamped, table

LIST: dict[str, str] = {"text": "Contracts", "href": "/contracts/"}
REPORT = "governance.report_measure"


def to_contract(contract: UUID) -> str:
    """The address of a contract."""
    return reverse("governance.contract", kwargs={"contract": contract})


class _Row:
    """A contract in the list."""

    def __init__(self, one: ContractShown) -> None:
        self.id = one.row.id
        self.href = to_contract(one.row.id)
        self.name, self.provider = one.row.name, one.row.provider
        self.purse = one.money.purse.label
        self.pounds = in_words(one.money.amount)
        self.ends_on = one.row.ended_on or one.row.ends_on
        self.decide_by = one.decide_by
        self.state = state_word(one.standing)


def _list(*, actor: Actor, params: Mapping[str, str], page: int) -> Listing:
    found = contracts(actor=actor, today=timezone.localdate())
    return Listing(
        rows=[_Row(one) for one in found[paged(page)]],
        columns=[
            Column("name", "Contract"), Column("provider", "Provider"), Column("purse", "For"),
            Column("pounds", "A year", numeric=True), Column("ends_on", "Ends", whole=True),
            Column("decide_by", "Decide by", whole=True), Column("state", "State"),
        ],
        empty={"text": "No contract that you may see is written down. Each provider sees its own and no other's."},
        total=len(found) if len(found) > PER_PAGE else None,
        note=f"Each provider's lead sees their own contract and no other's. {TWO_PURSES}",
        actions=[
            {**one, "kind": "primary"}
            for one in may_offer(actor, text="Add a contract", page="governance.contract_new", may=KEEP)
        ] + may_offer(actor, text="Scenario of a cut", page="governance.cut", may=KEEP),
    )  # fmt: skip


table(
    pages, "contracts/", name="contracts", title="Contracts", may=SEE, query=_list, reads="contract.read",
)  # fmt: skip


@pages.custom(
    "contracts/<uuid:contract>/", name="contract", title="Contract", may=SEE, methods=("GET", "HEAD"),
    reads="contract.read",
)  # fmt: skip
def _contract(request: HttpRequest, actor: Actor, *, contract: UUID) -> HttpResponse:
    """One contract: its facts, what it promises and did, and what happens at its end."""
    found = contract_of(actor=actor, contract=contract, today=timezone.localdate())
    record("contract.read", subjects=[contract])
    row = found.shown.row
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title=row.name,
        crumbs=[HOME, LIST, {"text": row.name}],
        actions=_actions(actor, found),
        panels=[
            panel("The contract", {"rows": _facts(found, actor)}, kind="summary"),
            panel(
                "What it promises in a year", _measures(found, actor),
                actions=may_offer(
                    actor, text="Add a measure", page="governance.measure_new", may=KEEP, contract=contract
                ),
            ),
        ],
    )  # fmt: skip
    return TemplateResponse(request, "ui/record.html", context)


def _actions(actor: Actor, found: ContractWhole) -> list[dict[str, Any]]:
    if why_not(actor, KEEP) is not None:
        return []
    ended = Refusal("The contract has ended.") if found.shown.row.ended_on else None
    parts: dict[str, Any] = {"contract": found.shown.row.id}
    return [
        offer(actor, text=text, page=f"governance.{page}", may=KEEP, why=ended, **parts)
        for text, page in (
            ("Change", "contract_change"), ("What happens at the end", "contract_plan"), ("It ended early",
             "contract_end"),
        )
    ]  # fmt: skip


def _facts(found: ContractWhole, actor: Actor) -> list[dict[str, Any]]:
    one, row, last = found.shown, found.shown.row, found.last_person
    kinds = [
        words
        for there, words in ((row.by_and_for, "Run by and for a community"), (row.women_only, "For women only"))
        if there
    ]
    rows: list[dict[str, Any]] = [
        {"key": "State", "text": state_word(one.standing), "note": row.why_ended},
        {"key": "Provider", "text": row.provider},
        {"key": "For", "text": one.money.purse.label,
         "note": f"Paid from {found.paid_from}" if found.paid_from else ""},
        {"key": "A year", "text": in_words(one.money.amount)},
        {"key": "From", "text": row.starts_on},
        {"key": "Until", "text": row.ends_on,
         "note": f"May be extended until {day_words(row.extend_until)}" if row.extend_until else "No extension agreed"},
        {"key": "Notice", "text": f"{row.notice_months} months", "note": _decide(found)},
        {"key": "What happens at the end", "text": row.plan, "note": row.plan_owner},
        {"key": "Capacity", "text": f"{row.capacity:,} {row.unit}" if row.capacity is not None else ""},
        {"key": "People helped in a year", "text": "" if row.people is None else f"{row.people:,}"},
        {"key": "Staff", "text": "" if row.staff is None else f"{row.staff:g} full-time posts"},
        {
            "key": "The last person to come", "text": last.who if last else "Nobody has said",
            "note": last.change if last else "",
            **_asked_of(row.id, actor),
        },
    ]  # fmt: skip
    return [*rows[:2], *([{"key": "Kind", "text": kinds}] if kinds else []), *rows[2:]]


def _decide(found: ContractWhole) -> str:
    one, today = found.shown, timezone.localdate()
    if one.row.plan or one.row.ended_on or one.decide_by >= today:
        return f"Decide by {day_words(one.decide_by)}"
    return f"It was to be decided by {day_words(one.decide_by)}. That day is past"


def _asked_of(contract: UUID, actor: Actor) -> dict[str, str]:
    """Where the question is answered, for the coordinator and the provider's lead."""
    if why_not(actor, "directory.keep") is not None:
        return {}
    return {"change_href": reverse("directory.last_person", kwargs={"kind": ASKED_AS, "about": contract})}


def _measures(found: ContractWhole, actor: Actor) -> dict[str, Any]:
    reports = why_not(actor, REPORT) is None and not found.shown.row.ended_on
    return {
        "caption": "Measures",
        "columns": [
            Column("name", "Measure"), Column("target", "Promised", numeric=True),
            Column("value", "Done", numeric=True), Column("on", "Year to", whole=True),
            Column("by", "Reported by"),
        ],
        "rows": [
            {
                "href": reverse("governance.measure", kwargs={"contract": found.shown.row.id, "measure": one.id})
                if reports else "",
                "cells": [
                    {"text": one.name}, {"text": f"{one.target:,}", "numeric": True},
                    {"text": "Not reported" if one.value is None else f"{one.value:,}", "numeric": True},
                    {"text": one.value_on or ""}, {"text": one.value_by, "note": one.value_words},
                ],
            }
            for one in found.measures
        ],
        "empty": {"text": "The contract promises nothing that is counted."},
    }  # fmt: skip


def _about(words: str, button: str = "Save") -> Any:
    def about(*, actor: Actor, contract: UUID, **_: Any) -> Asked:
        row = contract_of(actor=actor, contract=contract, today=timezone.localdate()).shown.row
        crumbs = [HOME, LIST, {"text": row.name, "href": to_contract(contract)}, {"text": words}]
        return Asked(crumbs=crumbs, button=button)

    return about


def _about_measure(*, actor: Actor, contract: UUID, measure: UUID) -> Asked:
    found = contract_of(actor=actor, contract=contract, today=timezone.localdate())
    one = next((each for each in found.measures if each.id == measure), None)
    if one is None:
        raise NotFound
    row = found.shown.row
    return Asked(
        title=f"{one.name[:1].upper()}{one.name[1:]}: how many?", button="Report it",
        intro=f"{row.name}, {row.provider}, promises {one.target:,} in a year.",
        crumbs=[HOME, LIST, {"text": row.name, "href": to_contract(contract)}, {"text": "Report a measure"}],
    )  # fmt: skip


def _back(words: str) -> Any:
    return lambda _, *, contract, **__: Done(to_contract(contract), words)


def _new_choices(*, actor: Actor) -> dict[str, Any]:
    return {**agencies(actor=actor), "streams": streams_to_choose(actor=actor, today=timezone.localdate())}


def _of(names: Any) -> Any:
    def initial(*, actor: Actor, contract: UUID) -> dict[str, Any]:
        row = contract_of(actor=actor, contract=contract, today=timezone.localdate()).shown.row
        return {name: getattr(row, name) for name in names}

    return initial


def _about_new(*, actor: Actor) -> Asked:
    streams = streams_to_choose(actor=actor, today=timezone.localdate())
    alone = "" if streams else "No funding stream is written down yet. Add the money first, under Resources."
    return Asked(button="Add it", crumbs=[HOME, LIST, {"text": "Add a contract"}], warning=alone)


ask(
    pages, "contracts/new/", name="contract_new", title="Add a contract", may=KEEP, form=NewContractForm,
    operation=stamped(keep_contract), choices=_new_choices,
    about=_about_new,
    done=lambda contract: Done(to_contract(contract), "Added. Now say what it promises in a year."),
)  # fmt: skip
ask(
    pages, "contracts/<uuid:contract>/change/", name="contract_change", title="Change the contract", may=KEEP,
    form=ContractForm, operation=stamped(keep_contract), about=_about("Change"), initial=_of(ContractForm.base_fields),
    done=_back("Saved."),
)  # fmt: skip
ask(
    pages, "contracts/<uuid:contract>/plan/", name="contract_plan", title="What happens at the end", may=KEEP,
    form=PlanForm, operation=stamped(plan_end), about=_about("What happens at the end"),
    initial=_of(PlanForm.base_fields), done=_back("Saved."),
)  # fmt: skip
ask(
    pages, "contracts/<uuid:contract>/end/", name="contract_end", title="It ended early", may=KEEP, form=EndForm,
    operation=stamped(end_contract), about=_about("It ended early", "Save its end"),
    done=_back("The contract has ended."),
)  # fmt: skip
ask(
    pages, "contracts/<uuid:contract>/measures/new/", name="measure_new", title="Add a measure", may=KEEP,
    form=MeasureForm, operation=stamped(add_measure), about=_about("Add a measure", "Add it"), done=_back("Added."),
)  # fmt: skip
ask(
    pages, "contracts/<uuid:contract>/measures/<uuid:measure>/", name="measure", title="Report a measure", may=REPORT,
    form=ReportForm, operation=stamped(report_measure), about=_about_measure,
    done=_back("Reported."),
)  # fmt: skip
