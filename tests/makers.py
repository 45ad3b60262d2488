"""Makes what tests need. The area stands in the test database from the start; cases are made through operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from openccr.kernel.actors import Actor, ActorKind

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
"""A Monday morning."""
TODAY = NOW.date()
START, END = date(2020, 1, 1), date(2099, 12, 31)

AGENCIES = {
    "council": "Exampleshire Council",
    "police": "Exampleshire Police",
    "housing": "Willowmere Homes",
    "probation": "Exampleshire Probation",
    "idva": "Harbour Domestic Abuse Service",
    "children": "Exampleshire Children's Services",
}

KINDS = {"idva": "idva_service", "children": "children_social_care", "council": "other"}
"""The pack's kind of an agency where the tests call it by a shorter word."""

PERSONAS = {
    "amina": ("coordinator", "council", "Amina Okafor"),
    "bea": ("representative", "housing", "Bea Lindqvist"),
    "carl": ("representative", "probation", "Carl Mbeki"),
    "dee": (None, None, "Dee Harrow"),
    "eve": ("representative", "housing", "Eve Castellan"),
    "fay": ("chair", "police", "Fay Osei"),
    "grace": ("idva", "idva", "Grace Winterbourne"),
    "pia": ("representative", "police", "Pia Rowntree"),
    "lena": ("lead", "housing", "Lena Abernathy"),
}


@dataclass(frozen=True)
class Area:
    """The standing area of the tests: its ids, and an actor for each persona."""

    id: UUID
    code: str
    forum: UUID
    agencies: dict[str, UUID]
    actors: dict[str, Actor]

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.actors[name]
        except KeyError:
            raise AttributeError(name) from None


def build_area(code: str = "exampleshire") -> None:
    """Write the standing area as the owner; called once when the test database is made."""
    from openccr.access.owning import as_walls
    from openccr.accounts.models import User
    from openccr.partnership.founding import found_agency, found_appointment, found_partnership
    from openccr.partnership.models import Agency
    from openccr.partnership.rules import Role

    _AREAS.pop(code, None)  # one of that code may have stood in another copy of the database
    with as_walls() as owner:
        area = found_partnership(
            code=code,
            name="Exampleshire",
            packs=("core", "gb-eng"),
            coordinating=(KINDS["council"], AGENCIES["council"]),
            on=START,
            adult_women=92_000,
            adult_women_source="invented",
        )
        agencies = {
            kind: found_agency(area=area, kind=KINDS.get(kind, kind), name=name, on=START)
            for kind, name in AGENCIES.items()
            if kind != "council"
        }
        agencies["council"] = Agency.objects.using(owner).get(partnership=area, name=AGENCIES["council"])
        for key, (role, kind, name) in PERSONAS.items():
            user = User(email=f"{key}@{code}.example", name=name)
            user.set_unusable_password()
            user.save(using=owner, force_insert=True)
            if role and kind:
                found_appointment(
                    agency=agencies[kind],
                    user_id=user.id,
                    name=name,
                    role=Role(role),
                    on=START,
                    until=END,
                    attested_on=END,  # so that nobody's access lapses while the tests stand
                )


_AREAS: dict[str, Area] = {}
"""What was read back, by the area's code. Most tests may not use the owner's connection to read it again."""


def make_area(code: str = "exampleshire") -> Area:
    """The standing area, read back once."""
    if code not in _AREAS:
        _AREAS[code] = _read_area(code)
    return _AREAS[code]


def _read_area(code: str) -> Area:
    from openccr.access.owning import as_walls
    from openccr.accounts.models import User
    from openccr.partnership.models import Agency, Appointment, Forum, Partnership

    with as_walls() as owner:
        area = Partnership.objects.using(owner).get(code=code)
        appointments = list(Appointment.objects.using(owner).filter(partnership=area))
        users = {user.id: user for user in User.objects.using(owner).all()}
        by_user = {appointment.user_id: appointment for appointment in appointments}
        actors = {}
        for key in PERSONAS:
            user = next(user for user in users.values() if user.email == f"{key}@{code}.example")
            actors[key] = _actor(by_user.get(user.id), user_id=user.id, name=user.name, area=area)
        words = {name: word for word, name in AGENCIES.items()}
        commands = next(one for one in appointments if one.user_id is None)
        actors["commands"] = _actor(commands, user_id=None, name="OpenCCR", area=area)
        return Area(
            id=area.id,
            code=area.code,
            forum=Forum.objects.using(owner).get(partnership=area).id,
            agencies={words[row.name]: row.id for row in Agency.objects.using(owner).filter(partnership=area)},
            actors=actors,
        )


def _actor(appointment: object, *, user_id: UUID | None, name: str, area: object) -> Actor:
    if appointment is None:
        return Actor(kind=ActorKind.PERSON, user_id=user_id, name=name)
    return Actor(
        kind=ActorKind.PERSON if user_id else ActorKind.SERVICE,
        user_id=user_id,
        appointment_id=appointment.id,
        agency_id=appointment.agency_id,
        partnership_id=appointment.partnership_id,
        role=appointment.role,
        whole_area=appointment.role == "coordinator" and appointment.agency_id == area.coordinating_agency_id,
        name=name,
    )


def open_case(area: Area, *, invited: tuple[str, ...] = ("housing", "idva", "police"), title: str = "R.T.") -> UUID:
    """A case opened by the coordinator, with those agencies let in."""
    from openccr.casefiles.operations import give, open_file
    from openccr.casefiles.rules import FileKind, Reason

    why = Reason(purpose="conference", lawful_basis="article-6-1-e", arises_from="CaseListed")
    file_id = open_file(actor=area.amina, kind=FileKind.MARAC, title=title, reason=why, at=NOW)
    for kind in invited:
        give(actor=area.amina, file_id=file_id, agency_id=area.agencies[kind], reason=why, at=NOW)
    return file_id
