"""The core pages that measurements open, and clients signed in as the demonstration's personas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench._area import actor

if TYPE_CHECKING:
    from django.test import Client

NEEDS = {
    "conference.case": ("file",),
    "conference.referral": ("file", "referral"),
    "conference.meeting": ("meeting",),
    "conference.research": ("file", "research"),
    "conference.hearing": ("file", "hearing"),
    "conference.room": ("file", "hearing"),
    "actions.action": ("file", "action"),
    "casefiles.access": ("file",),
    "risk.new": ("file",),
}
"""Page → what stands in its address."""
CORE = {
    "coordinator": (
        "site.home", "conference.cases", "conference.triage", "conference.referral", "conference.meetings",
        "conference.meeting", "conference.case", "conference.hearing", "conference.room", "actions.list",
        "actions.action", "casefiles.access", "risk.new", "insight.figures",
    ),
    "on_case": (
        "site.home", "conference.cases", "conference.referrals", "conference.case", "conference.research",
        "actions.list",
    ),
    "off_case": ("site.home", "conference.cases", "conference.referrals"),
    "chair": ("site.home", "conference.cases", "conference.meeting", "conference.hearing"),
    "idva": ("site.home", "conference.cases", "conference.case"),
}  # fmt: skip
"""Persona → the pages they work with."""
LISTS = frozenset({"conference.cases", "conference.triage", "conference.referrals", "actions.list"})
"""Pages that show the newest or most urgent fifty of very many."""


def core_pages() -> list[tuple[str, str, str]]:
    """Persona, page and address of every core page, about a case listed for the coming meeting."""
    from django.urls import reverse

    found = []
    for persona, names in CORE.items():
        case, action = _case_and_action(persona)
        for name in names:
            ids = action if name == "actions.action" else case
            found.append((persona, name, reverse(name, kwargs={key: ids[key] for key in NEEDS.get(name, ())})))
    return found


def _case_and_action(persona: str) -> tuple[dict[str, object], dict[str, object]]:
    """What stands in the addresses of the last listed case that this persona sees, and of an open action."""
    from openccr.access.acting import acting_as
    from openccr.actions.models import Action
    from openccr.actions.rules import OPEN
    from openccr.conference.models import Hearing, Research

    who = actor(persona)
    with acting_as(who):
        listed = Hearing.objects.filter(state="listed", meeting__state="circulated").order_by("-listed_at")
        research = Research.objects.filter(hearing__in=listed[:200], agency_id=who.agency_id).first()
        hearing = listed.filter(id=research.hearing_id).first() if research else listed.first()
        action = Action.objects.filter(state__in=OPEN).order_by("-due_on").first()
        if hearing is None:
            return {}, {}
        assert action is not None
        case: dict[str, object] = {"file": hearing.file_id, "hearing": hearing.id, "meeting": hearing.meeting_id}
        case |= {"referral": hearing.referral_id, "research": research.id if research else None}
        return case, {"file": action.file_id, "action": action.id}


def signed_in(persona: str) -> Client:
    """A client signed in as a persona of the demonstration, who has just proved who they are."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    answer = client.post("/demo/sign-in", {"persona": persona})
    assert answer.status_code == 302, f"{persona} cannot sign in: {answer.status_code}"
    return client
