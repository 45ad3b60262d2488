"""The registry of audit types: each has its sentence and its erasure rule, and an unknown one raises.

Apps declare theirs in `audit_types.py`, found when the site starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from openccr.access.ours import modules


class Erasure(StrEnum):
    """What becomes of an event when the person or file it concerns is erased. The fact itself always stays."""

    KEEP = "the ids stay: they name no person outside the system"
    UNNAME = "the ids stay, and the key that makes them nameable is destroyed with the person"


@dataclass(frozen=True)
class AuditType:
    """One kind of act or read.

    Args:
        key: dotted name, as in `audit.record("case.opened")`.
        sentence: what happened, with "{who}" for the actor; read to a survivor or a tribunal as it stands.
        erasure: what erasing does to it.
        read: True for reads, which the case shows as "seen".
    """

    key: str
    sentence: str
    erasure: Erasure
    read: bool = False


class UnknownAuditType(KeyError):
    """An audit type that no app declares."""


@cache
def audit_types() -> dict[str, AuditType]:
    """Every declared type by its key, read once. Made whole before anybody sees it, as `permissions()` is."""
    types: dict[str, AuditType] = {}
    for module in modules("audit_types"):
        for one in module.AUDIT_TYPES:
            if one.key in types:
                raise ValueError(f"Audit type {one.key} is declared twice")
            types[one.key] = one
    return types


UNKNOWN = AuditType("", "{who} did something that this version has no words for.", Erasure.UNNAME)
"""How an event of a type that is no longer declared is read: the rest of the log must still be shown."""


def audit_type(key: str) -> AuditType:
    """The type of that key. Raises UnknownAuditType."""
    try:
        return audit_types()[key]
    except KeyError:
        raise UnknownAuditType(f"{key}: declare it in the app's audit_types.py") from None
