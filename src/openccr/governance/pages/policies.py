"""The register of policies: what there is and what is missing, agency by agency too, and templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.content.schema.policies import PolicyKind
from openccr.governance.pages import pages
from openccr.governance.pages.funding import may_offer, panel
from openccr.governance.queries.policies import OfAgency, PolicyShown, Register, of_agencies, policy_of, register
from openccr.governance.rules.policies import PolicyState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.sharing.queries.agreements import agreements
from openccr.sharing.rules.agreements import AgreementState
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, offer, page_context

LIST: dict[str, str] = {"text": "Policies", "href": "/policies/"}
SEE, KEEP = "governance.policies", "governance.keep_policies"
TONES = {
    PolicyState.DRAFT: "new",
    PolicyState.IN_FORCE: "neutral",
    PolicyState.REVIEW_SOON: "waiting",
    PolicyState.REVIEW_LATE: "late",
    PolicyState.RETIRED: "done",
}


def to_policy(policy: UUID) -> str:
    """The address of a policy."""
    return reverse("governance.policy", kwargs={"policy": policy})


def about_policy(words: str, save: str = "Save") -> Any:
    """What stands around a form about one policy, for `ask`."""

    def about(*, actor: Actor, policy: UUID) -> Asked:
        row = policy_of(actor=actor, policy=policy, today=timezone.localdate()).shown.row
        return Asked(button=save, crumbs=[LIST, {"text": row.title, "href": to_policy(policy)}, {"text": words}])

    return about


def back_to_policy(words: str) -> Any:
    """Back to the policy with those words, for `ask` and `button`."""
    return lambda _, *, policy: Done(to_policy(policy), words)


def state_word(state: PolicyState) -> StateWord:
    """How a policy stands, as a tag."""
    return StateWord(state.label, TONES[state])


@pages.custom("policies/", name="policies", title="Policies", may=SEE, methods=("GET", "HEAD"), reads="policy.looked")
def _policies(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The register, what is missing, and the way to the sharing agreements, which have a register of their own."""
    today = timezone.localdate()
    found = register(actor=actor, today=today)
    record("policy.looked")
    ours = [one for one in found.policies if one.row.agency_id is None]
    theirs = [one for one in found.policies if one.row.agency_id is not None]
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        intro="What the partnership and its agencies have agreed to do, and how to do it.",
        actions=[
            *({**one, "kind": "primary"}
              for one in may_offer(actor, text="Add a policy", page="governance.policy_new", may=KEEP)),
            offer(actor, text="Agency by agency", page="governance.agency_policies", may=SEE),
            offer(actor, text="Templates", page="governance.policy_templates", may=SEE),
        ],
        panels=[
            panel("The partnership's", policy_table(ours, empty="No policy is in the register yet.")),
            panel("Missing", _missing(found)),
            panel("Agencies' own", policy_table(theirs, empty="No agency has put one of its own in.")),
            panel("Information-sharing agreements", _agreements(actor), kind="summary"),
        ],
    )  # fmt: skip
    return TemplateResponse(request, "ui/record.html", context)


def policy_table(shown: Sequence[PolicyShown], *, empty: str) -> dict[str, Any]:
    """Policies as a panel's table."""
    return {
        "caption": "Policies",
        "columns": [
            Column("title", "Policy"), Column("owner", "Answers for it"), Column("version", "Version"),
            Column("review", "Review by", whole=True), Column("lacks", "What it lacks"), Column("state", "State"),
        ],
        "rows": [
            {
                "href": to_policy(one.row.id),
                "late": one.state is PolicyState.REVIEW_LATE,
                "cells": [
                    {"text": one.row.title, "note": one.row.agency.name if one.row.agency else ""},
                    {"text": one.row.owner}, {"text": str(one.newest.number) if one.newest else ""},
                    {"text": one.row.review_on},
                    {"text": [] if one.state is PolicyState.RETIRED else list(one.lacks)},
                    {"text": state_word(one.state)},
                ],
            }
            for one in shown
        ],
        "empty": {"text": empty},
    }  # fmt: skip


def _missing(found: Register) -> dict[str, Any]:
    return {
        "caption": "Policies that should be there",
        "columns": [Column("name", "Policy"), Column("about", "What it is for")],
        "rows": [
            {"href": to_template(one), "cells": [{"text": one.name}, {"text": one.about}]} for one in found.missing
        ],
        "empty": {"text": "The partnership has every policy of the list."},
    }


