"""The page of one referral: what was sent, what speaks for and against it, and what may be decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.access.together import ahead
from openccr.conference.models import Referral
from openccr.conference.pages import pages
from openccr.conference.pages.answered import detail_rows
from openccr.conference.pages.around import bar_of, case_crumbs
from openccr.conference.pages.attachments import attached_rows
from openccr.conference.pages.known_before import known_table
from openccr.conference.pages.referral_actions import actions_on_referral
from openccr.conference.pages.referrals import TONES
from openccr.conference.pages.repeats import repeat_evidence
from openccr.conference.pages.turned import turned_panel
from openccr.conference.pages.two_people import listed_rows, two_people_panels
from openccr.conference.queries.bar import bar_later
from openccr.conference.queries.drafts import detail_of
from openccr.conference.queries.held_back import as_read, places_held_back
from openccr.conference.queries.joining import listed_already
from openccr.conference.queries.known_before import victim_of
from openccr.conference.queries.not_met import proposals_of
from openccr.conference.queries.triage import (
    WAITING,
    duplicates_of,
    earlier_of,
    referral_of,
    repeat_proposal,
    steps_of,
)
from openccr.conference.queries.two_ways import recorded_duals, turned_files
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.referrals import REFERRAL, ReferralState, list_of_reasons
from openccr.content import Pack
from openccr.documents.attaching import attachments_of
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.people.queries import Candidate, people_of
from openccr.people.queries.naming import child_first, part_said
from openccr.people.queries.pairs import turned_as_recognised
from openccr.risk.queries import all_risks
from openccr.sharing.queries.marks import marks_of
from openccr.ui.components import StateWord
from openccr.ui.kinds import Column, Screen, offer, record_page


def _referral(*, actor: Actor, file: UUID, referral: UUID) -> Screen:
    of_it = [
        *bar_later(file, actor=actor, today=timezone.localdate()), victim_of.later(file), detail_of.later(referral),
        proposals_of.later(referral, actor=actor), attachments_of.later(file, referral), marks_of.later(file),
    ]  # fmt: skip
    if not actor.whole_area:
        of_it.append(places_held_back.later(file))
    of_pair = [turned_as_recognised.later(file), recorded_duals.later(file)] if actor.whole_area else []
    ahead([*of_it, *of_pair])
    case, bar = bar_of(file, actor=actor)
    row = referral_of(file_id=file, referral_id=referral)
    pack = practice(actor)
    ahead([steps_of.later(row), *([earlier_of.later(row), listed_already.later(file)] if actor.whole_area else [])])
    said = {**_of_the_victim(file), **detail_of(row.id)}
    more = detail_rows({key: as_read(text, file_id=file, by_agency=row.agency_id) for key, text in said.items()}, pack)
    panels = [
        _panel("What to ask", "ui/panels/text.html", {"paragraphs": row.gaps}, shown=bool(row.gaps)),
        _panel(
            "Decision",
            "ui/panels/summary.html",
            {"rows": _decision(actor, row, pack)},
            shown=row.decided_at is not None,
        ),
        *two_people_panels(actor, row),
        _panel("Attached", "conference/parts/attached.html", _attached(actor, row), actions=[_to_attach(actor, row)]),
        _panel("What the victim wants", "ui/panels/text.html", _wishes(row)),
        _panel("Referral", "ui/panels/summary.html", {"rows": _said(row, pack)}),
        _panel("More of the referral", "ui/panels/summary.html", {"rows": more}, shown=bool(more)),
        _panel("Risk", "ui/panels/summary.html", {"rows": _risks(file), "empty": {"text": "No score was sent."}}),
        _panel("People", "ui/panels/table.html", _people(actor, file, pack)),
    ]
    alike = duplicates_of(file) if actor.whole_area else []
    known = known_table(actor, file, shown={one.as_person_id for one in alike})
    panels.append(_panel("Is the victim already known?", "ui/panels/table.html", known or {}, shown=known is not None))
    if actor.whole_area:
        # First of all: two cases that name each other's victim as the one who harms are decided on together.
        turned = turned_files(file)
        panels[:0] = [turned_panel(actor, file, turned)] if turned else []
        same = listed_already(file) if row.state in (*WAITING, ReferralState.ACCEPTED) else []
        panels += [
            _panel("On a coming agenda already", "ui/panels/summary.html", listed_rows(same), shown=bool(same)),
            _panel("Possibly known from another case", "ui/panels/table.html", _alike(file, alike)),
            _panel("Repeat", "ui/panels/summary.html", {"rows": _repeat(row)}, actions=[_to_repeat(actor, row)]),
        ]
    return Screen(
        title=f"Referral by {row.agency.name}",
        identity=bar,
        data={"panels": [panel for panel in panels if panel]},
        actions=actions_on_referral(actor, row),
        crumbs=[*case_crumbs(case), {"text": "Referral"}],
        file_id=file,
    )


record_page(
    pages, "case/<uuid:file>/referral/<uuid:referral>/", name="referral", title="Referral", may="conference.case",
    query=_referral, reads="referral.read", template="conference/referral.html",
)  # fmt: skip


def _of_the_victim(file: UUID) -> dict[str, str]:
    """What is kept with the victim and not with the referral; her health only where it may be said."""
    victim, health = victim_of(file), marks_of(file).get("health")
    if victim is None:
        return {}
    kept = () if health is None or health.be_said else ("disability", "pregnant")
    return {key: text for key, text in victim.said.items() if key not in kept}


def _attached(actor: Actor, row: Referral) -> dict[str, Any]:
    found = attachments_of(row.file_id, row.id)
    empty = {"text": "The risk assessment and the form on sharing without consent go here."}
    return {"rows": attached_rows(actor, found), "empty": empty}


def _to_attach(actor: Actor, row: Referral) -> dict[str, Any]:
    return offer(
        actor, text="Attach a file", page="conference.referral_attach", may="conference.refer", subject=row.agency,
        file=row.file_id, referral=row.id,
    )  # fmt: skip


def _panel(
    title: str, template: str, data: Mapping[str, Any], *, shown: bool = True, actions: Sequence[Any] = ()
) -> dict[str, Any]:
    return {"title": title, "template": template, "data": data, "actions": actions} if shown else {}


def _decision(actor: Actor, row: Referral, pack: Pack) -> list[dict[str, Any]]:
    process = pack.processes[PROCESS]
    reasons = getattr(process, list_of_reasons(row.state, passed_on=bool(row.sent_to)))
    # Another area is where she is now.
    passed_to = "" if why_not(actor, "conference.passed_to") else row.sent_to
    rows: list[dict[str, Any]] = [
        {"key": "State", "text": StateWord(REFERRAL.states[row.state], TONES.get(ReferralState(row.state), "neutral"))},
        {"key": "Decided by", "text": row.decided_by},
        {"key": "Decided on", "text": row.decided_at},
        {"key": "Reason", "text": reasons[row.decision_key].name if row.decision_key in reasons else ""},
        {"key": "In words", "text": row.decision_reason},
        {"key": "Passed to", "text": passed_to},
        {"key": "Until then", "text": _until_then(row)},
        {"key": "Advice given", "text": row.advice},
    ]
    return [one for one in rows if one["text"]]


def _until_then(row: Referral) -> str:
    """For whoever referred, who does not learn which area it is: whom to ask, and what goes on tonight."""
    if row.state != ReferralState.OUT_OF_AREA:
        return ""
    return (
        "Another area is asked to hear it. Until it has listed it, this conference answers for it: "
        f"ask {row.decided_by}. Your safety plan goes on tonight, and what cannot wait goes to an urgent meeting here."
    )


def _wishes(row: Referral) -> dict[str, Any]:
    words = as_read(row.wishes, file_id=row.file_id, by_agency=row.agency_id)
    wishes = {"paragraphs": [words], "quote": True, "source": f"{row.agency.name}, {day_words(row.referred_on)}"}
    return wishes if row.wishes else {"empty": {"text": "The referral does not say what the victim wants."}}


def _said(row: Referral, pack: Pack) -> list[dict[str, Any]]:
    process = pack.processes[PROCESS]
    # Of two versions under one code, the one in use here gives the name.
    read = partial(as_read, file_id=row.file_id, by_agency=row.agency_id)
    names = {one.code: one.name for one in (*process.criteria.values(), *process.criteria_in_use)}
    return [
        {"key": "Criteria", "text": [names.get(code, code) for code in row.criteria]},
        {"key": "Why professional judgement", "text": read(row.judgement_reason)},
        {"key": "What happened", "text": read(row.reason)},
        {"key": "Latest incident", "text": row.incident_on},
        {"key": "The victim knows of the referral", "text": _ANSWERS[row.aware], "note": read(row.unaware_reason)},
        {"key": "The victim consented", "text": _ANSWERS[row.consent]},
        {"key": "Referred on", "text": row.referred_on},
        {"key": "Received", "text": row.received_at},
        {"key": "Referrer", "text": row.referrer_name, "note": row.referrer_email},
        {"key": "Their reference", "text": row.their_reference},
    ]


_ANSWERS = {"yes": "Yes", "no": "No", "unknown": "Not known"}


def _risks(file: UUID) -> list[dict[str, Any]]:
    return [
        {
            "key": one.tool,
            "text": one.text,
            "note": f"{one.agency}, {day_words(one.on)}. {one.judgement_reason}".strip(),
        }
        for one in all_risks(file)
    ]


def _people(actor: Actor, file: UUID, pack: Pack) -> dict[str, Any]:
    relationships = pack.relationships.relationships
    rows = []
    for one in people_of(file, today=timezone.localdate()):
        tie = relationships[one.relationship].name if one.relationship in relationships else ""
        born = one.expected or one.born_on or "Not known"
        name = {"text": one.name or "No name known", "note": ", ".join(one.aliases)}
        first = child_first(one, actor=actor)
        part = {"text": part_said(one, actor=actor), "note": f"{first} {tie}".strip()}
        rows.append({"cells": [name, part, {"text": born}, {"text": one.age}]})
    columns = [
        Column("name", "Name"),
        Column("part", "Part"),
        Column("born", "Born"),
        Column("age", "Age", numeric=True),
    ]
    return {"caption": "People of the referral", "columns": columns, "rows": rows, "empty": {"text": "Nobody."}}


def _alike(file: UUID, alike: Sequence[Candidate]) -> dict[str, Any]:
    rows = [_candidate(file, one) for one in alike]
    columns = [Column("name", "Name"), Column("here", "Here"), Column("cases", "Known from"), Column("why", "Why")]
    empty = {"text": "Nobody who looks the same stands in another case that you can see."}
    return {"caption": "Possibly the same people", "columns": columns, "rows": rows, "empty": empty}


def _candidate(file: UUID, one: Candidate) -> dict[str, Any]:
    cases = [f"{case.reference} ({case.part.label.lower()})" for case in one.cases]
    warning = "One stands as victim where the other harms. " if one.opposite else ""
    against = f"{warning}Against: {', '.join(one.against)}" if one.against else warning
    return {
        "href": reverse("people.same_person", kwargs={"file": file, "person": one.person_id}),
        "cells": [
            {"text": one.name, "note": f"born {day_words(one.born_on)}" if one.born_on else ""},
            {"text": one.part.label},
            {"text": cases},
            {"text": list(one.reasons), "note": against},
        ],
    }


def _repeat(row: Referral) -> list[dict[str, Any]]:
    return [
        {"key": "Decided", "text": _REPEATS[row.repeat], "note": row.repeat_rule},
        *repeat_evidence(repeat_proposal(row)),
    ]


_REPEATS = {True: "A repeat", False: "Not a repeat", None: "Not decided yet"}


def _to_repeat(actor: Actor, row: Referral) -> dict[str, Any]:
    words = "Say whether it is a repeat" if row.repeat is None else "Change this"
    return offer(
        actor, text=words, page="conference.repeat", may="conference.triage", file=row.file_id, referral=row.id
    )  # fmt: skip
