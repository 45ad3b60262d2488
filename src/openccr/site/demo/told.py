"""What is known of a case while it is being told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from openccr.actions.models import Action, FlagReceipt
from openccr.casefiles.models import CaseFile
from openccr.conference.models import EarlyHelp, Hearing, Meeting, NotMetProposal, Referral, Research
from openccr.conference.rules.submissions import Submission
from openccr.content import Pack
from openccr.people.rules import PartKind
from openccr.risk.models import Assessment
from openccr.sharing.models import WithoutConsent
from openccr.site.demo.ledger import Ledger
from openccr.site.demo.people_rows import Fresh, Known


@dataclass(frozen=True, kw_only=True)
class Memory:
    """What one case needs of others: meetings by number; of earlier cases the people and the referral.

    `listed`: which files are on a meeting's agenda, and since when; `invited`: which agencies, and since when.
    """

    pack: Pack
    ledger: Ledger
    meetings: Mapping[int, Meeting]
    people: dict[int, dict[PartKind, list[Known]]] = field(default_factory=dict)
    referrals: dict[int, UUID] = field(default_factory=dict)
    listed: dict[int, list[tuple[UUID, datetime]]] = field(default_factory=dict)
    invited: dict[int, list[tuple[UUID, datetime]]] = field(default_factory=dict)


@dataclass(kw_only=True)
class Told:
    """One case so far.

    Args:
        sees: agency → until when it sees the case; None is without an end.
        judged_high: somebody has judged the risk to be high.
        grounds: why it is shared without consent, once that is written down.
        assessment: her newest, which the next one supersedes.
        proposal: that the criteria are not met, with the second person's answer.
        early_help: the other help that goes on the same day.
    """

    submission: Submission
    file: CaseFile
    referral: Referral
    people: dict[PartKind, list[Fresh]]
    sees: dict[UUID, datetime | None]
    judged_high: bool
    grounds: WithoutConsent | None = None
    hearings: dict[int, Hearing] = field(default_factory=dict)
    research: dict[tuple[int, UUID], Research] = field(default_factory=dict)
    actions: dict[int, Action] = field(default_factory=dict)
    flags: dict[UUID, FlagReceipt] = field(default_factory=dict)
    assessment: Assessment | None = None
    proposal: NotMetProposal | None = None
    early_help: EarlyHelp | None = None
