"""Whether somebody who works at an agency may be one of the people of a case, or belong to their family.

A name that is the same is looked at before anything goes out. More than a name, the same telephone, e-mail, address, or
name with date of birth, holds at once: the case does not exist for them until the coordinator has decided (security
paper, T1 and rule 4; employee cases of MARAC protocols). So does the name of a person on her no-go list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from openccr.people.rules import PartKind
from openccr.people.rules.staff import BARE_ADDRESS, split_name


class Decided(StrEnum):
    """What the coordinator found of somebody who may be in the case."""

    KEPT_OUT = "kept_out"
    NO_CONFLICT = "no_conflict"


class Extent(StrEnum):
    """How far they are kept out."""

    PERSON = "person"
    UNIT = "unit"
    AGENCY = "agency"


@dataclass(frozen=True)
class Staff:
    """Somebody with a role in the partnership.

    Args:
        marks: (kind, token) of what they declared, and of the address they sign in with.
    """

    appointment_id: UUID
    user_id: UUID
    agency_id: UUID
    name: str
    agency: str
    unit: str = ""
    marks: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)

    @cached_property
    def called(self) -> tuple[str, str]:
        """First and last name as they are compared: once, since each is held against hundreds of cases."""
        return split_name(self.name)

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Of everything that they declared."""
        return frozenset(token for _, token in self.marks)


@dataclass(frozen=True)
class InCase:
    """Somebody in a case, as they are compared.

    Args:
        names: (given key, family key) of each name and alias.
        tokens: of their date of birth, each name, and each of their whereabouts.
        near: of the street and the postcode of each, and of each without its postcode.
    """

    part: PartKind
    names: frozenset[tuple[str, str]]
    tokens: frozenset[str] = field(default=frozenset(), repr=False)
    near: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True)
class Unwanted:
    """A person on her no-go list.

    Args:
        id: of the line.
        agency_id: where she says that they work; None when she does not.
        at: when it was written down; who was looked at before that was looked at for another reason.
    """

    id: UUID
    name: str
    agency_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class Match:
    """Somebody who may be a person of the case, and why they are shown.

    Args:
        strong: it holds them out at once.
        part: of the person they may be.
        no_go: the line of her no-go list that names them.
    """

    staff: Staff
    why: str
    strong: bool = False
    part: PartKind = PartKind.OTHER
    no_go: UUID | None = None


_WORDS = {"phone": "telephone", "email": "e-mail address", "address": "address", "postcode": "postcode"}
_STRONG = frozenset({"phone", "email", "address"})


def matches(staff: Iterable[Staff], people: Iterable[InCase], *, one_chance: bool) -> list[Match]:
    """Staff who may be somebody of the case, the strongest reason of each.

    In one-chance mode the family name alone is enough to be looked at.
    """
    everybody = list(people)
    tokens = frozenset[str]().union(*(person.tokens | person.near for person in everybody))
    names = {frozenset(name) for person in everybody for name in person.names}
    families = {family for person in everybody for _, family in person.names} if one_chance else set()
    found = []
    for one in staff:
        # Nearly everybody has nothing of anybody here; who has, is held against each.
        if tokens.isdisjoint(one.tokens) and frozenset(one.called) not in names and one.called[1] not in families:
            continue
        each = [match for person in everybody if (match := _match(one, person, one_chance=one_chance)) is not None]
        if each:
            found.append(max(each, key=lambda match: match.strong))
    return found


def named_by_her(
    staff: Iterable[Staff], unwanted: Collection[Unwanted], *, looked: Mapping[UUID, datetime]
) -> list[Match]:
    """Staff whom her no-go list names: by the whole name, or by half of it where she says at which agency.

    The whole name at another agency than she says is only looked at: she may not know where they work now.

    Args:
        looked: account → when somebody last decided on them; what was written down since is looked at again.
    """
    found = []
    for one in staff:
        since = looked.get(one.user_id)
        line = next((row for row in unwanted if _is_named(one, row) and (since is None or since < row.at)), None)
        if line is not None:
            here = line.agency_id in (None, one.agency_id)
            found.append(Match(one, "The name of somebody who must not be told", strong=here, no_go=line.id))
    return found


