"""What is done with an out-referral: sent, answered, disagreed with, asked for again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.safeguarding import operations
from openccr.safeguarding.forms import (
    AcknowledgeForm,
    AskedForm,
    DecideForm,
    EscalateForm,
    OutcomeForm,
    SendForm,
    WithdrawForm,
)
from openccr.safeguarding.pages import pages
from openccr.safeguarding.queries import out_shown
from openccr.ui.kinds import Asked, Done, ask


def _about(title: str) -> Any:
    def about(*, actor: Actor, file: UUID, out: UUID) -> Asked:
        shown = out_shown(file, out, actor=actor, today=timezone.localdate())
        return Asked(title=title, intro=f"{shown.person}, referred to {shown.to}.", crumbs=crumbs_to(file))

    return about


def _back(_: object, *, file: UUID, out: UUID) -> Done:
    return Done(reverse("safeguarding.out", kwargs={"file": file, "out": out}), "Saved.")


def _today(**_: Any) -> dict[str, date]:
    return {"on": timezone.localdate()}


def _stamped(operation: Any) -> Any:
    def act(**given: Any) -> Any:
        now: datetime = timezone.now()
        return operation(at=now, **given)

    return act


def _outcomes(*, actor: Actor, file: UUID, out: UUID) -> dict[str, Any]:
    route = out_shown(file, out, actor=actor, today=timezone.localdate()).row.route
    known = practice(actor).safeguarding.outcomes
    return {"outcomes": [(key, one.name) for key, one in known.items() if one.route in (route, "both")]}


ask(
    pages, "case/<uuid:file>/safeguarding/<uuid:out>/send/", name="send", title="It has been sent",
    may="safeguarding.follow", form=SendForm, about=_about("It has been sent"), reads="safeguarding.read",
    operation=_stamped(operations.send), done=_back,
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/safeguarding/<uuid:out>/acknowledged/", name="acknowledge", title="Acknowledged",
    may="safeguarding.answer", form=AcknowledgeForm, about=_about("When did they acknowledge it?"), initial=_today,
    operation=_stamped(operations.acknowledge), done=_back, reads="safeguarding.read",
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/safeguarding/<uuid:out>/decided/", name="decide", title="Decided",
    may="safeguarding.answer", form=DecideForm, about=_about("What did they decide?"), initial=_today,
    choices=_outcomes, operation=_stamped(operations.decide), done=_back, reads="safeguarding.read",
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/safeguarding/<uuid:out>/disagree/", name="escalate", title="We disagree",
    may="safeguarding.follow", form=EscalateForm, about=_about("Professional disagreement"),
    operation=_stamped(operations.escalate), done=_back, reads="safeguarding.read",
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/safeguarding/<uuid:out>/outcome/", name="outcome", title="The outcome is back",
    may="safeguarding.answer", form=OutcomeForm, about=_about("What came of it?"), initial=_today,
    operation=_stamped(operations.record_outcome), done=_back, reads="safeguarding.read",
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/safeguarding/<uuid:out>/withdraw/", name="withdraw", title="Withdraw",
    may="safeguarding.follow", form=WithdrawForm, about=_about("Withdraw this referral"),
    operation=_stamped(operations.withdraw), done=_back, reads="safeguarding.read",
)  # fmt: skip
ask(
    pages, "case/<uuid:file>/safeguarding/<uuid:out>/asked/", name="asked", title="I asked again",
    may="safeguarding.follow", form=AskedForm, about=_about("I asked again"),
    operation=_stamped(operations.asked_again), done=_back, reads="safeguarding.read",
)  # fmt: skip
