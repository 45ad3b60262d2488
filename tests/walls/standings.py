"""Everybody who might ask for a page, by role and by how they stand to one case: who the matrix walks through.

The area of `world.py` gets somebody of every role in every agency, and the agencies differ in what they have to do with
the case. What holds only for a moment (kept out, closed, held) is done in a transaction that is undone afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from openccr.access.owning import as_walls
from openccr.accounts.middleware import SECOND_FACTOR
from openccr.accounts.models import User
from openccr.casefiles.models import CaseFile, Grant
from openccr.casefiles.operations import exclude
from openccr.documents.disposing import set_hold
from openccr.kernel.actors import Actor, ActorKind
from openccr.partnership import clients
from openccr.partnership.founding import found_agency, found_appointment
from openccr.partnership.models import Agency, Appointment, Partnership
from openccr.partnership.rules import Role, Scope
from tests.makers import END, START, Area, build_area, make_area
from tests.signing_in import as_
from tests.walls.world import World

NOW, TODAY = timezone.now(), timezone.localdate()
PROOF_LASTS = 24 * 3600
"""Seconds."""
ELSEWHERE = "otherside"
"""Code of the area that has nothing to do with the case."""

ROLES: dict[str, Role] = {
    "coordinator": Role.COORDINATOR,
    "an agency's coordinator": Role.COORDINATOR,
    "chair": Role.CHAIR,
    "representative": Role.REPRESENTATIVE,
    "IDVA": Role.IDVA,
    "agency lead": Role.LEAD,
    "panel worker": Role.PANEL_WORKER,
    "analyst": Role.ANALYST,
    "data protection officer": Role.PROTECTION_OFFICER,
    "API client": Role.CLIENT,
}
"""Roles that somebody is appointed to. "coordinator" is the one of the whole area."""

AGENCY_OF = {
    "owner": "council",
    "invited": "housing",
    "a colleague is invited": "named",
    "invited later": "later",
    "has left": "left",
    "guest of a past meeting": "past",
    "not invited": "probation",
    "other area": "council",
    "excluded": "housing",
    "agency excluded": "housing",
    "case closed": "housing",
    "legal hold": "housing",
}
"""How one stands to the case → the agency that stands so. An IDVA who is invited works for the IDVA service."""

MADE = {
    "named": (timedelta(-9), None, True),
    "later": (timedelta(30), None, False),
    "left": (timedelta(-90), timedelta(-30), False),
    "past": (timedelta(-40), timedelta(-39), True),
}
"""Agency made for the matrix → when its grant on the case begins and ends, and whether one person alone holds it."""

NO_APPOINTMENT = ("no appointment", "appointment ended", "suspended", "account closed", "second factor missing")
"""People who have an account, stand in the invited agency, and must not get in."""


@dataclass(frozen=True)
class Standing:
    """Somebody asking. `actor` is None for who has no session; `secret` is an API client's."""

    role: str
    relation: str
    actor: Actor | None = None
    secret: str = ""
    cookie: str = ""

    @property
    def name(self) -> str:
        return f"{self.role}, {self.relation}"


@dataclass(frozen=True)
class Staff:
    """Who there is: (role, agency's word) → actor, in both areas; the secrets of API clients by the same key."""

    world: World
    people: dict[tuple[str, str], Actor]
    strangers: dict[str, Actor]
    """The same roles in the other area."""
    secrets: dict[tuple[str, str], str] = field(default_factory=dict)
    outcasts: dict[str, Actor] = field(default_factory=dict)


def build_staff(world: World) -> Staff:
    """Somebody of every role in every agency of both areas, as the owner founds them. Everything is committed."""
    build_area(ELSEWHERE)
    other = make_area(ELSEWHERE)
    agencies = dict(world.area.agencies)
    with as_walls() as owner:
        area = Partnership.objects.using(owner).get(id=world.area.id)
        for word in MADE:
            agencies[word] = found_agency(area=area, kind="other", name=f"Agency {word}", on=START).id
        rows = {row.id: row for row in Agency.objects.using(owner).all()}
        people = {
            (role, word): appointed(world.area, rows[agencies[word]], role, word)
            for role in ROLES
            for word in {*AGENCY_OF.values(), "idva"}
            if (role == "coordinator") == (word == "council" and ROLES[role] is Role.COORDINATOR)
        }
        strangers = {
            role: appointed(other, rows[other.agencies["council"]], role, "elsewhere")
            for role in ROLES
            if role != "an agency's coordinator"
        }
        # A colleague holds the grant, and nobody who asks.
        for word, (begins, ends, personal) in MADE.items():
            holder = appointed(world.area, rows[agencies[word]], "representative", f"{word} holder")
            Grant(
                file_id=world.ids["file"], agency_id=agencies[word],
                holder_id=holder.appointment_id if personal else None,
                purpose="x", lawful_basis="x", from_at=NOW + begins, until_at=NOW + ends if ends else None,
                arises_from="x",
            ).save(using=owner, force_insert=True)  # fmt: skip
            if word == "past":
                people |= {(role, "past"): replace(actor) for (role, of), actor in people.items() if of == "past"}
        outcasts = {why: _outcast(world.area, rows[agencies["housing"]], why) for why in NO_APPOINTMENT}
    secrets = {}
    for word in {one for _, one in people}:
        secrets["API client", word] = _issued(world.area.amina, agencies[word])
    secrets["API client", "elsewhere"] = _issued(other.amina, other.agencies["housing"])
    return Staff(world, people, strangers, secrets, outcasts)