def why_one_human(kept_out: Staff, other: Staff) -> str | None:
    """Why two accounts may be of one human, as a coordinator reads it, or None.

    A name or address that is equal in full is followed without a question (`casefiles/sql/25_followed.sql`). Here it is
    a telephone, private e-mail or address that both declared, a date of birth with half the name, or a name that
    differs by an initial or by the second half of a double name.
    """
    shared = {kind for kind, _ in kept_out.marks & other.marks}
    if _bare(kept_out) & other.marks or _bare(other) & kept_out.marks:
        shared.add("address")
    (given, family), (named, called) = kept_out.called, other.called
    reasons = [f"the {words}" for kind, words in _WORDS.items() if kind in shared & _STRONG]
    if "born" in shared and (given == named or family == called):
        reasons.append("the date of birth")
    if not reasons and _short_of(given, named) and _part_of(family, called):
        reasons.append("nearly the name")
    return f"{_sentence(reasons)} of {kept_out.name}, who is kept out of this case" if reasons else None


def _bare(one: Staff) -> set[tuple[str, str]]:
    """Their address without its postcode, as somebody declares it who leaves the postcode out."""
    return {("address", token) for kind, token in one.marks if kind == BARE_ADDRESS}


def _short_of(one: str, other: str) -> bool:
    """Whether two given names are the same, or one is the other's initial."""
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and (shorter == longer or (len(shorter) == 1 and longer.startswith(shorter)))


def _part_of(one: str, other: str) -> bool:
    """Whether two family names are the same, or one stands at either end of the other, a double name."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) > 3 and (longer.startswith(shorter) or longer.endswith(shorter))


def _is_named(one: Staff, line: Unwanted) -> bool:
    theirs, hers = set(one.called), set(split_name(line.name))
    return theirs == hers or ("" in hers and line.agency_id == one.agency_id and bool(theirs & hers - {""}))


def _match(one: Staff, person: InCase, *, one_chance: bool) -> Match | None:
    shared = _shared(one, person)
    name = _same_name(one, person) or "name" in shared
    reasons = list(_reasons(shared, name=name))
    if not reasons and one_chance and _same_family(one, person):
        reasons = ["the family name"]
    if not reasons:
        return None
    strong = bool(shared & _STRONG) or (name and bool(shared & {"born", "postcode"}))
    part = person.part.label.lower()
    return Match(one, f"{_sentence(reasons)} of a person in this case ({part})", strong, person.part)


def _shared(one: Staff, person: InCase) -> set[str]:
    """Kinds of what they declared that are the person's too. A house is one with its postcode and without it."""
    shared = {kind for kind, token in one.marks if token in person.tokens}
    near = {kind for kind, token in one.marks if token in person.near}
    if BARE_ADDRESS in shared or "address" in near:
        shared.add("address")
    if "near_postcode" in near:
        shared.add("postcode")
    return shared


def _reasons(shared: set[str], *, name: bool) -> Iterator[str]:
    if name:
        yield "the name"
        if "born" in shared:
            yield "the date of birth"
    # A postcode is shared with a street, and a day of birth with one in twenty thousand: alone they say nothing.
    yield from (f"the {words}" for kind, words in _WORDS.items() if kind in shared and (kind in _STRONG or name))


def _sentence(reasons: list[str]) -> str:
    words = " and ".join(filter(None, (", ".join(reasons[:-1]), reasons[-1])))
    return words[0].upper() + words[1:]


def _same_name(one: Staff, person: InCase) -> bool:
    given, family = one.called
    return bool(given and family) and any({g, f} == {given, family} for g, f in person.names if g and f)


def _same_family(one: Staff, person: InCase) -> bool:
    _, family = one.called
    return any(f == family for _, f in person.names if f)
