"""Why something may be shared: with her consent, or without it on grounds that are written down first.

A conference needs no consent, but whoever shares without it says by which law, why it is necessary, why no more than
that is shared, and whether she was told (domain 12.1 to 12.3).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from openccr.kernel.refusals import Refusal


class Consent(StrEnum):
    """What is known of her consent. Not known counts as none."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {"yes": "With consent", "no": "Without consent", "unknown": "Consent not known"}[self]


class Told(StrEnum):
    """Whether she was told that it is shared without her consent."""

    YES = "yes"
    LATER = "later"
    NO = "no"

    @property
    def label(self) -> str:
        return {
            "yes": "Yes, the victim was told",
            "later": "Not yet: the victim will be told when it is safe",
            "no": "No: telling the victim would raise the danger, or was not possible",
        }[self]


BASES = ("article_6", "part_3")
"""Layers of the pack's law of which every sharing names one: data protection law allows none without it."""

CONDITIONS = ("article_9", "article_10")
"""Layers of which one stands beside a basis of Article 6 where health, ethnicity, sexuality or offences are told."""


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """Why something is shared without consent (domain 12.2).

    Args:
        law: keys of the pack's law, at least one of them a basis (`BASES`) other than consent.
        necessity: why the aim is not reached without sharing.
        proportionality: why no more is shared than that, with nobody else.
        told: whether she was told.
        why_not_told: in words, unless she was told.
    """

    law: tuple[str, ...]
    necessity: str
    proportionality: str
    told: Told
    why_not_told: str = ""


def why_no_grounds(grounds: Grounds, *, bases: Collection[str]) -> Refusal | None:
    """What grounds lack, or None.

    Args:
        bases: the keys of the pack's law that are a basis without consent.
    """
    if not set(grounds.law) & set(bases):
        return Refusal("Name the lawful basis.", remedy="Choose one of the list.", field="basis")
    if not grounds.necessity.strip():
        return Refusal("Say why sharing is necessary.", field="necessity")
    if not grounds.proportionality.strip():
        return Refusal("Say why no more is shared than is needed.", field="proportionality")
    if grounds.told is not Told.YES and not grounds.why_not_told.strip():
        return Refusal("Say why the victim was not told.", field="why_not_told")
    return None


def why_not_shared(*, consent: str, grounds: bool) -> Refusal | None:
    """Why something may not be shared yet: no consent is known, and no grounds are written down."""
    if consent == Consent.YES or grounds:
        return None
    known = "The victim has not consented" if consent == Consent.NO else "Whether the victim consents is not known"
    return Refusal(
        f"{known}, and nobody has written down why the case is shared without it.",
        remedy="Open “Sharing without consent” on the case first: lawful basis, necessity, proportionality.",
    )


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """One act of sharing, whoever it goes to.

    Args:
        kinds: keys of the pack's kinds of information.
        why: the purpose, in words ("conference of 3 March 2026").
        law: keys of the pack's law, used when she consents; without consent the grounds' law stands.
        consent: what is known of her consent.
        about_id: the referral whose grounds count.
        arises_from: name of the event.
        arises_from_id: the row it concerns.
    """

    kinds: tuple[str, ...]
    why: str
    law: tuple[str, ...]
    consent: str
    about_id: UUID
    arises_from: str
    arises_from_id: UUID
