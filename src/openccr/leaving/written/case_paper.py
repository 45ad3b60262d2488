"""One case as a Word file, for whoever has no program that reads the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openccr.content.schema.instruments import Instrument
from openccr.leaving.tables import Table
from openccr.leaving.written.readable import Readable, day
from openccr.people.rules import PartKind

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Section:
    """A table of a case as somebody reads it; everything else stands in the JSON.

    Args:
        head: columns that head each row, in strong letters.
        said: column → what it is called.
        by: the column that orders the rows; the earliest first.
    """

    heading: str
    table: str
    head: tuple[str, ...]
    said: Mapping[str, str]
    by: str


SECTIONS = (
    Section("Referrals", "conference.Referral", ("agency_id", "referred_on"), {
        "state": "Stands", "reason": "What happened", "judgement_reason": "Professional judgement",
        "wishes": "What the victim wants",
    }, by="referred_on"),
    Section("Risk", "risk.Assessment", ("instrument", "assessed_on"), {
        "person_id": "Of", "score": "Score", "judged_high": "Judged to be high", "judgement_reason": "Why",
    }, by="assessed_on"),
    Section("What agencies said", "conference.Research", ("agency_id", "state"), {
        "returned_at": "Said", "victim_facts": "About the victim", "current_risk": "The risk now",
        "her_wishes": "What the victim wants", "harmer_facts": "About the person who harms",
        "child_facts": "About the children", "suggested_actions": "Suggests",
    }, by="asked_at"),
    Section("Meetings", "conference.Hearing", ("meeting_id", "state"), {
        "her_views": "What the victim wants", "discussion": "What was said", "risks": "Risks agreed",
        "risk_summary": "The risk in summary", "reason": "Reason",
    }, by="listed_at"),
    Section("Actions", "actions.Action", ("text",), {
        "lock": "", "agency_id": "Who", "due_on": "By", "state": "Stands", "ended_on": "Ended",
        "evidence": "What was done", "reason": "Reason",
    }, by="agreed_at"),
    Section("Timeline", "casefiles.TimelineEntry", ("at", "agency_name"), {"sentence": ""}, by="at"),
)  # fmt: skip


def case_papers(tables: Mapping[str, Table], *, tools: Mapping[str, Instrument]) -> Iterator[tuple[str, bytes]]:
    """(reference, bytes of the Word file) of every case.

    Args:
        tools: the risk instruments by key and version; a name there stands for its key.
    """
    by_file: dict[str, Rows] = defaultdict(lambda: defaultdict(list))
    for name in {"people.Part", *(one.table for one in SECTIONS)}:
        for record in tables[name].records():
            by_file[str(record["file_id"])][name].append(record)
    born = {str(one["id"]): one["born_on"] for one in tables["people.Person"].records()}
    readable = Readable(tables, tools)
    for case in tables["casefiles.CaseFile"].records():
        yield str(case["reference"]), _paper(case, by_file[str(case["id"])], born, readable)


def _paper(case: Mapping[str, Any], rows: Rows, born: Mapping[str, Any], readable: Readable) -> bytes:
    import docx  # large, and most processes write none

    paper = docx.Document()
    paper.core_properties.author = ""
    paper.add_paragraph("OFFICIAL-SENSITIVE. The person who harms must not learn of this paper.")
    paper.add_heading(f"Case {case['reference']}", level=1)
    paper.add_paragraph(f"Opened {day(case['opened_at'][:10])}.")
    paper.add_heading("People", level=2)
    for part in rows["people.Part"]:
        key = str(part["person_id"])
        known = readable.words("people.Part", "person_id", key) or "No name known"
        on = f", born {day(born[key])}" if born.get(key) else ""
        paper.add_paragraph(f"{PartKind(part['kind']).label}: {known}{on}")
    for section in SECTIONS:
        found = sorted(rows[section.table], key=lambda one: str(one.get(section.by) or ""))
        if found:
            paper.add_heading(section.heading, level=2)
        for record in found:
            _row(paper.add_paragraph(), section, record, readable)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _row(paragraph: Any, section: Section, record: Mapping[str, Any], readable: Readable) -> None:
    def words(column: str) -> str:
        return readable.words(section.table, column, record.get(column))

    paragraph.add_run(", ".join(filter(None, map(words, section.head)))).bold = True
    for column, called in section.said.items():
        if text := words(column):
            paragraph.add_run().add_break()
            paragraph.add_run(f"{called}: {text}" if called else text)
