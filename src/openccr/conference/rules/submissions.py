"""A referral as it is sent: what a referrer says, whether typed on the form or standing in a row of a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any
from uuid import UUID

from openccr.content.schema.processes import Criterion, Process
from openccr.content.schema.relationships import Relationship
from openccr.kernel.refusals import Refusal
from openccr.people.rules import Description, age_on


@dataclass(frozen=True, kw_only=True)
class ReferringAgency:
    """An agency of the partnership that refers; `source` is its line in the return's list of referral sources."""

    id: UUID
    name: str
    kind: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Harmer:
    """A person who harms; `relationship` to the victim is a key of the pack's list."""

    described: Description
    relationship: str = ""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A whole referral (domain 1.5).

    `reference` is the agency's own and may be empty on the form. Answers are yes, no, "not_recorded" (nobody knows) or
    "" (not given). `instrument` is the key@version of the risk tool whose score or grade is sent, "" for the one that
    is usual here; `assessed_by` is who gave it where that was not the agency. `others` are people at risk or of whom
    she is afraid; `detail` is what has no field of its own, as (key of the question, words).
    """

    agency: ReferringAgency
    referred_on: date
    victim: Description
    reference: str = ""
    referrer_name: str = ""
    referrer_email: str = ""
    criteria: tuple[str, ...] = ()
    instrument: str = ""
    dash_score: int | None = None
    grade: str = ""
    dash_on: date | None = None
    assessed_by: str = ""
    judgement_reason: str = ""
    harmers: tuple[Harmer, ...] = ()
    children: tuple[Description, ...] = ()
    others: tuple[Description, ...] = ()
    consent: str = ""
    victim_aware: str = ""
    unaware_reason: str = ""
    incident_on: date | None = None
    reason: str = ""
    victim_wishes: str = ""
    detail: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def judged_high(self) -> bool:
        """The referrer's professional judgement is that the risk is high."""
        return "PJ" in self.criteria

    def canonical(self) -> str:
        """The same text for the same content, however it was written; what is not given leaves no trace in it."""
        content = _said(self) | {"agency": str(self.agency.id)}
        return json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)


def _said(value: Any) -> Any:
    if is_dataclass(value):
        answers = ((one.name, getattr(value, one.name)) for one in fields(value))
        return {name: _said(one) for name, one in answers if one not in ("", None, (), False)}
    if isinstance(value, tuple | list):
        return [_said(one) for one in value]
    return value


NO_CRITERION = Refusal("No criterion is named.", remedy="Say which one is met.", field="criteria")


def no_reason(criterion: Criterion) -> Refusal:
    """What is missing of a criterion that stands on the referrer's own words."""
    return Refusal(
        f"{criterion.name} has no reason.", remedy="Say in words what worries you.", field="judgement_reason"
    )


NO_NECESSITY = Refusal("It is not said why sharing without consent is necessary.", remedy="Ask why.", field="necessity")
"""Asked of whoever refers until somebody has written it down."""


def gaps(submission: Submission, *, process: Process, ties: Mapping[str, Relationship]) -> list[Refusal]:
    """What a coordinator would have to ask: said to whoever fills in the form, and shown at triage of what was sent.

    None of it stops a referral that comes in a file: she would be lost among refused rows (domain 1.4, 1.5).

    Args:
        ties: what somebody may be to the victim, by key, as the pack has them.
    """
    found = [*_gaps_of_criteria(submission, process)]
    if not any(harmer.described.names for harmer in submission.harmers):
        found.append(
            Refusal(
                "The person who harms is not named.",
                remedy="Give the name, or say what is known.",
                field="perpetrator_given_name",
            )
        )
    contact = submission.victim.contact
    if any(kind == "phone" for kind, _ in submission.victim.places) and (not contact or contact.safe == "not_asked"):
        found.append(
            Refusal("It is not said whether it is safe to call.", remedy="Ask the referrer.", field="safe_to_call")
        )
    if submission.victim_aware == "no" and not submission.unaware_reason:
        found.append(
            Refusal(
                "It is not said why the victim does not know of the referral.",
                remedy="Ask why.",
                field="unaware_reason",
            )
        )
    if submission.consent == "no" and not dict(submission.detail).get("necessity"):
        found.append(NO_NECESSITY)
    least = process.numbers.minimum_age.value
    adults = [(submission.victim, "victim_dob"), *((one.described, "perpetrator_dob") for one in submission.harmers)]
    for one, column in adults:
        years = age_on(one.born_on, submission.referred_on)
        if years is not None and years < least:
            found.append(
                Refusal(
                    f"Somebody was {years} at the referral; this conference hears people of {least} and over.",
                    remedy="Refer to children's safeguarding today.",
                    field=column,
                )
            )
    for harmer in submission.harmers:
        tie = ties.get(harmer.relationship)
        if tie is not None and tie.personally_connected is False:
            found.append(
                Refusal(
                    f"“{tie.name}” is not personally connected to the victim, as the law has it.",
                    remedy="Check what they are to each other, and whether another route fits better.",
                    field="relationship",
                )
            )
    if submission.incident_on and submission.incident_on > submission.referred_on:
        found.append(
            Refusal("The latest incident is after the referral.", remedy="Check both dates.", field="incident_on")
        )
    return found


def _gaps_of_criteria(submission: Submission, process: Process) -> list[Refusal]:
    if not submission.criteria:
        return [NO_CRITERION]
    found = []
    for code in submission.criteria:
        criterion = process.criterion(code)
        if criterion.needs_reason and not submission.judgement_reason:
            found.append(no_reason(criterion))
        if criterion.threshold is None:
            continue
        used = (submission.instrument or process.choices.instruments[0]).partition("@")[0]
        if submission.dash_score is None or used not in criterion.instruments:
            found.append(
                Refusal(f"{criterion.name} has no score.", remedy="Give the score.", field="dash_score"),
            )
        elif submission.dash_score < criterion.threshold:
            found.append(
                Refusal(
                    f"{criterion.name} is claimed with {submission.dash_score}, below {criterion.threshold}.",
                    remedy="Check the score. A professional judgement may stand alone, with its reason.",
                    field="dash_score",
                )
            )
    return found
