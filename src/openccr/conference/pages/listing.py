"""Listing a case: from the meeting's page, or from the case's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.audit.operations import record
from openccr.conference.forms.meetings import ListForm
from openccr.conference.operations.listing import list_case
from openccr.conference.pages import pages
from openccr.conference.pages.around import about_meeting, back, bar_of, case_crumbs, to_case
from openccr.conference.queries.inviting import Invitable, invitable
from openccr.conference.queries.meeting_choices import (
    meetings_to_list_on,
    not_to_be_shared_yet,
    waiting_for_a_meeting,
)
from openccr.conference.rules.referrals import ReferralState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.sharing.queries import has_grounds
from openccr.sharing.rules.grounds import why_not_shared
from openccr.ui.kinds import Asked, Done, ask, stamped


def _invitable(actor: Actor, file: UUID | None = None) -> Invitable:
    return invitable(actor=actor, today=timezone.localdate(), file_id=file)


def _what_may_be_listed(*, actor: Actor, meeting: UUID) -> dict[str, Any]:
    waiting, found = waiting_for_a_meeting(), _invitable(actor)
    record("triage.read", subjects=[one.id for one in waiting])
    return {"agencies": found.agencies, "hints": found.hints, "referrals": [(one.id, one.words) for one in waiting]}


def _about_the_meeting(*, actor: Actor, meeting: UUID) -> Asked:
    """The form, and above it the cases that may not be shared yet, each with the page where that is mended."""
    asked = about_meeting("List a case", "List and ask agencies")(actor=actor, meeting=meeting)
    rows = [
        {"words": one.words, "why": why.sentence, "href": _to_grounds(file=one.file_id, referral=one.id)}
        for one, why in not_to_be_shared_yet(waiting_for_a_meeting())
    ]
    return replace(asked, context={"held_up": rows})


ask(
    pages, "meetings/<uuid:meeting>/list/", name="list", title="List a case", may="conference.list", form=ListForm,
    operation=stamped(list_case, meeting_id="meeting"), done=back("The case is listed, and agencies are asked."),
    choices=_what_may_be_listed,
    initial=lambda *, actor, meeting: {"agency_ids": _invitable(actor).usual},
    about=_about_the_meeting, template="conference/list_case.html",
)  # fmt: skip


def _about_listing(*, actor: Actor, file: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    row = next((row for row in case.referrals if row.state == ReferralState.ACCEPTED), None)
    why = why_not_shared(consent=row.consent, grounds=has_grounds(row.id)) if row else None
    warning = str(why) if why else ""
    to_plan = "" if meetings_to_list_on(today=timezone.localdate()) else reverse("conference.plan")
    return Asked(
        title="List on a meeting", button="List and ask agencies", identity=bar, crumbs=case_crumbs(case),
        warning=" ".join(filter(None, (warning, _NO_MEETING if to_plan else ""))),
        context={"grounds_href": _to_grounds(file=file, referral=row.id) if why and row else "", "plan_href": to_plan},
    )  # fmt: skip


_NO_MEETING = "No meeting lies ahead to list it on: plan one first."


def _to_grounds(*, file: UUID, referral: UUID) -> str:
    return reverse("conference.without_consent", kwargs={"file": file, "referral": referral})


def _list_this(*, actor: Actor, file: UUID, **given: Any) -> UUID:
    case, _ = bar_of(file, actor=actor)
    accepted = next((row for row in case.referrals if row.state == ReferralState.ACCEPTED), None)
    if accepted is None:
        raise NotFound if not case.referrals else Refusal("The referral is not accepted, or already listed.")
    return list_case(actor=actor, referral_id=accepted.id, at=timezone.now(), **given)


ask(
    pages, "case/<uuid:file>/list/", name="list_case", title="List on a meeting", may="conference.list", form=ListForm,
    operation=_list_this, done=lambda _, *, file: Done(to_case(file), "The case is listed, and agencies are asked."),
    choices=lambda *, actor, file: {
        "agencies": _invitable(actor, file).agencies, "hints": _invitable(actor, file).hints,
        "meetings": meetings_to_list_on(today=timezone.localdate()),
    },
    initial=lambda *, actor, file: {"agency_ids": _invitable(actor, file).usual}, about=_about_listing,
    reads="case.read", template="conference/list_case.html",
)  # fmt: skip
