"""The sections of the strategy document that are drawn from the records: name in the pack → function.

A pack names one of these and no other (`content.registry.Drawn`); a test compares the two lists.
"""

from __future__ import annotations

from collections.abc import Callable

from openccr.documents.rules.paper import Block
from openccr.governance.drawn import extent, mechanism, organisations, orientation, shortcomings
from openccr.governance.drawn.source import Drawing

DRAWN: dict[str, Callable[[Drawing], tuple[Block, ...]]] = {
    "law": extent.law,
    "national": extent.national,
    "local": extent.local,
    "deaths": extent.deaths,
    "cost": extent.cost,
    "values": orientation.values_of,
    "components": orientation.components,
    "vision": orientation.vision,
    "theory": orientation.theory,
    "contributions": orientation.contributions,
    "gaps": shortcomings.gaps,
    "voices": shortcomings.voices,
    "missing": shortcomings.missing,
    "unrecorded": shortcomings.unrecorded,
    "organisations": organisations.organisations,
    "key_actions": organisations.key_actions,
    "shared": organisations.shared,
    "routes": organisations.routes,
    "mechanism": mechanism.mechanism,
    "objectives": mechanism.objectives,
    "learning": mechanism.learning,
    "aims": mechanism.aims,
}

__all__ = ["DRAWN", "Drawing"]
