"""Accepting a case that cannot wait, and calling its meeting in the same act."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.urgent import UrgentForm
from openccr.conference.operations.urgent import accept_urgently
from openccr.conference.pages import pages
from openccr.conference.pages.around import to_meeting
from openccr.conference.pages.triage import BY_THEIR_WORDS, ONE, about
from openccr.conference.queries.inviting import invitable
from openccr.conference.queries.meeting_choices import chairs, forums
from openccr.conference.queries.triage import referral_of
from openccr.kernel.actors import Actor
from openccr.sharing.queries import has_grounds
from openccr.sharing.rules.grounds import why_not_shared
from openccr.ui.kinds import Asked, Done, ask, stamped


def _choices(*, actor: Actor, file: UUID, referral: UUID) -> dict[str, Any]:
    today = timezone.localdate()
    found = invitable(actor=actor, today=today, file_id=file)
    return {"forums": forums(), "chairs": chairs(today=today), "agencies": found.agencies, "hints": found.hints}


def _usual(*, actor: Actor, file: UUID, referral: UUID) -> dict[str, Any]:
    return {"agency_ids": invitable(actor=actor, today=timezone.localdate(), file_id=file).usual}


def _about(*, actor: Actor, file: UUID, referral: UUID) -> Asked:
    asked: Asked = about("Accept, and call an urgent meeting", "Accept and call the meeting", may="conference.triage")(
        actor=actor, file=file, referral=referral
    )
    row = referral_of(file_id=file, referral_id=referral)
    why = why_not_shared(consent=row.consent, grounds=has_grounds(referral))
    if why is None:
        return asked
    grounds = reverse("conference.without_consent", kwargs={"file": file, "referral": referral})
    return replace(asked, warning=str(why), context={**asked.context, "grounds_href": grounds})


ask(
    pages, f"{ONE}urgent/", name="accept_urgently", title="Call an urgent meeting", may="conference.triage",
    form=UrgentForm, operation=stamped(accept_urgently, **BY_THEIR_WORDS), choices=_choices, initial=_usual,
    about=_about, template="conference/list_case.html",
    done=lambda meeting, *, file, referral: Done(
        to_meeting(meeting), "Accepted and listed. Send the agenda out when it is ready."
    ),
)  # fmt: skip
