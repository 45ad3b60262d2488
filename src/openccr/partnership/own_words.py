"""No password is made of the area's own words: its name, the names of its agencies, and those of the field."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from openccr.access.sign_in import at_sign_in
from openccr.accounts.passwords import WORDS, made_of

SHORTEST = 4
"""Letters of a word of a name that counts by itself; a shorter one counts within the whole name."""


class OwnWords:
    """A validator of passwords."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError for a password of which too little is left without them."""
        if made_of(password, (*WORDS, *words_of(_names()))):
            raise ValidationError(
                _("This password is made of words that everybody here knows. Choose others."), code="password_own_words"
            )

    def get_help_text(self) -> str:
        """One sentence."""
        return _("Not made of the names of the area, of its agencies or of the work.")


def words_of(names: Iterable[str]) -> set[str]:
    """Each name, and its words that are long enough to be taken for a password."""
    whole = set(names)
    return whole | {word for name in whole for word in re.findall(r"[^\W\d_]+", name) if len(word) >= SHORTEST}


def _names() -> list[str]:
    """Names and codes of every area of the installation, of their agencies, and of this host."""
    with at_sign_in(), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM openccr.names_of_places()")
        return [*(name for (name,) in cursor.fetchall()), *settings.ALLOWED_HOSTS]
