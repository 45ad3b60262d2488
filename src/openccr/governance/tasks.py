"""What governance does in jobs."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.governance.operations.board_pack import TASK, make_pack
from openccr.governance.operations.coordination import remind_of_calendar
from openccr.governance.operations.strategy_document import TASK as STRATEGY
from openccr.governance.operations.strategy_document import make_document
from openccr.governance.rules.strategy_document import measured, outcome_words
from openccr.insight.rules.quarters import read_quarter
from openccr.jobs.progress import Report
from openccr.jobs.setup import Outcome
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice


def board_pack(*, actor: Actor, report: Report, quarter: str) -> Outcome:
    """Collect a quarter's pack and put it on paper, in one transaction."""
    pack, _ = make_pack(actor=actor, quarter=read_quarter(quarter), at=timezone.now(), report=report)
    return Outcome("The pack is ready.", reverse("governance.paper_board_pack", kwargs={"board_pack": pack}))


def strategy_document(*, actor: Actor, report: Report, strategy: str, edition: str) -> Outcome:
    """Make the strategy document as PDF and Word, in one transaction, and say which part is too long."""
    made = make_document(
        actor=actor, strategy_id=UUID(strategy), edition=edition, at=timezone.now(), report=report
    )  # fmt: skip
    order = [(one.key, one.letter, one.name, one.most_pages) for one in practice(actor).strategy.in_order()]
    href = reverse("governance.strategy_document", kwargs={"strategy": made.strategy_id})
    return Outcome(outcome_words(measured(order, made.pages)), href)


def _remind(actor: Actor) -> None:
    remind_of_calendar(actor=actor, today=timezone.localdate())


TASKS = {TASK: board_pack, STRATEGY: strategy_document}
NIGHTLY = {"remind of the calendar": _remind}
