"""What the register of policies shows: each with its newest version, what it lacks, who signed and who has read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.access.together import Steps, asked
from openccr.content.schema.policies import PolicyKind
from openccr.governance.models import KeptPolicy, PolicyRead, PolicySignatory, PolicyVersion
from openccr.governance.rules.policies import PolicyState, missing, state_of, thin
from openccr.kernel.actors import Actor
from openccr.kernel.once import once
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice


@dataclass(frozen=True)
class PolicyShown:
    """A policy in the register.

    Args:
        newest: its newest version; None when it has no words yet.
        read: the actor has said that they read it.
    """

    row: KeptPolicy
    kind: PolicyKind | None
    newest: PolicyVersion | None
    signatories: Sequence[PolicySignatory]
    read: bool
    state: PolicyState
    lacks: Sequence[str]

    @property
    def signed(self) -> int:
        return sum(one.signed_on is not None for one in self.signatories)


@dataclass(frozen=True)
class Register:
    """The register, and which listed policies the partnership does not have."""

    policies: list[PolicyShown]
    missing: list[PolicyKind]


def register(*, actor: Actor, today: date) -> Register:
    """Every policy that is not retired, the one to be reviewed first at the top; then those that are. Four queries."""
    with acting_as(actor):
        must(actor, "governance.policies")
        shown = _shown(list(KeptPolicy.objects.select_related("agency").order_by("review_on", "title")), actor, today)
        kinds = practice(actor).policies.policies
        ours = {one.row.kind for one in shown if one.row.agency_id is None and one.state is not PolicyState.RETIRED}
        wanted = [key for key, kind in kinds.items() if kind.whose != "agency"]
        return Register(
            sorted(shown, key=lambda one: one.state is PolicyState.RETIRED),
            [kinds[key] for key in missing(wanted, ours)],
        )


@dataclass(frozen=True)
class PolicyWhole:
    """A policy with all its versions, and who has read the newest.

    Args:
        readers: by name, those whom the actor may see: their own agency's for a lead, all for the coordinator.
        read_by: agency → how many people of it have read, of those whom the actor may see.
    """

    shown: PolicyShown
    versions: list[PolicyVersion]
    readers: list[PolicyRead]
    read_by: dict[str, int]

    @property
    def still(self) -> PolicyVersion | None:
        """The version that is in force while nobody has approved the newest one; None where the newest is."""
        approved = next((one for one in self.versions if one.approved_on is not None), None)
        return None if approved is None or approved.id == self.versions[0].id else approved


@once
def policy_of(*, actor: Actor, policy: UUID, today: date) -> PolicyWhole:
    """One policy. Raises NotFound."""
    with acting_as(actor):
        must(actor, "governance.policies")
        row = KeptPolicy.objects.select_related("agency").filter(id=policy).first()
        if row is None:
            raise NotFound
        shown = _shown([row], actor, today)[0]
        versions = list(PolicyVersion.objects.filter(policy_id=policy).order_by("-number"))
        reads: list[PolicyRead] = []
        if shown.newest is not None:
            reads = list(
                PolicyRead.objects.filter(version_id=shown.newest.id).select_related("agency").order_by("by_name")
            )
        return PolicyWhole(shown, versions, reads, dict(sorted(Counter(one.agency.name for one in reads).items())))


@dataclass(frozen=True)
class OfAgency:
    """Which policies an agency has of those that each should have: kind → the policy, None where it is missing."""

    agency: str
    policies: dict[str, PolicyShown | None]


def of_agencies(*, actor: Actor, today: date) -> tuple[list[PolicyKind], list[OfAgency]]:
    """The policies that each agency should have, and agency by agency whether it has them. Five queries."""
    with acting_as(actor):
        must(actor, "governance.policies")
        kinds = [one for one in practice(actor).policies.policies.values() if one.whose != "partnership"]
        rows = KeptPolicy.objects.filter(retired_on=None).exclude(agency=None).select_related("agency")
        there: dict[UUID, dict[str, PolicyShown]] = defaultdict(dict)
        for one in _shown(list(rows.order_by("title")), actor, today):
            assert one.row.agency_id is not None
            there[one.row.agency_id][one.row.kind] = one
        agencies = Agency.objects.filter(Q(left_on=None) | Q(left_on__gt=today)).order_by("name")
        return kinds, [
            OfAgency(agency.name, {kind.key: there[agency.id].get(kind.key) for kind in kinds}) for agency in agencies
        ]


@asked
def to_review(actor: Actor, *, today: date) -> Steps[list[tuple[KeptPolicy, PolicyState]]]:
    """Policies whose review is due and which the actor keeps, for the to-do list. One query."""
    mine = Q(agency=None) | Q(agency_id=actor.agency_id) if actor.whole_area else Q(agency_id=actor.agency_id)
    (rows,) = yield (KeptPolicy.objects.filter(mine, retired_on=None).order_by("review_on", "title"),)
    stands = [
        (row, state_of(approved=True, review_on=row.review_on, retired_on=row.retired_on, today=today)) for row in rows
    ]
    return [one for one in stands if one[1] in (PolicyState.REVIEW_SOON, PolicyState.REVIEW_LATE)]


@asked
def to_read(actor: Actor) -> Steps[list[KeptPolicy]]:
    """Policies in force that the actor is asked to read and has not: the partnership's and their agency's."""
    of_mine = Q(policy__agency=None) | Q(policy__agency_id=actor.agency_id)
    versions, reads = yield (
        PolicyVersion.objects.filter(of_mine, policy__retired_on=None, policy__to_be_read=True)
        .select_related("policy")
        .order_by("policy_id", "-number"),
        PolicyRead.objects.filter(Q(user_id=actor.user_id)),
    )
    read = {one.version_id for one in reads}
    newest: dict[UUID, PolicyVersion] = {}
    for one in versions:
        newest.setdefault(one.policy_id, one)
    left = [one.policy for one in newest.values() if one.approved_on is not None and one.id not in read]
    return sorted(left, key=lambda one: one.title)


@asked
def to_sign(actor: Actor) -> Steps[list[KeptPolicy]]:
    """Policies in force whose newest version the actor's agency is asked to sign and has not. One query."""
    versions, asked_for = yield (
        PolicyVersion.objects.filter(policy__retired_on=None)
        .select_related("policy")
        .order_by("policy_id", "-number")
        .distinct("policy_id"),
        PolicySignatory.objects.filter(Q(agency_id=actor.agency_id), signed_on=None).values_list("version_id"),
    )
    unsigned = {row[0] for row in asked_for}
    return sorted((one.policy for one in versions if one.id in unsigned), key=lambda one: one.title)


