"""Somebody other than its authors looks at what is to be handed over."""

from __future__ import annotations

import uuid
from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.models import Grant
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.humans import same_human
from openccr.subjectaccess.models import Approval, Bundle
from openccr.subjectaccess.rules.bundles import tells_only_that_there_is_one
from openccr.subjectaccess.standing import newest_bundle, request_of


def look_at(*, actor: Actor, request: UUID, agreed: bool, words: str = "", at: datetime) -> None:
    """Agree to the newest bundle, or say why not; then it is built anew.

    Raises NotFound; Refusal for its authors, for who has looked at it already, when there is none, and for agreeing to
    one that would tell somebody who harms only that there is a record.
    """
    with acting_as(actor):
        must(actor, "subjectaccess.approve")
        row = request_of(request, move="approve")
        bundle = newest_bundle(row.id)
        if bundle is None or actor.user_id is None:
            raise Refusal("There is nothing to approve.", remedy="It is built first.")
        if any(same_human(actor, UUID(one)) for one in bundle.authors):
            raise Refusal("You had a part in making it.", remedy="Somebody else approves.")
        if any(same_human(actor, one.user) for one in Approval.objects.filter(bundle=bundle)):
            raise Refusal("You have looked at it already.", remedy="Another person is needed.")
        if agreed and tells_only_that_there_is_one(answer=bundle.answer, hostile=row.hostile, released=bundle.released):
            raise Refusal(
                "Nothing is let go in it, so it would tell only that there is a record.",
                remedy="Say no, and have it answered that we neither confirm nor deny.",
                field="agreed",
            )
        if not agreed and not words.strip():
            raise Refusal("Say what is wrong with it.", field="words")
        approval = Approval(
            id=uuid.uuid4(), partnership_id=row.partnership_id, request=row, bundle=bundle, user=actor.user_id,
            name=actor.name, outside=stands_outside(bundle), agreed=agreed, words=words.strip(), at=at,
        )  # fmt: skip
        Approval.objects.bulk_create([approval])
        record(
            "subject_access.approved" if agreed else "subject_access.not_approved", subjects=[row.id, bundle.id], at=at
        )


def stands_outside(bundle: Bundle) -> bool:
    """Whether the current actor holds no grant, and never held one, on any file it was made from."""
    return not Grant.objects.filter(file_id__in=bundle.files).exists()
