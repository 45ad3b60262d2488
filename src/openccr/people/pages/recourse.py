"""What is said of recourse to public funds, for the adviser; and how many cases, for those who plan services."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.people.operations.recourse import (
    choose_reader,
    end_readers,
    recourse_counts,
    say_recourse,
    who_can_read,
)
from openccr.people.pages import pages
from openccr.people.recourse_forms import RecourseForm
from openccr.ui.kinds import Asked, Column, Done, Listing, ask, table


def _say(*, actor: Actor, file: UUID, status: str, said: str, appointment_id: str, nobody: bool) -> None:
    at = timezone.now()
    say_recourse(actor=actor, file=file, status=status, said=said, at=at)
    if nobody:
        with suppress(NotFound):
            end_readers(actor=actor, file=file, at=at)
    if appointment_id:
        choose_reader(actor=actor, file=file, appointment_id=UUID(appointment_id), at=at)


ask(
    pages, "case/<uuid:file>/recourse/", name="say_recourse", title="What only the adviser reads",
    may="people.say_recourse", form=RecourseForm, operation=_say,
    about=lambda *, actor, file: Asked(
        intro="Recourse to public funds and immigration. It is never in a paper, a search or a system's answer.",
        crumbs=crumbs_to(file),
    ),
    choices=lambda *, actor, file: {"readers": who_can_read(file)},
    done=lambda _, *, file: Done(reverse("conference.case_people", args=[file]), "Saved."),
)  # fmt: skip


def _counts(*, actor: Actor, params: Any, page: int) -> Listing:
    return Listing(
        rows=recourse_counts(actor),
        columns=(Column("status", "Recourse to public funds"), Column("cases", "Cases", numeric=True)),
        empty={"text": "Nothing is recorded."},
        note="Rounded to five, and nothing is shown below five. No list stands behind these numbers.",
    )


table(
    pages, "recourse/counts/", name="recourse_counts", title="Recourse to public funds, counted",
    may="people.recourse_counts", query=_counts, reads="recourse.counted",
)  # fmt: skip
