"""`processes/<key>.toml`: how a conference works here: what it accepts, when, how many, and its lists of reasons.

Criteria and repeat rules are *published*: they have versions, records store the version they were judged by, and a
version never changes. `choices`, periods and numbers are *local*: an area's own folder may set them, with its source.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from openccr.content.registry import CountedFrom, CriterionRule, RepeatClock, RepeatIncident
from openccr.content.schema.base import Entry, Key, Keyed, Sourced, Strict, Text, VersionedKey, with_keys

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}$")]


class Criterion(Entry):
    """A published reason for referral. Which fields it needs depends on its rule."""

    code: Code
    rule: CriterionRule
    meaning: Text
    stands_alone: bool = True
    needs_reason: bool = False
    instrument: Key | None = None
    threshold: Annotated[int, Field(ge=1)] | None = None
    events: Annotated[int, Field(ge=2)] | None = None
    crimes: Annotated[int, Field(ge=1)] | None = None
    months: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _says_what_its_rule_needs(self) -> Self:
        needed = {"score_at_least": ("instrument", "threshold"), "events_within": ("events", "months")}
        for field in needed.get(self.rule, ()):
            if getattr(self, field) is None:
                raise ValueError(f'the rule "{self.rule}" needs {field}: add it')
        return self


class RepeatRule(Entry):
    """A published definition of a repeat: same victim, same person or people who harm, within the months."""

    meaning: Text
    months: Annotated[int, Field(ge=1)]
    counts_from: RepeatClock
    incident: RepeatIncident
    in_use: Text


class Period(Entry):
    """A number of days or months before or after something. `days` and `months` exclude each other."""

    days: Annotated[int, Field(ge=0)] | None = None
    months: Annotated[int, Field(ge=1)] | None = None
    kind: Literal["working", "calendar"] = "working"
    when: Literal["before", "after"]
    counted_from: CountedFrom
    owner: Key

    @model_validator(mode="after")
    def _days_or_months(self) -> Self:
        if (self.days is None) == (self.months is None):
            raise ValueError("write either days or months")
        return self


class Periods(Strict):
    """Every period the conference keeps; one that is left out is an error, not a default."""

    triage: Period
    referral_cut_off: Period
    agenda_out: Period
    research_due: Period
    idva_first_contact: Period
    action_list: Period
    minutes: Period
    action_due: Period
    flag: Period
    transfer_acknowledged: Period

    @model_validator(mode="before")
    @classmethod
    def _entries_know_their_key(cls, data: Any) -> Any:
        return with_keys(data)

    @model_validator(mode="after")
    def _in_the_order_of_the_work(self) -> Self:
        steps = (self.referral_cut_off, self.agenda_out, self.research_due)
        if any(step.days is None or step.when != "before" for step in steps):
            raise ValueError("referral_cut_off, agenda_out and research_due are days before the meeting")
        for earlier, later in pairwise(steps):
            if (earlier.days or 0) < (later.days or 0):
                raise ValueError(
                    f"{earlier.key} falls after {later.key}: give {earlier.key} at least {later.days} days"
                )
        return self


class Amount(Sourced):
    """A number with its unit."""

    value: Annotated[int, Field(ge=0)]
    unit: Text


class Numbers(Strict):
    """Capacity and planning figures."""

    minimum_age: Amount
    cases_per_meeting: Amount
    minutes_per_case: Amount
    longest_minutes_per_case: Amount
    days_between_meetings: Amount
    cases_per_10000_women: Amount
    cases_per_coordinator: Amount
    referrals_per_idva: Amount


class Choices(Sourced):
    """Which published versions are in use here."""

    criteria: tuple[VersionedKey, ...]
    repeat_rule: VersionedKey
    instruments: tuple[VersionedKey, ...]
    consent_needed: bool
    self_referral: bool


class Research(Sourced):
    """Who is asked what they know, and who may answer for an agency."""

    asked: tuple[Key, ...]
    roles: tuple[Key, ...]
    nil_return: Text


class Question(Entry):
    """A heading of the research return. Some are about one part in the case only."""

    about: Literal["everyone", "victim", "perpetrator", "children", "plan"]
    minuted: bool = True


class Outcome(Entry):
    """A decision at triage and what it needs."""

    leads_to: Key
    needs_reason: bool
    may_appeal: bool
    advice: Text


class Reason(Entry):
    """A reason from a list. `advice` says what the person who reads it can do."""

    advice: Text | None = None


class NotDone(Entry):
    """Why an action was not done; only some reasons are the agency's own."""

    by_agency: bool


class Suggested(Entry):
    """An action agencies often take; without an agency kind, every agency's.

    `faces` says who carries it: a plan that faces only her is questioned. `safe_first` marks what the person who
    harms would notice: it waits until she knows and is safe.
    """

    agency_kind: Key | None = None
    faces: Literal["victim", "perpetrator", "children", "agencies"]
    safe_first: bool = False


class Quorum(Sourced):
    """Without whom the meeting does not decide."""

    roles: tuple[Key, ...]
    agency_kinds: tuple[Key, ...]


class Process(Sourced):
    """A conference, complete."""

    version: Annotated[int, Field(ge=1)]
    kind: Literal["conference"]
    name: Text
    abbreviation: Text
    aims: tuple[Text, ...]
    choices: Choices
    quorum: Quorum
    research: Research
    criteria: Keyed[Criterion]
    repeat_rules: Keyed[RepeatRule]
    periods: Periods
    numbers: Numbers
    research_questions: Keyed[Question]
    triage_outcomes: Keyed[Outcome]
    reasons_returned: Keyed[Reason]
    reasons_not_met: Keyed[Reason]
    reasons_deferred: Keyed[Reason]
    reasons_unaware: Keyed[Reason]
    reasons_not_done: Keyed[NotDone]
    suggested_actions: Keyed[Suggested]

    @model_validator(mode="after")
    def _choices_exist(self) -> Self:
        for name in self.choices.criteria:
            if name not in self.criteria:
                raise ValueError(
                    f'choices.criteria names "{name}", which is not published: use {", ".join(self.criteria)}'
                )
        codes = [self.criteria[name].code for name in self.choices.criteria]
        if len(codes) != len(set(codes)):
            raise ValueError("choices.criteria holds two versions of one criterion: choose one")
        if self.choices.repeat_rule not in self.repeat_rules:
            raise ValueError(
                f'choices.repeat_rule names "{self.choices.repeat_rule}", which is not published: '
                f"use one of {', '.join(self.repeat_rules)}"
            )
        return self

    @property
    def criteria_in_use(self) -> tuple[Criterion, ...]:
        """The criteria this area accepts, in its own order."""
        return tuple(self.criteria[name] for name in self.choices.criteria)

    @property
    def repeat_rule(self) -> RepeatRule:
        """The definition of a repeat in use here."""
        return self.repeat_rules[self.choices.repeat_rule]

    def criterion(self, code: str) -> Criterion:
        """The criterion in use that has this code.

        Raises:
            KeyError: the area does not accept that criterion.
        """
        for criterion in self.criteria_in_use:
            if criterion.code == code:
                return criterion
        raise KeyError(f'"{code}" is not a criterion here: use {", ".join(c.code for c in self.criteria_in_use)}')
