"""The identity bar: what stays in sight on every page of a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from openccr.access.may import why_not
from openccr.access.together import Later, ahead
from openccr.actions.queries.actions import locked_on
from openccr.casefiles.queries import excluded_count, one_chance_of
from openccr.conference.queries.cases import Case, case_of
from openccr.conference.rules.referrals import ReferralState
from openccr.conference.rules.repeats import add_months
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.people.queries import PersonShown, people_of, safe_contact_of, signs_of
from openccr.people.rules import PartKind
from openccr.people.rules.young import harms_and_is_child
from openccr.risk.queries import all_risks, latest_risk
from openccr.sharing.queries.no_go import no_go_count

Urgent = list[dict[str, str]]


def bar_later(file_id: UUID, *, actor: Actor, today: date) -> list[Later]:
    """What the bar asks for this actor; together it is one query."""
    asked = [
        case_of.later(file_id),
        people_of.later(file_id, today=today),
        safe_contact_of.later(file_id, today=today),
        all_risks.later(file_id),
        one_chance_of.later(file_id),
    ]
    if actor.whole_area:
        asked.append(excluded_count.later(file_id))
    if _sees(actor, "people.signs"):
        asked.append(signs_of.later(file_id))
    if _sees(actor, "actions.see"):
        asked.append(locked_on.later(file_id))
    if _sees(actor, "sharing.no_go"):
        asked.append(no_go_count.later(file_id, today=today))
    return asked


def identity_bar(case: Case, *, actor: Actor, today: date, flag_months: int) -> dict[str, Any]:
    """The bar that never scrolls away (ui/parts/identity.html). Initials and reference, never a name. One query.

    Args:
        flag_months: how long a case's flag stays on after its last referral.
    """
    ahead(bar_later(case.file_id, actor=actor, today=today))
    risk = latest_risk(case.file_id)
    contact = safe_contact_of(case.file_id, today=today)
    people = people_of(case.file_id, today=today)
    ages = [person.age for person in people if person.part is PartKind.CHILD]
    victim = next((person.person_id for person in people if person.part is PartKind.VICTIM), None)
    young = practice(actor).people.young_harmer
    children_first = [person for person in people if harms_and_is_child(person.part, person.age, below=young.below)]
    return {
        "initials": case.initials,
        "reference": case.reference,
        "risk_text": risk.text if risk else None,
        "risk_date": risk.on if risk else None,
        "safe_contact_known": contact.known,
        "safe_contact_text": contact.text,
        "safe_contact_href": _before_contact(case.file_id, victim, actor),
        "young_text": f"{young.label}: {young.bar[0].lower()}{young.bar[1:]}" if children_first else "",
        "urgent": _urgent(case.file_id, people, actor=actor, today=today),
        "flags": _flags(case, today=today, months=flag_months),
        "children_text": _children(ages),
        "excluded_count": excluded_count(case.file_id) if actor.whole_area else None,
    }


def _urgent(file_id: UUID, people: Sequence[PersonShown], *, actor: Actor, today: date) -> Urgent:
    """What nobody may overlook, each for those who may know it."""
    found = [{"text": words} for words in _deaths(people)]
    if one_chance_of(file_id) is not None:
        found.append({"text": "One chance: no contact with family or community, no mediation"})
    if _sees(actor, "people.signs"):
        sign = next((one for one in signs_of(file_id) if one.closed_at is None), None)
        if sign is not None:
            href = reverse("people.sign", kwargs={"file": file_id, "sign": sign.id})
            found.append({"text": "Suicidal signs: act today", "href": href})
    if _sees(actor, "sharing.no_go") and (number := no_go_count(file_id, today=today)):
        words = "1 entry on the list of who must not be told" if number == 1 else f"{number} must not be told"
        found.append({"text": words, "href": reverse("conference.case_sharing", kwargs={"file": file_id})})
    if _sees(actor, "actions.see") and (number := locked_on(file_id)):
        words = "1 action waits until it is safe" if number == 1 else f"{number} actions wait until it is safe"
        found.append({"text": words, "href": reverse("conference.case_actions", kwargs={"file": file_id})})
    return found


def _deaths(people: Sequence[PersonShown]) -> list[str]:
    dead = {person.part for person in people if person.deceased}
    return [f"{part.label} has died" for part in PartKind if part in dead]


def _sees(actor: Actor, permission: str) -> bool:
    return why_not(actor, permission) is None


def _before_contact(file_id: UUID, victim: UUID | None, actor: Actor) -> str:
    """Where to look before she is contacted; nowhere for who may not contact her."""
    if victim is None or not _sees(actor, "people.contact"):
        return ""
    return reverse("people.before_contact", kwargs={"file": file_id, "person": victim})


def _flags(case: Case, *, today: date, months: int) -> list[dict[str, Any]]:
    heard = [row for row in case.referrals if row.state == ReferralState.HEARD]
    until = max((add_months(row.referred_on, months) for row in heard), default=None)
    return [{"text": "Heard at conference", "review_on": until}] if until and until >= today else []


def _children(ages: list[int | None]) -> str:
    if not ages:
        return ""
    known = sorted(age for age in ages if age is not None)
    words = "1 child" if len(ages) == 1 else f"{len(ages)} children"
    if not known:
        return words
    listed = " and ".join([", ".join(str(age) for age in known[:-1]), str(known[-1])]) if known[1:] else str(known[0])
    return f"{words}, {'aged ' if len(known) == len(ages) else 'known ages '}{listed}"
