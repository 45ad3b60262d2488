"""Writing as somebody else, tried with SQL inside a page: one's own token, but not the application's statement."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.access.sealing import CannotUnseal
from openccr.actions.models import Action
from openccr.actions.operations import agree_action
from openccr.audit.models import AuditEvent, AuditSeal
from openccr.casefiles.models import Grant
from openccr.casefiles.operations import exclude, note
from openccr.casefiles.queries import access_of
from openccr.conference.models import Attendance, Hearing, Referral, Research
from openccr.conference.operations.attendance import sign
from openccr.conference.operations.uploads import REFERRALS
from openccr.jobs.operations import start
from openccr.jobs.worker import run_work
from openccr.kernel.actors import Actor
from openccr.notices.operations import tell_agency
from openccr.partnership.models import Agency
from tests.conference.conferences import HERE, WHEN, listed, research_for, sent_out, working_day
from tests.makers import NOW, Area, open_case
from tests.walls.trying import refused, run

pytestmark = pytest.mark.django_db


def event(actor: Actor, **other: object) -> None:
    """Write an audit event by hand, with `other` in place of what is true of the actor."""
    told = {key: asdict(actor)[key] for key in ("user_id", "appointment_id", "agency_id", "partnership_id", "role")}
    told |= {"type": "case.read", "file_id": None, **other}
    columns, marks = ", ".join(told), ", ".join(["%s"] * len(told))
    run(
        f"INSERT INTO audit_auditevent (id, at, purpose, subjects, fields, {columns})"
        f" VALUES (gen_random_uuid(), now(), '', '[]', '[]', {marks})",
        *told.values(),
    )


def line(actor: Actor, file_id: uuid.UUID, **other: object) -> None:
    """Write a line on a file's timeline by hand, with `other` in place of what is true of the actor."""
    told = {"appointment_id": actor.appointment_id, "author_name": actor.name, "agency_name": "Willowmere Homes"}
    told |= other
    columns, marks = ", ".join(told), ", ".join(["%s"] * len(told))
    run(
        f"INSERT INTO casefiles_timelineentry (id, file_id, at, kind, sentence, source, {columns})"
        f" VALUES (gen_random_uuid(), %s, now(), 'x', 'x', 'fact', {marks})",
        file_id,
        *told.values(),
    )


@pytest.mark.parametrize("claim", ["user_id", "appointment_id", "agency_id", "partnership_id", "role"])
def test_an_audit_event_says_of_its_actor_what_the_token_says(area: Area, claim: str) -> None:
    with acting_as(area.carl):
        event(area.carl)
        with refused():
            event(area.carl, **{claim: asdict(area.fay)[claim] if claim != "partnership_id" else uuid.uuid4()})


def test_nobody_writes_into_the_chain_of_no_partnership_out_of_one(area: Area) -> None:
    with acting_as(area.carl), refused():
        event(area.carl, partnership_id=None)


