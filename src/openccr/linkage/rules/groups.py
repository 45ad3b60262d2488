"""Ethnic groups as the pack knows them, out of the words agencies write.

By their own words the figures of one group would stand in many lines, each too small to be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from openccr.kernel.text import comparable

OTHERWISE = "written_otherwise"
"""Words that the pack does not know: a figure names none of them, for a name may stand there by mistake."""


def group_words(names: Mapping[str, str], aliases: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, str]:
    """Every wording of every group, made comparable → the group's key.

    Args:
        names: key → the pack's name of the group.
        aliases: of each form of the pack, key → other wordings.
    """
    found: dict[str, str] = {}
    for key, name in names.items():
        for words in (key, name, *(one for form in aliases for one in form.get(key, ()))):
            found.setdefault(comparable(words), key)
    return found


def group_of(text: str, words: Mapping[str, str], *, unrecorded: frozenset[str]) -> str:
    """The key of the group that is written, `OTHERWISE` for words that nobody knows, empty where none is recorded."""
    if not text.strip():
        return ""
    key = words.get(comparable(text), OTHERWISE)
    return "" if key in unrecorded else key
