"""Figures: the quarters; one quarter, to sign off; the area beside the national figures."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.audit.operations import record
from openccr.insight.counting import NOT_YET
from openccr.insight.forms import SignOffForm
from openccr.insight.operations import sign_off
from openccr.insight.pages import pages
from openccr.insight.pages.figures import FIGURES, found_for, quarter_named, shown, to_quarter
from openccr.insight.queries import QuarterFigures, QuarterLine, beside_national, quarters
from openccr.insight.rules.wording import number_words
from openccr.insight.tables import of_national
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, offer, record_page, table


class _Row:
    """A quarter as a row of the list."""

    def __init__(self, line: QuarterLine) -> None:
        self.href = to_quarter(line.quarter)
        self.quarter = line.quarter.name
        self.state = _state(line)
        self.signed = f"{day_words(timezone.localdate(line.signed.at))} by {line.signed.by}" if line.signed else ""
        self.corrections = str(line.signed.number - 1) if line.signed and line.signed.number > 1 else ""


def _state(line: QuarterLine) -> StateWord:
    if line.signed:
        return StateWord("Signed off", "done")
    return StateWord("Running", "neutral") if line.running else StateWord("Not signed off yet", "waiting")


def _quarters(*, actor: Actor, params: Any, page: int) -> Listing:
    return Listing(
        rows=[_Row(line) for line in quarters(actor=actor, today=timezone.localdate())],
        columns=[
            Column("quarter", "Quarter"),
            Column("state", "State"),
            Column("signed", "Signed off on"),
            Column("corrections", "Corrected", numeric=True),
        ],
        empty={"text": "There is no quarter yet."},
        actions=[offer(actor, text="Beside the national figures", page="insight.national", may="insight.figures")],
    )


table(
    pages, "figures/", name="figures", title="Figures", may="insight.figures", query=_quarters, menu="Figures",
)  # fmt: skip


def _national(*, actor: Actor) -> Screen:
    beside = beside_national(actor=actor, today=timezone.localdate())
    if beside.exact:
        record("figures.read")
    return Screen(
        title="This area beside the national figures",
        data={
            "beside": beside,
            "table": of_national(beside),
            "women": number_words(beside.women),
        },
        crumbs=[FIGURES],
    )


record_page(
    pages, "figures/national/", name="national", title="This area beside the national figures", may="insight.figures",
    query=_national, reads="figures.read", template="insight/national.html",
)  # fmt: skip


def _screen(*, actor: Actor, quarter: str) -> Screen:
    found = found_for(actor, quarter)
    return Screen(
        title=f"{found.form.name}: {found.quarter.name}",
        data=shown(found),
        actions=_actions(actor, found),
        crumbs=[FIGURES],
    )


def _actions(actor: Actor, found: QuarterFigures) -> list[dict[str, Any]]:
    text, why = "Sign off again" if found.signed else "Sign off", _why_not(found)
    offered = [
        offer(actor, text=text, page="insight.sign_off", may="insight.sign_off", why=why, quarter=found.quarter)
    ]  # fmt: skip
    if found.figures:
        offered += [
            offer(actor, text="Download (CSV)", page="insight.csv", may="insight.figures", quarter=found.quarter),
            offer(actor, text="Download (XLSX)", page="insight.xlsx", may="insight.figures", quarter=found.quarter),
            offer(actor, text="Print", page="insight.paper", may="insight.figures", quarter=found.quarter),
        ]
    offered.append(
        offer(
            actor,
            text="How the conference worked",
            page="insight.working",
            may="insight.figures",
            quarter=found.quarter,
        )
    )
    return offered


def _why_not(found: QuarterFigures) -> Refusal | None:
    if not found.exact:
        return Refusal(NOT_YET)
    if found.missing:
        return Refusal(found.missing[0].sentence)
    if found.signed and not found.changed:
        return Refusal("Nothing has changed since it was signed off.")
    return None


record_page(
    pages, "figures/<str:quarter>/", name="quarter", title="Quarterly return", may="insight.figures", query=_screen,
    reads="figures.read", template="insight/quarter.html",
)  # fmt: skip


def _about_signing_off(*, actor: Actor, quarter: str) -> Asked:
    found = found_for(actor, quarter)
    return Asked(
        title=f"Sign off {found.quarter.name}",
        intro="The figures are frozen as they stand. What is recorded later shows as a difference and can be signed off"
        " as a correction.",
        warning="Chairs and analysts of the partnership will see them, rounded so that nobody can be recognised.",
        button="Sign off",
        crumbs=[
            FIGURES,
            {"text": found.quarter.name, "href": to_quarter(quarter)},
        ],
    )


def _sign_off(*, actor: Actor, quarter: str, reason: str = "") -> UUID:
    return sign_off(actor=actor, quarter=quarter_named(quarter), at=timezone.now(), reason=reason)


ask(
    pages, "figures/<str:quarter>/sign-off/", name="sign_off", title="Sign off", may="insight.sign_off",
    form=SignOffForm, operation=_sign_off, about=_about_signing_off,
    choices=lambda *, actor, quarter: {"correcting": found_for(actor, quarter).signed is not None},
    done=lambda _, *, quarter: Done(to_quarter(quarter), "The figures are signed off."),
)  # fmt: skip
