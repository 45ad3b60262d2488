"""What every step of a request asks first: the request itself, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q

from openccr.access.sealing import token, unseal
from openccr.kernel.refusals import NotFound
from openccr.subjectaccess.models import Approval, Bundle, Handover, Passage, SubjectRequest
from openccr.subjectaccess.rules.requests import Facts, why_not

PURPOSE = "subject access"
"""The purpose by which sentences and bundles are sealed."""


def opened(sealed: bytes | memoryview, *, request_id: UUID) -> bytes:
    """Open what was sealed to a request: a sentence, or a bundle."""
    return unseal(bytes(sealed), purpose=PURPOSE, owner=request_id)


def request_of(request_id: UUID, *, move: str = "") -> SubjectRequest:
    """The request, if the actor sees it and this may be done with it now. Raises NotFound, Refusal as `why_not`."""
    row = SubjectRequest.objects.filter(id=request_id).first()
    if row is None:
        raise NotFound
    if move and (refusal := why_not(move, facts_of(row))):
        raise refusal
    return row


def facts_of(row: SubjectRequest) -> Facts:
    """How the request stands now."""
    bundle = newest_bundle(row.id)
    approvals = list(Approval.objects.filter(bundle=bundle)) if bundle else []
    agreed = [one for one in approvals if one.agreed]
    return Facts(
        identity_checked=row.identity_checked_at is not None,
        searched=row.searched_at is not None,
        undecided=Passage.objects.filter(request=row, outcome="").count(),
        built=bundle is not None and all(one.agreed for one in approvals),
        approvals=len(agreed),
        outside=sum(one.outside for one in agreed),
        hostile=row.hostile,
        answered=row.answered_at is not None or Handover.objects.filter(request=row).exists(),
        withdrawn=row.withdrawn_at is not None,
    )


def facts_of_each(rows: Sequence[SubjectRequest]) -> dict[UUID, Facts]:
    """How each of these stands, for a list: by when it was decided, where `facts_of` compares what. Three queries."""
    ids = [row.id for row in rows if row.answered_at is None and row.withdrawn_at is None]
    newest = Bundle.objects.filter(request_id__in=ids).order_by("request_id", "-made_at").distinct("request_id")
    bundles = {one.request_id: one for one in newest.prefetch_related("approvals")}
    counted = Passage.objects.filter(request_id__in=bundles).values("request_id").order_by()
    decided = {
        one["request_id"]: one
        for one in counted.annotate(last=Max("decided_at"), undecided=Count("id", filter=Q(outcome="")))
    }
    return {row.id: _facts_by_time(row, bundles.get(row.id), decided.get(row.id)) for row in rows}


def _facts_by_time(row: SubjectRequest, bundle: Bundle | None, decided: Mapping[str, Any] | None) -> Facts:
    approvals = list(bundle.approvals.all()) if bundle else []
    stands = bundle is not None and bundle.hostile == row.hostile and all(one.agreed for one in approvals)
    if bundle is not None and bundle.answer == "bundle" and decided:
        stands = stands and not decided["undecided"] and decided["last"] <= bundle.made_at
    return Facts(
        identity_checked=row.identity_checked_at is not None, searched=row.searched_at is not None, built=stands,
        approvals=len(approvals), outside=sum(one.outside for one in approvals), hostile=row.hostile,
        answered=row.answered_at is not None, withdrawn=row.withdrawn_at is not None,
    )  # fmt: skip


def newest_bundle(request_id: UUID) -> Bundle | None:
    """The newest bundle, if it was made from what is decided now, and as hostile as the request is."""
    bundle = Bundle.objects.filter(request_id=request_id).order_by("-made_at").select_related("request").first()
    if bundle is None or bundle.hostile != bundle.request.hostile:
        return None
    if bundle.answer == "bundle" and _readable(bundle) and bundle.decided_token != decided_token(request_id):
        return None
    return bundle


def _readable(bundle: Bundle) -> bool:
    # Whoever stands outside the case sees no sentence of it, and cannot tell whether one was decided anew since.
    return Passage.objects.filter(request_id=bundle.request_id).exists()


def decided_token(request_id: UUID) -> str:
    """Equal for equal decisions about equal sentences."""
    rows = Passage.objects.filter(request_id=request_id).order_by("table", "row_id", "field", "number")
    names = ("table", "row_id", "field", "number", "token", "outcome", "exemption")
    return token(repr([*_with_kept(rows.values_list(*names, "kept_sealed"))]), purpose=PURPOSE)


def _with_kept(rows: Iterable[tuple[object, ...]]) -> Iterable[tuple[object, ...]]:
    # Sealed anew with each decision: other bytes are another decision.
    return ((*row[:-1], bytes(row[-1]).hex()) for row in rows)  # type: ignore[call-overload]
