"""Sharing a case at the conference: why without consent, and inviting a further agency later."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.conference.forms.inviting import InviteForm
from openccr.conference.operations.inviting import invite_later
from openccr.conference.operations.sharing import justify_referral
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs, to_case
from openccr.conference.queries.inviting import invitable
from openccr.conference.queries.triage import referral_of
from openccr.conference.rules.reading import PROCESS
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.sharing.forms.grounds import GroundsForm
from openccr.sharing.rules.grounds import BASES
from openccr.ui.kinds import Asked, Done, ask, stamped


def _about_grounds(*, actor: Actor, file: UUID, referral: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    row = referral_of(file_id=file, referral_id=referral)
    return Asked(
        title="Sharing without consent",
        intro=f"The referral by {row.agency.name}. A conference needs no consent where the risk is high, but why it "
        "goes on without it is written down once, before the case is listed. It cannot be changed afterwards. What the "
        "partnership usually relies on in law is chosen already: change it where it does not fit.",
        button="Write it down",
        identity=bar,
        crumbs=case_crumbs(case),
        context={"cancel_href": to_case(file)},
    )


def _usual_law(*, actor: Actor, file: UUID, referral: UUID) -> dict[str, Any]:
    """What the partnership usually relies on is chosen already; why, nobody but the practitioner can say."""
    pack = practice(actor)
    law = pack.law.usual[PROCESS].law
    return {"basis": next((key for key in law if pack.law.bases[key].layer in BASES), ""), "conditions": list(law)}


ask(
    pages, "case/<uuid:file>/referral/<uuid:referral>/without-consent/", name="without_consent",
    title="Sharing without consent", may="conference.refer", form=GroundsForm, about=_about_grounds,
    reads="referral.read", operation=stamped(justify_referral, file_id="file", referral_id="referral"),
    choices=lambda *, actor, file, referral: {"pack": practice(actor)}, initial=_usual_law,
    done=lambda _, *, file, referral: Done(to_case(file), "It is written down. The case can be listed."),
)  # fmt: skip


def _about_inviting(*, actor: Actor, file: UUID, hearing: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    if not any(one.hearing_id == hearing for one in case.hearings):
        raise NotFound
    return Asked(
        title="Invite a further agency",
        button="Invite and ask",
        identity=bar,
        crumbs=case_crumbs(case),
        context={"cancel_href": to_case(file)},
    )


def _agencies(*, actor: Actor, file: UUID, hearing: UUID) -> dict[str, Any]:
    found = invitable(actor=actor, today=timezone.localdate(), file_id=file, hearing_id=hearing)
    return {"agencies": found.agencies, "hints": found.hints}


ask(
    pages, "case/<uuid:file>/hearing/<uuid:hearing>/invite/", name="invite", title="Invite a further agency",
    may="conference.list", form=InviteForm, about=_about_inviting, choices=_agencies, reads="case.read",
    operation=stamped(invite_later, file_id="file", hearing_id="hearing"),
    done=lambda _, *, file, hearing: Done(to_case(file), "They are invited, and asked what they know."),
)  # fmt: skip
