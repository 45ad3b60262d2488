"""Linking in the invented area: who signed, what agencies sent and were asked, missing links in every state, pairs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.kernel.actors import Actor
from openccr.linkage.models import Flag, HeldMatch, ReviewPair
from openccr.linkage.operations.comparing import compare
from openccr.linkage.operations.extracts import About, take_extract
from openccr.linkage.operations.matches import answer_match
from openccr.linkage.operations.missing import ask_holders, close_flag, weigh
from openccr.linkage.operations.review import confirm, decide
from openccr.linkage.operations.signoffs import sign
from openccr.linkage.rules.matches import NOTHING, SAY
from openccr.linkage.rules.missing import FlagState
from openccr.linkage.rules.signoffs import Body, Use
from openccr.linkage.rules.weighing import Weighing
from openccr.partnership.rules import Role
from openccr.partnership.services import area_of
from openccr.people.models import Part, Person, PersonName
from openccr.people.rules import PartKind, in_order
from openccr.site.demo.linking_rows import CLOSED, COLUMNS, EARLIER, NOW, Row
from openccr.site.demo.place import Place

_PURPOSE = "Finding people whom several agencies know and none has referred"
_CONDITIONS = ("art9_safeguarding", "art10_safeguarding")
_BEFORE = timedelta(days=62)
_DECIDED, _PROPOSED = 28, 2
"""How many pairs have been decided, and how many wait for the second coordinator."""


def fill_linking(place: Place, *, at: datetime) -> None:
    """What the three signatories, seven agencies and two coordinators did: some two months ago, some today."""
    before, coordinator = at - _BEFORE, place.actor(place.coordinator)
    officer = next(one for one in place.coordinating.staff if one.role is Role.PROTECTION_OFFICER)
    _sign(place, place.actor(officer), localdate(before), before)
    service = area_of(coordinator, purpose="compare extracts")
    _send_all(place, EARLIER, at=before)
    compare(actor=service, at=before)
    _work_through(place, coordinator, before)
    _send_all(place, NOW, at=at)
    for kind in ("voluntary", "housing"):
        lead, holder = (place.actor(one) for one in (place.agencies[kind].lead, place.agencies[kind].hands[0]))
        _send(lead, "other", _of_cases(coordinator, holder), at)
    compare(actor=service, at=at)
    _say(place.actor(place.personas["off_case"]), at)
    _one_weighed(coordinator, at)
    _review(place, coordinator, at)


def _sign(place: Place, officer: Actor, today: date, at: datetime) -> None:
    signs = (
        (place.actor(place.personas["chair"]), Body.BOARD, "Fay Osei", "For the board", "Minutes of the board, item 7"),
        (officer, Body.OFFICER, "Oona Prior", "Data protection officer", "Impact assessment, version 2"),
        (place.actor(place.personas["idva"]), Body.SURVIVORS, "Rae Invented", "For the panel", "Letter of the panel"),
    )
    for actor, body, signatory, post, reference in signs:
        sign(
            actor=actor, body=body, uses=[Use.MATCHING, Use.MISSING], signatory=signatory, post=post,
            reference=reference, signed_on=today - timedelta(days=20), at=at,
            conditions="No specialist service is ever asked for its records." if body is Body.SURVIVORS else "",
        )  # fmt: skip


def _send_all(place: Place, sent: dict[str, tuple[str, tuple[Row, ...]]], *, at: datetime) -> None:
    for agency, (kind, rows) in sent.items():
        _send(place.actor(place.agencies[agency].lead), kind, rows, at)


def _send(actor: Actor, kind: str, rows: Iterable[Row], at: datetime) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    last = (localdate(at) - timedelta(days=25)).isoformat()
    writer.writerows({**row, "last_contact": last} for row in rows)
    take_extract(
        actor=actor, agency_id=actor.agency, data=out.getvalue().encode(), filename="people.csv", at=at,
        about=About(kind, _PURPOSE, "art6_public_task", _CONDITIONS, localdate(at) + timedelta(days=180)),
    )  # fmt: skip


def _of_cases(coordinator: Actor, holder: Actor) -> list[Row]:
    """A few who are in cases of which the agency knows nothing, as it would have written them down itself."""
    with acting_as(holder):
        known = set(Part.objects.values_list("person_id", flat=True))
    with acting_as(coordinator):
        parts = Part.objects.filter(kind=PartKind.VICTIM, file__closed_at=None).order_by("person_id")
        # Left out here and not in the statement: in a large area one agency knows tens of thousands.
        unknown = (one.person for one in parts.select_related("person").iterator() if one.person_id not in known)
        people = list(islice(unknown, 3))
        names = {one.person_id: one for one in PersonName.objects.filter(person__in=people, kind="name")}
    found = {
        one.id: {**dict.fromkeys(COLUMNS, ""), "given_name": names[one.id].given, "family_name": names[one.id].family,
                 "dob": f"{one.born_on:%d/%m/%Y}" if one.born_on else "", "part": "victim"}
        for one in people if one.id in names
    }  # fmt: skip
    return [{**row, "local_id": f"C{number}"} for number, row in enumerate(found.values(), start=1)]


def _work_through(place: Place, coordinator: Actor, at: datetime) -> None:
    """Of the missing links of then four are closed and the one of unconnected people is asked about.

    Chosen by what they are, those whom several agencies know: their keys are another database's other keys.
    """
    with acting_as(coordinator):
        flags = list(Flag.objects.order_by("-weight", "found_at", "-reasons", "newest_on", "key"))
    serial = [one for one in flags if "serial" in one.reasons][:1]
    others = [one for one in flags if one not in serial and "several" in one.reasons and "repeat" not in one.reasons]
    for flag in (*serial, *others[: len(CLOSED)]):
        _weigh(coordinator, flag.id, at + timedelta(days=2))
        ask_holders(actor=coordinator, flag=flag.id, at=at + timedelta(days=3))
    for number, kind in enumerate(("housing", "primary_care", "probation")):
        _answers(place.actor(place.agencies[kind].hands[0]), number, serial, at + timedelta(days=6))
    for flag, (outcome, why, route) in zip(others, CLOSED, strict=False):
        close_flag(
            actor=coordinator, flag=flag.id, outcome=outcome, outcome_why=why, route=route, at=at + timedelta(days=16)
        )  # fmt: skip


def _weigh(coordinator: Actor, flag: UUID, at: datetime) -> None:
    weighing = Weighing(
        law=("art6_public_task", "gateway_care"),
        purpose="Whether the agency that knows her best should refer her.",
        necessary="More than one agency saw signs of harm, and nobody has put them together.",
        proportionate="Only the agencies that hold a record are asked, and each about its own record alone.",
        alternatives="Waiting for a referral: the signs are recent, and nobody may come.",
        consent="Not asked: nobody here knows who she is before an agency answers.",
        told="By the agency that answers, when she can be spoken to alone.",
        told_harmer="Whoever harms her would learn that others know of it.",
    )
    weigh(actor=coordinator, flag=flag, weighing=weighing, at=at)


def _answers(holder: Actor, number: int, serial: list[Flag], at: datetime) -> None:
    """What an agency says of each record it was asked about; one of them says nothing."""
    with acting_as(holder):
        asked = list(HeldMatch.objects.filter(agency_id=holder.agency, answer="", kind="missing").order_by("id"))
    of_him = {one.id for one in serial}
    for held in asked:
        silent = number == 2 and held.about in of_him
        words = (
            "He was moved out of the tenancy in the spring. His partner of then lives there alone."
            if held.about in of_him
            else "She came to us twice since the summer, and would speak to the same worker again."
        )
        answer_match(
            actor=holder, match=held.id, answer=NOTHING if silent else SAY, words="" if silent else words,
            why="It helps to keep her safe." if not silent else "Nothing that would help.", compares=not silent, at=at,
        )  # fmt: skip


def _say(holder: Actor, at: datetime) -> None:
    with acting_as(holder):
        first = HeldMatch.objects.filter(agency_id=holder.agency, answer="", kind="case").order_by("id").first()
    if first:
        answer_match(
            actor=holder, match=first.id, answer=SAY, compares=False, at=at, why="She told us that we may.",
            words="She comes to the sewing group on Tuesdays and talks to one of us there.",
        )  # fmt: skip


def _one_weighed(coordinator: Actor, at: datetime) -> None:
    with acting_as(coordinator):
        flag = Flag.objects.filter(state=FlagState.FOUND).order_by("weight", "reasons", "newest_on", "key").first()
    if flag:
        _weigh(coordinator, flag.id, at)


def _review(place: Place, coordinator: Actor, at: datetime) -> None:
    """Two coordinators look through pairs drawn at random, as far as names and dates of birth tell them."""
    second = place.actor(next(one for one in place.coordinating.staff
                              if one.role is Role.COORDINATOR and one is not place.coordinator))  # fmt: skip
    with acting_as(coordinator):
        drawn = list(ReviewPair.objects.filter(kind="people", sampled=True).order_by("tokens")[: _DECIDED + _PROPOSED])
        known = _known({id for pair in drawn for id in (pair.one_id, pair.other_id)})
    for number, pair in enumerate(drawn):
        decision, reason = _decision(known[pair.one_id], known[pair.other_id])
        stands = decide(actor=coordinator, pair=pair.id, decision=decision, at=at, reason=reason)
        if not stands and number < _DECIDED:
            confirm(actor=second, pair=pair.id, words="I looked at both cases.", at=at)


@dataclass(frozen=True)
class _Known:
    """What a reviewer goes by here: the names, her own first, and the day."""

    names: list[tuple[str, str]]
    born_on: date | None


def _known(people: set[UUID]) -> dict[UUID, _Known]:
    born = dict(Person.objects.filter(id__in=people).values_list("id", "born_on"))
    names: dict[UUID, list[tuple[str, str]]] = {id: [] for id in people}
    for one in in_order(PersonName.objects.filter(person_id__in=people)):
        names[one.person_id].append((one.given.casefold(), one.family.casefold()))
    return {id: _Known(names[id], born.get(id)) for id in people}


def _decision(one: _Known, other: _Known) -> tuple[str, str]:
    """What they find, and why."""
    if not one.names or not other.names or one.names[0][0] != other.names[0][0]:
        return "different", "Two given names: two people of one family."
    if one.born_on and one.born_on == other.born_on:
        return "same", "The same given name and date of birth; she has used both family names."
    if set(one.names) & set(other.names) and not (one.born_on and other.born_on):
        return "same", "The same name, and the later case says that it is the same."
    return "cannot_tell", "Too little is known of one of them."