def appointed(area: Area, agency: Agency, role: str, word: str, *, ended: bool = False) -> Actor:
    name = f"{role} {word}".replace("'", "")
    user = User(email=f"{name.replace(' ', '.')}.{area.code}@work.example".lower(), name=name.title())
    user.set_unusable_password()
    user.save(using="owner", force_insert=True)
    row = found_appointment(
        agency=agency, user_id=user.id, name=user.name, role=ROLES[role], on=START, until=END, attested_on=END
    )
    return Actor(
        kind=ActorKind.PERSON, user_id=user.id, appointment_id=row.id, agency_id=agency.id, partnership_id=area.id,
        role=row.role, whole_area=role == "coordinator", name=user.name,
    )  # fmt: skip


def _outcast(area: Area, agency: Agency, why: str) -> Actor:
    actor = appointed(area, agency, "representative", why)
    mine = Appointment.objects.using("owner").filter(id=actor.appointment_id)
    match why:
        case "no appointment":
            mine.delete()
        case "appointment ended":
            mine.update(ended_on=TODAY)
        case "suspended":
            mine.update(suspended_on=TODAY)
        case "account closed":
            User.objects.using("owner").filter(id=actor.user_id).update(is_active=False)
    return actor


def _issued(actor: Actor, agency: UUID) -> str:
    return clients.issue(
        actor=actor, agency=agency, name="Case records", scopes=tuple(Scope), from_on=TODAY,
        until_on=TODAY + timedelta(days=30),
    ).secret  # fmt: skip


def standings(staff: Staff) -> list[Standing]:
    """Every role in every relation that it can have."""
    found = [Standing("nobody signed in", "invited")]
    found += [Standing(why, relation) for why in NO_APPOINTMENT for relation in ("invited", "excluded")]
    for role in ROLES:
        for relation in AGENCY_OF:
            if agency_of(role, relation) is not None:
                found.append(Standing(role, relation))
    found.append(Standing("chair", "leads the meeting"))
    return found


def agency_of(role: str, relation: str) -> str | None:
    """The word of the agency in which somebody of that role stands so to the case; None where nobody can."""
    if role == "coordinator":
        return "council" if relation in ("owner", "other area", "excluded", "case closed", "legal hold") else None
    if role == "an agency's coordinator" and relation in ("owner", "other area"):
        return None
    if role == "API client" and relation == "excluded":
        return None  # it has no name to be kept out by
    word = AGENCY_OF.get(relation)
    return "idva" if role == "IDVA" and word == "housing" else word


@contextmanager
def standing_so(staff: Staff, standing: Standing) -> Iterator[Standing]:
    """The standing with its session or its secret, its relation made true; all of it undone afterwards."""
    with transaction.atomic():
        actor = _who(staff, standing)
        _RELATIONS.get(standing.relation, _nothing)(staff.world, actor)
        word = "elsewhere" if standing.relation == "other area" else agency_of(standing.role, standing.relation)
        if standing.role == "API client":
            yield replace(standing, actor=actor, secret=staff.secrets["API client", str(word)])
        elif actor is None:
            yield standing
        else:
            yield replace(standing, actor=actor, cookie=_session(actor, standing.role))
        transaction.set_rollback(True)


def _who(staff: Staff, standing: Standing) -> Actor | None:
    if standing.role in NO_APPOINTMENT:
        return staff.outcasts[standing.role]
    if standing.role not in ROLES:
        return None
    if standing.relation == "leads the meeting":
        return staff.world.area.fay
    if standing.relation == "other area":
        return staff.strangers[standing.role]
    return staff.people[standing.role, str(agency_of(standing.role, standing.relation))]


def _session(actor: Actor, role: str) -> str:
    client = as_(actor)
    session = client.session
    session[SECOND_FACTOR] = role != "second factor missing"
    # A walk on a busy computer takes longer than a proof is good for, and what it writes is undone.
    for proof in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        proof["at"] += PROOF_LASTS
    session.save()
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def _nothing(world: World, actor: Actor | None) -> None:
    pass


def _exclude(world: World, actor: Actor | None) -> None:
    assert actor is not None
    exclude(actor=world.area.amina, file=_file(world), user_id=actor.user_id, reason="her sister", at=NOW)


def _exclude_agency(world: World, actor: Actor | None) -> None:
    assert actor is not None
    if actor.agency_id != world.area.amina.agency_id:
        exclude(actor=world.area.amina, file=_file(world), agency_id=actor.agency_id, reason="his employer", at=NOW)


def _close(world: World, actor: Actor | None) -> None:
    from openccr.access.acting import acting_as

    with acting_as(world.area.amina):
        assert CaseFile.objects.filter(id=_file(world)).update(closed_at=NOW) == 1


def _hold(world: World, actor: Actor | None) -> None:
    set_hold(actor=world.area.amina, file=_file(world), why="A court has asked.", at=NOW)


_RELATIONS: dict[str, Callable[[World, Actor | None], None]] = {
    "excluded": _exclude,
    "agency excluded": _exclude_agency,
    "case closed": _close,
    "legal hold": _hold,
}


def _file(world: World) -> UUID:
    return UUID(str(world.ids["file"]))
