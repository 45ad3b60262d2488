"""Keeping the register of policies: adding, writing versions, signing, reading, reviewing, retiring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q
from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import KeptPolicy, PolicyRead, PolicySignatory, PolicyVersion
from openccr.governance.rules.policies import Version, why_no_version, why_not_reviewed
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice


def add_policy(
    *, actor: Actor, kind: str, title: str, owner: str, agency_id: UUID | None, review_on: date, to_be_read: bool,
    at: datetime,
) -> UUID:  # fmt: skip
    """Put a policy into the register, without its words yet. Returns its id.

    Args:
        kind: key of the pack's policies; empty for one of no listed kind.
        owner: name and post of whoever answers for it.
        agency_id: whose it is; None: the partnership's, which the coordinator alone adds.

    Raises Refusal for a kind that is not of this owner, a review that is past, and a title that is there; NotFound for
    an agency elsewhere.
    """
    with acting_as(actor):
        must(actor, "governance.keep_policies")
        _must_answer_for(actor, agency_id)
        known = practice(actor).policies.policies
        if kind and kind not in known:
            raise Refusal("Choose from the list.", field="kind")
        if kind and known[kind].whose not in ("both", "agency" if agency_id else "partnership"):
            raise Refusal("This policy belongs to the partnership, not to an agency." if agency_id else
                          "This policy is each agency's own.", field="kind")  # fmt: skip
        if review_on <= localdate(at):
            raise Refusal("The review is after today.", field="review_on")
        if agency_id is not None and not Agency.objects.filter(id=agency_id).exists():
            raise NotFound
        if KeptPolicy.objects.filter(Q(agency_id=agency_id), title=title.strip()).exists():
            raise Refusal("A policy of this title is in the register already.", field="title")
        row = KeptPolicy(
            partnership_id=actor.partnership, agency_id=agency_id, kind=kind, title=title.strip(), owner=owner.strip(),
            to_be_read=to_be_read, review_on=review_on,
        )  # fmt: skip
        row.save(force_insert=True)
        record("policy.added", subjects=[row.id], at=at)
        return row.id


def write_version(*, actor: Actor, policy: UUID, version: Version, sign: Sequence[UUID], at: datetime) -> UUID:
    """Add a version of a policy. Returns its id. Whoever read or signed an older one is asked anew.

    Args:
        sign: agencies that are asked to sign it.

    Raises NotFound, Refusal as `rules.policies.why_no_version` and for a policy that is retired.
    """
    with acting_as(actor):
        row = _policy(policy)
        must(actor, "governance.keep_policies")
        _must_answer_for(actor, row.agency_id)
        if row.retired_on is not None:
            raise Refusal("This policy is retired.")
        kind = practice(actor).policies.policies.get(row.kind)
        template = [(part.heading, part.says) for part in kind.parts] if kind else []
        if refusal := why_no_version(version, today=localdate(at), template=template):
            raise refusal
        agencies = set(Agency.objects.filter(id__in=sign).values_list("id", flat=True))
        if agencies != set(sign):
            raise NotFound
        last = PolicyVersion.objects.filter(policy_id=policy).aggregate(last=Max("number"))["last"] or 0
        made = PolicyVersion(
            partnership_id=actor.partnership, policy_id=policy, number=last + 1, made_at=at, made_by=actor.name,
            **vars(version),
        )  # fmt: skip
        made.save(force_insert=True)
        PolicySignatory.objects.bulk_create(
            PolicySignatory(partnership_id=actor.partnership, version_id=made.id, agency_id=agency)
            for agency in sorted(agencies, key=str)
        )
        record("policy.written", subjects=[policy, made.id], at=at)
        return made.id


def sign_policy(*, actor: Actor, policy: UUID, agency_id: UUID, signed_by: str, signed_on: date, at: datetime) -> None:
    """Write down who signed the newest version for an agency: its lead for their own, the coordinator for any.

    Raises NotFound for an agency that is not asked, Refusal for one that has signed and for a day to come or before the
    version was approved.
    """
    with acting_as(actor):
        must(actor, "governance.sign_policy", agency_id)
        newest = _newest(policy)
        party = PolicySignatory.objects.filter(version_id=newest.id, agency_id=agency_id).first()
        if party is None:
            raise NotFound
        if party.signed_on is not None:
            raise Refusal("This agency has signed already.", field="agency_id")
        if signed_on > localdate(at):
            raise Refusal("This day is still to come.", remedy="Give the day of the signature.", field="signed_on")
        if newest.approved_on is not None and signed_on < newest.approved_on:
            approved = f"{newest.approved_on.day} {newest.approved_on:%B %Y}"
            raise Refusal(f"This version was approved on {approved}.", remedy="Give that day or a later one.",
                          field="signed_on")  # fmt: skip
        PolicySignatory.objects.filter(id=party.id).update(
            signed_on=signed_on, signed_by=signed_by.strip(), recorded_by_name=actor.name
        )
        record("policy.signed", subjects=[policy, agency_id], at=at)


def take_signature_back(*, actor: Actor, policy: UUID, agency_id: UUID, at: datetime) -> None:
    """Take back a signature of the newest version that was written down by mistake; the agency is asked again.

    Raises NotFound for an agency that is not asked or has not signed.
    """
    with acting_as(actor):
        must(actor, "governance.sign_policy", agency_id)
        party = PolicySignatory.objects.filter(version_id=_newest(policy).id, agency_id=agency_id)
        if not party.exclude(signed_on=None).update(signed_on=None, signed_by="", recorded_by_name=""):
            raise NotFound
        record("policy.unsigned", subjects=[policy, agency_id], at=at)


def say_read(*, actor: Actor, policy: UUID, at: datetime) -> None:
    """Say that one has read the newest version. Once is enough; nobody says it for another.

    Raises NotFound, and Refusal for a policy that is another agency's own.
    """
    with acting_as(actor):
        must(actor, "governance.read_policy")
        row = _policy(policy)
        if actor.user_id is None:
            raise Refusal("A person says that they have read it.")
        if row.agency_id not in (None, actor.agency_id):
            raise Refusal("This is another agency's own policy.")
        newest = _newest(policy)
        if not PolicyRead.objects.filter(version_id=newest.id, user_id=actor.user_id).exists():
            PolicyRead(
                partnership_id=actor.partnership, version_id=newest.id, agency_id=actor.agency, user_id=actor.user_id,
                by_name=actor.name, read_at=at,
            ).save(force_insert=True)  # fmt: skip
            record("policy.read", subjects=[policy], at=at)


def review_policy(*, actor: Actor, policy: UUID, words: str, review_on: date, at: datetime) -> None:
    """Write down what a review found, and when the next one is. Raises NotFound, Refusal as `why_not_reviewed`."""
    with acting_as(actor):
        row = _policy(policy)
        must(actor, "governance.keep_policies")
        _must_answer_for(actor, row.agency_id)
        if refusal := why_not_reviewed(words=words, review_on=review_on, today=localdate(at)):
            raise refusal
        _change(policy, {"review_words": words.strip(), "review_on": review_on, "reviewed_on": localdate(at)})
        record("policy.reviewed", subjects=[policy], at=at)


def retire_policy(*, actor: Actor, policy: UUID, at: datetime) -> None:
    """Take a policy out of force; it stays in the register. Raises NotFound, Refusal when it is retired."""
    with acting_as(actor):
        row = _policy(policy)
        must(actor, "governance.keep_policies")
        _must_answer_for(actor, row.agency_id)
        if row.retired_on is not None:
            raise Refusal("This policy is retired already.")
        _change(policy, {"retired_on": localdate(at)})
        record("policy.retired", subjects=[policy], at=at)


def unretire_policy(*, actor: Actor, policy: UUID, at: datetime) -> None:
    """Put a policy that was retired by mistake in force again. Raises NotFound, Refusal when it is not retired."""
    with acting_as(actor):
        row = _policy(policy)
        must(actor, "governance.keep_policies")
        _must_answer_for(actor, row.agency_id)
        if row.retired_on is None:
            raise Refusal("This policy is not retired.")
        _change(policy, {"retired_on": None})
        record("policy.unretired", subjects=[policy], at=at)


def _must_answer_for(actor: Actor, agency: UUID | None) -> None:
    if not actor.whole_area and agency != actor.agency_id:
        raise Refusal("The coordinator keeps the partnership's policies, each agency's lead their own agency's.")


def _policy(policy: UUID) -> KeptPolicy:
    row = KeptPolicy.objects.filter(id=policy).first()
    if row is None:
        raise NotFound
    return row


def _newest(policy: UUID) -> PolicyVersion:
    found = PolicyVersion.objects.filter(policy_id=policy).order_by("-number").first()
    if found is None:
        raise Refusal("The policy has no words yet.")
    return found


def _change(policy: UUID, values: dict[str, object]) -> None:
    # What the actor may not change is not found: the wall lets no row through.
    if not KeptPolicy.objects.filter(id=policy).update(**values):
        raise NotFound
