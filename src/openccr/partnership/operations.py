"""Agencies, and the appointments of their people: given by invitation, confirmed every 90 days, ended the same day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from openccr.access.acting import acting_as, current_actor
from openccr.access.may import must
from openccr.accounts.mail import MailFailed, NotSetUp, send
from openccr.accounts.models import User
from openccr.accounts.operations import end_sessions_of, let_back_in, open_account
from openccr.accounts.queries import account_with, emails_of
from openccr.audit.operations import record
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.acting import actor_under, appointments_of, held
from openccr.partnership.desks import desk_of, ended_by, looked_after, own_desk, why_not_look_after
from openccr.partnership.invitations import Open, Sent, message, open_to, opened, prepare, take, withdraw_open
from openccr.partnership.models import Appointment, Invitation
from openccr.partnership.rules import AppointmentEnded, AppointmentTaken, Role, period_refusal


def invite(
    *, actor: Actor, agency: UUID, email: str, role: str, from_on: date, until_on: date, post: str = "",
    unit: str = "", at: datetime | None = None,
) -> Sent:  # fmt: skip
    """Invite somebody to a role in an agency, by mail.

    Whether that address has an account already is not said: whoever holds the link finds out.
    Raises Refusal for a role the actor may not give there, for their own address, for dates that do not do and when
    the mail could not be sent; then nothing is kept.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    with acting_as(actor):
        must(actor, "partnership.invite")
        place, desk = desk_of(actor, agency, today=today)
        if role not in desk.roles():
            raise Refusal("You cannot give this role in this agency.", remedy="Choose another one.", field="role")
        if email.strip().lower() in emails_of([actor.user_id] if actor.user_id else []).values():
            raise Refusal("Nobody gives themselves a role.", remedy="Ask another lead.", field="email")
        wrong = period_refusal(from_on=from_on, until_on=until_on, today=today)
        if wrong is not None:
            raise wrong
        row, sent = prepare(
            agency=place,
            email=email,
            role=Role(role),
            from_on=from_on,
            until_on=until_on,
            at=at,
            made_by=actor.appointment_id,
            post=post,
            unit=unit,
        )
        return _send(row, sent, "invitation.sent")


def send_back_in(*, actor: Actor, appointment: UUID, at: datetime | None = None) -> Sent:
    """Let back in somebody who forgot their password or lost their second factor, by a link to their own mailbox.

    It takes two people: the actor, and whoever reads that mailbox. Raises Refusal and NotFound as `looked_after` does.
    """
    at = at or timezone.now()
    with acting_as(actor):
        must(actor, "partnership.let_back_in")
        one = looked_after(actor, appointment, today=timezone.localdate(at))
        row, sent = prepare(
            agency=one.agency,
            email=emails_of([one.holder_id])[one.holder_id],
            role=Role(one.role),
            from_on=one.from_on,
            until_on=one.last_day,
            at=at,
            made_by=actor.appointment_id,
            lets_back_in=one.holder_id,
        )
        return _send(row, sent, "invitation.let_back_in")


def _send(row: Invitation, sent: Sent, type: str) -> Sent:
    row.save(force_insert=True)
    record(type, subjects=[row.pk], fields=["role", "from_on", "until_on"], at=row.made_at)
    subject, text = message(sent)
    try:
        # Before the commit: an invitation that was never sent must not stand in the list as if it had been.
        send(sent.email, subject=subject, text=text)
    except NotSetUp:
        raise Refusal(
            "OpenCCR has no mail server to send with. Nothing was saved.",
            remedy="Ask whoever runs the server to name one: OPENCCR_MAIL_URL.",
        ) from None
    except MailFailed:
        raise Refusal("The mail could not be sent.", remedy="Nothing was saved. Try again in a few minutes.") from None
    return sent


def withdraw_invitation(*, actor: Actor, invitation: UUID, at: datetime | None = None) -> UUID:
    """Make an invitation's link stop working. Returns its agency. Raises NotFound for one that is not open."""
    with acting_as(actor):
        must(actor, "partnership.invite")
        row = Invitation.objects.filter(pk=invitation, accepted_at=None, withdrawn_at=None).first()
        if row is None:
            raise NotFound
        row.withdrawn_at = at or timezone.now()
        row.save(update_fields=["withdrawn_at"])
        record("invitation.withdrawn", subjects=[row.pk], at=row.withdrawn_at)
        return row.agency_id


@dataclass(frozen=True)
class Accepted:
    """Who came in by an invitation; `password` says that it was chosen just now and may sign them in."""

    user: User
    password: str = ""


def accept(*, token: str, name: str = "", password: str = "", user: User | None = None) -> Accepted:
    """Take an invitation.

    Somebody new opens an account with `name` and `password`; somebody locked out chooses a new `password`; somebody
    who has an account takes it as `user`, signed in. Raises NotFound for a link that no longer works, Refusal for a
    password that is easy to guess and for an account that it was not sent to.
    """
    invitation = opened(token)
    try:
        with transaction.atomic():
            if invitation.lets_back_in is not None:
                return _back_in(token, invitation, invitation.lets_back_in, password)
            if account_with(invitation.email) is None:
                return _first_time(token, invitation, name=name, password=password)
            if user is None or user.email != invitation.email:
                raise Refusal("You have an account already.", remedy="Sign in to it and open the link again.")
            _appoint(token, user)
            return Accepted(user)
    except IntegrityError:
        # The same link was pressed twice at once: the other press was first.
        raise NotFound from None


