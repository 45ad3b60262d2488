"""The coordinator's own work: the partnership's calendar, her time, what it takes of her."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.content.schema.coordination import Duty
from openccr.governance.calendar import DutyShown, duties, duty_shown
from openccr.governance.forms.boards import SureForm
from openccr.governance.forms.coordination import DutyForm
from openccr.governance.operations.coordination import mark_done, mark_not_done, take_back, tap
from openccr.governance.pages import pages
from openccr.governance.queries.coordination import (
    WEEKS,
    Load,
    coordination_load,
    own_time,
)
from openccr.governance.rules.duties import WORDS, why_not_done
from openccr.insight.rules.quarters import last_day, quarter_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, button, offer, record_page
from openccr.ui.registry import all_pages

CALENDAR = {"text": "Calendar", "href": "/partnership/calendar/"}
COLUMNS = (
    Column("name", "What"), Column("every", "How often", whole=True), Column("due", "By", whole=True),
    Column("state", "State"), Column("press", "Done?", whole=True),
)  # fmt: skip
EVENTS = (Column("name", "What"), Column("on", "When"))


def _table(caption: str, columns: tuple[Column, ...], rows: list[dict[str, Any]], empty: str) -> dict[str, Any]:
    return {"caption": caption, "columns": columns, "rows": rows, "empty": {"text": empty}}


def page_of(actor: Actor, duty: Duty) -> str:
    """Where it is done; empty where that is nowhere here, or nowhere that this actor may go."""
    there = {one.name: one.may for one in all_pages() if "<" not in one.path}
    may = duty.page is not None and duty.page in there and why_not(actor, there[duty.page]) is None
    return reverse(str(duty.page)) if may else ""


def _link(actor: Actor, duty: Duty) -> dict[str, Any]:
    here = page_of(actor, duty)
    return {"href": here} if here else {}


def _state(one: DutyShown) -> StateWord:
    stands = one.standing
    assert stands is not None
    if stands.late:
        return StateWord("Late", "late")
    if stands.done:
        return StateWord("Done", "done")
    return StateWord("Soon", "waiting") if stands.soon else StateWord("Later", "neutral")


def _row(actor: Actor, one: DutyShown) -> dict[str, Any]:
    assert one.standing is not None
    done = f"Last on {day_words(one.done_on)}{', ' + one.done_by if one.done_by else ''}" if one.done_on else ""
    press: dict[str, Any] = {"text": ""}
    if not one.standing.done and why_not_done(one.duty) is None:
        press = {"text": "It is done", "href": reverse("governance.duty_done", kwargs={"duty": one.duty.key})}
    elif one.marked:
        press = {"text": "It is not done", "href": _undone(one.duty.key)}
    return _link(actor, one.duty) | {
        "late": one.standing.late,
        "cells": [
            {"text": one.duty.name, "note": one.duty.about},
            {"text": WORDS[one.duty.every]},
            {"text": one.standing.due_on},
            {"text": _state(one), "note": done if one.done_on else ""},
            press if actor.whole_area else {"text": ""},
        ],
    }


def _calendar(*, actor: Actor) -> Screen:
    found = duties(actor, today=timezone.localdate())
    due = [one for one in found if one.standing is not None]
    due.sort(key=lambda one: (not one.standing.late, one.standing.done, one.standing.due_on))  # type: ignore[union-attr]
    events = [
        {"cells": [{"text": one.duty.name, "note": one.duty.about}, {"text": (one.duty.on or "").capitalize()}]}
        | _link(actor, one.duty)
        for one in found
        if one.standing is None
    ]
    return Screen(
        title="The partnership's calendar",
        data={
            "tables": [
                _table("By the calendar", COLUMNS, [_row(actor, one) for one in due], "The pack names nothing."),
                _table("When something happens", EVENTS, events, "The pack names nothing."),
            ],
            "foot": "What the store can see by itself is marked done when it is done.",
        },
    )


record_page(
    pages, "partnership/calendar/", name="calendar", title="Calendar", may="governance.calendar", query=_calendar,
    template="governance/tables.html",
)  # fmt: skip


def _about_duty(*, actor: Actor, duty: str) -> Asked:
    shown = duty_shown(actor=actor, key=duty, today=timezone.localdate())
    due = shown.standing.due_on if shown.standing else None
    by = f" Due by {day_words(due)}." if due else ""
    remove = {"text": "Take back what was said last", "href": _undone(duty)} if shown.marked else None
    return Asked(
        title=shown.duty.name, intro=f"{shown.duty.about}{by}", button="It is done", crumbs=[CALENDAR],
        context={"remove": remove},
    )  # fmt: skip


def _undone(duty: str) -> str:
    return reverse("governance.duty_undone", kwargs={"duty": duty})


ask(
    pages, "partnership/calendar/<slug:duty>/", name="duty_done", title="It is done", may="governance.keep_calendar",
    form=DutyForm, about=_about_duty, done=lambda due, *, duty: Done(reverse("governance.calendar"), "Written down."),
    operation=lambda **given: mark_done(at=timezone.now(), **given), template="governance/removable.html",
)  # fmt: skip


def _about_mark(*, actor: Actor, duty: str) -> Asked:
    shown = duty_shown(actor=actor, key=duty, today=timezone.localdate())
    said = shown.marked
    words = f"{said.done_by} said on {day_words(said.done_on)} that it is done. Was that a mistake?" if said else ""
    return Asked(title=shown.duty.name, intro=words, button="Take it back", crumbs=[CALENDAR])


ask(
    pages, "partnership/calendar/<slug:duty>/not-done/", name="duty_undone", title="It is not done",
    may="governance.keep_calendar", form=SureForm, about=_about_mark,
    done=lambda _, *, duty: Done(reverse("governance.calendar"), "Taken back. It is due again."),
    operation=lambda **given: mark_not_done(at=timezone.now(), **given),
)  # fmt: skip


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if hours else f"{rest} min"


def load_tables(actor: Actor, load: Load, caption: str) -> list[dict[str, Any]]:
    """A load as two tables: by kind of work, and by hour of the day."""
    work = practice(actor).duties.work
    kinds = sorted(load.by_kind.items(), key=lambda one: -one[1])
    empty = "Nothing is written down."
    return [
        _table(
            f"{caption}, by kind of work", (Column("kind", "Work"), Column("time", "Time", numeric=True)),
            [{"cells": [{"text": work[key].name if key in work else key}, {"text": _hours(minutes)}]}
             for key, minutes in kinds], empty,
        ),
        _table(
            f"{caption}, by hour of the day", (Column("hour", "Hour"), Column("time", "Time", numeric=True)),
            [{"cells": [{"text": f"{hour:02d}:00 to {hour + 1:02d}:00"}, {"text": _hours(minutes)}]}
             for hour, minutes in load.by_hour.items()], empty,
        ),
    ]  # fmt: skip


def _time(*, actor: Actor) -> Screen:
    today, weeks = own_time(actor, today=timezone.localdate())
    told = practice(actor).duties
    presses = [
        offer(actor, text=one.name, page="governance.tap", may="governance.time", post=True, work_kind=one.key)
        for one in told.work.values()
    ]
    back = offer(actor, text="Take the last one back", page="governance.take_back", may="governance.time", post=True)
    return Screen(
        title="My time",
        data={
            "lead": [
                f"One tap writes down {told.tap_minutes} minutes. Today: {_hours(today.minutes)}.",
                "Only you see this. The chair sees sums of four weeks and more, without days.",
            ],
            "press_title": "What have you just done?",
            "presses": presses,
            "tables": load_tables(actor, weeks, f"The last {WEEKS} weeks"),
        },
        actions=[back | {"kind": "secondary"}] if today.minutes else [],
    )


record_page(
    pages, "coordination/time/", name="time", title="My time", may="governance.time", query=_time,
    template="governance/tables.html",
)  # fmt: skip
button(
    pages, "coordination/time/<slug:work_kind>/", name="tap", title="Write time down", may="governance.time",
    operation=lambda **given: tap(at=timezone.now(), **given),
    done=lambda minutes, *, work_kind: Done(reverse("governance.time"), f"{minutes} minutes are written down."),
)  # fmt: skip
button(
    pages, "coordination/take-back/", name="take_back", title="Take the last one back", may="governance.time",
    operation=lambda **given: take_back(at=timezone.now(), **given),
    done=lambda _: Done(reverse("governance.time"), "Taken back."),
)  # fmt: skip


def weeks_of(first: date, last: date) -> int:
    """How many weeks lie between two days, both counted."""
    return max((last - first + timedelta(days=1)).days // 7, 1)


def _load(*, actor: Actor) -> Screen:
    today = timezone.localdate()
    quarter = quarter_of(today).before()
    first, last = quarter.period.first, last_day(quarter.period)
    load = coordination_load(actor, first=first, last=last)
    each = load.minutes // weeks_of(first, last)
    return Screen(
        title="What the coordination takes",
        data={
            "lead": [f"{quarter.name}: {_hours(load.minutes)} in all, about {_hours(each)} a week."],
            "tables": load_tables(actor, load, quarter.name),
            "foot": "Written down by the coordinators by the tap, and shown as sums without days or names.",
        },
    )


record_page(
    pages, "coordination/load/", name="load", title="What the coordination takes", may="governance.load", query=_load,
    template="governance/tables.html", reads="load.read",
)  # fmt: skip
