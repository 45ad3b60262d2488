"""Visiting the pages of risk as somebody, and what their forms send."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.content.schema.instruments import Instrument
from openccr.people.operations import Description, Name, add_person
from openccr.people.rules import PartKind
from openccr.risk.panels import PANELS
from tests.makers import TODAY, Area, open_case
from tests.risk.tools import DASH


def case_with_victim(area: Area) -> tuple[UUID, UUID]:
    case = open_case(area)
    person = add_person(
        actor=area.amina, file_id=case, kind=PartKind.VICTIM, relationship="", source="test", on=TODAY,
        described=Description(names=(Name(given="Rowan", family="Tideswell"),)),
    )  # fmt: skip
    return case, person


def form(person: UUID, *, yes: int, tool: Instrument = DASH, **changes: str) -> dict[str, str]:
    today = timezone.localdate()
    answers = {f"item_{number}": "yes" if number <= yes else "no" for number in tool.numbers}
    asked = {
        "assessed_on_day": str(today.day),
        "assessed_on_month": str(today.month),
        "assessed_on_year": str(today.year),
        "source": "she",
    }
    return {"person": str(person), "judged_high": "yes", "judgement_reason": "Her fear.", **asked, **answers, **changes}


def to(case: UUID, tool: str = "dash24@1") -> str:
    return reverse("risk.new", kwargs={"file": case, "instrument": tool})


def panel_of(area: Area, case: UUID) -> dict:
    panel = next(one for one in PANELS if one.slot == "case.marac.risk")
    with acting_as(area.bea):
        return panel.query(actor=area.bea, file_id=case)