def test_nobody_fills_the_log_of_a_case_they_do_not_see(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    for file_id in (case, uuid.uuid4()):
        with acting_as(area.carl), refused():
            event(area.carl, file_id=file_id)


def test_an_event_of_an_unknown_type_does_not_hide_the_log_from_the_coordinator(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    with acting_as(area.bea):
        event(area.bea, file_id=case, type="no.such")
    with acting_as(area.amina):
        assert any("no words for" in seen.sentence for seen in access_of(case, actor=area.amina).seen)


@pytest.mark.django_db(databases=["default", "owner"])
def test_an_event_dated_back_is_sealed_at_the_time_it_was_written(area: Area) -> None:
    before, claims = timezone.now(), {key: getattr(area.carl, key) for key in ("user_id", "partnership_id", "role")}
    with as_walls() as owner, connections[owner].cursor() as cursor:
        event = AuditEvent(at=NOW - timedelta(days=900), type="case.read", **claims)
        event.save(using=owner, force_insert=True)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what COMMIT does
        seal = AuditSeal.objects.using(owner).get(event_id=event.id)
        assert before <= seal.sealed_at <= timezone.now()
        transaction.set_rollback(True, using=owner)


@pytest.mark.parametrize("claim", ["appointment_id", "author_name", "agency_name"])
def test_a_line_of_the_timeline_stands_in_its_authors_own_name(area: Area, claim: str) -> None:
    case = open_case(area, invited=("housing",))
    other = {"appointment_id": area.amina.appointment_id, "author_name": "Amina Okafor", "agency_name": "Police"}
    with acting_as(area.bea):
        note(file_id=case, kind="x", sentence="x", at=NOW)
        line(area.bea, case)
        with refused():
            line(area.bea, case, **{claim: other[claim]})


def test_an_invitation_names_the_partnership_of_its_agency(area: Area) -> None:
    """Else who took it would act in one partnership with the keys of another's agency."""
    statement = (
        "INSERT INTO partnership_invitation (id, partnership_id, agency_id, email, role, post, unit, from_on, until_on,"
        " token_hash, made_at, made_by, expires_at) VALUES (gen_random_uuid(), %s, %s, 'mo@example.example',"
        " 'representative', '', '', current_date, current_date, %s, now(), %s, now() + interval '1 day')"
    )
    for partnership, agency in ((uuid.uuid4(), area.lena.agency_id), (area.id, uuid.uuid4())):
        for actor in (area.lena, area.amina):
            with acting_as(actor), refused():
                run(statement, partnership, agency, str(uuid.uuid4()), actor.appointment_id)


def test_a_job_tells_nothing_to_who_reads_the_queue(area: Area) -> None:
    case = open_case(area, invited=("housing",))
    with acting_as(area.amina):
        tell_agency(actor=area.amina, file_id=case, agency_id=area.agencies["housing"])
        start(actor=area.amina, task=REFERRALS.task, name="x", document=case)
    queued = str(run("SELECT args, queueing_lock, lock FROM procrastinate_jobs"))
    for told in (case, area.id, area.agencies["housing"], area.amina.user_id, area.amina.appointment_id):
        assert str(told) not in queued


def test_a_job_that_somebody_wrote_by_hand_is_not_done(area: Area) -> None:
    with pytest.raises(CannotUnseal):
        run_work(note="AAAA" * 20)


def test_who_looked_and_who_is_kept_out_is_told_to_the_coordinator_alone(area: Area) -> None:
    case = open_case(area)
    exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=NOW)
    for actor, told in ((area.amina, True), (area.bea, False), (area.grace, False), (area.carl, False)):
        with acting_as(actor):
            assert AuditEvent.objects.filter(file_id=case).exists() is told


def test_nobody_overwrites_what_another_agency_answers_for(area: Area) -> None:
    """Bea's and Pia's agencies are both on the case; the coordinator's manages it."""
    case = listed(area, by="police", invited=("housing", "idva"))
    action = agree_action(
        actor=area.amina, file_id=case.file, text="Change the locks", faces="agencies",
        agency_id=area.agencies["housing"], due_on=working_day(20), at=WHEN,
    )  # fmt: skip
    theirs = {
        Research: (research_for(area, case, "police").id, {"victim_facts": "x"}),
        Referral: (case.referral, {"decision_reason": "x"}),
    }
    hers = {
        Research: (research_for(area, case, "housing").id, {"victim_facts": "x"}),
        Action: (action, {"evidence": "x"}),
    }
    for rows, tries in (
        (theirs, {"bea": 0, "grace": 0, "pia": 1, "amina": 1}),
        (hers, {"pia": 0, "bea": 1, "amina": 1}),
    ):
        for name, changed in tries.items():
            with acting_as(area.actors[name]):
                for model, (key, change) in rows.items():
                    assert model.objects.filter(id=key).update(**change) == changed, (name, model)


def copied(table: str, key: uuid.UUID, **other: object) -> None:
    """Put a copy of a row in by hand, with `other` in place of what it says."""
    pairs = ", ".join(f"'{name}', %s::text" for name in other)
    run(
        f"INSERT INTO {table} SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), {pairs}))).*"
        f" FROM {table} r WHERE r.id = %s",
        *(str(value) for value in other.values()),
        key,
    )


def test_nobody_puts_a_row_in_another_agencys_name(area: Area) -> None:
    """Bea's agency is on the case and Pia's too; anybody there may still propose what another agency should do."""
    case = listed(area, by="police", invited=("housing", "idva"))
    action = agree_action(
        actor=area.amina, file_id=case.file, text="Change the locks", faces="agencies",
        agency_id=area.agencies["housing"], due_on=working_day(20), at=WHEN,
    )  # fmt: skip
    research = research_for(area, case, "housing").id
    police, probation = area.agencies["police"], area.agencies["probation"]
    with acting_as(area.bea):
        for table, key, other in (
            ("conference_referral", case.referral, {"agency_id": police}),
            ("conference_research", research, {"agency_id": probation}),
            ("actions_action", action, {"agency_id": police}),
            ("actions_action", action, {"agency_id": police, "state": "done"}),
        ):
            with refused():
                copied(table, key, **other)
        copied("conference_referral", case.referral, agency_id=area.bea.agency_id)
        copied("actions_action", action, agency_id=police, state="proposed")
    with acting_as(area.amina):
        copied("conference_research", research, agency_id=probation)
        copied("actions_action", action, agency_id=police)


def test_the_notes_of_a_hearing_are_written_by_who_leads_the_meeting(area: Area) -> None:
    case = sent_out(area)
    for name, changed in {"bea": 0, "grace": 0, "carl": 0, "amina": 1}.items():
        with acting_as(area.actors[name]):
            assert Hearing.objects.filter(id=case.hearing).update(discussion="x") == changed, name
    with acting_as(area.bea), refused():
        copied("conference_hearing", case.hearing, meeting_id=uuid.uuid4())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE conference_research SET agency_id = agency_id",
        "UPDATE conference_research SET file_id = file_id",
        "UPDATE conference_referral SET agency_id = agency_id",
        "UPDATE actions_action SET agency_id = agency_id",
        "UPDATE actions_action SET text = 'x'",
        "UPDATE conference_attendance SET name = 'Fay Osei'",
    ],
)
def test_whose_it_is_and_what_was_asked_never_changes(area: Area, change: str) -> None:
    for actor in (area.amina, area.bea):
        with acting_as(actor), refused():
            run(change)


