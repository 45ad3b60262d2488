"""The nightly reminders: the owner first, then the agency's lead, the chair, the board (domain 1.8, 8.11)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.actions.models import Action, Reminder
from openccr.actions.operations.advisers import tell_advisers
from openccr.actions.operations.area import tell_of_area
from openccr.actions.operations.owners import leads_of
from openccr.actions.rules.ladder import ASKED, HIGHER, Rungs, Step, step_due
from openccr.actions.rules.locks import Lock
from openccr.actions.rules.states import OPEN
from openccr.audit.operations import record
from openccr.casefiles.models import Exclusion, Grant
from openccr.kernel.actors import Actor
from openccr.notices.operations import tell_agency, tell_person
from openccr.partnership.models import Appointment
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role

AHEAD = timedelta(days=30)
"""How far ahead of its day an action is looked at; no pack reminds earlier."""


def rungs_of(actor: Actor) -> Rungs:
    """The partnership's own periods, in working days."""
    periods = practice(actor).processes["marac"].periods
    return Rungs(
        before=periods.action_reminder.days,
        lead=periods.action_to_lead.days,
        chair=periods.action_to_chair.days,
        board=periods.action_to_board.days,
    )


def remind(*, actor: Actor, today: date, at: datetime) -> int:
    """Take today's step for every open action that has one, and tell whom it concerns, without saying of what.

    Each step is written down once for each day the action was due, and an action takes one step a day: a night that
    runs twice tells nobody twice, and takes nothing two rungs up.
    Returns how many steps were taken.
    """
    with acting_as(actor):
        must(actor, "actions.remind")
        rungs, holidays = rungs_of(actor), practice(actor).holidays
        open_ = list(Action.objects.filter(state__in=OPEN, due_on__lte=today + AHEAD).order_by("due_on", "id"))
        taken, done_today = _taken(open_, today=today)
        steps: list[tuple[Action, Step]] = []
        for row in open_:
            if (row.id, row.due_on) in done_today:
                continue
            step = step_due(
                rungs=rungs, due_on=row.due_on, today=today, taken=taken[row.id, row.due_on],
                locked=row.lock == Lock.LOCKED, holidays=holidays,
            )  # fmt: skip
            if step is not None:
                steps.append((row, step))
        Reminder.objects.bulk_create(
            Reminder(file_id=row.file_id, action=row, step=step, due_on=row.due_on, on=today) for row, step in steps
        )
        for step in HIGHER:
            ids = [row.id for row, each in steps if each is step]
            if ids:
                Action.objects.filter(id__in=ids).update(escalated_to=step)
        for row, step in steps:
            record("action.reminded", file_id=row.file_id, subjects=[row.id], fields=[step], at=at)
            _tell(actor, row, step, today=today)
        return len(steps)


def _taken(
    rows: list[Action], *, today: date
) -> tuple[defaultdict[tuple[UUID, date], set[Step]], set[tuple[UUID, date]]]:
    """Of each action and the day it was due the steps taken, and which of them took one today."""
    found: defaultdict[tuple[UUID, date], set[Step]] = defaultdict(set)
    done_today = set()
    for one in Reminder.objects.filter(action__in=rows):
        found[one.action_id, one.due_on].add(Step(one.step))
        if one.on == today:
            done_today.add((one.action_id, one.due_on))
    return found, done_today


def _tell(actor: Actor, row: Action, step: Step, *, today: date) -> None:
    if row.file_id is None:
        tell_of_area(actor, row, step, today=today)
        return
    if step in ASKED:
        tell_advisers(actor=actor, file_id=row.file_id)
    elif step is Step.LEAD:
        for lead in leads_of([row.agency_id], today=today):
            tell_person(actor=actor, appointment_id=lead.id)
    elif step is Step.CHAIR:
        for chair in _chairs_of(row.file_id):
            tell_person(actor=actor, appointment_id=chair, file_id=row.file_id)
    elif step is Step.BOARD:
        # The coordinator puts it before the board; the service actor acts for the coordinating agency.
        tell_agency(actor=actor, file_id=row.file_id, agency_id=actor.agency)
    _tell_owner(actor, row, row.file_id)


def _tell_owner(actor: Actor, row: Action, file_id: UUID) -> None:
    # Told at each rung, also when it goes to others: nobody's action is taken further behind their back.
    if row.lock == Lock.LOCKED:
        return
    if row.owner_id is not None and not _kept_out(row.owner_id, file_id):
        tell_person(actor=actor, appointment_id=row.owner_id, file_id=file_id)
    else:
        tell_agency(actor=actor, file_id=file_id, agency_id=row.agency_id)


def _kept_out(appointment_id: UUID, file_id: UUID) -> bool:
    # A colleague who names them does not learn it, and neither do they: their agency is told in their place.
    users = Appointment.objects.filter(id=appointment_id).values("user")
    return Exclusion.objects.filter(file_id=file_id, until_at=None, user__in=users).exists()


def _chairs_of(file_id: UUID) -> list[UUID]:
    holders = {grant.holder_id for grant in Grant.on(file_id) if grant.holder_id}
    return list(Appointment.objects.filter(id__in=holders, role=Role.CHAIR, ended_on=None).values_list("id", flat=True))
