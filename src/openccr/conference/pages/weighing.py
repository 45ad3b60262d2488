"""What a decision is weighed on: each criterion with its rule, the repeat, and the same pair in other cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from openccr.casefiles.queries import one_chance_of
from openccr.conference.models import Referral
from openccr.conference.operations.conflicts import staff_to_look_at
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs
from openccr.conference.pages.referrals import to_referral
from openccr.conference.pages.repeats import repeat_evidence
from openccr.conference.pages.triage import ONE
from openccr.conference.pages.turned import turned_panel
from openccr.conference.pages.two_people import listed_rows
from openccr.conference.queries.criteria import criteria_of, one_chance_proposed
from openccr.conference.queries.joining import listed_already
from openccr.conference.queries.triage import referral_of, repeat_proposal
from openccr.conference.queries.two_ways import turned_files
from openccr.conference.rules.conflicts import Match
from openccr.conference.rules.criteria import Weighed
from openccr.kernel.actors import Actor
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column, Screen, offer, record_page

_MET = {True: StateWord("Met", "new"), False: "Not met", None: StateWord("Not known", "waiting")}


def _weigh(*, actor: Actor, file: UUID, referral: UUID) -> Screen:
    case, bar = bar_of(file, actor=actor)
    row = referral_of(file_id=file, referral_id=referral)
    proposal = repeat_proposal(row)
    alike = staff_to_look_at(file)
    panels = [
        {
            "title": "Criteria",
            "template": "ui/panels/table.html",
            "data": _criteria(criteria_of(row, proposal=proposal)),
        },
        {"title": "Repeat", "template": "ui/panels/summary.html", "data": {"rows": repeat_evidence(proposal)}},
        {
            "title": "On a coming agenda already",
            "template": "ui/panels/summary.html",
            "data": listed_rows(listed_already(file)),
        },
        turned_panel(actor, file, turned_files(file)),
        {
            "title": "One chance?",
            "template": "ui/panels/summary.html",
            "data": _one_chance(file, row),
            "actions": _to_one_chance(actor, file),
        },
        {
            "title": "Staff with a name of this case",
            "template": "ui/panels/summary.html",
            "data": _staff(alike),
            "actions": _to_decide(actor, file, alike),
        },
    ]
    return Screen(
        title="What speaks for and against",
        identity=bar,
        data={"panels": panels},
        crumbs=[*case_crumbs(case), {"text": "Referral", "href": to_referral(file, referral)}, {"text": "Weigh it"}],
        file_id=file,
    )


record_page(
    pages, f"{ONE}weigh/", name="weigh", title="What speaks for and against", may="conference.triage", query=_weigh,
    reads="referral.read", template="conference/referral.html",
)  # fmt: skip


def _criteria(weighed: list[Weighed]) -> dict[str, Any]:
    rows = [
        {
            "cells": [
                {"text": one.criterion.name, "note": one.criterion.meaning},
                {"text": _MET[one.met]},
                {"text": one.why},
                {"text": one.criterion.key},
            ]
        }
        for one in weighed
    ]
    columns = [
        Column("name", "Criterion"),
        Column("met", "Met?", whole=True),
        Column("why", "Why"),
        Column("rule", "Rule"),
    ]
    return {
        "caption": "The criteria in use on the day of the referral",
        "columns": columns,
        "rows": rows,
        "empty": {"text": "This area has chosen no criteria."},
    }


def _one_chance(file: UUID, row: Referral) -> dict[str, Any]:
    if one_chance_of(file) is not None:
        return {"rows": [{"key": "One-chance mode", "text": StateWord("On", "serious")}]}
    reasons = one_chance_proposed(row)
    if not reasons:
        return {"rows": [], "empty": {"text": "Nothing that was sent proposes it. Anybody on the case may turn it on."}}
    return {"rows": [{"key": "Proposed, because", "text": reasons}]}


def _to_one_chance(actor: Actor, file: UUID) -> list[dict[str, Any]]:
    if one_chance_of(file) is not None:
        return []
    return [offer(actor, text="Turn it on", page="casefiles.one_chance", may="casefiles.one_chance", file=file)]


def _staff(found: Sequence[Match]) -> dict[str, Any]:
    return {
        "rows": [{"key": f"{one.staff.name}, {one.staff.agency}", "text": one.why} for one in found],
        "empty": {"text": "Nobody with a role in the partnership has such a name, or all are decided."},
    }


def _to_decide(actor: Actor, file: UUID, found: Sequence[Match]) -> list[dict[str, Any]]:
    return [
        offer(
            actor, text=f"Decide on {one.staff.name}", page="conference.staff_conflict", may="conference.triage",
            file=file, appointment=one.staff.appointment_id,
        )
        for one in found
    ]  # fmt: skip
