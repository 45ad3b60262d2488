"""A second referral of a case that is on a coming agenda."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from openccr.conference.forms.two_ways import JoinForm
from openccr.conference.operations.joining import join
from openccr.conference.pages import pages
from openccr.conference.pages.triage import BY_THEIR_WORDS, ONE, about, done
from openccr.conference.queries.joining import listed_already
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.kinds import Asked, ask, stamped


def _cases(*, actor: Actor, file: UUID, referral: UUID) -> dict[str, Any]:
    return {
        "cases": [(one.file_id, f"{one.reference}, on {day_words(one.meeting_on)}") for one in listed_already(file)],
    }


def _about(*, actor: Actor, file: UUID, referral: UUID) -> Asked:
    asked: Asked = about("Join to the case already listed", "Join", may="conference.triage")(
        actor=actor, file=file, referral=referral
    )
    if listed_already(file):
        return asked
    return replace(asked, warning="The same pair is on no coming agenda: there is nothing to join this referral to.")


ask(
    pages, f"{ONE}join/", name="join", title="Join to the listed case", may="conference.triage", form=JoinForm,
    operation=stamped(join, **BY_THEIR_WORDS), choices=_cases,
    about=_about,
    done=done("Joined. Its facts are with the listed case, and its agency is asked there."),
)  # fmt: skip