def to_template(kind: PolicyKind) -> str:
    """Where the template of a listed policy stands."""
    return reverse("governance.policy_template", kwargs={"policy_kind": kind.key})


def _agreements(actor: Actor) -> dict[str, Any]:
    """How many there are: they are kept in the register of sharing, and shown here by their link alone."""
    every = agreements(actor=actor, today=timezone.localdate())
    live = [one for one in every if one.state is not AgreementState.ENDED]
    late = sum(one.state is AgreementState.REVIEW_LATE for one in live)
    note = f"{late} of them should have been reviewed." if late else ""
    return {
        "rows": [
            {"key": "In force", "text": f"{len(live)} in the register of agreements",
             "href": reverse("sharing.agreements"), "note": note}
        ]
    }  # fmt: skip


@pages.custom(
    "policies/agencies/", name="agency_policies", title="Policies of each agency", may=SEE, methods=("GET", "HEAD"),
    reads="policy.looked",
)  # fmt: skip
def _agencies(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Which agency has which of the policies that each should have: the one for its staff first of all."""
    kinds, rows = of_agencies(actor=actor, today=timezone.localdate())
    record("policy.looked")
    first = sorted(kinds, key=lambda kind: kind.key != "staff")
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        intro="A policy for staff who are abused, or who abuse, and what else each agency should have.",
        crumbs=[LIST, {"text": "Agency by agency"}],
        panels=[
            panel("Agency by agency", {
                "caption": "Policies of each agency",
                "columns": [Column("agency", "Agency"), *(Column(kind.key, kind.name) for kind in first)],
                "rows": [
                    {"cells": [{"text": row.agency}, *(_cell(row, kind) for kind in first)]} for row in rows
                ],
                "empty": {"text": ""},
            })
        ],
    )  # fmt: skip
    return TemplateResponse(request, "ui/record.html", context)


def _cell(row: OfAgency, kind: PolicyKind) -> dict[str, Any]:
    """Only what each agency should have of its own is asked for; the others may go by the partnership's."""
    one = row.policies[kind.key]
    if one is not None:
        return {"text": state_word(one.state)}
    return {"text": StateWord("None yet", "waiting") if kind.whose == "agency" else "–"}


@pages.custom(
    "policies/templates/", name="policy_templates", title="Templates of policies", may=SEE, methods=("GET", "HEAD")
)
def _templates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The list of what should be there, each with its template."""
    kinds = practice(actor).policies.policies.values()
    whose = {"partnership": "The partnership's", "agency": "Each agency's", "both": "Both"}
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        intro="Headings, and what to say under each. Fill them with what is true here.",
        crumbs=[LIST, {"text": "Templates"}],
        panels=[
            panel("Templates", {
                "caption": "Templates",
                "columns": [
                    Column("name", "Policy"), Column("whose", "Whose"), Column("months", "Reviewed every"),
                    Column("about", "What it is for"),
                ],
                "rows": [
                    {"href": to_template(one), "cells": [
                        {"text": one.name}, {"text": whose[one.whose]}, {"text": f"{one.months} months"},
                        {"text": one.about},
                    ]}
                    for one in kinds
                ],
                "empty": {"text": "The pack has no template."},
            })
        ],
    )  # fmt: skip
    return TemplateResponse(request, "ui/record.html", context)


@pages.custom(
    "policies/templates/<slug:policy_kind>/", name="policy_template", title="Template", may=SEE, methods=("GET", "HEAD")
)
def _template(request: HttpRequest, actor: Actor, *, policy_kind: str) -> HttpResponse:
    """One template."""
    pack = practice(actor)
    one = pack.policies.policies.get(policy_kind)
    if one is None:
        raise NotFound
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title=one.name, intro=one.about,
        crumbs=[LIST, {"text": "Templates", "href": reverse("governance.policy_templates")}, {"text": one.name}],
        actions=[
            {**offered, "kind": "primary"}
            for offered in may_offer(
                actor, text="Start from it", page="governance.policy_from", may=KEEP, policy_kind=one.key
            )
        ],
        panels=[
            panel("What it says", {
                "rows": [{"key": part.heading, "text": part.says} for part in one.parts]
            }, kind="summary"),
            panel("Where the list comes from", {"paragraphs": [pack.sources.in_full(one.source)]}, kind="text"),
        ],
    )  # fmt: skip
    return TemplateResponse(request, "ui/record.html", context)
