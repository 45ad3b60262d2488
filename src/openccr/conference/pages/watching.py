"""Pages of what is watched of a case: who was last seen when, and dangerous dates."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.conference.forms.choices import Choices
from openccr.conference.forms.watching import DateForm, EndDateForm, SeenForm, WatchedChoices
from openccr.conference.operations.watching import end_dangerous_date, note_dangerous_date, record_last_seen
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs, to_case
from openccr.conference.queries.plan import plan_of
from openccr.conference.queries.watching import Watched, watched_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, ask


def watched_choices(actor: Actor, watched: Watched, agencies: Choices) -> WatchedChoices:
    """What the forms offer: of the case, and of the pack."""
    process = practice(actor).processes["marac"]
    return WatchedChoices(
        people=[(one.person_id, one.name) for one in watched.people],
        ways=[(key, one.name) for key, one in process.ways_seen.items()],
        kinds=[(key, one.name) for key, one in process.dangerous_dates.items()],
        agencies=agencies,
    )


def write_seen(
    *, actor: Actor, file: UUID, last_person: UUID, last_on: Any, last_by: str, last_way: str, last_alone: bool,
    last_well: bool, last_words: str, **_: Any,
) -> None:  # fmt: skip
    """Write down a sighting as its form gives it."""
    record_last_seen(
        actor=actor, file_id=file, person_id=last_person, on=last_on, by=last_by, way=last_way, alone=last_alone,
        well=last_well, words=last_words, at=timezone.now(),
    )  # fmt: skip


def write_date(
    *, actor: Actor, file: UUID, date_kind: str, date_on: Any, date_source: str, date_owner: UUID, date_words: str,
    **_: Any,
) -> None:  # fmt: skip
    """Note a dangerous date as its form gives it."""
    note_dangerous_date(
        actor=actor, file_id=file, kind=date_kind, on=date_on, source=date_source, owner_agency_id=date_owner,
        words=date_words, at=timezone.now(),
    )  # fmt: skip


def _choices(*, actor: Actor, file: UUID) -> dict[str, Any]:
    watched = watched_of(file, today=timezone.localdate())
    _, agencies = plan_of(file_id=file, hearing_id=None)
    return {"watched": watched_choices(actor, watched, [(key, name) for key, name, _ in agencies])}


def _about(title: str) -> Any:
    def about(*, actor: Actor, file: UUID) -> Asked:
        case, bar = bar_of(file, actor=actor)
        return Asked(title=title, identity=bar, crumbs=case_crumbs(case))

    return about


ask(
    pages, "case/<uuid:file>/last-seen/", name="last_seen", title="When was somebody last seen?", may="conference.see",
    form=SeenForm, operation=write_seen, choices=_choices, about=_about("When was somebody last seen?"),
    reads="case.read", done=lambda _, *, file: Done(to_case(file), "Written down."),
)  # fmt: skip

ask(
    pages, "case/<uuid:file>/dates/add/", name="date_add", title="Note a dangerous date", may="conference.see",
    form=DateForm, operation=write_date, choices=_choices, about=_about("Note a dangerous date"), reads="case.read",
    initial=lambda *, actor, file: {"date_owner": actor.agency_id},
    done=lambda _, *, file: Done(to_case(file), "Noted. Whoever watches it is told before."),
)  # fmt: skip


def _about_ending(*, actor: Actor, file: UUID, date: UUID) -> Asked:
    case, bar = bar_of(file, actor=actor)
    watched = watched_of(file, today=timezone.localdate())
    found = next((one for one in (*watched.dates, *watched.past) if one.id == date), None)
    if found is None:
        raise NotFound
    return Asked(
        title=f"Take off: {found.kind}, {day_words(found.on)}",
        button="Take it off",
        identity=bar,
        crumbs=case_crumbs(case),
    )


def _end(*, actor: Actor, file: UUID, date: UUID, why: str) -> None:
    end_dangerous_date(actor=actor, file_id=file, date_id=date, why=why, at=timezone.now())


ask(
    pages, "case/<uuid:file>/dates/<uuid:date>/end/", name="date_end", title="Take a dangerous date off",
    may="conference.see", form=EndDateForm, operation=_end, about=_about_ending, reads="case.read",
    done=lambda _, *, file, date: Done(to_case(file), "Taken off; it stays on record."),
)  # fmt: skip
