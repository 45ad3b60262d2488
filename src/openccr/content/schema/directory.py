"""`directory.toml`: the words by which services are found, the way for each level of risk, and how files are read."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from openccr.content.schema.base import Entry, Key, Keyed, Strict, Table, Text, nothing

Days = Annotated[int, Field(ge=1)]


class Worded(Entry):
    """An entry that files word in several ways; `also` holds the others, for a file that is brought in."""

    also: tuple[Text, ...] = ()


class Theme(Worded):
    """One of the thematic areas in which a strategy lists organisations."""


class Audience(Worded):
    """Whom a service is for. `page` is the heading of its public list, `lead` the sentence under it.

    `signs` is what somebody may notice, `guidance` what to know before looking at services; `programme`: such a service
    says what it costs, whether one may come without a court, and whether somebody has accredited it.
    """

    page: Text
    lead: Text
    signs: tuple[Text, ...] = ()
    guidance: tuple[Text, ...] = ()
    programme: bool = False


class Trait(Worded):
    """Something a person looks for in a service, such as that it is for women only.

    `says_court`: it says whether a programme is inside or outside the courts.
    """

    says_court: bool = False


class Group(Entry):
    """People for whom need, provision and voices are compared.

    Args:
        measure: the measure of a return that counts them among those who need help; none where nobody counts them.
        traits, audiences: a service that has one of these is for them.
        compares: whether their share can be set beside that of the population; not where abuse itself is not spread so.
    """

    measure: Key | None = None
    traits: tuple[Key, ...] = ()
    audiences: tuple[Key, ...] = ()
    compares: bool = True


class Pathway(Entry):
    """What is done at a level of risk, step by step, before and beside any service."""

    lead: Text
    steps: tuple[Text, ...]


class Elsewhere(Entry):
    """Help for the whole country; shown below the services of an area, and without any.

    Args:
        phone: the number as it is published; empty where only the website says it.
        says: what it costs and when somebody answers.
    """

    phone: Annotated[str, StringConstraints(pattern=r"^(0[0-9 ]{6,14}[0-9])?$")] = ""
    says: str = ""
    href: Annotated[str, StringConstraints(pattern=r"^https://\S+$")]
    audiences: tuple[Key, ...]


class Asking(Entry):
    """A kind of thing of which is asked who would be the last person to approach it, and the question in words."""

    asks: Text


class Directory(Strict):
    """The whole file.

    Args:
        check_days: after how many days an entry's owner is asked whether it is still right.
        chase_days: how often the owner is asked again.
        capacity_days: for how many days it is believed that a service takes people.
        columns: field of an entry → the headings that a spreadsheet may give it.
        hiding_words: words that say that where a service is must not be known.
        secret_words: the same, of a warning that stands anywhere in a row.
        doubt_words: words of a phrase, of whom a service is for, that may mean people who abuse.
        either_words: of whom a service is for, alone, that may mean people who were abused and who abuse.
        feed_theme, feed_audience: what an entry of another directory gets that does not say it.
    """

    themes: Keyed[Theme] = Field(default_factory=nothing)
    audiences: Keyed[Audience] = Field(default_factory=nothing)
    traits: Keyed[Trait] = Field(default_factory=nothing)
    statuses: Keyed[Entry] = Field(default_factory=nothing)
    levels: Keyed[Entry] = Field(default_factory=nothing)
    groups: Keyed[Group] = Field(default_factory=nothing)
    pathways: Keyed[Pathway] = Field(default_factory=nothing)
    last_person: Keyed[Asking] = Field(default_factory=nothing)
    elsewhere: Keyed[Elsewhere] = Field(default_factory=nothing)
    known_from: Keyed[Entry] = Field(default_factory=nothing)
    columns: Table[tuple[Text, ...]] = Field(default_factory=nothing)
    hiding_words: tuple[Text, ...] = ()
    secret_words: tuple[Text, ...] = ()
    doubt_words: tuple[Text, ...] = ()
    either_words: tuple[Text, ...] = ()
    feed_theme: Key | None = None
    feed_audience: Key | None = None
    check_days: Days = 180
    chase_days: Days = 30
    capacity_days: Days = 14
