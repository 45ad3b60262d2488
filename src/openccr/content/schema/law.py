"""`law.toml`: the lawful bases and gateways from which a disclosure names its own, and the kinds of information."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from openccr.content.registry import PromptFact
from openccr.content.schema.base import Entry, Key, Keyed, Sourced, Strict, Table, Text, nothing

Layer = Literal["article_6", "article_9", "article_10", "part_3", "gateway", "confidentiality"]


class LawfulBasis(Entry):
    """One basis, condition or gateway. `check_on` is the day by which somebody reads the law again.

    `consent`: it rests on the person's own consent, so it is no basis where there is none.
    """

    layer: Layer
    reference: Text
    used_for: Text
    consent: bool = False
    check_on: date | None = None


class InformationKind(Entry):
    """A kind of information that a disclosure names.

    `may` says how far it goes in a meeting unless she says otherwise; it is given for kinds on which she is asked.
    """

    may: Literal["minuted", "said", "idva_only"] | None = None


class Usual(Sourced):
    """What a process usually shares when a case is listed, and by which law: keys of the two lists beside it."""

    kinds: tuple[Text, ...]
    law: tuple[Text, ...]


class Prompt(Entry):
    """An action that the law opens, offered where `fact` holds; its name is the action's words.

    `ask` is what to find out first, where the facts of the case do not say it. `faces` and `safe_first` are as in a
    process's suggested actions.
    """

    agency_kind: Key
    faces: Literal["victim", "perpetrator", "children", "agencies"]
    safe_first: bool = False
    fact: PromptFact
    ask: Text | None = None
    reference: Text
    check_on: date | None = None


class Retention(Entry):
    """How long a closed file of a process is kept; its key is the process.

    `years` count from the day it was closed. Where a child has a part in it, it is kept at least until the youngest
    has reached `child_until_age`.
    """

    years: Annotated[int, Field(ge=1)]
    child_until_age: Annotated[int, Field(ge=18)] | None = None


class RecordClass(Entry):
    """How long one class of record is kept, and what becomes of it then; each table belongs to one class.

    `starts` is from when the time counts. Where neither `years` nor `days` is given, it goes with what it belongs to,
    or
    stays. `then` says what becomes of it; a legal hold outranks it wherever a person decides.
    """

    starts: Literal["case_closed", "last_case_removed", "request_answered", "made", "meeting", "agency_left", "never"]
    years: Annotated[int, Field(ge=1)] | None = None
    days: Annotated[int, Field(ge=1)] | None = None
    then: Literal["disposed_by_two", "removed_with_case", "key_destroyed", "removed_by_itself", "unnamed", "kept"]
    why: Text


class Exemption(Entry):
    """A ground by which data that somebody asked for are kept back.

    `fits` names the marks that the rules put on a sentence (`openccr.subjectaccess.rules.tagging.Mark`), for which it
    is proposed; `ask` is what whoever uses it writes down. `says_so` is false where naming it would itself tell.
    """

    reference: Text
    used_for: Text
    ask: Text
    fits: tuple[Key, ...] = ()
    says_so: bool = True
    check_on: date | None = None


class SubjectAccess(Sourced):
    """How a request for one's own data is answered. `months` is the period, `longer` what an extension adds."""

    months: Annotated[int, Field(ge=1)]
    longer: Annotated[int, Field(ge=1)]
    title: Text
    intro: Text
    neither: Text
    rights: tuple[Text, ...]


class Law(Strict):
    """`law.toml`."""

    bases: Keyed[LawfulBasis] = Field(default_factory=nothing)
    prompts: Keyed[Prompt] = Field(default_factory=nothing)
    kinds: Keyed[InformationKind] = Field(default_factory=nothing)
    usual: Table[Usual] = Field(default_factory=nothing)
    retention: Keyed[Retention] = Field(default_factory=nothing)
    record_classes: Keyed[RecordClass] = Field(default_factory=nothing)
    exemptions: Keyed[Exemption] = Field(default_factory=nothing)
    subject_access: SubjectAccess | None = None
