"""Taking up what the law offers."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import why_not
from openccr.actions.operations.agreeing import agree_action, propose_action
from openccr.actions.rules.prompts import PACK_FACES
from openccr.actions.rules.states import Source
from openccr.casefiles.models import CaseFile, Grant
from openccr.kernel.actors import Actor
from openccr.kernel.periods import add_working_days
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice


def accept_prompt(*, actor: Actor, file_id: UUID, key: str, today: date, at: datetime) -> UUID:
    """Make an action of a prompt of the pack: agreed by who may agree actions, proposed by everybody else.

    It goes to the agency of the prompt's kind on the case, is due after the pack's usual period, and is locked where
    the person who harms would notice it. Returns the action's id. Raises NotFound for an unknown prompt, Refusal when
    no agency of that kind is on the case.
    """
    with acting_as(actor):
        if not CaseFile.objects.filter(id=file_id).exists():
            raise NotFound
        pack = practice(actor)
        prompt = pack.law.prompts.get(key)
        if prompt is None:
            raise NotFound
        there = Agency.objects.filter(kind=prompt.agency_kind, left_on=None, id__in=Grant.agencies_on(file_id))
        agency = there.order_by("name").first()
        if agency is None:
            kind = pack.agencies.kinds[prompt.agency_kind].name
            raise Refusal(
                f"Nobody of this kind is on the case: {kind}.",
                remedy="Let such an agency in first, or agree it by hand.",
            )
        due_on = add_working_days(today, pack.processes["marac"].periods.action_due.days, pack.holidays)
        given = {
            "actor": actor, "file_id": file_id, "text": prompt.name, "faces": PACK_FACES[prompt.faces],
            "agency_id": agency.id, "due_on": due_on, "at": at, "source": Source.PROMPT,
            "noticeable": prompt.safe_first,
        }  # fmt: skip
        if why_not(actor, "actions.agree") is None:
            return agree_action(**given)  # type: ignore[arg-type]
        return propose_action(**given)  # type: ignore[arg-type]
