"""What risk tells the other apps."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from openccr.kernel.events import Event


@dataclass(frozen=True)
class RiskAssessed(Event):
    """A risk assessment was entered."""

    assessment_id: UUID
    high: bool
