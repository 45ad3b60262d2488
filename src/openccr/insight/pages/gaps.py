"""Where there is need and no service, and whose voices are missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from openccr.directory.models import PopulationShare
from openccr.insight.gaps import PlaceGap, gaps_of, missing_voices
from openccr.insight.pages import pages
from openccr.insight.pages.figures import FIGURES
from openccr.kernel.actors import Actor
from openccr.ui.kinds import Column, Screen, offer, record_page

NOT_COUNTED = "Not counted"


def _share(one: PopulationShare | None) -> str:
    return f"{one.percent:g}% ({one.year}, {one.source})" if one else "Not entered, or not to be compared"


def _gaps(*, actor: Actor) -> Screen:
    found = gaps_of(actor=actor, today=timezone.localdate())
    columns = (
        Column("name", "Who"), Column("need", "Cases in twelve months"), Column("unknown", "Not recorded"),
        Column("population", "Of the people living here"), Column("services", "Services for them"),
        Column("open", "Take people now"), Column("words", "The gap"),
    )  # fmt: skip
    rows = [
        {
            "cells": [
                {"text": one.name},
                {"text": NOT_COUNTED if one.count is None else _of(one.count, one.over)},
                {"text": NOT_COUNTED if one.unknown is None else one.unknown},
                {"text": _share(one.population)},
                {"text": one.provision.services, "numeric": True},
                {"text": one.provision.open, "numeric": True},
                {"text": one.words},
            ]
        }
        for one in found.rows
    ]
    empty = {"text": "The pack names no groups."}
    return Screen(
        title="Need and services",
        data={
            "period": found.period,
            "table": {"caption": "By group", "columns": columns, "rows": rows, "empty": empty},
            "places": _places(found.places),
            "words": [f"{one.name}: {one.words}" for one in found.rows if not one.words.startswith("No gap")],
        },
        crumbs=[FIGURES, {"text": "Need and services"}],
        actions=_actions(actor),
    )


def _places(places: Sequence[PlaceGap]) -> dict[str, Any]:
    columns = (
        Column("district", "District"), Column("need", "Known need"), Column("services", "Services that reach it"),
        Column("open", "Take people now"), Column("words", "The gap"),
    )  # fmt: skip
    rows = [
        {
            "cells": [
                {"text": one.district},
                {"text": "Not entered" if one.count is None else one.count},
                {"text": one.services, "numeric": True},
                {"text": one.open, "numeric": True},
                {"text": one.words},
            ]
        }
        for one in places
    ]
    need = next((one.need for one in places if one.need), None)
    caption = f"By district: {need.counts}, {need.year}, {need.source}" if need else "By district"
    return {"caption": caption, "columns": columns, "rows": rows, "empty": {"text": "No district is entered yet."}}


def _of(count: object, over: object) -> str:
    return f"{count} of {over}" if over is not None else f"{count}"


def _actions(actor: Actor) -> list[dict[str, Any]]:
    offered = (
        offer(actor, text="The directory", page="directory.list", may="directory.see"),
        offer(actor, text="Need by district", page="directory.need", may="directory.add"),
        offer(actor, text="Who lives in the area", page="directory.population", may="directory.add"),
        offer(actor, text="Whose voices are missing", page="insight.voices", may="voice.plan"),
    )
    return [one for one in offered if not one["disabled_reason"]]


record_page(
    pages, "figures/gaps/", name="gaps", title="Need and services", may="insight.figures", query=_gaps,
    template="insight/gaps.html",
)  # fmt: skip


def _voices(*, actor: Actor) -> Screen:
    today = timezone.localdate()
    everybody, found = missing_voices(actor=actor, first=date(today.year - 1, today.month, 1), last=today)
    columns = (
        Column("name", "Who"), Column("heard", "Heard in twelve months"), Column("population", "Of those living here"),
        Column("against", "So they are heard"),
    )  # fmt: skip
    rows = [
        {
            "cells": [
                {"text": one.name}, {"text": one.heard}, {"text": _share(one.population)},
                {"text": one.against.capitalize()},
            ]
        }
        for one in found
    ]  # fmt: skip
    return Screen(
        title="Whose voices are missing",
        data={
            "everybody": everybody,
            "table": {"caption": "By group", "columns": columns, "rows": rows, "empty": {"text": "No groups."}},
        },
        crumbs=[{"text": "Survivors' voice", "href": reverse("voice.list")}, {"text": "Missing voices"}],
        actions=[offer(actor, text="Asking survivors", page="voice.engagements", may="voice.plan")],
    )


record_page(
    pages, "figures/voices/", name="voices", title="Whose voices are missing", may="voice.plan", query=_voices,
    template="insight/voices.html",
)  # fmt: skip
