"""Two records side by side, and the evidence in words: what differs, and how much each part speaks for one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FIELDS = {
    "given_name": "Given name", "middle_name": "Middle name", "family_name": "Family name", "aliases": "Also known as",
    "dob": "Date of birth", "sex": "Sex", "address": "Address", "postcode": "Postcode", "phone": "Telephone",
}  # fmt: skip
PARTS = {
    "names": "Names",
    "birth": "Date of birth",
    "home": "Home",
    "phone": "Telephone",
    "sex": "Sex",
    "rarity": "How rare it is",
    "others": "Other records",
}
"""Parts of the evidence, in the order in which they are shown."""
_COMPARES = {
    "names": ("given_name", "middle_name", "family_name", "aliases"),
    "birth": ("dob",),
    "home": ("address", "postcode"),
    "phone": ("phone",),
    "sex": ("sex",),
}
"""Parts of the evidence → the fields that both records must hold for it; the other parts need none."""
_STRONG, _CLEAR = 2.0, 0.5


@dataclass(frozen=True)
class Beside:
    """One field of the two. `mark`: same, differs, one (only one has it), or nothing where neither does."""

    label: str
    one: str
    other: str
    mark: str


def side_by_side(one: Mapping[str, object], other: Mapping[str, object]) -> list[Beside]:
    """The fields of two records, with the difference marked; a field that neither has is left out."""
    found = []
    for name, label in FIELDS.items():
        left, right = str(one.get(name) or ""), str(other.get(name) or "")
        if not left and not right:
            continue
        mark = "one" if not left or not right else "same" if _plain(left) == _plain(right) else "differs"
        found.append(Beside(label, left, right, mark))
    return found


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@dataclass(frozen=True)
class Told:
    """The evidence as a reviewer is told it: where two such records begin, and what each part adds, in order."""

    start: float
    parts: list[tuple[str, float]]


def told(evidence: Sequence[tuple[str, float]], fields: Sequence[Beside]) -> Told:
    """The evidence of a pair, of what both records hold only.

    What is missing is no evidence: the model expects less of two records that hold less, so what it adds for a field
    that is not in both belongs to where they begin. The sum stays the model's.
    """
    added = dict(evidence)
    both = {one.label for one in fields if one.mark in ("same", "differs")}
    spoken = {
        name for name in PARTS
        if name in added and (name not in _COMPARES or both & {FIELDS[field] for field in _COMPARES[name]})
    }  # fmt: skip
    start = sum(value for name, value in added.items() if name not in spoken)
    return Told(start, [(name, added[name]) for name in PARTS if name in spoken])


def evidence_words(added: float) -> str:
    """How much a part speaks for one person, or against it."""
    for least, words in ((_STRONG, "strongly for one person"), (_CLEAR, "for one person")):
        if added >= least:
            return words
        if added <= -least:
            return words.replace("for one person", "for two people")
    return "hardly either way"


def evidence_sentence(parts: Sequence[tuple[str, float]], probability: float) -> str:
    """The evidence in one sentence that can be read aloud."""
    pro = [PARTS[name].lower() for name, value in parts if value >= _CLEAR]
    con = [PARTS[name].lower() for name, value in parts if value <= -_CLEAR]
    said = [f"for one person: {', '.join(pro)}" if pro else "", f"for two people: {', '.join(con)}" if con else ""]
    words = "; ".join(one for one in said if one)
    speaks = f"What speaks {words}." if words else "Nothing speaks clearly either way."
    return f"{speaks} Taken together the model says {percent(probability)}."


def percent(probability: float) -> str:
    """A probability as it is said, never as if it were certain."""
    if probability > 0.99:
        return "more than 99 in 100"
    return "less than 1 in 100" if probability < 0.01 else f"{round(100 * probability)} in 100"
