"""Requests for tests: a case with research about everybody, and requests taken to any step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.conference.models import Research
from openccr.kernel.actors import Actor
from openccr.people.models import Part, Person
from openccr.subjectaccess.models import Passage
from openccr.subjectaccess.operations import (
    Intake,
    build,
    confirm_proposals,
    identify,
    look_at,
    name_person,
    receive,
    search,
)
from openccr.subjectaccess.rules.requests import Capacity
from openccr.subjectaccess.standing import opened
from tests.conference.conferences import TODAY, WHEN, listed
from tests.makers import Area

HARMER_FACTS = "Mark was arrested on 3 March 2026. He attended six sessions. Nadia told the officer about it."
VICTIM_FACTS = "Nadia moved in June. Her neighbour Qorvex saw him outside."


@dataclass(frozen=True)
class AskedAbout:
    """A case with words in it, and its people."""

    file: UUID
    victim: UUID
    harmer: UUID
    child: UUID


def case_with_words(area: Area) -> AskedAbout:
    """A listed case in which the police have written about everybody."""
    case = listed(area)
    with acting_as(area.pia):
        Research.objects.filter(hearing_id=case.hearing, agency_id=area.agencies["police"]).update(
            harmer_facts=HARMER_FACTS, victim_facts=VICTIM_FACTS, child_facts="Ella is in year two at Fernlow School.",
            her_wishes="She wants to stay in her home.", returned_at=WHEN, state="returned",
        )  # fmt: skip
    with acting_as(area.amina):
        people = dict(Part.objects.filter(file_id=case.file).values_list("kind", "person_id"))
        Person.objects.filter(id=people["victim"]).update(sex="female")
        Person.objects.filter(id=people["harmer"]).update(sex="male")
    return AskedAbout(case.file, people["victim"], people["harmer"], people["child"])


def other_coordinator(area: Area) -> Actor:
    """Somebody else in the coordinator's post."""
    return replace(area.amina, user_id=area.dee.user_id, name="Dee Harrow")


def officer(area: Area, *, like: str = "lena") -> Actor:
    """The data protection officer: no grant on any case."""
    one = area.actors[like]
    return replace(one, role="protection_officer", name="Oona Prior")


def asked(area: Area, *, capacity: Capacity = Capacity.SELF, name: str = "Nadia Invented") -> UUID:
    """A request as it came, with identity checked."""
    intake = Intake(
        received_on=TODAY, how="letter", capacity=capacity, asker_name=name, wants="Everything you have.",
        about_name="" if capacity is Capacity.SELF else "Ella Invented",
    )  # fmt: skip
    request = receive(actor=area.amina, intake=intake, at=WHEN)
    identify(actor=area.amina, request=request, how="Passport", authority="Birth certificate", at=WHEN)
    return request


def searched(area: Area, subject: UUID, **more: object) -> UUID:
    """A request that was searched."""
    request = asked(area, **more)  # type: ignore[arg-type]
    name_person(actor=area.amina, request=request, subject_id=subject, at=WHEN)
    search(actor=area.amina, request=request, at=WHEN)
    return request


def decided(area: Area, subject: UUID, **more: object) -> UUID:
    """And decided as the rules proposed."""
    request = searched(area, subject, **more)
    with acting_as(area.amina):
        ids = list(Passage.objects.filter(request_id=request).values_list("id", flat=True))
    confirm_proposals(actor=area.amina, request=request, passages=ids, at=WHEN)
    return request


def built(area: Area, subject: UUID, **more: object) -> UUID:
    """And built."""
    request = decided(area, subject, **more)
    build(actor=area.amina, request=request, at=WHEN)
    return request


def approved(area: Area, subject: UUID, **more: object) -> UUID:
    """And approved by another coordinator."""
    request = built(area, subject, **more)
    look_at(actor=other_coordinator(area), request=request, agreed=True, at=WHEN)
    return request


def the(area: Area, request: UUID, text: str) -> UUID:
    """The id of the sentence with those words."""
    with acting_as(area.amina):
        for one in Passage.objects.filter(request_id=request):
            if opened(one.sealed, request_id=request).decode() == text:
                return one.id
    raise AssertionError(text)
