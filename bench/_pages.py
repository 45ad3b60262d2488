"""The core pages that measurements open, and clients signed in as the demonstration's personas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bench._area import actor

if TYPE_CHECKING:
    from django.test import Client

TABS = (
    "conference.case_people", "conference.case_risk", "conference.case_said", "conference.case_actions",
    "conference.case_sharing", "conference.case_papers",
)  # fmt: skip
"""The pages of a case behind the one it opens on."""
NEEDS = {
    "conference.case": ("file",),
    "conference.referral": ("file", "referral"),
    "conference.meeting": ("meeting",),
    "conference.research": ("file", "research"),
    "conference.hearing": ("file", "hearing"),
    "conference.room": ("file", "hearing"),
    "conference.announced": ("file", "hearing"),
    "conference.order": ("meeting",),
    "conference.research_grid": ("meeting",),
    "conference.circulation": ("meeting",),
    "conference.minutes": ("meeting",),
    "insight.working": ("quarter",),
    "actions.action": ("file", "action"),
    "casefiles.access": ("file",),
    "risk.new": ("file", "instrument"),
    "insight.quarter": ("quarter",),
    "insight.cases": ("quarter", "cell"),
    "sharing.ledger": ("file",),
} | dict.fromkeys(TABS, ("file",))
"""Page → what stands in its address."""
CORE = {
    "coordinator": (
        "site.home", "conference.cases", "conference.triage", "conference.referral", "conference.meetings",
        "conference.meeting", "conference.case", "conference.hearing", "conference.room", "actions.list",
        "actions.action", "casefiles.access", "risk.new", "insight.figures", *TABS, "safeguarding.list",
        "sharing.ledger", "insight.quarter", "insight.cases",
    ),
    "on_case": (
        "site.home", "conference.cases", "conference.referrals", "conference.case", "conference.research",
        "actions.list", *TABS, "safeguarding.list",
    ),
    "off_case": ("site.home", "conference.cases", "conference.referrals"),
    "chair": ("site.home", "conference.cases", "conference.meeting", "conference.hearing", "conference.case"),
    "idva": ("site.home", "conference.cases", "conference.case", *TABS),
}  # fmt: skip
"""Persona → the pages they work with."""
MEETING = {
    "coordinator": (
        "conference.hearing", "conference.announced", "conference.room", "conference.meeting", "conference.order",
        "conference.research_grid", "conference.circulation", "conference.minutes", "actions.review",
        "insight.quarter", "insight.working",
    ),
    "chair": (
        "conference.hearing", "conference.announced", "conference.room", "conference.meeting",
        "conference.circulation", "conference.minutes", "actions.review",
    ),
    "on_case": ("conference.meeting", "actions.report"),
}  # fmt: skip
"""Persona → the pages of a conference, before it, in it and after it."""
LISTS = frozenset({"conference.cases", "conference.triage", "conference.referrals", "actions.list"})
"""Pages that show the newest or most urgent fifty of very many."""


def core_pages() -> list[tuple[str, str, str]]:
    """Persona, page and address of every core page, about a case listed for the coming meeting."""
    return opened(CORE)


def opened(pages: Mapping[str, Sequence[str]]) -> list[tuple[str, str, str]]:
    """The same of these pages, given by persona."""
    from django.urls import reverse

    found = []
    for persona, names in pages.items():
        case, action = _case_and_action(persona)
        for name in names:
            ids = action if name == "actions.action" else case
            found.append((persona, name, reverse(name, kwargs={key: ids[key] for key in NEEDS.get(name, ())})))
    return found


def other_cases(persona: str, number: int) -> list[str]:
    """The addresses of so many listed cases of this persona that the measured pages do not show.

    What is written goes there: no case of any area has a hundred assessments, and pages are measured on what the area
    gave a case.
    """
    from django.urls import reverse

    from openccr.access.acting import acting_as
    from openccr.conference.models import Hearing

    measured = {case.get("file") for one in CORE for case, _ in [_case_and_action(one)]} - {None}
    with acting_as(actor(persona)):
        listed = Hearing.objects.filter(state="listed", meeting__state="circulated").exclude(file_id__in=measured)
        files = list(listed.order_by("-listed_at").values_list("file_id", flat=True)[:number])
    return [reverse("conference.case", args=[file]) for file in files]


def _case_and_action(persona: str) -> tuple[dict[str, object], dict[str, object]]:
    """What stands in the addresses of the last listed case that this persona sees, and of an open action."""
    from django.utils import timezone

    from openccr.access.acting import acting_as
    from openccr.actions.models import Action
    from openccr.actions.rules import OPEN
    from openccr.conference.models import Hearing, Research
    from openccr.insight.rules.quarters import quarter_of

    who = actor(persona)
    with acting_as(who):
        listed = Hearing.objects.filter(state="listed", meeting__state="circulated").order_by("-listed_at")
        research = Research.objects.filter(hearing__in=listed[:200], agency_id=who.agency_id).first()
        hearing = listed.filter(id=research.hearing_id).first() if research else listed.first()
        action = Action.objects.filter(state__in=OPEN, file__isnull=False).order_by("-due_on").first()
        if hearing is None:
            return {}, {}
        assert action is not None
        case: dict[str, object] = {"file": hearing.file_id, "hearing": hearing.id, "meeting": hearing.meeting_id}
        case |= {"referral": hearing.referral_id, "research": research.id if research else None}
        case |= {"quarter": str(quarter_of(timezone.localdate()).before()), "cell": "cases", "instrument": "dash24@1"}
        return case, {"file": action.file_id, "action": action.id}


def signed_in(persona: str) -> Client:
    """A client signed in as a persona of the demonstration, who has just proved who they are."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    answer = client.post("/demo/sign-in", {"persona": persona})
    assert answer.status_code == 302, f"{persona} cannot sign in: {answer.status_code}"
    return client
