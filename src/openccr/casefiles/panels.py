"""The panels that a file itself brings: its timeline."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.urls import reverse

from openccr.access.may import why_not
from openccr.casefiles.emergency import emergencies_to_review
from openccr.casefiles.officer import has_officer, officer_sees
from openccr.casefiles.queries import lifts_to_agree, one_chance_of, timeline
from openccr.casefiles.reviewing import openings_to_review
from openccr.casefiles.rules import ALERTS, MANY
from openccr.casefiles.watching import alerts_to_see, events
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.ui.panels import Item, Panel, Todo

SOURCES = {"act": "", "fact": "Fact", "opinion": "Opinion", "third_party": "Third party"}


def _timeline(*, actor: Actor, file_id: UUID) -> dict[str, Any]:
    return {
        "items": [
            {
                "title": entry.sentence,
                "at": entry.at,
                "agency": entry.agency,
                "author": entry.author,
                "source": SOURCES.get(entry.source, entry.source),
            }
            for entry in timeline(file_id)
        ],
        "empty": {"text": "Nothing has happened yet."},
    }


_RULES = [
    "Speak with the victim alone. There may be no second chance.",
    "No contact with the family or community, and no mediation.",
    "Several people may harm: name each of them, and who knows what.",
    "A professional interpreter only: never family, and not from the victim's community unless they say so.",
    "Anybody at an agency who is related to the family stays out of the case.",
]


def _one_chance(*, actor: Actor, file_id: UUID) -> dict[str, Any] | None:
    on = one_chance_of(file_id)
    if on is None:
        return None
    ends = {"text": "End it", "href": reverse("casefiles.end_one_chance", kwargs={"file": file_id})}
    rows: list[dict[str, Any]] = [
        {"key": "Why", "text": on.why, "note": f"{on.set_by}, {day_words(on.set_at)}"},
        {"key": "What holds now", "text": _RULES},
    ]
    if why_not(actor, "casefiles.end_one_chance") is None:
        rows.append({"key": "Has it changed?", **ends})
    return {"rows": rows}


def _lifts(*, actor: Actor) -> list[Item]:
    waiting = lifts_to_agree(actor)
    if waiting and has_officer():
        return []  # the data protection officer's to do
    return [
        Item("Somebody may be let back into a case: agree or not", reverse("casefiles.access", kwargs={"file": file}))
        for file in waiting
    ]


_FOR_THE_OFFICER = {
    "lift": "Somebody may be let back into a case: agree or not",
    "emergency": "Emergency access that nobody has reviewed",
    "alert": "A case was opened without work on it, and nobody has looked into it",
}


def _officers(*, actor: Actor) -> list[Item]:
    waiting = [one for one in officer_sees() if one.waits]
    return [
        Item(f"{words}: {number}" if number > 1 else words, reverse("casefiles.officer"))
        for kind, words in _FOR_THE_OFFICER.items()
        if (number := len([one for one in waiting if one.kind == kind]))
    ]


def _emergencies(*, actor: Actor) -> list[Item]:
    return [
        Item(
            f"{row.file.title} {row.file.reference}: review an emergency access",
            reverse("casefiles.review_emergency", kwargs={"file": row.file_id, "emergency": row.id}),
            file_id=row.file_id,
            detail=row.name,
        )
        for row in emergencies_to_review(actor)
    ]


def _alerts(*, actor: Actor) -> list[Item]:
    found = alerts_to_see(actor)
    rows = [row for row in found if row.kind != MANY]
    why = defaultdict[UUID, dict[str, None]](dict)
    for row in rows:
        why[row.file_id][ALERTS[row.kind].lower()] = None
    at_once = [
        Item(
            f"{theirs[0].name}, opened very many cases within an hour: {len(theirs)} more were not shown",
            reverse("casefiles.alerts", kwargs={"file": theirs[0].file_id}),
            file_id=theirs[0].file_id,
            detail="Ring them. If it was not they, have their account suspended. One look is for all of them.",
        )
        for theirs in events(row for row in found if row.kind == MANY)
    ]
    return at_once + [
        Item(
            f"{row.file.title} {row.file.reference}: {'; '.join(why[file])}",
            reverse("casefiles.alerts", kwargs={"file": file}),
            file_id=file,
        )
        for file, row in {row.file_id: row for row in rows}.items()
    ]


def _openings(*, actor: Actor) -> list[Item]:
    return [
        Item(
            f"{row.file.title} {row.file.reference}: was it opened for work?",
            reverse("casefiles.review_opening", kwargs={"file": row.file_id, "opened": row.id}),
            file_id=row.file_id,
            detail=f"{row.name}; drawn at random",
        )
        for row in openings_to_review(actor)
    ]


TODOS = [
    Todo(
        2,
        "Emergency access to review",
        _emergencies,
        "casefiles.review_emergency",
        ahead=lambda actor: [emergencies_to_review.later(actor)],
    ),
    Todo(70, "Openings to look into", _alerts, "casefiles.alerts", ahead=lambda actor: [alerts_to_see.later(actor)]),
    Todo(
        72,
        "Drawn at random: who opened a case",
        _openings,
        "casefiles.alerts",
        ahead=lambda actor: [openings_to_review.later(actor)],
    ),
    Todo(3, "For the data protection officer", _officers, "casefiles.officer"),
    Todo(75, "Kept out of a case", _lifts, "casefiles.exclude", ahead=lambda actor: [lifts_to_agree.later(actor)]),
]

PANELS = [
    Panel(
        slot="case.marac",
        order=2,
        title="One chance",
        query=_one_chance,
        template="ui/panels/summary.html",
        may="casefiles.timeline",
        ahead=lambda _, file: [one_chance_of.later(file)],
    ),
    Panel(
        slot="case.marac.papers",
        order=90,
        title="Timeline",
        query=_timeline,
        template="ui/panels/timeline.html",
        may="casefiles.timeline",
        ahead=lambda _, file: [timeline.later(file)],
    ),
]
