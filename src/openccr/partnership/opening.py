"""Opening a partnership: its rows, and the first two invitations. Used by `openccr init` and `openccr invite`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.utils import timezone

from openccr.access.owning import as_walls
from openccr.audit.models import AuditEvent
from openccr.audit.types import audit_type
from openccr.content.problems import PackError
from openccr.kernel.refusals import Refusal
from openccr.partnership.founding import found_partnership
from openccr.partnership.invitations import Sent, prepare
from openccr.partnership.models import Agency, Appointment, Partnership
from openccr.partnership.practice import pack_of
from openccr.partnership.rules import Role

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Opened:
    """The new partnership, and the links that let its first two people in. They are known at this moment only."""

    code: str
    lead: Sent
    coordinator: Sent


def open_partnership(
    *,
    code: str,
    name: str,
    agency: str,
    kind: str,
    packs: Sequence[str],
    lead: str,
    coordinator: str,
    adult_women: int | None = None,
    adult_women_source: str = "",
) -> Opened:
    """A new partnership with its coordinating agency, and invitations for that agency's lead and its coordinator.

    Args:
        code: short name used by commands (`--area`): letters, digits and hyphens.
        agency: name of the coordinating agency; `kind` is its kind, a key of the packs' list.
        packs: keys of the packs, the core first.
        lead, coordinator: e-mail addresses of two people, since each confirms the other's role.
        adult_women: women aged 16 and over in the area, with `adult_women_source`.

    Raises Refusal, naming the field and the remedy, for anything that does not do; then nothing is made.
    """
    at = timezone.now()
    _check(code=code, name=name, agency=agency, kind=kind, packs=packs)
    emails = {"lead": _email("lead", lead), "coordinator": _email("coordinator", coordinator)}
    if len(set(emails.values())) == 1:
        raise Refusal(
            "The lead and the coordinator have the same address.",
            remedy="Name two people: each confirms the other's role every 90 days.",
            field="coordinator",
        )
    if adult_women is not None and not adult_women_source:
        raise Refusal("The number of women has no source.", remedy="Say where it is from.", field="women_source")
    with as_walls() as owner:
        if Partnership.objects.using(owner).filter(code=code).exists():
            raise Refusal(
                f"There is a partnership with the code {code} already; nothing was changed.",
                remedy="Choose another code, or use `openccr invite` to send its people a new link.",
                field="code",
            )
        area = found_partnership(
            code=code,
            name=name.strip(),
            packs=packs,
            coordinating=(kind, agency.strip()),
            on=timezone.localdate(at),
            adult_women=adult_women,
            adult_women_source=adult_women_source,
        )
        _record(area, "partnership.opened", at)
        return Opened(
            code=code,
            lead=_invite(area, Role.LEAD, emails["lead"], at),
            coordinator=_invite(area, Role.COORDINATOR, emails["coordinator"], at),
        )


def invite_again(*, code: str, role: str, email: str) -> Sent:
    """A new link for the lead or the coordinator of the coordinating agency, when nobody there can send one.

    Raises Refusal, naming the field and the remedy.
    """
    if role not in (Role.LEAD, Role.COORDINATOR):
        raise Refusal(
            f"The role {role} is not given by a command.",
            remedy="Invite a lead or a coordinator; they invite the others.",
            field="role",
        )
    address = _email("email", email)
    with as_walls() as owner:
        area = Partnership.objects.using(owner).filter(code=code).first()
        if area is None:
            raise Refusal(
                f"There is no partnership with the code {code}.", remedy="`openccr init` makes one.", field="area"
            )
        return _invite(area, Role(role), address, timezone.now())


def need_code(code: str) -> None:
    """Raises Refusal when commands could not call a partnership that."""
    try:
        validate_slug(code)
        if len(code) > 40 or code != code.lower():
            raise ValidationError("")
    except ValidationError:
        raise Refusal(
            f"{code!r} cannot be a code.", remedy="Use up to 40 small letters, digits and hyphens.", field="code"
        ) from None


def _check(*, code: str, name: str, agency: str, kind: str, packs: Sequence[str]) -> None:
    for field, text in (("name", name), ("agency", agency)):
        if not text.strip() or len(text) > 120:
            raise Refusal(f"The {field} is empty or too long.", remedy="Give one of 1 to 120 letters.", field=field)
    need_code(code)
    try:
        kinds = pack_of(packs).agencies.kinds
    except PackError as problems:
        raise Refusal(str(problems), remedy="Name packs that are there, the core first.", field="packs") from None
    if kind not in kinds:
        raise Refusal(
            f"The packs have no kind of agency called {kind}.", remedy=f"There are: {', '.join(kinds)}.", field="kind"
        )


def _email(field: str, text: str) -> str:
    try:
        validate_email(text.strip())
    except ValidationError:
        raise Refusal(f"{text!r} is not an e-mail address.", remedy="Correct it.", field=field) from None
    return text.strip().lower()


def _invite(area: Partnership, role: Role, email: str, at: datetime) -> Sent:
    today = timezone.localdate(at)
    with as_walls() as owner:
        row, sent = prepare(
            agency=_coordinating(area),
            email=email,
            role=role,
            from_on=today,
            until_on=today + A_YEAR,
            at=at,
            made_by=None,
        )
        row.save(using=owner, force_insert=True)
        _record(area, "invitation.sent", at, subjects=[str(row.pk)])
        return sent


def _coordinating(area: Partnership) -> Agency:
    if area.coordinating_agency is None:
        raise Refusal(f"The partnership {area.code} has no coordinating agency.", field="area")
    return area.coordinating_agency


def _record(area: Partnership, type: str, at: datetime, subjects: Sequence[str] = ()) -> None:
    """Into the partnership's audit by the owner, in the same transaction: nobody can act in the partnership yet."""
    with as_walls() as owner:
        commands = Appointment.objects.using(owner).get(agency=_coordinating(area), user=None, role=Role.COMMANDS)
        AuditEvent(
            at=at,
            type=audit_type(type).key,
            partnership_id=area.pk,
            appointment_id=commands.pk,
            agency_id=commands.agency_id,
            role=commands.role,
            purpose="opening the partnership",
            subjects=list(subjects) or [str(area.pk)],
        ).save(using=owner, force_insert=True)
