"""What may be compared, read by the narrow functions and opened in memory, for a run alone."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from openccr.access.sealing import CannotUnseal
from openccr.linkage.comparing import CASES, Item
from openccr.linkage.sealing import open_row
from openccr.people.models import PersonKey
from openccr.people.sealing import Vault

_SEXES = {"female": "f", "woman": "f", "male": "m", "man": "m"}


def opened_records() -> list[Item]:
    """The agencies' records that may be compared. Raises InsufficientPrivilege while the three have not signed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_id, agency_id, token, sealed FROM openccr.extract_rows()")
        return [
            Item(record, str(agency), token, open_row(bytes(sealed), agency_id=agency))
            for record, agency, token, sealed in cursor.fetchall()
        ]


def opened_people() -> tuple[list[Item], dict[UUID, list[dict[str, Any]]]]:
    """The people of cases, and the parts each has: file, part, the day it was opened, whether it is open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM openccr.linked_people()")
        rows = cursor.fetchall()
    people, parts = [], {}
    for person, born, sex, ethnicity, names, places, version, wrapped, has in rows:
        names, places, has = _json(names) or [], _json(places) or [], _json(has) or []
        given, family = (names[0][0], names[0][1]) if names else ("", "")
        cells = {
            "given_name": given, "family_name": family, "dob": born.isoformat() if born else "",
            "aliases": "; ".join(" ".join(name[:2]).strip() for name in names[1:]), "sex": _SEXES.get(sex, ""),
            "ethnicity": ethnicity, **_where(person, places, version, wrapped),
        }  # fmt: skip
        files = tuple(UUID(one["file"]) for one in has if one["open"])
        people.append(Item(person, CASES, str(person), cells, files))
        parts[person] = [
            {"file": UUID(one["file"]), "part": one["part"], "opened": date.fromisoformat(one["opened"]),
             "open": one["open"]}
            for one in has
        ]  # fmt: skip
    return people, parts


def _where(person: UUID, places: Iterable[Any], version: int | None, wrapped: Any) -> dict[str, str]:
    """Her newest address, postcode and telephone; nothing where her key has been destroyed."""
    if version is None or not places:
        return {}
    vault = Vault([PersonKey(person_id=person, version=version, wrapped=bytes(wrapped))])
    found: dict[str, str] = {}
    for kind, sealed in places:
        try:
            found.setdefault(kind, vault.unseal(b64decode(sealed), person_id=person))
        except CannotUnseal:
            continue
    return found


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
