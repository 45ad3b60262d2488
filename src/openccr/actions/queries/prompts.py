"""What the law offers on a case."""

from __future__ import annotations

from uuid import UUID

from openccr.access.together import Steps, asked
from openccr.actions.models import Action
from openccr.actions.rules.prompts import CaseFacts, Offered, offered_by_law
from openccr.casefiles.models import Grant
from openccr.kernel.actors import Actor
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.people.models import Part
from openccr.people.rules import PartKind


@asked
def prompts_for(*, actor: Actor, file_id: UUID) -> Steps[list[Offered]]:
    """The prompts of the pack that fit the case and are not in its plan yet, each with why. One query."""
    parts, kinds, taken = yield (
        Part.objects.filter(file_id=file_id, until_on=None).values_list("kind", flat=True),
        Agency.objects.filter(left_on=None, id__in=Grant.agencies_on(file_id)).values_list("kind", flat=True),
        Action.objects.filter(file_id=file_id).values_list("text", flat=True),
    )
    facts = CaseFacts(
        children=parts.count(PartKind.CHILD), harmers=parts.count(PartKind.HARMER), agency_kinds=frozenset(kinds)
    )
    return offered_by_law(list(practice(actor).law.prompts.values()), facts=facts, taken=set(taken))
