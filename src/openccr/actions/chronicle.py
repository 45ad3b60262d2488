"""What actions give the combined chronology: what was agreed, and what became of it."""

from __future__ import annotations

from django.utils.timezone import localdate

from openccr.access.together import Steps
from openccr.actions.models import Action
from openccr.actions.rules.states import ACTION, ActionState
from openccr.casefiles.lines import Line, Reach, Source
from openccr.kernel.days import day_words

BEGINS = {ActionState.PROPOSED: "Action proposed"}


def _actions(reach: Reach) -> Steps[list[Line]]:
    (rows,) = yield (Action.objects.filter(file_id__in=reach.files).select_related("agency").order_by("agreed_at"),)
    lines = []
    for one in rows:
        assert one.file_id is not None
        agreed = Line(
            file_id=one.file_id, kind="action", on=localdate(one.agreed_at),
            what=f"{BEGINS.get(ActionState(one.state), 'Action agreed')}: {one.text} (due {day_words(one.due_on)})",
            agency=one.agency.name,
            source="An action", row_id=one.id,
        )  # fmt: skip
        lines.append(agreed)
        if one.ended_on:
            # As the timeline says it, so that the two are one line.
            words, why = ACTION.states[one.state], one.reason or one.evidence
            lines.append(
                Line(
                    file_id=one.file_id, kind="action", on=one.ended_on,
                    what=f"{words}: {one.text}{f'. {why}' if why else ''}", agency=one.agency.name, source="An action",
                )
            )  # fmt: skip
    return lines


CHRONOLOGY = (Source(key="action", title="Actions", rows=_actions),)
