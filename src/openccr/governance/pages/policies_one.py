"""One policy: its words and versions, signing, saying that one has read it, review and retirement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.audit.operations import record
from openccr.conference.rules.repeats import add_months
from openccr.content.schema.policies import PolicyKind
from openccr.documents.paper_pages import declare_papers
from openccr.governance.forms.policies import PolicyForm, PolicyReviewForm, VersionForm
from openccr.governance.models import PolicyVersion
from openccr.governance.operations.policies import (
    add_policy,
    retire_policy,
    review_policy,
    say_read,
    unretire_policy,
    write_version,
)
from openccr.governance.pages import pages
from openccr.governance.pages.funding import panel
from openccr.governance.pages.policies import (
    KEEP,
    LIST,
    SEE,
    about_policy,
    back_to_policy,
    state_word,
    to_policy,
)
from openccr.governance.pages.policies_signing import sign_offers, signatories
from openccr.governance.papers.policies import POLICY_PAPERS
from openccr.governance.queries.policies import PolicyShown, PolicyWhole, policy_of
from openccr.governance.rules.policies import PolicyState, Version
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.partnership.telling import sent
from openccr.sharing.queries.agreements import agencies_to_choose
from openccr.ui.kinds import Asked, Column, Done, ask, button, offer, page_context, stamped

READ = "governance.read_policy"


@pages.custom(
    "policies/<uuid:policy>/", name="policy", title="Policy", may=SEE, methods=("GET", "HEAD"), reads="policy.looked"
)
def _policy(request: HttpRequest, actor: Actor, *, policy: UUID) -> HttpResponse:
    """One policy: what it says now, what it rests on, who signed and who has read it."""
    found = policy_of(actor=actor, policy=policy, today=timezone.localdate())
    record("policy.looked", subjects=[policy])
    one, newest = found.shown, found.shown.newest
    panels = [panel("The policy", {"rows": _facts(one)}, kind="summary")]
    panels.append(panel("Its words", _words(newest), kind="text"))
    if found.still is not None:
        panels.append(panel(f"In force until then: version {found.still.number}", _words(found.still), kind="text"))
    if one.signatories:
        panels.append(panel("Who signed", signatories(one)))
    if newest is not None and one.row.to_be_read:
        panels.append(panel("Who has read it", _readers(found)))
    panels.append(panel("Versions", _versions(found)))
    context = page_context(
        request.page,  # type: ignore[attr-defined]
        title=one.row.title, crumbs=[LIST, {"text": one.row.title}], actions=_actions(actor, one), panels=panels,
    )  # fmt: skip
    return TemplateResponse(request, "ui/record.html", context)


def _words(version: PolicyVersion | None) -> dict[str, Any]:
    return {
        "paragraphs": version.body.split("\n\n") if version and version.body else [],
        "empty": {"text": f"It lies here: {version.held_at}" if version else "It has no words yet."},
    }


def _actions(actor: Actor, one: PolicyShown) -> list[dict[str, Any]]:
    parts: dict[str, Any] = {"policy": one.row.id}
    wordless = None if one.newest else Refusal("It has no words yet.")
    retired = Refusal("It is retired.") if one.state is PolicyState.RETIRED else None
    made = []
    if one.row.to_be_read and one.row.agency_id in (None, actor.agency_id) and why_not(actor, READ) is None:
        read = Refusal("You have said so.") if one.read else None
        made.append(
            offer(actor, text="I have read it", page="governance.policy_read", may=READ, post=True,
                  why=retired or wordless or read, **parts)
        )  # fmt: skip
    if one.newest is not None:
        made.append(offer(actor, text="PDF and Word", page="governance.paper_policy", may=SEE, **parts))
    made += sign_offers(actor, one, why=retired)
    if why_not(actor, KEEP) is None and (actor.whole_area or one.row.agency_id == actor.agency_id):
        made += [
            offer(actor, text="Write a version", page="governance.policy_version", may=KEEP, why=retired, **parts),
            offer(actor, text="Review", page="governance.policy_review", may=KEEP, why=retired, **parts),
            offer(actor, text="Put it in force again", page="governance.policy_unretire", may=KEEP, post=True, **parts)
            if retired
            else offer(actor, text="Retire it", page="governance.policy_retire", may=KEEP, post=True, **parts),
        ]
    return made


def _facts(one: PolicyShown) -> list[dict[str, Any]]:
    row, newest = one.row, one.newest
    rows: list[dict[str, Any]] = [
        {"key": "State", "text": state_word(one.state), "note": " ".join(one.lacks)},
        {"key": "Whose", "text": row.agency.name if row.agency else "The partnership's"},
        {"key": "Answers for it", "text": row.owner},
        {"key": "Review by", "text": row.review_on},
    ]
    if row.reviewed_on:
        rows.append({"key": "Last reviewed", "text": row.reviewed_on, "note": row.review_words})
    if newest is not None:
        by = {"text": newest.approved_on, "note": newest.approved_by} if newest.approved_on else {"text": "Nobody yet"}
        rows += [
            {"key": "Version", "text": f"{newest.number}, written by {newest.made_by}"},
            {"key": "Approved", **by},
            {"key": "What it rests on", "text": newest.evidence},
            {"key": "What survivors said", "text": newest.survivor_input or "They have not been asked about it."},
        ]
        if newest.held_at and newest.body:
            rows.append({"key": "Where it lies", "text": newest.held_at})
    return rows


def _readers(found: PolicyWhole) -> dict[str, Any]:
    return {
        "caption": "Read receipts of the newest version, as far as you may see them",
        "columns": [Column("name", "Who"), Column("agency", "Agency"), Column("at", "When", whole=True)],
        "rows": [
            {
                "cells": [
                    {"text": one.by_name}, {"text": one.agency.name}, {"text": timezone.localdate(one.read_at)},
                ]
            }
            for one in found.readers[:200]
        ],
        "empty": {"text": "Nobody whom you may see has said so. A lead sees the own agency's people."},
    }  # fmt: skip


def _versions(found: PolicyWhole) -> dict[str, Any]:
    return {
        "caption": "Versions",
        "columns": [
            Column("number", "Version"), Column("made", "Written", whole=True), Column("by", "By"),
            Column("approved", "Approved by"),
        ],
        "rows": [
            {
                "cells": [
                    {"text": str(one.number)}, {"text": timezone.localdate(one.made_at)}, {"text": one.made_by},
                    {"text": one.approved_by or "Nobody yet"},
                ]
            }
            for one in found.versions
        ],
        "empty": {"text": "It has no words yet."},
    }  # fmt: skip


def _new_choices(*, actor: Actor) -> dict[str, Any]:
    kinds = [
        one for one in practice(actor).policies.policies.values() if actor.whole_area or one.whose != "partnership"
    ]
    every = agencies_to_choose(today=timezone.localdate())
    mine = [(str(key), name) for key, name in every if actor.whole_area or key == actor.agency_id]
    partnership = [("", "The partnership's")] if actor.whole_area else []
    return {"kinds": [(one.key, one.name) for one in kinds], "owners": [*partnership, *mine]}


def _new_initial(*, actor: Actor) -> dict[str, Any]:
    agency = "" if actor.whole_area else str(actor.agency_id)
    return {"to_be_read": True, "agency_id": agency, "review_on": add_months(timezone.localdate(), 12)}


def _from_initial(*, actor: Actor, policy_kind: str) -> dict[str, Any]:
    kind = _kind(actor, policy_kind)
    agency = str(actor.agency_id) if kind.whose == "agency" or not actor.whole_area else ""
    review = add_months(timezone.localdate(), kind.months)
    return {"kind": kind.key, "title": kind.name, "to_be_read": True, "agency_id": agency, "review_on": review}


def _kind(actor: Actor, key: str) -> PolicyKind:
    found = practice(actor).policies.policies.get(key)
    if found is None:
        raise NotFound
    return found


def _from_about(*, actor: Actor, policy_kind: str) -> Asked:
    kind = _kind(actor, policy_kind)
    return Asked(title=kind.name, intro=kind.about, button="Add it", crumbs=[LIST, {"text": kind.name}])


def _template_of(kind: PolicyKind | None) -> str:
    return "\n\n".join(f"{part.heading}\n{part.says}" for part in kind.parts) if kind else ""


def _version_initial(*, actor: Actor, policy: UUID) -> dict[str, Any]:
    """The newest version to go on from; the template where there is none."""
    one = policy_of(actor=actor, policy=policy, today=timezone.localdate()).shown
    if one.newest is None:
        return {"body": _template_of(one.kind)}
    return {
        "body": one.newest.body, "held_at": one.newest.held_at, "evidence": one.newest.evidence,
        "survivor_input": one.newest.survivor_input, "sign": [str(party.agency_id) for party in one.signatories],
    }  # fmt: skip


def _signers(*, actor: Actor, policy: UUID) -> dict[str, Any]:
    row = policy_of(actor=actor, policy=policy, today=timezone.localdate()).shown.row
    return {"agencies": [] if row.agency_id else agencies_to_choose(today=timezone.localdate())}


def _write(*, actor: Actor, policy: UUID, version: Version, sign: tuple[UUID, ...]) -> str:
    write_version(actor=actor, policy=policy, version=version, sign=sign, at=timezone.now())
    words, today = "The version is saved.", timezone.localdate()
    return sent(words, to=sign, permission="governance.sign_policy", actor=actor, today=today)


def _to_words(policy: UUID, **_: Any) -> Done:
    words = "Added. Now its words: a template is filled in."
    return Done(reverse("governance.policy_version", kwargs={"policy": policy}), words)


ask(
    pages, "policies/new/", name="policy_new", title="Add a policy", may=KEEP, form=PolicyForm,
    operation=stamped(add_policy), choices=_new_choices, initial=_new_initial,
    about=lambda *, actor: Asked(button="Add it", crumbs=[LIST, {"text": "Add a policy"}]),
    done=_to_words,
)  # fmt: skip
ask(
    pages, "policies/templates/<slug:policy_kind>/start/", name="policy_from", title="Start from a template", may=KEEP,
    form=PolicyForm, choices=lambda *, actor, policy_kind: _new_choices(actor=actor), initial=_from_initial,
    about=_from_about, done=_to_words,
    operation=lambda *, actor, policy_kind, **given: add_policy(actor=actor, at=timezone.now(), **given),
)  # fmt: skip
ask(
    pages, "policies/<uuid:policy>/version/", name="policy_version", title="Write a version", may=KEEP,
    form=VersionForm, operation=_write, choices=_signers, initial=_version_initial,
    about=about_policy("Write a version", "Save this version"),
    done=lambda words, *, policy: Done(to_policy(policy), words),
)  # fmt: skip
button(
    pages, "policies/<uuid:policy>/read/", name="policy_read", title="I have read it", may=READ,
    operation=stamped(say_read), done=back_to_policy("Thank you. It is written down that you have read it."),
)  # fmt: skip
ask(
    pages, "policies/<uuid:policy>/review/", name="policy_review", title="Review the policy", may=KEEP,
    form=PolicyReviewForm, operation=stamped(review_policy), about=about_policy("Review"),
    done=back_to_policy("The review is saved."),
)  # fmt: skip
button(
    pages, "policies/<uuid:policy>/retire/", name="policy_retire", title="Retire the policy", may=KEEP,
    operation=stamped(retire_policy), done=back_to_policy("The policy is retired. It stays in the register."),
)  # fmt: skip
button(
    pages, "policies/<uuid:policy>/unretire/", name="policy_unretire", title="Put the policy in force again", may=KEEP,
    operation=stamped(unretire_policy), done=back_to_policy("The policy is in force again."),
)  # fmt: skip


def _crumbs(*, actor: Actor, about: UUID) -> list[dict[str, str]]:
    row = policy_of(actor=actor, policy=about, today=timezone.localdate()).shown.row
    return [LIST, {"text": row.title, "href": to_policy(about)}]


declare_papers(
    pages, about="policy", address="policies/<uuid:policy>/", kinds=POLICY_PAPERS, crumbs=_crumbs, listed=False
)
