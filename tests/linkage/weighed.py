"""A proportionality record of a missing link, whole."""

from __future__ import annotations

from dataclasses import replace

from openccr.linkage.rules.weighing import Weighing

WEIGHED = Weighing(
    law=("art6_public_task", "gateway_care"),
    purpose="Whether somebody should refer her",
    necessary="She may be in danger",
    proportionate="Two agencies, one question",
    alternatives="Waiting",
    consent="Not asked: nobody here knows who she is before an agency answers",
    told="By the agency that knows her, when it is safe",
    told_harmer="It would put her in danger",
)


def without(field: str) -> Weighing:
    """The same with one answer left out."""
    return replace(WEIGHED, **{field: () if field == "law" else " "})
