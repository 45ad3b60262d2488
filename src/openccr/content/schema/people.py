"""`people.toml`: what practice says about people: safe contact, children who harm, suicidal signs, death."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from openccr.content.schema.base import Entry, Keyed, Sourced, Strict, Text

Days = Annotated[int, Field(ge=1)]


class ContactRules(Sourced):
    """How long an answer about safe contact stands, and when a ban on contact is looked at again. In days."""

    stands_days: Days
    ban_review_days: Days


class AttemptOutcome(Entry):
    """What came of an attempt to reach somebody; `reached`: she herself was spoken with or met."""

    reached: bool = False


class ContactMessage(Sourced):
    """The one message that may go out to a person of a case. It names nobody and nothing."""

    subject: Text
    text: Text


class Interpreting(Sourced):
    """Words for somebody who never interprets: family, friends, children."""

    never: tuple[Text, ...]


class YoungHarmer(Sourced):
    """Somebody who harms and is a child: the age below which, the words used, and the way to help."""

    below: Days
    label: Text
    bar: Text
    prompt: Text


class CrisisRoute(Entry):
    """Where to turn when somebody may take their own life."""

    says: Text


class SuicidalSigns(Sourced):
    """What is said when there are suicidal signs, and the follow-up of instrument items that opens the pathway."""

    prompt: Text
    opened_by: Text


class DeathWords(Sourced):
    """What is said when a person of a case has died."""

    review_prompt: Text


class Status(Entry):
    """A status of a child or adult with social care."""


class IdentifierKind(Entry):
    """A number by which somebody is known: `check` is a tested function's name, `alone`: no two people share it.

    `agencies`: kinds that alone may open it.
    """

    check: Literal["any", "nhs", "pnc"] = "any"
    alone: bool = False
    agencies: tuple[Text, ...] = ()


class Tie(Entry):
    """What somebody is to somebody else; `back`: the same tie said from the other side."""

    back: Text


class Merging(Sourced):
    """When putting two records of one person together takes a second person: keys of `rules.recognising.SECOND`.

    `slip_hours`: for how long whoever put them together, alone, may take them apart alone.
    """

    second_person: tuple[Literal["against", "other_part", "found_two", "nothing_alike", "unsure"], ...]
    slip_hours: Annotated[int, Field(ge=0, le=168)]


class ChronologyRules(Sourced):
    """How many days with nothing written down are shown as a gap in a chronology."""

    gap_days: Days


class CommonName(Sourced):
    """When a family name is common: in more than one of `one_in` cases of the area, and in at least `cases`."""

    one_in: Annotated[int, Field(ge=1)]
    cases: Annotated[int, Field(ge=1)]


class People(Strict):
    """`people.toml`."""

    contact: ContactRules
    contact_message: ContactMessage
    interpreting: Interpreting
    attempt_outcomes: Keyed[AttemptOutcome]
    young_harmer: YoungHarmer
    suicidal_signs: SuicidalSigns
    crisis_routes: Keyed[CrisisRoute]
    death: DeathWords
    child_statuses: Keyed[Status]
    identifiers: Keyed[IdentifierKind]
    ties: Keyed[Tie]
    merging: Merging
    common_name: CommonName
    chronology: ChronologyRules
