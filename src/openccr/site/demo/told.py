"""What is known of a case while it is being told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from openccr.actions.models import Action
from openccr.casefiles.models import CaseFile
from openccr.conference.models import Hearing, Meeting, Referral, Research
from openccr.conference.rules.submissions import Submission
from openccr.content import Pack
from openccr.people.rules import PartKind
from openccr.site.demo.ledger import Ledger
from openccr.site.demo.people_rows import Fresh, Known


@dataclass(frozen=True, kw_only=True)
class Memory:
    """What one case needs of others: meetings by number; of earlier cases the people and the referral.

    `listed`: which files are on a meeting's agenda, and since when.
    """

    pack: Pack
    ledger: Ledger
    meetings: Mapping[int, Meeting]
    people: dict[int, dict[PartKind, list[Known]]] = field(default_factory=dict)
    referrals: dict[int, UUID] = field(default_factory=dict)
    listed: dict[int, list[tuple[UUID, datetime]]] = field(default_factory=dict)


@dataclass(kw_only=True)
class Told:
    """One case so far.

    Args:
        sees: agency → until when it sees the case; None is without an end.
        judged_high: somebody has judged the risk to be high.
    """

    submission: Submission
    file: CaseFile
    referral: Referral
    people: dict[PartKind, list[Fresh]]
    sees: dict[UUID, datetime | None]
    judged_high: bool
    hearings: dict[int, Hearing] = field(default_factory=dict)
    research: dict[tuple[int, UUID], Research] = field(default_factory=dict)
    actions: dict[int, Action] = field(default_factory=dict)
