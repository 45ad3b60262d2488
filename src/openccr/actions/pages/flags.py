"""Flags: what one's agency confirms, for several cases at once, and who has not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.actions.forms import FlagsForm, FlagsOnForm, FlagsToldForm
from openccr.actions.operations.flags import MANY, flag_off, flag_on, flags_told
from openccr.actions.pages import pages
from openccr.actions.queries.flags import FlagShown, flags_waiting, flags_waiting_of, not_confirmed
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.ui.kinds import Asked, Column, Done, Listing, ask, offer, stamped, table

COLUMNS = (
    Column("agency", "Agency"),
    Column("to_put_on", "Not confirmed as on", numeric=True),
    Column("to_take_off", "Not confirmed as off", numeric=True),
    Column("oldest", "Asked first", whole=True),
)


@dataclass(frozen=True)
class _Line:
    """An agency in the list."""

    id: UUID
    agency: str
    to_put_on: int
    to_take_off: int
    oldest: date
    href: str


def _list(*, actor: Actor, params: Mapping[str, str], page: int) -> Listing:
    found = not_confirmed(today=timezone.localdate())
    pages_of = (("Our flags are on", "actions.flags_on"), ("Our flags are off", "actions.flags_off"))
    writes = why_not(actor, "actions.flag_told") is None

    def told(agency: UUID) -> str:
        return reverse("actions.flags_told", kwargs={"agency": agency}) if writes else ""

    own = [offer(actor, text=text, page=name, may="actions.flag") for text, name in pages_of]
    return Listing(
        rows=[
            _Line(one.agency_id, one.agency, one.to_put_on, one.to_take_off, one.oldest, told(one.agency_id))
            for one in found
        ],
        columns=COLUMNS,
        empty={"text": "Every agency has confirmed its flags on the cases that you can see."},
        note="Each agency flags its own record when a case is heard, for twelve months from the last referral."
        + (" Choose one to write down what it says by telephone or mail." if writes else ""),
        actions=[one for one in own if not one["disabled_reason"]],
    )


table(
    pages, "actions/flags/", name="flags", title="Flags that are not confirmed", may="actions.flags", query=_list,
    reads="flags.listed",
)  # fmt: skip


def _mine(actor: Actor, *, off: bool) -> list[FlagShown]:
    return [one for one in flags_waiting(actor, today=timezone.localdate()) if one.to_take_off is off][:MANY]


def _choices(*, off: bool) -> Callable[..., dict[str, Any]]:
    def cases(*, actor: Actor) -> dict[str, Any]:
        return {"cases": [(str(one.id), f"{one.initials} {one.reference}") for one in _mine(actor, off=off)]}

    return cases


def _today(*, actor: Actor) -> dict[str, Any]:
    """No case is ticked beforehand: that a flag is on is said of each, since a life may hang on it."""
    return {"on": timezone.localdate()}


def _about(title: str, *, off: bool) -> Callable[..., Asked]:
    def asked(*, actor: Actor) -> Asked:
        mine = _mine(actor, off=off)
        record("flags.listed", subjects=[one.id for one in mine])
        words = (
            "Their twelve months are over. Tick those whose flag is off."
            if off
            else "Tick those whose flag is on. A flag belongs where the person who harms cannot see it."
        )
        return Asked(
            title=title,
            intro=words if mine else "No flag of your agency waits here.",
            button=title,
            crumbs=[{"text": "Flags", "href": reverse("actions.flags")}, {"text": title}],
            context={"cancel_href": reverse("actions.flags"), "cases": mine},
        )

    return asked


def _done(number: int) -> Done:
    return Done(reverse("actions.flags"), "1 flag is confirmed." if number == 1 else f"{number} flags are confirmed.")


ask(
    pages, "actions/flags/on/", name="flags_on", title="Our flags are on", may="actions.flag", form=FlagsOnForm,
    operation=stamped(flag_on), done=_done, choices=_choices(off=False), initial=_today,
    about=_about("Our flags are on", off=False), template="actions/confirm_flags.html",
)  # fmt: skip
ask(
    pages, "actions/flags/off/", name="flags_off", title="Our flags are off", may="actions.flag", form=FlagsForm,
    operation=stamped(flag_off), done=_done, choices=_choices(off=True), initial=_today,
    about=_about("Our flags are off", off=True), template="actions/confirm_flags.html",
)  # fmt: skip


def _theirs(agency: UUID) -> list[FlagShown]:
    return flags_waiting_of(agency, today=timezone.localdate())[:MANY]


def _their_choices(*, actor: Actor, agency: UUID) -> dict[str, Any]:
    words = {True: "its twelve months are over: the flag is off", False: "the flag is on"}
    return {
        "cases": [(str(one.id), f"{one.initials} {one.reference}: {words[one.to_take_off]}") for one in _theirs(agency)]
    }


def _about_theirs(*, actor: Actor, agency: UUID) -> Asked:
    name = Agency.objects.filter(id=agency).values_list("name", flat=True).first()
    if name is None:
        raise NotFound
    theirs = _theirs(agency)
    record("flags.listed", subjects=[one.id for one in theirs])
    return Asked(
        title=f"What {name} says of its flags",
        intro="Tick only what they said of each case." if theirs else "No flag of this agency waits.",
        button="Save what they said",
        crumbs=[{"text": "Flags", "href": reverse("actions.flags")}, {"text": name}],
        context={"cancel_href": reverse("actions.flags"), "cases": theirs},
    )


ask(
    pages, "actions/flags/<uuid:agency>/", name="flags_told", title="What an agency says of its flags",
    may="actions.flag_told", form=FlagsToldForm, operation=stamped(flags_told),
    done=lambda number, *, agency: _done(number), choices=_their_choices,
    initial=lambda *, actor, agency: _today(actor=actor), about=_about_theirs, template="actions/confirm_flags.html",
)  # fmt: skip
