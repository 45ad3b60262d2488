"""The invented partnership: its agencies, the people who work there, and the seven personas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from openccr.conference.rules.submissions import ReferringAgency
from openccr.content import Pack
from openccr.kernel.actors import Actor, ActorKind
from openccr.partnership.rules import Role
from openccr.site.demo.dice import Dice
from openccr.site.demo.names import colleague

CODE, NAME, DOMAIN = "exampleshire", "Exampleshire", "demo.example"
COORDINATING = "other"
"""Kind of the agency that runs the conference: the council, which the pack's list of kinds does not name."""

AGENCIES = {
    "other": "Exampleshire Council",
    "police": "Exampleshire Police",
    "idva_service": "Harbour Domestic Abuse Service",
    "children_social_care": "Exampleshire Children's Services",
    "adult_social_care": "Exampleshire Adult Care",
    "mash": "Exampleshire Safeguarding Hub",
    "primary_care": "Exampleshire General Practices",
    "acute_health": "Exampleshire General Hospital",
    "mental_health": "Exampleshire Mental Health",
    "maternity_health_visiting": "Exampleshire Midwives and Health Visitors",
    "housing": "Willowmere Homes",
    "probation": "Exampleshire Probation",
    "substance_misuse": "Turnstone Drug and Alcohol Service",
    "education": "Exampleshire Schools",
    "voluntary": "Lantern Community Centre",
    "by_and_for": "Sisters' Table",
    "refuge": "Saltmarsh Refuge",
}
"""Kind → name. Every kind that the pack calls core, and some more."""

PERSONAS = {
    "coordinator": ("Amina Okafor", Role.COORDINATOR, COORDINATING, "MARAC coordinator"),
    "on_case": ("Bea Lindqvist", Role.REPRESENTATIVE, "housing", "Housing officer"),
    "off_case": ("Carl Mbeki", Role.REPRESENTATIVE, "voluntary", "Community worker"),
    "outsider": ("Dee Harrow", None, None, ""),
    "excluded": ("Eve Castellan", Role.REPRESENTATIVE, "housing", "Housing officer"),
    "chair": ("Fay Osei", Role.CHAIR, "police", "Detective inspector"),
    "idva": ("Grace Winterbourne", Role.IDVA, "idva_service", "Independent adviser"),
}
"""Persona → name, role, kind of agency, post. Carl works where the pack asks for no research: so he is on no case."""

FURTHER = {
    "coordinator-2": ("Hana Brackley", Role.COORDINATOR, COORDINATING, "Deputy MARAC coordinator"),
    "analyst": ("Ines Dunmere", Role.ANALYST, COORDINATING, "Performance analyst"),
    "officer": ("Oona Prior", Role.PROTECTION_OFFICER, COORDINATING, "Data protection officer"),
    "panel_worker": ("Mara Lindholm", Role.PANEL_WORKER, "by_and_for", "Survivors' panel worker"),
}
"""Sign-in → the same, for who is no persona of the seven: some acts take two coordinators, and figures have readers."""

_POSTS = {
    "police": "Detective constable",
    "idva_service": "Independent adviser",
    "children_social_care": "Social worker",
    "adult_social_care": "Social worker",
    "primary_care": "Safeguarding nurse",
    "acute_health": "Safeguarding nurse",
    "mental_health": "Community nurse",
    "maternity_health_visiting": "Specialist midwife",
    "housing": "Housing officer",
    "probation": "Probation officer",
    "education": "Safeguarding lead",
    "by_and_for": "Community worker",
}
_MANY_HANDS = ("police", "idva_service")
"""Kinds of agency whose work takes many; others have two, so that one can stand in for the other."""


@dataclass(frozen=True, kw_only=True)
class Staff:
    """Somebody with an account; `appointment_id` is None for whoever holds none."""

    user_id: UUID
    appointment_id: UUID | None
    name: str
    email: str
    role: Role | None
    kind: str
    post: str


@dataclass(frozen=True, kw_only=True)
class InventedAgency:
    """An agency and the people who act for it on cases, whoever refers and answers first."""

    id: UUID
    organisation_id: UUID
    kind: str
    name: str
    source: str
    staff: tuple[Staff, ...]

    @cached_property
    def hands(self) -> tuple[Staff, ...]:
        """Those who work on cases."""
        return tuple(one for one in self.staff if one.role in (Role.REPRESENTATIVE, Role.IDVA))

    @property
    def lead(self) -> Staff:
        """Who leads it."""
        return next(one for one in self.staff if one.role is Role.LEAD)

    @property
    def referring(self) -> ReferringAgency:
        """The agency as a referral names it."""
        return ReferringAgency(id=self.id, name=self.name, kind=self.kind, source=self.source)


