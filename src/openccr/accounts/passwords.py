"""What no password may be beside too short or like its owner's name: one from a breach, or words of this place.

The list comes with Django: the 19,640 commonest of the passwords that were found in breaches ("Pwned Passwords", as
sorted by Royce Williams). Few of them are as long as ours must be, so what people make of one to get there is looked
for as well. Nothing is asked of anybody elsewhere. Source: NIST SP 800-63B-4, 3.1.1.2 (blocklist); ASVS 5.0, 6.1.2,
6.2.4, 6.2.11 and 6.2.12.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 4
"""Characters of what a password is taken to be made of: a single letter among digits says nothing."""
LEAST_LEFT = 6
"""Letters that must be left of a password without the words of this place."""
WORDS = (
    "openccr", "marac", "idva", "idsva", "conference", "coordinated", "community", "response", "safeguarding",
    "domestic", "abuse", "violence", "refuge", "survivor", "victim", "perpetrator", "police", "council", "housing",
)  # fmt: skip
"""Words of the field, in every place; names of areas and agencies come beside them (`partnership.own_words`)."""
_ROWS = ("qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "1qaz2wsx3edc4rfv5tgb6yhn")
_LETTERS = str.maketrans("013457@$!", "oieastasi")
"""Digits and signs that stand for letters → those."""


class FromBreaches:
    """Refuses what is on the list, and what is made of one that is: digits or signs at its ends or in place of letters,
    or the same again and again; and keys that lie beside each other.
    """

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for such a password."""
        if is_known(password):
            raise ValidationError(
                _("This password, or what it is made of, is known from breaches. Three words that do not belong"
                  " together are good."),
                code="password_from_breaches",
            )  # fmt: skip

    def get_help_text(self) -> str:
        """One sentence."""
        return _("Not one that is known from breaches.")


def is_known(password: str) -> bool:
    """Whether the list has it, or what it is made of."""
    return any(form in breached() or _beside_each_other(form) for form in forms(password))


def forms(password: str) -> Iterator[str]:
    """A password as it stands, and what it may have been made of."""
    whole = unicodedata.normalize("NFKC", password).casefold()
    for one in (whole, whole.translate(_LETTERS)):
        ends = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", one)
        for form in (one, ends, re.sub(r"[\W_]+", "", one), letters(one)):
            if len(form) >= SHORTEST:
                yield form
                yield _unit(form)


def made_of(password: str, words: Iterable[str]) -> bool:
    """Whether too little is left of a password without these words, digits and signs, or only what the list has."""
    whole = left = letters(password)
    for word in sorted({letters(one) for one in words} - {""}, key=lambda one: (-len(one), one)):
        left = left.replace(word, " ")
    pieces = left.split()
    return " ".join(pieces) != whole and (
        sum(map(len, pieces)) < LEAST_LEFT or all(len(one) < SHORTEST or is_known(one) for one in pieces)
    )


def letters(words: str) -> str:
    """The letters alone, folded."""
    return "".join(one for one in unicodedata.normalize("NFKC", words).casefold() if one.isalpha())


@cache
def breached() -> frozenset[str]:
    """The list. It is read when the first password is chosen."""
    return frozenset(CommonPasswordValidator().passwords)


def _unit(form: str) -> str:
    """What is said again and again: "abc" of "abcabcab"; the whole where nothing is."""
    return next((form[:size] for size in range(1, len(form) // 2 + 1) if _repeats(form, size)), form)


def _repeats(form: str, size: int) -> bool:
    return all(one == form[place % size] for place, one in enumerate(form))


def _beside_each_other(form: str) -> bool:
    """Whether a password is a single key or a stretch of a keyboard, the alphabet or the digits, either way."""
    return len(set(form)) == 1 or any(form in row or form[::-1] in row for row in _ROWS)
