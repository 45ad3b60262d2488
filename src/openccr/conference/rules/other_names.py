"""Other names somebody goes by, as forms have them in one box."""

from __future__ import annotations

from openccr.people.rules import Name


def other_name(alias: str) -> Name:
    """Two words are a given and a family name; more or fewer are kept as they stand."""
    given, _, family = alias.partition(" ")
    if not family or " " in family:
        return Name(given=alias, kind="alias")
    return Name(given=given, family=family, kind="alias")
