"""What takes two people, tried by one with SQL inside a page: two appointments, or an invented first account."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from openccr.access.acting import acting_as
from openccr.conference.models import ListedTogether, NotMetProposal
from openccr.conference.operations.two_ways import propose_together
from openccr.documents.models import Disposal
from openccr.leaving.models import AreaExport
from openccr.partnership.models import SignInProvider
from tests.conference.conferences import TODAY, WHEN
from tests.conference.test_triage import WEAK, referred
from tests.conference.test_two_ways import Pair, recorded
from tests.conference.test_two_ways import pair as pair
from tests.makers import Area
from tests.walls.trying import refused

pytestmark = pytest.mark.django_db


def test_nobody_finds_alone_that_the_criteria_are_not_met(area: Area) -> None:
    """The constraint compares two accounts that the row itself names."""
    one = referred(area, **WEAK)
    me, other = (area.amina.appointment_id, area.amina.user_id), (area.grace.appointment_id, area.grace.user_id)
    for first, second in (
        (uuid.uuid4(), me),  # an invented first
        (me[1], (me[0], uuid.uuid4())),  # oneself as the second, under an invented account
        (other[1], me),
    ):
        with acting_as(area.amina), refused():
            NotMetProposal(
                file_id=one.file_id, referral_id=one.referral_id, key="no_criterion", reason="x", advice="x",
                proposed_by_id=me[0], proposed_user=first, proposer_name="x", proposer_is_specialist=True,
                proposed_at=WHEN, second_id=second[0], second_user=second[1], second_name="x",
                second_is_specialist=True,
            ).save(force_insert=True)  # fmt: skip


def test_nobody_brings_both_sides_onto_one_agenda_alone(area: Area, pair: Pair) -> None:
    dual = recorded(area, pair)
    both = {"dual_id": dual, "file_id": pair.hers, "other_file_id": pair.his, "reason": "x", "proposed_at": WHEN}
    me, grace = area.amina, area.grace
    mine = {"first_id": me.appointment_id, "first_user": me.user_id, "first_name": me.name}
    hers = {"second_id": grace.appointment_id, "second_user": grace.user_id, "second_name": grace.name}
    invented = {"first_id": me.appointment_id, "first_user": uuid.uuid4(), "first_name": "x"}
    own = {"second_id": me.appointment_id, "second_user": me.user_id, "second_name": me.name}
    with acting_as(me):
        for row in (mine | hers | {"confirmed_at": WHEN}, invented | own | {"confirmed_at": WHEN}, invented):
            with refused():
                ListedTogether(**both, **row).save(force_insert=True)
    made = propose_together(actor=me, file_id=pair.hers, dual_id=dual, reason="x", at=WHEN)
    with acting_as(me), refused():
        ListedTogether.objects.filter(id=made).update(confirmed_at=WHEN, **hers)


def test_nobody_proposes_a_disposal_in_anothers_name(area: Area) -> None:
    with acting_as(area.amina):
        for proposer, refusal in ((uuid.uuid4(), True), (area.amina.user_id, False)):
            row = Disposal(
                partnership_id=area.id, file_id=uuid.uuid4(), reference="x", kind="marac", closed_on=TODAY,
                due_on=TODAY, rule="x", proposed_at=WHEN, proposed_by="x", proposed_user=proposer,
            )  # fmt: skip
            if refusal:
                with refused():
                    row.save(force_insert=True)
            else:
                row.save(force_insert=True)


def test_nobody_sets_up_an_agencys_sign_in_alone(area: Area) -> None:
    """Whoever did could sign in as anybody of that agency."""
    given = {
        "partnership_id": area.id, "agency_id": area.agencies["housing"], "name": "x", "issuer": "https://x.example",
        "client_id": "x", "sealed_secret": b"x", "set_up_at": WHEN,
    }  # fmt: skip
    lena, other = area.lena.user_id, uuid.uuid4()
    with acting_as(area.lena):
        for more in ({"set_up_by": other}, {"set_up_by": lena, "confirmed_by": other, "confirmed_at": WHEN}):
            with refused():
                SignInProvider(**given, **more, key=uuid.uuid4().hex[:20]).save(force_insert=True)
        row = SignInProvider(**given, set_up_by=lena, key=uuid.uuid4().hex[:20])
        row.save(force_insert=True)
        for agreed in ({"confirmed_by": other, "confirmed_at": WHEN}, {"confirmed_at": WHEN}):
            with refused():
                SignInProvider.objects.filter(id=row.id).update(**agreed)
        assert SignInProvider.objects.filter(id=row.id).update(ended_at=WHEN) == 1


def test_only_the_coordinator_of_the_whole_area_asks_to_take_it_out(area: Area) -> None:
    """Its reader gets every case: an agency's lead, or a coordinator of another agency, sees their agency's alone."""
    for actor in (area.lena, replace(area.amina, whole_area=False), area.fay):
        with acting_as(actor), refused():
            AreaExport(
                partnership_id=area.id, reason="x", recipient="age1x", whereabouts=True, asked_user=actor.user_id,
                asked_by="x", asked_at=WHEN,
            ).save(force_insert=True)  # fmt: skip
