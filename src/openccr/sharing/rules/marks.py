"""What may be said in the meeting, what may be written in its minutes, and what stays with her adviser."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from openccr.content import Pack


class May(StrEnum):
    """How far a kind of information goes, from the widest to the narrowest."""

    MINUTED = "minuted"
    SAID = "said"
    IDVA_ONLY = "idva_only"

    @property
    def label(self) -> str:
        return {
            "minuted": "May be said and minuted",
            "said": "May be said, not minuted",
            "idva_only": "Stays with the IDVA",
        }[self]

    @property
    def be_said(self) -> bool:
        """Whether it may be said in the meeting."""
        return self is not May.IDVA_ONLY

    @property
    def be_minuted(self) -> bool:
        """Whether it may stand in minutes and papers."""
        return self is May.MINUTED


def in_force(usual: Mapping[str, str], marked: Mapping[str, str]) -> dict[str, May]:
    """Kind of information → how far it goes: what she said of it, else what is usual in the pack."""
    return {kind: May(marked.get(kind, may)) for kind, may in usual.items()}


def asked_of(pack: Pack) -> dict[str, str]:
    """The kinds on which she is asked, with what is usual."""
    return {key: kind.may for key, kind in pack.law.kinds.items() if kind.may is not None}