def _shown(rows: list[KeptPolicy], actor: Actor, today: date) -> list[PolicyShown]:
    newest: dict[UUID, PolicyVersion] = {}
    for version in PolicyVersion.objects.filter(policy__in=rows).order_by("policy_id", "-number"):
        newest.setdefault(version.policy_id, version)
    ids = [one.id for one in newest.values()]
    parties: dict[UUID, list[PolicySignatory]] = defaultdict(list)
    for party in PolicySignatory.objects.filter(version_id__in=ids).select_related("agency").order_by("agency__name"):
        parties[party.version_id].append(party)
    read = set(
        PolicyRead.objects.filter(Q(user_id=actor.user_id), version_id__in=ids).values_list("version_id", flat=True)
    )
    kinds = practice(actor).policies.policies
    return [_one(row, newest.get(row.id), parties, read, kinds.get(row.kind), today) for row in rows]


def _one(
    row: KeptPolicy, newest: PolicyVersion | None, parties: dict[UUID, list[PolicySignatory]], read: set[UUID],
    kind: PolicyKind | None, today: date,
) -> PolicyShown:  # fmt: skip
    mine = parties[newest.id] if newest else []
    approved = newest is not None and newest.approved_on is not None
    state = state_of(approved=approved, review_on=row.review_on, retired_on=row.retired_on, today=today)
    lacks = ["It has no words yet."]
    if newest is not None:
        signed = sum(one.signed_on is not None for one in mine)
        lacks = thin(survivor_input=newest.survivor_input, approved=approved, signed=signed, asked=len(mine))
    return PolicyShown(row, kind, newest, mine, newest is not None and newest.id in read, state, lacks)