@pytest.mark.parametrize(
    "change",
    [
        "criteria = '[]'", "criteria = '[\"ESC\"]'", "primary_criterion = 'ESC'", "judgement_reason = 'No fear.'",
        """gaps = '["Why?"]'""",
    ],
)  # fmt: skip
def test_what_was_referred_is_added_to_and_never_changed(area: Area, change: str) -> None:
    case = sent_out(area)
    with acting_as(area.amina):
        row = Referral.objects.get(id=case.referral)
        assert row.criteria and row.primary_criterion and "ESC" not in row.criteria
        more = {"criteria": [*row.criteria, "ESC"], "judgement_reason": row.judgement_reason or "Very afraid."}
        assert Referral.objects.filter(id=case.referral).update(**more) == 1
        with refused():
            run(f"UPDATE conference_referral SET {change} WHERE id = %s", case.referral)


def test_nobody_signs_the_confidentiality_statement_for_another(area: Area) -> None:
    case = sent_out(area)
    statement = (
        "INSERT INTO conference_attendance (id, partnership_id, meeting_id, agency_id, appointment_id, name, kind,"
        " signed_at, joins, identified) VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, 'present', now(), 'room', '')"
    )
    own = (area.bea.agency_id, area.bea.appointment_id, area.bea.name)
    pia = (area.pia.agency_id, area.pia.appointment_id, area.pia.name)
    sign(actor=area.pia, meeting_id=case.meeting, stated=HERE, at=WHEN)
    with acting_as(area.bea):
        for claim in (pia, (*own[:2], pia[2]), (pia[0], *own[1:]), (own[0], None, own[2])):
            with refused():
                run(statement, area.id, case.meeting, *claim)
        assert Attendance.objects.filter(appointment_id=area.pia.appointment_id).update(signed_at=None) == 0
        run(statement, area.id, case.meeting, *own)


def test_which_agencies_are_on_a_case_is_told_to_nobody_who_does_not_see_it(area: Area) -> None:
    case = open_case(area, invited=("housing", "police"))
    exclude(actor=area.amina, file=case, user_id=area.eve.user_id, reason="her sister", at=NOW)
    for actor, told in ((area.bea, 3), (area.carl, 0), (area.eve, 0)):
        with acting_as(actor):
            assert Agency.objects.filter(id__in=Grant.agencies_on(case)).count() == told
