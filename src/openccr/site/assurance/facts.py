"""What this installation knows of itself and of the partnership. Nothing in it concerns a case."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils.timezone import localdate

from openccr.access.build import walls
from openccr.audit.types import Erasure, audit_types
from openccr.content import Pack
from openccr.content.schema.law import LawfulBasis
from openccr.kernel.actors import Actor
from openccr.linkage.rules.signoffs import Use, open_for
from openccr.linkage.signed import standing
from openccr.partnership.models import Agency, Appointment, Partnership
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role
from openccr.sharing.models import Agreement, Party
from openccr.site.environment import environment

OF_MACHINES = (Role.CLIENT, Role.COMMANDS)
"""Roles that no person holds: nobody counts them among those who have access."""


@dataclass(frozen=True)
class Member:
    """An agency of the partnership: a controller of its own."""

    name: str
    kind: str
    coordinates: bool
    people: int


@dataclass(frozen=True)
class Signed:
    """An agreement and who has signed it."""

    title: str
    purpose: str
    review_on: date
    signatories: tuple[str, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Installation:
    """The facts that the papers are filled with.

    Args:
        walls: name of a wall → how many tables stand behind it.
        reads: how many kinds of reads the audit knows; `acts` of acts.
        bases: the law that a conference usually names, in the pack's words.
        information: the kinds of information that are usually shared; `further`: those kept and shared only as the
            person they are about lets it be said.
        matching: each use of matching records, and whether the bodies that sign for it have.
        as_root: the processes run as the server's administrator.
        scanner: where attached files are scanned; empty where nothing scans them, "none" for elsewhere.
        anchors: in how many places the end of the audit is kept.
        women: women aged 16 and over in the area, where it is entered.
    """

    partnership: str
    code: str
    demonstration: bool
    women: int | None
    pack: Pack
    members: tuple[Member, ...]
    roles: tuple[tuple[str, int], ...]
    agreements: tuple[Signed, ...]
    bases: tuple[LawfulBasis, ...]
    information: tuple[str, ...]
    further: tuple[str, ...]
    matching: tuple[tuple[str, bool], ...]
    walls: tuple[tuple[str, int], ...]
    acts: int
    reads: int
    software: str
    database: str
    embedded: bool
    reachable_at: str
    sends_mail: bool
    as_root: bool
    scanner: str
    anchors: int


def installation(actor: Actor) -> Installation:
    """The facts of the actor's partnership and of this server; call it inside `acting_as(actor)`. Eight queries."""
    pack, site = practice(actor), environment()
    area = Partnership.objects.get(id=actor.partnership)
    usual = pack.law.usual["marac"]
    types = audit_types().values()
    return Installation(
        partnership=area.name,
        code=area.code,
        demonstration=area.demonstration,
        women=area.adult_women,
        pack=pack,
        members=_members(pack, area),
        roles=_roles(),
        agreements=_agreements(),
        bases=tuple(pack.law.bases[key] for key in usual.law),
        information=tuple(pack.law.kinds[key].name for key in usual.kinds),
        further=tuple(one.name for key, one in pack.law.kinds.items() if one.may and key not in usual.kinds),
        matching=_matching(),
        walls=tuple(sorted(Counter(wall.name for wall in walls().values()).items())),
        acts=sum(not one.read for one in types),
        reads=sum(one.read for one in types),
        software=_version(),
        database=_database(),
        embedded=site.database_url is None,
        reachable_at=", ".join(site.hosts),
        sends_mail=site.mail_url is not None,
        as_root=os.geteuid() == 0,
        scanner=site.scanner,
        anchors=len(site.anchors),
    )


def kept_for_ever() -> int:
    """How many kinds of audit rows name nobody and stay when a person is erased."""
    return sum(one.erasure is Erasure.KEEP for one in audit_types().values())


def _members(pack: Pack, area: Partnership) -> tuple[Member, ...]:
    people = Counter(_held_by_people().values_list("agency_id", flat=True))
    return tuple(
        Member(
            name=one.name,
            kind=pack.agencies.kinds[one.kind].name if one.kind in pack.agencies.kinds else one.kind,
            coordinates=one.id == area.coordinating_agency_id,
            people=people[one.id],
        )
        for one in Agency.objects.filter(left_on=None).order_by("name")
    )


def _roles() -> tuple[tuple[str, int], ...]:
    held = Counter(_held_by_people().values_list("role", flat=True))
    return tuple((role.label, held[role]) for role in Role if role not in OF_MACHINES)


def _held_by_people() -> QuerySet[Appointment]:
    return Appointment.objects.filter(ended_on=None).exclude(role__in=OF_MACHINES)


def _agreements() -> tuple[Signed, ...]:
    parties = list(Party.objects.select_related("agency").order_by("agency__name"))
    return tuple(
        Signed(
            title=one.title,
            purpose=one.purpose,
            review_on=one.review_on,
            signatories=tuple(
                party.agency.name for party in parties if party.agreement_id == one.id and party.signed_on
            ),
            waiting=tuple(
                party.agency.name for party in parties if party.agreement_id == one.id and not party.signed_on
            ),
        )
        for one in Agreement.objects.filter(ended_on=None).order_by("title")
    )


def _matching() -> tuple[tuple[str, bool], ...]:
    signed = standing()
    return tuple((use.label, open_for(signed, use, today=localdate())) for use in Use)


def _version() -> str:
    try:
        return version("openccr")
    except PackageNotFoundError:
        return "run from its source"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"


def cookies_are_secure() -> bool:
    """Whether pages are served over an encrypted connection only."""
    return bool(settings.SESSION_COOKIE_SECURE)
