"""What the rounds of the self-assessment agreed in the order of time, each to the questions that one of them asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from openccr.governance.models import AssessmentRound, Moderated
from openccr.governance.rules.assessment import RoundState, same_questions, scored


@dataclass(frozen=True)
class RoundThen:
    """A closed round as it stands beside a later one.

    Args:
        scores: component → the mean of what was agreed, where the round asked all that the later one asks of it.
        whole: the mean of all questions; None where the round did not ask each of them.
    """

    round_id: UUID
    name: str
    opened_at: datetime
    scores: Mapping[str, float]
    whole: float | None


def rounds_until(row: AssessmentRound) -> Sequence[RoundThen]:
    """The closed rounds until `row`, with it once it is closed, the oldest first; beside a full one full ones alone.

    Two queries. A light round asks what stood lowest, so the whole of another round beside it would show a fall, and
    a rise the next time, that nobody saw: each is read by the questions that `row` asks.
    """
    closed = AssessmentRound.objects.filter(state=RoundState.CLOSED, opened_at__lte=row.opened_at)
    rounds = list((closed.filter(kind="full") if row.kind == "full" else closed).order_by("opened_at"))
    said: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    for one in Moderated.objects.filter(round_id__in=[one.id for one in rounds]):
        said[one.round_id][one.question] = one.score
    return [_then(one, said[one.id], row) for one in rounds]


def _then(one: AssessmentRound, said: Mapping[str, int], row: AssessmentRound) -> RoundThen:
    found = same_questions({key: of for key, (of, _) in row.questions.items()}, said)
    whole = all(key in said for key in row.questions)
    return RoundThen(
        one.id, one.name, one.opened_at, found, scored(said[key] for key in row.questions) if whole else None
    )
