"""The words for somebody: hers, his, or neutral where nobody wrote down which."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pronouns:
    """The words for one person: "before you contact *her*", "*her* wishes"."""

    object: str
    possessive: str

    @property
    def possessive_first(self) -> str:
        """The possessive at the start of a heading."""
        return self.possessive.capitalize()


NEUTRAL = Pronouns("this person", "this person's")
_BY_SEX = {"female": Pronouns("her", "her"), "male": Pronouns("him", "his")}


def pronouns(sex: str) -> Pronouns:
    """The words for a person by the pack's key of their sex; neutral where it is not recorded or put another way."""
    return _BY_SEX.get(sex, NEUTRAL)
