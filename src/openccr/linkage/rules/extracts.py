"""What a row of an extract must say, and what an extract must say of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.kernel.text import comparable

COMPARED = (
    "agency", "local_id", "given_name", "middle_name", "family_name", "aliases", "dob", "sex", "address", "postcode",
    "phone",
)  # fmt: skip
"""The columns that are compared: those of `openccr link match`."""
BESIDE = ("part", "with_local_id", "signals", "last_contact", "household", "moved_from", "ethnicity")
"""What may stand beside them for the missing link, and is compared with nothing."""
SYNONYMS: Mapping[str, Sequence[str]] = {
    "part": ("role", "type of person", "party", "party type"),
    "with_local_id": ("partner local id", "other local id", "related to", "related local id", "linked id", "link"),
    "signals": ("risk signals", "risk", "flags", "signs", "concerns"),
    "last_contact": ("last seen", "last contact date", "date of contact", "contact date", "incident date", "date"),
    "household": ("household id", "household number", "uprn"),
    "moved_from": ("previous area", "moved from", "area before"),
    "ethnicity": ("ethnic group", "ethnic origin"),
}
PARTS = {"victim": "victim", "survivor": "victim", "harmed": "victim", "harmer": "harmer", "perpetrator": "harmer",
         "suspect": "harmer", "offender": "harmer", "child": "child"}  # fmt: skip
"""What agencies write of a person's part → ours."""
NOBODY = frozenset({"unknown", "n/k", "nk", "not known", "unk", "tbc", "test", "anon", "anonymous", "baby"})


@dataclass(frozen=True)
class Read:
    """A row that was taken: its cells, the signs of risk as keys of the pack, and the days as dates.

    Args:
        whose: whom its local id stands for (`whose_number`).
    """

    cells: Mapping[str, str]
    whose: str
    part: str = ""
    signals: tuple[str, ...] = ()
    unknown_signals: tuple[str, ...] = ()
    last_contact: date | None = None


@dataclass
class Sorted:
    """The rows of a file: those taken, and those refused with why (number of the row, column, reason)."""

    taken: list[Read] = field(default_factory=list)
    refused: list[tuple[int, str, str]] = field(default_factory=list)


def why_no_row(cells: Mapping[str, str], *, seen: frozenset[str] | set[str]) -> tuple[str, str] | None:
    """Why a row says of nobody who it is: the column and the reason; None for a row that can be taken."""
    local = cells.get("local_id", "")
    if not local:
        return "local_id", "Without your own number of the record you could not find it again."
    if local in seen:
        return "local_id", "This number stands in the file already: one row for each person."
    names = [cells.get(name, "").strip().casefold() for name in ("given_name", "family_name")]
    if all(not name or name in NOBODY for name in names):
        return "family_name", "A row without a name is compared with nobody."
    if cells.get("part") and cells["part"].strip().casefold() not in PARTS:
        return "part", "Write victim, harmer or child, or leave it empty."
    return None


def whose_number(cells: Mapping[str, str], *, born: tuple[int, int, int] | None) -> str:
    """What tells whom a local id stands for from whoever bears it next: the birthday, or the name where there is none.

    A name changes by marriage and is spelt anew; a birthday hardly ever. One that is corrected is asked about anew.
    """
    if born:
        return f"{born[0]}-{born[1]}-{born[2]}"
    return f"{comparable(cells.get('given_name', ''))} {comparable(cells.get('family_name', ''))}"


def signals_of(cell: str, words: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The signs of risk in a cell, as keys of the pack, and what it has no word for.

    Args:
        words: what a sign may be called, folded → its key.
    """
    written = [part.strip() for part in cell.replace("|", ";").replace(",", ";").split(";")]
    found = {words.get(one.casefold(), "") for one in written if one} - {""}
    unknown = {one for one in written if one and one.casefold() not in words}
    return tuple(sorted(found)), tuple(sorted(unknown))


def why_not_taken(
    *, kind: str, kinds: Mapping[str, bool], purpose: str, basis: str, bases: frozenset[str],
    conditions: frozenset[str], known: frozenset[str], needed: bool, keep_until: date, longest: date, today: date,
    keyed: bool,
) -> Refusal | None:  # fmt: skip
    """Why an extract cannot be taken as a whole, or None.

    Args:
        kinds: those of the pack, and whether they are compared without being asked for.
        conditions: on which what is sensitive is sent.
        known: the pack's conditions.
        needed: whether the basis lets nothing sensitive be sent by itself: every record tells of harm or of an offence.
        longest: the last day the pack lets one be kept.
        keyed: it is sent by a command or by an agency's system, which write keys; on a page the words stand beside.
    """
    if kind not in kinds:
        return Refusal("Choose what the extract holds.", remedy=_told(kinds, keyed), field="kind")
    if not purpose.strip():
        return Refusal("Say what the records may be used for.", field="purpose")
    if basis not in bases:
        return Refusal("Choose the lawful basis.", remedy=_told(sorted(bases), keyed), field="lawful_basis")
    if conditions - known:
        return Refusal("Choose conditions of the list.", remedy=_told(sorted(known), keyed), field="conditions")
    if needed and not conditions:
        return Refusal(
            "Choose a condition for what the records say of health, ethnicity or offences.",
            remedy=f"Your agency's policy document says which. {_told(sorted(known), keyed)}".strip(),
            field="conditions",
        )
    if not today < keep_until <= longest:
        return Refusal(
            "Give the day by which the records are deleted.", remedy=f"At the latest {day_words(longest)}.",
            field="keep_until",
        )  # fmt: skip
    return None


def _told(keys: Iterable[str], keyed: bool) -> str:
    return f"One of: {', '.join(keys)}." if keyed else ""
