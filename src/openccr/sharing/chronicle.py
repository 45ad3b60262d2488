"""What sharing gives the combined chronology: what left, to whom and why."""

from __future__ import annotations

from django.utils.timezone import localdate

from openccr.access.together import Steps
from openccr.casefiles.lines import Line, Reach, Source
from openccr.sharing.models import Disclosure
from openccr.sharing.rules.ways import Way


def _ledger(reach: Reach) -> Steps[list[Line]]:
    (rows,) = yield (Disclosure.objects.filter(file_id__in=reach.files).select_related("agency").order_by("at"),)
    return [
        Line(
            file_id=one.file_id, kind="shared", on=localdate(one.at),
            what=f"{Way(one.way).label}: {one.agency.name if one.agency else one.outside}. {one.why}",
            who=one.decided_by_name, source="The ledger of what was shared", row_id=one.id, outside=False,
        )
        for one in rows
    ]  # fmt: skip


CHRONOLOGY = (Source(key="shared", title="What was shared", rows=_ledger),)
