"""Handing over, by hand: there is no post, no e-mail and no link."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import Act, record, record_all
from openccr.documents.operations import Fetched
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.sharing.operations import LetOut, disclose
from openccr.sharing.rules.grounds import Consent
from openccr.sharing.rules.ways import Way as LedgerWay
from openccr.subjectaccess.collecting import places_now
from openccr.subjectaccess.holding import let_files_go
from openccr.subjectaccess.models import Bundle, Handover, SubjectRequest
from openccr.subjectaccess.operations.requests import turned_hostile
from openccr.subjectaccess.rules.bundles import Answer, Way
from openccr.subjectaccess.rules.verifying import NOTHING, found_in
from openccr.subjectaccess.standing import newest_bundle, opened, request_of

FORMS = {"pdf": "application/pdf", "txt": "text/plain; charset=utf-8"}


def hand_over(*, actor: Actor, request: UUID, way: Way, collected_by: str, identity_seen: str, at: datetime) -> None:
    """Write down who collected it and how it was seen who they are. It closes the request, and stands in the ledger.

    Raises NotFound; Refusal as `fetch_bundle`, and without a name or how they were identified.
    """
    with acting_as(actor):
        must(actor, "subjectaccess.answer")
        row, bundle = _to_be_let_go(actor, request)
        for name, value in (("collected_by", collected_by), ("identity_seen", identity_seen)):
            if not value.strip():
                raise Refusal("Say who collected it, and how you saw who they are.", field=name)
        handover = Handover(
            id=uuid.uuid4(), partnership_id=row.partnership_id, request=row, bundle=bundle, way=way.value,
            collected_by=collected_by.strip(), identity_seen=identity_seen.strip(), at=at, by_name=actor.name,
        )  # fmt: skip
        Handover.objects.bulk_create([handover])
        row.answered_at = at
        row.save(update_fields=["answered_at"])
        let_files_go(actor=actor, row=row, at=at)
        files = [UUID(one) for one in bundle.files] if bundle.answer == Answer.BUNDLE else []
        let_out = LetOut(
            way=LedgerWay.SUBJECT_ACCESS, why="A request for one's own data", arises_from_id=row.id,
            outside=f"{way.label}: {row.reference}", people=(row.subject_id,) if row.subject_id else (),
            law=("art6_legal_obligation",), consent=Consent.YES, kinds=("identity", "research"),
        )  # fmt: skip
        disclose(actor=actor, file_ids=files, let_out=let_out, at=at)
        record_all(
            [
                Act(type="subject_access.handed_over", file_id=file, subjects=(row.id, bundle.id))
                for file in files or (None,)
            ],
            at=at,
        )


def fetch_bundle(*, actor: Actor, request: UUID, form: str, at: datetime) -> Fetched:
    """Take the approved bundle, to hand it over.

    Raises NotFound for another form; Refusal before it is approved, and once the record knows what speaks against it.

    Args:
        form: "pdf" or "txt".
    """
    with acting_as(actor):
        must(actor, "subjectaccess.answer")
        if form not in FORMS:
            raise NotFound
        row, bundle = _to_be_let_go(actor, request)
        sealed = bundle.sealed_pdf if form == "pdf" else bundle.sealed_text
        record("subject_access.fetched", subjects=[row.id, bundle.id], at=at)
        return Fetched(f"OpenCCR-{row.reference[2:6]}.{form}", FORMS[form], opened(sealed, request_id=row.id))


def _to_be_let_go(actor: Actor, request: UUID) -> tuple[SubjectRequest, Bundle]:
    """The request and its approved bundle, held against what the record knows today: weeks lie between the two."""
    row = request_of(request, move="hand_over")
    bundle = newest_bundle(row.id)
    if bundle is None:
        raise NotFound
    if not row.hostile and turned_hostile(row):
        raise Refusal("Since it was built, whoever asks is said to be the one who harms.", remedy=_ANEW)
    if bundle.answer == Answer.BUNDLE and row.subject_id is not None:
        places = places_now(row.subject_id)
        text = opened(bundle.sealed_text, request_id=row.id)
        if found_in([("", text)], against=replace(NOTHING, places=places)):
            raise Refusal("It tells where somebody is, which was not known when it was built.", remedy=_ANEW)
    return row, bundle


_ANEW = "Search the record again, and build it anew."
