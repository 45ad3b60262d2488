"""What the conference shows on the case screen: her wishes, where the case stands, what agencies said, the referral."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.access.together import Later
from openccr.conference.models import Referral
from openccr.conference.queries.advisers import adviser_of
from openccr.conference.queries.cases import case_of, wishes_of
from openccr.conference.queries.held_back import as_read
from openccr.conference.queries.research import asks_said, said_of
from openccr.conference.rules.referrals import REFERRAL, ReferralState
from openccr.conference.triage_panels import adviser_row
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.people.queries import people_of, victim_words
from openccr.people.rules import NEUTRAL, PartKind
from openccr.sharing.queries.ledger import GroundsShown, grounds_of
from openccr.sharing.rules.grounds import Consent
from openccr.ui.components import StateWord
from openccr.ui.panels import Panel

TONES = {
    ReferralState.RECEIVED: "new",
    ReferralState.RETURNED: "waiting",
    ReferralState.APPEALED: "waiting",
    ReferralState.HEARD: "done",
}


def _whose_wishes(file_id: UUID | None) -> str:
    words = victim_words(file_id, today=timezone.localdate()) if file_id else NEUTRAL
    return f"{words.possessive_first} wishes"


def _wishes(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    today = timezone.localdate()
    wishes = wishes_of(case_of(file_id), said_of(file_id=file_id, today=today))
    victims = [one for one in people_of(file_id, today=today) if one.part is PartKind.VICTIM]
    return {"wishes": wishes, "died": bool(victims) and all(one.deceased for one in victims)}


def _said(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    said = said_of(file_id=file_id, today=timezone.localdate())
    return {
        "said": [one for one in said if one.returned_at],
        "silent": [one.agency for one in said if not one.returned_at and one.is_open],
    }


def _referrals(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    criteria = {one.code: one.name for one in practice(actor).processes["marac"].criteria_in_use}
    found = case_of(file_id).referrals
    without = any(row.consent != Consent.YES for row in found)
    grounds = {one.about_id: one for one in grounds_of(file_id, actor=actor)} if without else {}
    shown = [
        _referral(
            row, criteria, _without_consent(actor, row, grounds.get(row.id)) if row.consent != Consent.YES else None
        )
        for row in found
    ]
    return {"referrals": shown} if shown else None


def _without_consent(actor: Actor, row: Referral, grounds: GroundsShown | None) -> dict[str, Any]:
    """Why the referral is shared without consent, or the link to where it is written down."""
    key = "Shared without consent"
    if grounds is not None:
        return {"key": key, "text": f"Necessary: {grounds.necessity}", "note": f"{grounds.law[0]}, {grounds.by}"}
    if why_not(actor, "conference.refer", row.agency) is not None:
        return {"key": key, "text": "Why is not written down yet"}
    href = reverse("conference.without_consent", kwargs={"file": row.file_id, "referral": row.id})
    return {"key": key, "text": "Write down why", "href": href, "note": "It is asked for before the case is listed."}


def _referral(row: Referral, criteria: dict[str, str], shared: dict[str, Any] | None) -> dict[str, Any]:
    answers = {"yes": "Yes", "no": "No"}
    read = partial(as_read, file_id=row.file_id, by_agency=row.agency_id)
    rows = [
        ("Criteria", [criteria.get(code, code) for code in row.criteria]),
        ("Reason", read(row.reason)),
        ("Professional judgement", read(row.judgement_reason)),
        ("Repeat", row.repeat),
        ("Does the victim know?", answers.get(row.aware, "Not known")),
        ("Why not", read(row.unaware_reason)),
        ("Consent", answers.get(row.consent, "Not known")),
        ("Decided by", row.decided_by),
        ("Decision", read(row.decision_reason)),
    ]
    return {
        "by": row.agency.name,
        "href": reverse("conference.referral", kwargs={"file": row.file_id, "referral": row.id}),
        "on": row.referred_on,
        "state": StateWord(REFERRAL.states[row.state], TONES.get(ReferralState(row.state), "neutral")),
        "rows": [
            *([shared] if shared else []),
            *({"key": key, "text": text} for key, text in rows if text not in ("", None, [])),
        ],
    }


def _stands(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    """What the case waits for: its referral, its meeting, its adviser, and who has not answered."""
    case = case_of(file_id)
    said = [one for one in said_of(file_id=file_id, today=timezone.localdate()) if one.is_open]
    silent = [one.agency for one in said if not one.returned_at]
    rows: list[dict[str, Any]] = []
    for row in case.referrals[:1]:
        href = reverse("conference.referral", kwargs={"file": file_id, "referral": row.id})
        word = StateWord(REFERRAL.states[row.state], TONES.get(ReferralState(row.state), "neutral"))
        rows.append({"key": "Referral", "text": word})
        rows.append({"key": "Referred by", "text": f"{row.agency.name}, {day_words(row.referred_on)}", "href": href})
    heard = case.next_hearing
    rows.append(
        {
            "key": "Next meeting",
            "text": heard.meeting_on,
            "href": reverse("conference.meeting", kwargs={"meeting": heard.meeting_id}),
        }
        if heard
        else {"key": "Next meeting", "text": "On no agenda"}
    )
    if said:
        words = f"{len(said) - len(silent)} of {len(said)} agencies have answered"
        rows.append({"key": "Research", "text": words, "note": f"Not back: {', '.join(silent)}" if silent else ""})
    rows.append(adviser_row(actor, file_id))
    return {"rows": rows}


def _asks_said(_: Actor, file_id: UUID) -> list[Later]:
    return asks_said(file_id, today=timezone.localdate())


CASE_PANELS = [
    Panel(
        "case.marac", 10, _whose_wishes, _wishes, "conference/panels/wishes.html", "conference.case",
        ahead=_asks_said, key="wishes",
    ),
    Panel(
        "case.marac", 25, "Where the case stands", _stands, "ui/panels/summary.html", "conference.case",
        ahead=lambda _, file: [adviser_of.later(file)],
    ),
    Panel(
        "case.marac.said", 60, "What each agency said", _said, "conference/panels/said.html", "conference.case",
        ahead=_asks_said,
    ),
    Panel(
        "case.marac.said", 70, "Referral", _referrals, "conference/panels/referrals.html", "conference.case",
        ahead=_asks_said,
    ),
]  # fmt: skip
