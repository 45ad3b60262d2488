"""One case as a Word file, for whoever has no program that reads the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from openccr.kernel.text import printable
from openccr.leaving.tables import Table
from openccr.people.rules import PartKind

Rows = dict[str, list[dict[str, Any]]]
_SHOWN = {
    "Referrals": ("conference.Referral", ("referred_on", "state", "reason", "wishes", "judgement_reason")),
    "Risk": ("risk.Assessment", ("assessed_on", "instrument", "score", "judged_high", "judgement_reason")),
    "What agencies said": (
        "conference.Research",
        ("state", "victim_facts", "current_risk", "her_wishes", "harmer_facts", "child_facts", "suggested_actions"),
    ),
    "Hearings": ("conference.Hearing", ("state", "heard_at", "her_views", "discussion", "risk_summary")),
    "Actions": ("actions.Action", ("text", "due_on", "state", "evidence", "reason")),
    "Timeline": ("casefiles.TimelineEntry", ("at", "agency_name", "sentence")),
}
"""Heading → table and the columns that a reader wants; everything else stands in the JSON."""


def case_papers(tables: Mapping[str, Table]) -> Iterator[tuple[str, bytes]]:
    """(reference, bytes of the Word file) of every case."""
    by_file: dict[str, Rows] = defaultdict(lambda: defaultdict(list))
    for name in {"people.Part", *(table for table, _ in _SHOWN.values())}:
        for record in tables[name].records():
            by_file[str(record["file_id"])][name].append(record)
    people = {str(one["id"]): one for one in tables["people.Person"].records()}
    names: dict[str, list[str]] = defaultdict(list)
    for one in tables["people.PersonName"].records():
        names[str(one["person_id"])].append(f"{one['given']} {one['family']}".strip())
    for case in tables["casefiles.CaseFile"].records():
        yield str(case["reference"]), _paper(case, by_file[str(case["id"])], people, names)


def _paper(
    case: Mapping[str, Any], rows: Rows, people: Mapping[str, Mapping[str, Any]], names: Mapping[str, list[str]]
) -> bytes:
    import docx  # large, and most processes write none

    paper = docx.Document()
    paper.core_properties.author = ""
    paper.add_paragraph("OFFICIAL-SENSITIVE. The person who harms must not learn of this paper.")
    paper.add_heading(f"Case {case['reference']}", level=1)
    paper.add_paragraph(f"Opened {case['opened_at'][:10]}.")
    paper.add_heading("People", level=2)
    for part in rows["people.Part"]:
        key = str(part["person_id"])
        born = people.get(key, {}).get("born_on")
        known = printable(", also ".join(filter(None, names.get(key, [])))) or "No name known"
        paper.add_paragraph(f"{PartKind(part['kind']).label}: {known}{f', born {born}' if born else ''}")
    for heading, (table, columns) in _SHOWN.items():
        if not rows[table]:
            continue
        paper.add_heading(heading, level=2)
        for record in rows[table]:
            said = [
                f"{column.replace('_', ' ')}: {_words(record.get(column))}"
                for column in columns
                if _words(record.get(column))
            ]
            paper.add_paragraph("\n".join(said))
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _words(value: object) -> str:
    text = {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else str(value or "")
    # A pasted control character must not keep a whole area from leaving.
    return printable(text)
