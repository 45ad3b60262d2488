"""What risk gives the combined chronology: assessments and what changed."""

from __future__ import annotations

from openccr.access.acting import current_actor
from openccr.access.together import Steps
from openccr.casefiles.lines import Line, Nature, Reach, Source
from openccr.partnership.practice import practice
from openccr.risk.models import Assessment, Change


def _assessments(reach: Reach) -> Steps[list[Line]]:
    (rows,) = yield (Assessment.objects.filter(file_id__in=reach.files).order_by("assessed_on"),)
    names = {key: one.name for key, one in practice(current_actor()).instruments.items()}
    return [
        Line(
            file_id=one.file_id, kind="risk", on=one.assessed_on,
            what=f"Risk assessed with {names.get(one.instrument, one.instrument)}{_result(one)}", nature=Nature.OPINION,
            agency=one.agency_name, who=one.author_name, source="A risk assessment", people=(one.person_id,),
            row_id=one.id,
        )
        for one in rows
    ]  # fmt: skip


def _result(one: Assessment) -> str:
    said = [f"score {one.score}"] if one.score is not None else []
    if one.unknowns:
        said.append(f"{one.unknowns} not known")
    if one.judged_high:
        said.append("judged high")
    return f": {', '.join(said)}" if said else ""


def _changes(reach: Reach) -> Steps[list[Line]]:
    (rows,) = yield (Change.objects.filter(file_id__in=reach.files).order_by("happened_on"),)
    return [
        Line(
            file_id=one.file_id, kind="change", on=one.happened_on,
            what=f"Change: {one.kind.replace('_', ' ')}{f'. {one.words}' if one.words else ''}", nature=Nature.FACT,
            agency=one.agency_name, who=one.author_name, source="A change that calls for a new assessment",
            people=(one.person_id,), row_id=one.id,
        )
        for one in rows
    ]  # fmt: skip


CHRONOLOGY = (
    Source(key="risk", title="Risk assessments", rows=_assessments),
    Source(key="change", title="Changes in the risk", rows=_changes),
)
