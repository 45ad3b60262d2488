"""What a transfer holds, as panels: the same before it goes, when it arrives and in the case it became."""

from __future__ import annotations

from typing import Any

from openccr.conference.papers.transfer import bundled_criteria, bundled_person, bundled_tool
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.transfer_bundle import Bundle
from openccr.content import Pack
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.people.queries.duplicates import Alike
from openccr.ui.kinds import Column

Panels = list[dict[str, Any]]
_ANSWERS = {"yes": "Yes", "no": "No", "unknown": "Not known"}


def not_listed(actor: Actor) -> dict[str, str]:
    """Why a case is not listed, by the key that goes between areas, in the words of the actor's own pack."""
    return {key: one.name for key, one in practice(actor).processes[PROCESS].reasons_not_listed.items()}


def bundle_panels(bundle: Bundle, pack: Pack) -> Panels:
    """The whole of it but her no-go list, which is for coordinators."""
    return [
        summary("Where it stands", _stands(bundle)),
        {
            "title": "What the victim wants",
            "template": "ui/panels/text.html",
            "data": {
                "paragraphs": [bundle.referral.wishes] if bundle.referral.wishes else [],
                "quote": True,
                "empty": {"text": "The referral does not say what the victim wants."},
            },
        },
        _table("People", ("Name", "Part", "Born"), [list(bundled_person(one, pack)) for one in bundle.people]),
        summary("Referral", _referral(bundle, pack)),
        *_if(bundle.risks, _table("Risk", ("Tool", "Score", "Judgement", "When and by whom"), _risks(bundle, pack))),
        *(summary(f"{one.agency} said for {day_words(one.meeting_on)}", _said(vars(one))) for one in bundle.research),
        *(summary(f"Conference of {day_words(one.meeting_on)}", _said(vars(one))) for one in bundle.minutes),
        *_if(bundle.actions, _table("Actions", ("Action", "Agency", "Due", "State"), _actions(bundle))),
        *_if(
            bundle.papers,
            _table("Papers", ("Paper", "Meeting"), [[one.title, day_words(one.meeting_on)] for one in bundle.papers]),
        ),
    ]


def no_go_panel(bundle: Bundle) -> Panels:
    """Whom she said must not be told; the receiving coordinator keeps it up."""
    rows = [{"key": one.who, "text": one.words or "No reason was written down."} for one in bundle.no_go]
    return [summary("Must not be told: the no-go list", rows)] if rows else []


def known_panel(found: list[Alike]) -> dict[str, Any]:
    """Who may stand in a case here already."""
    rows = [
        [one.name or "No name", ", ".join(case.reference for case in one.cases), ", ".join(one.reasons)]
        for one in found
    ]
    made = _table("Possibly known here already", ("Name", "Cases", "Why"), rows)
    made["data"]["empty"] = {"text": "Nobody who looks the same stands in a case that you can see."}
    return made


def summary(title: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A panel of facts; those without words are left out."""
    shown = [row for row in rows if row["text"]]
    return {
        "title": title,
        "template": "ui/panels/summary.html",
        "data": {"rows": shown, "empty": {"text": "Nothing was said."}},
    }


def _if(shown: object, panel: dict[str, Any]) -> Panels:
    return [panel] if shown else []


def _table(title: str, columns: tuple[str, ...], rows: list[list[str]]) -> dict[str, Any]:
    data = {
        "caption": title,
        "columns": [Column(word, word) for word in columns],
        "rows": [{"cells": [{"text": text} for text in row]} for row in rows],
        "empty": {"text": "None."},
    }
    return {"title": title, "template": "ui/panels/table.html", "data": data}


def _stands(bundle: Bundle) -> list[dict[str, Any]]:
    return [
        {"key": "From", "text": f"{bundle.sender}, where it is {bundle.reference}"},
        {"key": "Why it comes", "text": bundle.reason},
        {"key": "Heard there", "text": "Yes" if bundle.already_heard else "No"},
        {"key": "On an agenda there that is out", "text": "Yes" if bundle.agenda_out else "No"},
        {"key": "Handover from IDVA to IDVA", "text": bundle.handover},
        {"key": "Orders and conditions", "text": bundle.orders},
    ]


def _referral(bundle: Bundle, pack: Pack) -> list[dict[str, Any]]:
    one = bundle.referral
    return [
        {
            "key": "Referred",
            "text": f"{day_words(one.referred_on)} by {one.agency}" if one.agency else day_words(one.referred_on),
        },
        {"key": "Criteria", "text": bundled_criteria(bundle, pack)},
        {"key": "Why professional judgement", "text": one.judgement_reason},
        {"key": "What happened", "text": one.reason},
        {"key": "Latest incident", "text": day_words(one.incident_on) if one.incident_on else ""},
        {"key": "The victim knows of the referral", "text": _ANSWERS[one.aware], "note": one.unaware_reason},
        {"key": "The victim consented", "text": _ANSWERS[one.consent]},
    ]


def _risks(bundle: Bundle, pack: Pack) -> list[list[str]]:
    words = {True: "High", False: "Not high", None: "Not stated"}
    return [
        [
            bundled_tool(one.instrument, pack),
            "Not stated" if one.score is None else str(one.score),
            f"{words[one.judged_high]}. {one.judgement_reason}".strip(),
            f"{day_words(one.assessed_on)}, {one.agency}",
        ]
        for one in bundle.risks
    ]


def _actions(bundle: Bundle) -> list[list[str]]:
    return [
        [one.text, one.agency, day_words(one.due_on), one.state.replace("_", " ").capitalize()]
        for one in bundle.actions
    ]


_LABELS = {
    "her_views": "What the victim wants", "wishes": "What the victim wants", "victim": "Risk to the victim",
    "current_risk": "Risk now",
    "harmer": "Person who harms", "children": "Children", "offered": "Offered", "discussion": "What was said",
    "risk_summary": "Risks agreed",
}  # fmt: skip


def _said(fields: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"key": label, "text": fields[name]} for name, label in _LABELS.items() if fields.get(name)]
