"""What the case file itself gives the combined chronology: its timeline."""

from __future__ import annotations

from django.utils.timezone import localdate

from openccr.access.together import Steps
from openccr.casefiles.lines import Line, Nature, Reach, Source
from openccr.casefiles.models import CaseFile, TimelineEntry

NATURES = {"act": Nature.ACT, "fact": Nature.FACT, "opinion": Nature.OPINION, "third party": Nature.THIRD_PARTY}


def _timeline(reach: Reach) -> Steps[list[Line]]:
    files, entries = yield (
        CaseFile.objects.filter(id__in=reach.files),
        TimelineEntry.objects.filter(file_id__in=reach.files).order_by("at"),
    )
    opened = [
        Line(file_id=one.id, kind="timeline", on=localdate(one.opened_at), what=f"Case {one.reference} opened",
             source="The case file")
        for one in files
    ]  # fmt: skip
    closed = [
        Line(file_id=one.id, kind="timeline", on=localdate(one.closed_at), what=f"Case {one.reference} closed",
             source="The case file")
        for one in files
        if one.closed_at
    ]  # fmt: skip
    return [*opened, *(_line(one) for one in entries), *closed]


def _line(one: TimelineEntry) -> Line:
    return Line(
        file_id=one.file_id,
        kind="timeline",
        on=localdate(one.at),
        what=one.sentence,
        nature=NATURES.get(one.source.replace("_", " "), Nature.ACT),
        agency=one.agency_name,
        who=one.author_name,
        source="The case's timeline",
        row_id=one.id,
        about_id=one.about_id,
    )


CHRONOLOGY = (Source(key="timeline", title="Timeline of the case", rows=_timeline),)
