"""What is written down before agencies are asked about a missing link: the proportionality record (domain 12.2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from openccr.kernel.refusals import Refusal


@dataclass(frozen=True, kw_only=True)
class Weighing:
    """A proportionality record.

    Args:
        law: keys of the pack's law: a lawful basis, and conditions and powers beside it.
        purpose: what the answers are for.
        necessary: why the aim is not reached without asking.
        proportionate: why it is not more than is needed.
        alternatives: what else was considered.
        consent: whether she was asked, what she said, or why not asking is safer.
        told: whether, when and how she is told.
        told_harmer: why whoever may harm her is not told, or what they are told.
    """

    law: tuple[str, ...]
    purpose: str
    necessary: str
    proportionate: str
    alternatives: str
    consent: str
    told: str
    told_harmer: str


_ASKED = {
    "purpose": "Say what the answers are for.",
    "necessary": "Say why asking is necessary.",
    "proportionate": "Say why it is not more than is needed.",
    "alternatives": "Say what else was considered.",
    "consent": "Say whether she was asked, or why not asking is safer.",
    "told": "Say whether she is told, when and how.",
    "told_harmer": "Say why whoever may harm her is not told.",
}


def why_not_weighed(weighing: Weighing, *, bases: Collection[str]) -> Refusal | None:
    """Why a proportionality record is not whole, or None.

    Args:
        bases: the keys of the pack's law that are a lawful basis by themselves.
    """
    if not set(weighing.law) & set(bases):
        return Refusal("Name the lawful basis.", remedy="Choose one of the list.", field="basis")
    return next(
        (Refusal(words, field=name) for name, words in _ASKED.items() if not getattr(weighing, name).strip()), None
    )
