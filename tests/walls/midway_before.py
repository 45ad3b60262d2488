"""What is done before a page of the case can be pressed, and what is said on it that nobody could guess.

Beside `midway_states`, which puts rows of the world otherwise: this is done through operations, in the test's own
transaction, and undone with the press.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.casefiles.models import CaseAlert
from openccr.casefiles.operations import set_one_chance
from openccr.casefiles.watching import opened
from openccr.conference.models import Hearing
from openccr.conference.operations.area_keys import make_keys
from openccr.conference.operations.evidence import ask_for_evidence
from openccr.conference.operations.not_met import propose_not_met
from openccr.conference.operations.referrals import refer
from openccr.conference.operations.transfers import choose
from openccr.conference.operations.two_ways import assess_who_does_what, propose_together, record_dual_allegation
from openccr.conference.rules.submissions import Harmer, ReferringAgency, Submission
from openccr.conference.rules.transfers import Section
from openccr.conference.rules.two_ways import Finding
from openccr.partnership.practice import practice
from openccr.people.models import Part, Recognition
from openccr.people.operations import (
    Description,
    Name,
    add_person,
    ban_contact,
    choose_places,
    mark_died,
    recognise,
    say_contact,
    take_apart,
)
from openccr.people.rules import PartKind
from openccr.sharing.operations import record_no_go
from tests.conference.conferences import TODAY, listed, planned
from tests.makers import AGENCIES, open_case
from tests.walls.world import World

Ids = Mapping[str, object]
"""What stands in the page's address in place of the world's."""


def _of(world: World) -> dict[str, Any]:
    return {"file": world.ids["file"], "person": world.ids["person"], "at": timezone.now()}


def _somebody(world: World, file: UUID, given: str, *, family: str = "Else", kind: PartKind = PartKind.OTHER) -> UUID:
    described = Description(names=(Name(given=given, family=family),), born_on=date(1991, 2, 3))
    return add_person(
        actor=world.area.amina, file_id=file, kind=kind, described=described, relationship="", source="x", on=TODAY
    )


def _alert(world: World) -> None:
    """Somebody with the family name of a person of the case opens it."""
    _somebody(world, world.ids["file"], "Rook", family="Quillfeather")
    with acting_as(named := replace(world.area.pia, name="Pia Quillfeather")):
        opened(actor=named, file=world.ids["file"])


def _one_chance(world: World) -> None:
    set_one_chance(actor=world.area.grace, file=world.ids["file"], why="Her brothers", at=timezone.now())


def _banned(world: World) -> None:
    later = TODAY + timedelta(days=9)
    ban_contact(actor=world.area.grace, reason="He has her telephone", review_on=later, **_of(world))


def _died(world: World) -> None:
    mark_died(actor=world.area.amina, died_on=TODAY, source="The police", **_of(world))


def _e_mail_is_safe(world: World) -> None:
    say_contact(actor=world.area.grace, channel="email", safe="yes", rule="", message="neutral", **_of(world))


def _chosen(world: World) -> None:
    theirs = world.area.agencies["idva"]
    for actor in (world.area.amina, world.area.grace):
        choose_places(actor=actor, agency=theirs, kinds=["email"], reason="They write to her", **_of(world))


def _two_alike(world: World) -> tuple[UUID, UUID]:
    elsewhere = open_case(world.area, invited=(), title="T.A.")
    return _somebody(world, world.ids["file"], "Wren"), _somebody(world, elsewhere, "Wren")


def _another(world: World) -> Ids:
    here, there = _two_alike(world)
    return {"person": here, "another": there}


def _put_together(world: World) -> Ids:
    here, there = _two_alike(world)
    said = {"reason": "Alike", "at": timezone.now()}
    recognise(actor=world.area.amina, file=world.ids["file"], person=here, as_person=there, **said)
    with acting_as(world.area.amina):
        return {"recognition": Recognition.objects.get(as_person_id=there).id}


def _asked_apart(world: World) -> Ids:
    made = _put_together(world)
    another = replace(world.area.amina, user_id=world.area.dee.user_id)
    take_apart(actor=another, file=world.ids["file"], reason="They are two", at=timezone.now(), **made)
    return made


def _not_to_be_told(world: World) -> Ids:
    told = {"words": "His cousin", "file_id": world.ids["file"], "at": timezone.now()}
    return {"no_go": record_no_go(actor=world.area.grace, agency_id=world.area.agencies["housing"], **told)}


def _she_asks(world: World) -> None:
    with acting_as(world.area.amina):
        harmer = Part.objects.get(file_id=world.ids["file"], kind="harmer").person_id
    ask_for_evidence(
        actor=world.area.grace, file_id=world.ids["file"], person_id=world.ids["person"], harmer_id=harmer,
        asked_on=TODAY, how_asked="By telephone", signatory="Grace", signatory_post="IDVA", at=timezone.now(),
    )  # fmt: skip


def _another_on_the_agenda(world: World) -> None:
    listed(world.area, meeting=world.ids["meeting"], given="Wilma")


def _another_before_it(world: World) -> None:
    _another_on_the_agenda(world)
    with acting_as(world.area.amina):
        Hearing.objects.filter(id=world.ids["hearing"]).update(order=9)


def _another_meeting(world: World) -> None:
    planned(world.area, days=40)


def _ready_to_send(world: World) -> None:
    make_keys(actor=world.area.amina, at=timezone.now())
    choose(
        actor=world.area.amina, file_id=world.ids["file"], transfer_id=world.ids["transfer"], at=timezone.now(),
        sections=[one.value for one in Section], agencies_agreed=[], orders="", handover="They have spoken.",
    )  # fmt: skip


def _listed_alike(world: World) -> None:
    """The same pair as another case on another agenda."""
    area, twin = world.area, listed(world.area, meeting=planned(world.area, days=40))
    for kind in (PartKind.VICTIM, PartKind.HARMER):
        with acting_as(area.amina):
            here, there = (
                Part.objects.get(file_id=file, kind=kind).person_id for file in (world.ids["file"], twin.file)
            )
        recognise(
            actor=area.amina, file=world.ids["file"], person=here, as_person=there, reason="Alike", at=timezone.now()
        )


def _turned(world: World) -> Ids:
    """The same pair referred the other way round."""
    agency = ReferringAgency(id=world.area.agencies["housing"], name=AGENCIES["housing"], kind="housing", source="x")
    she = Description(names=(Name(given="Nadia", family="Invented"),), born_on=date(1990, 4, 3))
    he = Description(names=(Name(given="Mark", family="Invented"),))
    submission = Submission(
        agency=agency, referred_on=TODAY, reference="W-turned", criteria=("VHR",), dash_score=16, victim=he,
        harmers=(Harmer(described=she),), consent="yes",
    )  # fmt: skip
    return {"turned": refer(actor=world.area.amina, submission=submission, at=timezone.now()).file_id}


def _turned_and_recorded(world: World) -> Ids:
    turned = _turned(world)["turned"]
    ids = {"file_id": world.ids["file"], "other_id": turned, "at": timezone.now()}
    return {"dual": record_dual_allegation(actor=world.area.amina, **ids)}


def _asked_second(world: World) -> None:
    area = world.area
    with acting_as(area.amina):
        marac = practice(area.amina).processes["marac"]
    propose_not_met(
        actor=area.amina, file_id=world.ids["file"], referral_id=world.ids["referral"], reason="x", advice="x",
        key=next(key for key, one in marac.reasons_not_met.items() if not one.about_score),
        route=next(iter(marac.early_help)), second_id=area.grace.appointment, at=timezone.now(),
    )  # fmt: skip


def _assessed(world: World, finding: str = Finding.THERE) -> None:
    assess_who_does_what(
        actor=world.area.grace, file_id=world.ids["file"], dual_id=world.ids["dual"],
        finding=finding, reasons="x", evidence="x", assessed_on=TODAY, at=timezone.now(),
    )  # fmt: skip


def _together(world: World) -> None:
    propose_together(
        actor=world.area.amina, file_id=world.ids["file"], dual_id=world.ids["dual"], reason="x", at=timezone.now()
    )


def _of_a_workers_name(world: World) -> Ids:
    given, family = world.area.grace.name.split()
    _somebody(world, world.ids["file"], given, family=family)
    return {"appointment": world.area.grace.appointment}


BEFORE: Mapping[str, Callable[[World], Ids | None]] = {
    "conference.ask_specialist": _turned_and_recorded,
    "conference.join": _listed_alike,
    "conference.record_pair": _turned,
    "casefiles.see_alerts": _alert,
    "casefiles.end_one_chance": _one_chance,
    "conference.agree_together": _together,
    "conference.confirm_not_met": _asked_second,
    "conference.disagree": _asked_second,
    "conference.defer": _another_meeting,
    "conference.dispute": _assessed,
    "conference.earlier": _another_before_it,
    "conference.later": _another_on_the_agenda,
    "conference.list_case": _another_meeting,
    "conference.one_adviser": _assessed,
    "conference.paper_evidence": _she_asks,
    "conference.paper_where": _chosen,
    "conference.staff_conflict": _of_a_workers_name,
    "conference.transfer_send": _ready_to_send,
    "notices.write": _e_mail_is_safe,
    "people.apart": _put_together,
    "people.apart_second": _asked_apart,
    "people.consider_review": _died,
    "people.correct_death": _died,
    "people.lift_ban": _banned,
    "people.same_person_with": _another,
    "sharing.no_go_stays": _not_to_be_told,
}
"""Page → what is done first; what it returns stands in the address."""


def _alerts(world: World, form: forms.BaseForm | None) -> dict[str, Any]:
    with acting_as(world.area.amina):
        return {"shown": list(CaseAlert.objects.filter(file_id=world.ids["file"]).values_list("id", flat=True))}


def _as_it_stands(world: World, form: Any) -> dict[str, Any]:
    return {**form.marks_now, "version": form.version_now, "do": "", "text": "", "early": "on"}


def _last(name: str) -> Callable[[World, Any], dict[str, Any]]:
    """The last that is offered, not the first."""
    return lambda world, form: {name: list(form.fields[name].choices)[-1][0]}


def _saying(**said: Any) -> Callable[[World, Any], dict[str, Any]]:
    return lambda world, form: said


_YESTERDAY = TODAY - timedelta(days=1)
SAYING: Mapping[str, Callable[[World, Any], dict[str, Any]]] = {
    "casefiles.see_alerts": _alerts,
    "conference.close_case": _saying(reason="He is in custody until the spring and she has moved away for good."),
    "conference.defer": _last("to_meeting_id"),
    "conference.hearing": _as_it_stands,
    "conference.list_case": _last("meeting_id"),
    "conference.research_telephone": _saying(
        given_on_day=_YESTERDAY.day, given_on_month=_YESTERDAY.month, given_on_year=_YESTERDAY.year
    ),
    "governance.finding_action": _saying(checker_agency_id=""),
    "people.choose_places": _saying(kinds=["email"]),
    "sharing.record": _saying(outside=""),
}
"""Page → what is said there otherwise than in any form."""
