"""The scenario of a cut: chosen in a form, shown, and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from openccr.governance.forms.contracts import CutForm
from openccr.governance.pages import pages
from openccr.governance.pages.contracts import LIST, to_contract
from openccr.governance.pages.funding import HOME, KEEP, TWO_PURSES
from openccr.governance.queries.contracts_cut import Scenario, running, scenario
from openccr.governance.rules.contracts_cut import Lost
from openccr.governance.rules.costs import about
from openccr.governance.rules.funding import Purse, in_words
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.ui.kinds import Column, asking, refused

ASSUMED = (
    "Taken to fall evenly on what each contract pays for. People and places are rounded up. It decides nothing, and is "
    "not kept."
)


@pages.custom("contracts/cut/", name="cut", title="Scenario of a cut", may=KEEP, reads="contract.read")
def _cut(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose contracts and a percentage; see who would no longer be helped, from when, and what is not done."""
    today = timezone.localdate()
    offered = [
        (one.row.id, f"{one.row.name}, {one.row.provider} ({one.money.purse.label})")
        for one in running(actor=actor, today=today)
    ]
    form, found = CutForm(initial={"percent": 20}, offered=offered), None
    if request.method == "POST":
        form = CutForm(request.POST, offered=offered)
        if form.is_valid():
            try:
                found = scenario(
                    actor=actor, chosen=set(form.cleaned_data["contracts"]), percent=form.cleaned_data["percent"],
                    today=today,
                )  # fmt: skip
            except Refusal as why:
                refused(form, why)
    return asking(
        request, form, template="governance/cut.html",
        intro="What falls away when money does." if offered else "No contract runs. Add one first.",
        crumbs=[HOME, LIST, {"text": "Scenario of a cut"}],
        button="Show what falls away",
        data={**_shown(found), "assumed": ASSUMED, "two_purses": TWO_PURSES} if found else None,
    )  # fmt: skip


def _shown(found: Scenario) -> dict[str, Any]:
    return {
        "purses": _purses(found), "contracts": _contracts(found.lost), "measures": _measures(found.lost),
        "beside": _beside(found),
    }  # fmt: skip


def _purses(found: Scenario) -> dict[str, Any]:
    return {
        "caption": "Altogether, in a year",
        "columns": [
            Column("purse", "Purse"), Column("pounds", "Money", numeric=True),
            Column("people", "People no longer helped", numeric=True), Column("staff", "Full-time posts", numeric=True),
            Column("capacity", "Places"),
        ],
        "rows": [
            {
                "cells": [
                    {"text": purse.label}, {"text": in_words(one.pounds.amount), "numeric": True},
                    {"text": "Not said" if one.people is None else f"{one.people:,}", "numeric": True,
                     "note": _silent(one.unknown) if one.people is not None else ""},
                    {"text": "Not said" if one.staff is None else f"{one.staff:g}", "numeric": True},
                    {"text": [f"{number:,} {unit}" for unit, number in one.capacity.items()]},
                ]
            }
            for purse, one in found.altogether.items()
        ],
        "empty": {"text": ""},
    }  # fmt: skip


def _silent(number: int) -> str:
    if not number:
        return ""
    return "1 contract does not say" if number == 1 else f"{number} contracts do not say"


def _contracts(lost: Iterable[Lost]) -> dict[str, Any]:
    return {
        "caption": "Contract by contract",
        "columns": [
            Column("name", "Contract"), Column("pounds", "Money", numeric=True),
            Column("people", "People", numeric=True), Column("capacity", "Places"),
            Column("staff", "Posts", numeric=True), Column("from", "At the earliest", whole=True),
            Column("kind", "What goes with it"),
        ],
        "rows": [
            {
                "href": to_contract(one.contract.id),
                "cells": [
                    {"text": one.contract.name, "note": one.contract.provider},
                    {"text": in_words(one.pounds.amount), "numeric": True},
                    {"text": "Not said" if one.people is None else f"{one.people:,}", "numeric": True},
                    {"text": "" if one.capacity is None else f"{one.capacity:,} {one.contract.unit}"},
                    {"text": "" if one.staff is None else f"{one.staff:g}", "numeric": True},
                    {"text": one.earliest}, {"text": _kind(one)},
                ],
            }
            for one in lost
        ],
        "empty": {"text": ""},
    }  # fmt: skip


def _kind(one: Lost) -> list[str]:
    found = ["The whole service"] if one.whole else []
    if one.contract.by_and_for:
        found.append("Run by and for a community")
    if one.contract.women_only:
        found.append("For women only")
    return found


def _measures(lost: Iterable[Lost]) -> dict[str, Any]:
    return {
        "caption": "What is no longer done",
        "columns": [
            Column("name", "Measure"), Column("contract", "Contract"), Column("target", "Promised", numeric=True),
            Column("left", "Left", numeric=True),
        ],
        "rows": [
            {
                "cells": [
                    {"text": before.name}, {"text": one.contract.name}, {"text": f"{before.number:,}", "numeric": True},
                    {"text": f"{after.number:,}", "numeric": True},
                ]
            }
            for one in lost
            for before, after in zip(one.contract.targets, one.left, strict=True)
        ],
        "empty": {"text": "These contracts promise nothing that is counted."},
    }  # fmt: skip


def _beside(found: Scenario) -> str:
    """The published cost of abuse of as many victims: only for survivors' money, and never taken off anything."""
    survivors = found.altogether.get(Purse.SURVIVORS)
    if survivors is None or not survivors.people or found.victim_cost is None:
        return ""
    cost, source = found.victim_cost
    return (
        f"To read beside it: the abuse of {survivors.people:,} victims is published to cost "
        f"{about(survivors.people * cost.pounds)} ({in_words(cost.pounds)} for each {cost.unit}; "
        f"{cost.price_base[:1].lower()}{cost.price_base[1:]}; {source}). {cost.range_words} It is no forecast of what "
        "this cut would cost."
    )