@dataclass(frozen=True, kw_only=True)
class Place:
    """The partnership with everybody in it.

    Args:
        forums: id → name of each conference; a very large area has several.
        chairs: who chairs each of them, the persona the first.
        agencies: by kind.
        personas: by key.
        commands_id: the appointment that commands and jobs act under.
    """

    id: UUID
    code: str
    name: str
    forums: Mapping[UUID, str]
    chairs: Mapping[UUID, Staff]
    agencies: Mapping[str, InventedAgency]
    personas: Mapping[str, Staff]
    commands_id: UUID

    @property
    def coordinator(self) -> Staff:
        return self.personas["coordinator"]

    def chair_of(self, forum: UUID) -> Staff:
        """Who chairs that conference."""
        return self.chairs[forum]

    @property
    def coordinating(self) -> InventedAgency:
        return self.agencies[COORDINATING]

    def staff(self) -> Iterator[Staff]:
        """Everybody with an account, the outsider too."""
        for agency in self.agencies.values():
            yield from agency.staff
        yield self.personas["outsider"]

    def agency_of(self, staff: Staff) -> InventedAgency:
        """Where somebody works."""
        return self.agencies[staff.kind]

    def actor(self, staff: Staff) -> Actor:
        """Somebody acting under their appointment."""
        return Actor(
            kind=ActorKind.PERSON,
            user_id=staff.user_id,
            appointment_id=staff.appointment_id,
            agency_id=self.agencies[staff.kind].id,
            partnership_id=self.id,
            role=staff.role or "",
            whole_area=staff.role is Role.COORDINATOR,
            name=staff.name,
        )


def invent_place(
    *, pack: Pack, code: str = CODE, name: str = NAME, domain: str = DOMAIN, seed: int, hands: int, forums: int = 1
) -> Place:
    """The partnership of that seed.

    Args:
        domain: of the personas' and leads' e-mail addresses.
        hands: how many representatives police and advisers have; other agencies have two.
        forums: how many conferences it has.
    """
    dice, ids = Dice(seed, "place"), Dice(seed, code, "place ids")
    sources = {source.agency_kind: source.key for source in pack.agencies.referral_sources.values()}
    everybody = [_known(key, PERSONAS[key], domain=domain, ids=ids) for key in PERSONAS]
    personas = dict(zip(PERSONAS, everybody, strict=True))
    agencies = {}
    for kind, agency_name in AGENCIES.items():
        own = [one for one in everybody if one.kind == kind]
        more = _colleagues(kind, own, number=hands if kind in _MANY_HANDS else 2, domain=domain, dice=dice, ids=ids)
        agencies[kind] = InventedAgency(
            id=ids.id(), organisation_id=ids.id(), kind=kind, name=agency_name, source=sources.get(kind, "other"),
            staff=(*own, *more),
        )  # fmt: skip
    names = [f"{name} MARAC"] if forums == 1 else [f"{name} MARAC {number}" for number in range(1, forums + 1)]
    conferences = {ids.id(): each for each in names}
    police = agencies["police"]
    chairs = [personas["chair"], *(_chair(number, police.kind, domain, dice, ids) for number in range(2, forums + 1))]
    agencies["police"] = replace(police, staff=(*police.staff, *chairs[1:]))
    more_ids = Dice(seed, code, "further ids")
    for one in [_known(key, FURTHER[key], domain=domain, ids=more_ids) for key in FURTHER]:
        agencies[one.kind] = replace(agencies[one.kind], staff=(*agencies[one.kind].staff, one))
    return Place(
        id=ids.id(), code=code, name=name, forums=conferences, agencies=agencies, personas=personas,
        chairs=dict(zip(conferences, chairs, strict=True)), commands_id=ids.id(),
    )  # fmt: skip


def _chair(number: int, kind: str, domain: str, dice: Dice, ids: Dice) -> Staff:
    return Staff(
        user_id=ids.id(), appointment_id=ids.id(), name=colleague(dice),
        email=f"chair-{number}@{domain}", role=Role.CHAIR, kind=kind, post="Detective inspector",
    )  # fmt: skip


def _known(key: str, who: tuple[str, Role | None, str | None, str], *, domain: str, ids: Dice) -> Staff:
    name, role, kind, post = who
    return Staff(
        user_id=ids.id(), appointment_id=ids.id() if role else None, name=name, email=f"{key}@{domain}", role=role,
        kind=kind or "", post=post,
    )  # fmt: skip


def _colleagues(kind: str, own: list[Staff], *, number: int, domain: str, dice: Dice, ids: Dice) -> Iterator[Staff]:
    role = Role.IDVA if kind == "idva_service" else Role.REPRESENTATIVE
    missing = number - sum(one.role is role for one in own)
    roles = [role] * max(0, missing) + [Role.LEAD]
    for place, one in enumerate(roles, start=1):
        lead = one is Role.LEAD
        yield Staff(
            user_id=ids.id(), appointment_id=ids.id(),
            name=colleague(dice),
            email=f"lead-{kind}@{domain}" if lead else f"{kind}-{place}@{domain}",
            role=one, kind=kind, post="Service manager" if lead else _POSTS.get(kind, "Worker"),
        )  # fmt: skip
