"""Makes victims, assessments and sent scores through operations."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from openccr.risk.operations import assess, record_scores
from openccr.risk.rules import SentScore
from tests.makers import NOW, TODAY, Area


def somebody(area: Area, case: UUID, kind: PartKind = PartKind.VICTIM) -> UUID:
    described = Description(names=(Name(given="Rowan", family="Tideswell"),))
    return add_person(
        actor=area.amina, file_id=case, kind=kind, described=described, relationship="", source="test", on=TODAY
    )


def answered(area: Area, case: UUID, person: UUID, *, yes: int, **changes: object) -> UUID:
    given: dict[str, object] = {
        "judged_high": True, "judgement_reason": "He has her keys.", "assessed_on": TODAY, "at": NOW, "actor": area.bea,
        **changes,
    }  # fmt: skip
    answers = {number: {"answer": "yes" if number <= yes else "no", "note": ""} for number in range(1, 25)}
    return assess(file=case, person=person, instrument="dash24@1", answers=answers, **given)  # type: ignore[arg-type]


def sent(area: Area, case: UUID, person: UUID, *, score: int | None, judged: bool | None = None, days: int = 0) -> UUID:
    score_sent = SentScore(
        file_id=case, person_id=person, instrument="dash24@1", score=score, judged_high=judged, judgement_reason="",
        assessed_on=TODAY + timedelta(days=days), agency_name="Exampleshire Police", author_name="PC Rowntree",
    )  # fmt: skip
    return record_scores(actor=area.amina, sent=[score_sent], at=NOW)[0]
