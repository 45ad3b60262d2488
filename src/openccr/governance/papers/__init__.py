"""The papers of governance that are made for one recipient."""

from __future__ import annotations

from datetime import timedelta

from openccr.documents.kinds import PaperKind
from openccr.governance.papers.boards import BOARD_PAPERS
from openccr.governance.papers.costs import COST_PAPERS
from openccr.governance.papers.policies import POLICY_PAPERS
from openccr.governance.papers.unreached import UNREACHED_LETTER
from openccr.governance.queries import board_pack, handover

PAPERS = (
    *BOARD_PAPERS,
    *COST_PAPERS,
    *POLICY_PAPERS,
    UNREACHED_LETTER,
    PaperKind(
        key="board-pack",
        title="Pack for the boards",
        explains="Promises kept and broken, figures, risks, voices and what ends. No case and nobody of a case.",
        may="governance.board_packs",
        about="board_pack",
        recipients=board_pack.recipients,
        query=board_pack.content,
        kept_for=timedelta(days=120),
    ),
    PaperKind(
        key="handover",
        title="Cover and handover",
        explains="What is open, what is due and whom to ring, for whoever covers. No whereabouts, nobody of a case.",
        may="governance.handover",
        about="cover",
        recipients=handover.recipients,
        query=handover.content,
        kept_for=timedelta(days=7),
    ),
)
