"""What risk tells the other apps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openccr.kernel.events import Event


@dataclass(frozen=True)
class RiskAssessed(Event):
    """A risk assessment was entered."""

    assessment_id: UUID
    high: bool


@dataclass(frozen=True)
class ChangeReported(Event):
    """Something changed after which risk is assessed anew by `due_on`."""

    change_id: UUID
    due_on: date
