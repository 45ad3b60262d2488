"""Signing off a quarter's figures: frozen to the last case for the coordinators, and rounded for everybody else."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.insight import working
from openccr.insight.counting import (
    QuarterCount,
    area_of,
    count_quarter,
    form_of,
    must_see_every_figure,
    versioned,
)
from openccr.insight.models import ExactFigures, Release
from openccr.insight.rules.differencing import Released, safe
from openccr.insight.rules.figures import Figure, published
from openccr.insight.rules.freezing import changed, frozen, frozen_meetings, thawed
from openccr.insight.rules.quarters import Quarter, last_day
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice

REACH = 6
"""Quarters before and after whose figures are set against a release: twelve months overlap three on either side."""


def sign_off(*, actor: Actor, quarter: Quarter, at: datetime, reason: str = "") -> UUID:
    """Sign off the figures of a quarter as they count now. Returns the release's id.

    A quarter that is signed off already gets a correction beside it, with the reason.

    Raises Refusal for anybody but a coordinator of the whole area who is kept out of no case, while something is
    missing, and for a correction without a reason or without a change.
    """
    with acting_as(actor):
        must(actor, "insight.sign_off")
        must_see_every_figure()
        pack = practice(actor)
        form = versioned(form_of(pack))
        count = count_quarter(actor=actor, quarter=quarter, today=timezone.localdate(at), pack=pack)
        if count.missing:
            raise Refusal(count.missing[0].sentence, remedy=count.missing[0].remedy)
        before = Release.objects.filter(form=form, first_on=quarter.period.first).order_by("number").last()
        if before is not None:
            _must_correct(before, count, reason)
        shown = _published(form, quarter, count)
        release = Release(
            partnership=area_of(actor),
            form=form,
            first_on=quarter.period.first,
            last_on=last_day(quarter.period),
            number=before.number + 1 if before else 1,
            reason=reason if before else "",
            signed_off_at=at,
            signed_off_by=cast(UUID, actor.appointment_id),
            signed_off_name=actor.name,
            pack=pack.fingerprint,
            figures=frozen(shown.quarter),
            twelve_months=frozen(shown.twelve_months),
            working=working.frozen(quarter, today=timezone.localdate(at), pack=pack),
        )
        _keep(release, count)
        record("figures.signed_off", subjects=[release.id], at=at)
        return release.id


def _must_correct(before: Release, count: QuarterCount, reason: str) -> None:
    if not changed(thawed(ExactFigures.objects.get(release=before).figures), count.figures):
        raise Refusal("This quarter is signed off, and nothing has changed since.")
    if not reason.strip():
        raise Refusal("Say why the figures are corrected.", field="reason")


def _published(form: str, quarter: Quarter, count: QuarterCount) -> Released:
    """The figures for everybody: rounded, and so that no small number follows from them and those of other quarters."""
    rows = {row.first_on: row for row in Release.objects.filter(form=form).order_by("number")}  # the last correction
    before, after = [quarter.before()], [quarter.after()]
    while len(before) < REACH:
        before.append(before[-1].before())
        after.append(after[-1].after())
    new = Released(_all_published(count.figures), _all_published(count.twelve_months))
    return safe(
        new,
        before=[_as_released(rows.get(one.period.first)) for one in before],
        after=[_as_released(rows.get(one.period.first)) for one in reversed(after)],
    )


def _as_released(row: Release | None) -> Released | None:
    return Released(thawed(row.figures), thawed(row.twelve_months)) if row else None


def _all_published(figures: tuple[Figure, ...]) -> list[Figure]:
    return [published(one) for one in figures]


def _keep(release: Release, count: QuarterCount) -> None:
    exact = ExactFigures(
        partnership=release.partnership,
        release=release,
        figures=frozen(count.figures),
        twelve_months=frozen(count.twelve_months),
        meetings=frozen_meetings(count.meetings),
    )
    try:
        with transaction.atomic():
            release.save(force_insert=True)
            exact.save(force_insert=True)
    except IntegrityError as error:
        raise Refusal("Somebody else has just signed this quarter off.", remedy="Look at it again.") from error
