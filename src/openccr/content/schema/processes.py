"""`processes/<key>.toml`: how a conference works here: what it accepts, when, how many, and its lists of reasons.

Criteria and repeat rules are *published*: a record's version never changes. The rest is *local*: an area may set it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from openccr.content.registry import CriterionRule, RepeatClock, RepeatIncident
from openccr.content.schema.base import Entry, Key, Keyed, Sourced, Strict, Text, VersionedKey, nothing
from openccr.content.schema.periods import Periods, Reminders

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}$")]


class Criterion(Entry):
    """A published reason for referral. Which fields it needs depends on its rule."""

    code: Code
    rule: CriterionRule
    meaning: Text
    needs_reason: bool = False
    instruments: tuple[Key, ...] = ()
    """Tools whose score counts, each with the same threshold: a tool and its version for young people."""
    threshold: Annotated[int, Field(ge=1)] | None = None
    events: Annotated[int, Field(ge=2)] | None = None
    crimes: Annotated[int, Field(ge=1)] | None = None
    months: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _says_what_its_rule_needs(self) -> Self:
        needed = {"score_at_least": ("instruments", "threshold"), "events_within": ("events", "months")}
        for field in needed.get(self.rule, ()):
            if not getattr(self, field):
                raise ValueError(f'the rule "{self.rule}" needs {field}: add it')
        return self


class RepeatRule(Entry):
    """A published definition of a repeat: same victim, same person or people who harm, within the months."""

    meaning: Text
    months: Annotated[int, Field(ge=1)]
    counts_from: RepeatClock
    incident: RepeatIncident
    in_use: Text


class Amount(Sourced):
    """A number with its unit."""

    value: Annotated[int, Field(ge=0)]
    unit: Text


class Numbers(Strict):
    """Capacity and planning figures."""

    minimum_age: Amount
    cases_per_meeting: Amount
    minutes_per_case: Amount
    days_between_meetings: Amount
    cases_per_10000_women: Amount


class Choices(Sourced):
    """Which published versions are in use here."""

    criteria: tuple[VersionedKey, ...]
    repeat_rule: VersionedKey
    instruments: tuple[VersionedKey, ...]
    automatic: tuple[Code, ...] = ()
    """Criteria that take a case on by being stated: the suspicion is enough, and nothing is weighed against it."""


class EarlierChoices(Entry):
    """What was in use here up to a day: a referral is judged by the rules of its own day."""

    until: date
    criteria: tuple[VersionedKey, ...]
    repeat_rule: VersionedKey


class Research(Sourced):
    """Which kinds of agency are asked what they know."""

    asked: tuple[Key, ...]


class Reason(Entry):
    """A reason from a list. `advice` says what the person who reads it can do."""

    advice: Text | None = None


class NotMetReason(Reason):
    """A reason why the criteria are not met. `about_score` marks what weighs the score or the height of the risk: a
    professional judgement is never answered with it."""

    about_score: bool = False


class SecondDecision(Sourced):
    """Who counts as a domestic abuse specialist when two people decide that the criteria are not met."""

    specialist_roles: tuple[Key, ...]
    specialist_agency_kinds: tuple[Key, ...]


class OneChance(Sourced):
    """When one-chance mode is proposed, and the words of an action that it stops."""

    criteria: tuple[Code, ...]
    items: tuple[Key, ...]
    stops: tuple[Text, ...]


class Suggested(Entry):
    """An action agencies often take; without an agency kind, every agency's.

    `faces`: who carries it. `safe_first`: he would notice it, so it waits until she knows and is safe. `by_flag`: it
    asks for a flag alone, and the agency's word that it is on ends it.
    """

    agency_kind: Key | None = None
    faces: Literal["victim", "perpetrator", "children", "agencies"]
    safe_first: bool = False
    by_flag: bool = False


class WaySeen(Entry):
    """A way in which somebody was seen. Only who is seen in person can be seen alone and well."""

    in_person: bool


class LastSeen(Sourced):
    """After how many days without being seen alone and well she or a child is shown in amber."""

    amber_days: Annotated[int, Field(ge=1)]


class DangerousDate(Entry):
    """A kind of day on which the danger may rise. `room`: it may stand on a screen that the whole room sees."""

    room: bool
    advice: Text | None = None


class DatesTold(Sourced):
    """How many days before a dangerous date its owners are told."""

    days: tuple[Annotated[int, Field(ge=0)], ...]


class Quorum(Sourced):
    """Kinds of agency without which the meeting does not decide."""

    agency_kinds: tuple[Key, ...]


NOT_LISTED = ("criteria_not_met", "not_for_this_area", "another_forum", "her_wish", "taken_off")
"""What an area may answer that does not list a case transferred to it: part of the format, understood by every area."""


class Process(Sourced):
    """A conference, complete."""

    version: Annotated[int, Field(ge=1)]
    name: Text
    abbreviation: Text
    choices: Choices
    quorum: Quorum
    research: Research
    criteria: Keyed[Criterion]
    repeat_rules: Keyed[RepeatRule]
    periods: Periods
    numbers: Numbers
    reasons_returned: Keyed[Reason]
    reasons_not_met: Keyed[NotMetReason]
    second_decision: SecondDecision
    early_help: Keyed[Reason]
    other_forums: Keyed[Reason]
    one_chance: OneChance
    choices_until: Keyed[EarlierChoices] = Field(default_factory=nothing)
    reasons_deferred: Keyed[Reason]
    chasing: Reminders
    reasons_unaware: Keyed[Reason]
    reasons_not_listed: Keyed[Reason]
    """Words for the keys that the format of transfers has (`NOT_LISTED`): no more and no fewer."""
    suggested_actions: Keyed[Suggested]
    last_seen: LastSeen
    ways_seen: Keyed[WaySeen]
    dangerous_dates: Keyed[DangerousDate]
    dates_told: DatesTold

    @model_validator(mode="after")
    def _answers_a_transfer_as_the_format_does(self) -> Self:
        if set(self.reasons_not_listed) != set(NOT_LISTED):
            raise ValueError(f"reasons_not_listed has the keys of the format of transfers: {', '.join(NOT_LISTED)}")
        return self

    @model_validator(mode="after")
    def _choices_exist(self) -> Self:
        self._published("choices", self.choices.criteria, self.choices.repeat_rule)
        for key, earlier in self.choices_until.items():
            self._published(f"choices_until.{key}", earlier.criteria, earlier.repeat_rule)
        codes = {criterion.code for criterion in self.criteria.values()}
        for code in self.choices.automatic:
            if code not in codes:
                raise ValueError(f'choices.automatic names "{code}", which is no criterion here')
        return self

    def _published(self, where: str, criteria: tuple[str, ...], repeat_rule: str) -> None:
        for name in criteria:
            if name not in self.criteria:
                raise ValueError(
                    f'{where}.criteria names "{name}", which is not published: use {", ".join(self.criteria)}'
                )
        codes = [self.criteria[name].code for name in criteria]
        if len(codes) != len(set(codes)):
            raise ValueError(f"{where}.criteria holds two versions of one criterion: choose one")
        if repeat_rule not in self.repeat_rules:
            raise ValueError(
                f'{where}.repeat_rule names "{repeat_rule}", which is not published: '
                f"use one of {', '.join(self.repeat_rules)}"
            )

    @property
    def criteria_in_use(self) -> tuple[Criterion, ...]:
        """The criteria this area accepts, in its own order."""
        return tuple(self.criteria[name] for name in self.choices.criteria)

    @property
    def repeat_rule(self) -> RepeatRule:
        """The definition of a repeat in use here."""
        return self.repeat_rules[self.choices.repeat_rule]

    def criteria_on(self, day: date) -> tuple[Criterion, ...]:
        """The criteria that were in use on a day, in the area's own order."""
        return tuple(self.criteria[name] for name in self._choices_on(day).criteria)

    def repeat_rule_on(self, day: date) -> RepeatRule:
        """The definition of a repeat that was in use on a day."""
        return self.repeat_rules[self._choices_on(day).repeat_rule]

    def _choices_on(self, day: date) -> Choices | EarlierChoices:
        over = (earlier for earlier in self.choices_until.values() if day <= earlier.until)
        return min(over, key=lambda earlier: earlier.until, default=self.choices)

    def criterion(self, code: str) -> Criterion:
        """The criterion in use that has this code.

        Raises:
            KeyError: the area does not accept that criterion.
        """
        for criterion in self.criteria_in_use:
            if criterion.code == code:
                return criterion
        raise KeyError(f'"{code}" is not a criterion here: use {", ".join(c.code for c in self.criteria_in_use)}')