def _back_in(token: str, invitation: Open, user_id: UUID, password: str) -> Accepted:
    user = let_back_in(user_id=user_id, password=password)
    take(token, user_id=user.pk, name=user.name)
    with acting_as(Actor(kind=ActorKind.PERSON, user_id=user.pk, name=user.name, purpose="own account")):
        record("account.let_back_in", subjects=[invitation.id])
    return Accepted(user, password)


def _first_time(token: str, invitation: Open, *, name: str, password: str) -> Accepted:
    user = open_account(email=invitation.email, name=name.strip(), password=password)
    _appoint(token, user, opened_account=True)
    return Accepted(user, password)


def _appoint(token: str, user: User, *, opened_account: bool = False) -> None:
    made = take(token, user_id=user.pk, name=user.name)
    under = next(one for one in appointments_of(user.pk) if one.id == made)
    with acting_as(actor_under(under, user_id=user.pk, purpose="invitation")):
        if opened_account:
            record("account.opened", subjects=[user.pk])
        record("appointment.taken", subjects=[under.id], fields=["role", "from_on", "until_on"])
        publish(AppointmentTaken(actor=current_actor(), user_id=user.pk))


def confirm(*, actor: Actor, appointment: UUID, today: date | None = None) -> UUID:
    """Confirm that somebody still needs their role: good for 90 days. One that was suspended is open again.

    Returns the agency.

    Raises Refusal and NotFound as `looked_after` does.
    """
    today = today or timezone.localdate()
    with acting_as(actor):
        must(actor, "partnership.confirm")
        one = looked_after(actor, appointment, today=today)
        _confirm([one], today)
        return one.agency_id


def confirm_all(*, actor: Actor, agency: UUID, today: date | None = None) -> int:
    """Confirm everybody in an agency whom the actor looks after. Returns how many that were.

    Raises NotFound for an agency that somebody else looks after.
    """
    today = today or timezone.localdate()
    with acting_as(actor):
        must(actor, "partnership.confirm")
        _, desk = own_desk(actor, agency, today=today)
        there = Appointment.objects.filter(agency=agency, user__isnull=False, ended_on=None, until_on__gte=today)
        # What was suspended is opened again one by one, by whoever has asked why it was not used.
        mine = [one for one in there if one.suspended_on is None and why_not_look_after(actor, one, desk) is None]
        _confirm(mine, today)
        return len(mine)


def _confirm(appointments: Sequence[Appointment], today: date) -> None:
    for one in appointments:
        one.attested_on = max(today, one.from_on)
        if one.suspended_on is not None:
            one.suspended_on, one.reopened_on = None, today
        one.save(update_fields=["attested_on", "suspended_on", "reopened_on"])
    if appointments:
        record("appointment.confirmed", subjects=[one.pk for one in appointments], fields=["attested_on"])


def change_dates(*, actor: Actor, appointment: UUID, from_on: date, until_on: date, today: date | None = None) -> UUID:
    """Change from when until when somebody holds a role; that confirms it too. Returns the agency.

    Raises Refusal for dates that do not do; Refusal and NotFound as `looked_after` does.
    """
    today = today or timezone.localdate()
    with acting_as(actor):
        must(actor, "partnership.change_dates")
        one = looked_after(actor, appointment, today=today)
        wrong = period_refusal(from_on=from_on, until_on=until_on, today=today)
        if wrong is not None:
            raise wrong
        one.from_on, one.until_on, one.attested_on = from_on, until_on, max(today, from_on)
        one.save(update_fields=["from_on", "until_on", "attested_on"])
        record("appointment.dates_changed", subjects=[one.pk], fields=["from_on", "until_on", "attested_on"])
        return one.agency_id


def end_appointment(*, actor: Actor, appointment: UUID, today: date | None = None) -> UUID:
    """End somebody's role at once, every session of their account, and what invites them to the agency.

    Returns the agency. Raises Refusal and NotFound as `desks.ended_by` does.
    """
    today = today or timezone.localdate()
    with acting_as(actor):
        must(actor, "partnership.end")
        one = ended_by(actor, appointment)
        if actor.kind is ActorKind.SERVICE:
            with connection.cursor() as cursor:
                cursor.execute("SELECT openccr.end_of_leaver(%s, %s)", [one.pk, today])
        else:
            one.ended_on, one.until_on = today, max(one.from_on, today)
            one.save(update_fields=["until_on", "ended_on"])
        email = emails_of([one.holder_id])[one.holder_id].lower()
        # What they take in this very moment is no invitation any more but a role, which stands in the agency's list.
        invited = [key for key, _ in open_to(actor, agency=one.agency_id, emails=[email])]
        withdraw_open(actor, agency=one.agency_id, invitations=invited, at=timezone.now())
        end_sessions_of(user_id=one.holder_id)
        record("appointment.ended", subjects=[one.pk], fields=["until_on", "ended_on"])
        publish(AppointmentEnded(actor=actor, appointment_id=one.pk))
        return one.agency_id


def act_under(*, actor: Actor, appointment: UUID) -> UUID:
    """Choose which of one's appointments to act under from now on. Raises NotFound for one that is not held today."""
    with acting_as(actor):
        must(actor, "partnership.choose")
        mine = held(actor.user_id, today=timezone.localdate()) if actor.user_id else []
        if appointment not in {one.id for one in mine}:
            raise NotFound
        record("appointment.acted_under", subjects=[appointment])
        return appointment
