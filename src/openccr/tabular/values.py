"""Strict readers of single cells: a value, None for a cell left empty, or Unreadable. None of them guesses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from openccr.kernel.text import comparable
from openccr.tabular.table import Cell, Unreadable
from openccr.tabular.wordings import by_wording


class Answer(StrEnum):
    """What a yes-or-no question was answered with. Nobody having asked is not the same as nobody knowing."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_GIVEN = "not_given"


# By `kernel.text.comparable`, so "N/K", "n.k." and "nk" are one wording.
ENGLISH_ANSWERS: Mapping[str, Answer] = {
    **dict.fromkeys(("y", "yes", "true"), Answer.YES),
    **dict.fromkeys(("n", "no", "false"), Answer.NO),
    **dict.fromkeys(
        ("u", "unk", "unknown", "notknown", "nk", "dk", "dontknow", "doesntknow", "donotknow", "notsure", "unsure"),
        Answer.UNKNOWN,
    ),
    **dict.fromkeys(("prefernottosay", "declinedtosay", "notdisclosed"), Answer.UNKNOWN),
    **dict.fromkeys(("na", "notasked", "notgiven", "notrecorded", "notstated", "notapplicable"), Answer.NOT_GIVEN),
}
_DASHES = frozenset({"-", "--", "–", "—"})

# Excel's way of showing a long number; the digits it leaves out are lost once it is saved as CSV.
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)


def read_text(cell: Cell, *, longest: int = 10_000) -> str | None:
    """Words as they stand, line breaks kept.

    Args:
        cell: the cell.
        longest: how many characters are taken.

    Raises:
        Unreadable: too long; or the spreadsheet turned the words into a date, or dropped digits of a number.
    """
    text = shown(cell)
    if isinstance(cell.value, datetime):
        raise Unreadable(
            "the spreadsheet has turned what was typed into a date",
            "Format the cell as Text and type the words again.",
        )
    if is_rounded(cell):
        raise Unreadable(
            "the spreadsheet has dropped digits of a long number", "Format the cell as Text and type the number again."
        )
    if len(text) > longest:
        raise Unreadable(f"the text has {len(text):,} characters", f"Shorten it to {longest:,}.")
    return text or None


def read_yes_no(cell: Cell, *, words: Mapping[str, Answer] = ENGLISH_ANSWERS) -> Answer:
    """Yes, no, unknown (asked or not, nobody knows) or not given (blank, "not asked", a dash, N/A).

    A tick, a cross, 1 and 0 are refused: forms use x for yes and for no.

    Args:
        cell: the cell.
        words: wordings by `kernel.text.comparable`, in the language of the pack.

    Raises:
        Unreadable: anything else, also a yes with something added: "Y?" is no yes.
    """
    text = sure(shown(cell))
    if text == "" or text in _DASHES:
        return Answer.NOT_GIVEN
    if (answer := words.get(comparable(text))) is not None:
        return answer
    if any(word in words for word in map(comparable, re.split(r"[\s,;:(/-]+", text)[:1])):
        raise Unreadable("more is written than the answer", "Write only yes, no or unknown, and the rest in the notes.")
    raise Unreadable("the answer is not clear", "Write yes, no or unknown.")


def read_int(cell: Cell, *, low: int, high: int) -> int | None:
    """A whole number from `low` to `high`.

    Raises:
        Unreadable: no whole number, or outside the bounds.
    """
    text = shown(cell)
    if is_not_known(text):
        return None
    remedy = f"Write a whole number from {low} to {high}."
    if isinstance(cell.value, datetime):
        raise Unreadable("the spreadsheet has turned what was typed into a date", remedy)
    if isinstance(cell.value, bool) or not re.fullmatch(r"[+-]?[0-9]{1,15}(?:\.0+)?", text):
        raise Unreadable("this is not a whole number", remedy)
    number = int(text.partition(".")[0])
    if not low <= number <= high:
        raise Unreadable(f"{number} is not between {low} and {high}", remedy)
    return number


def read_list(cell: Cell) -> tuple[str, ...]:
    """What stands between semicolons or on lines of their own; commas are part of a value. Blank gives none."""
    text = read_text(cell) or ""
    return tuple(part for piece in re.split(r"[;\n]", text) if (part := piece.strip()))


def read_choice(cell: Cell, *, choices: Mapping[str, Sequence[str]]) -> str | None:
    """The key of the choice that the cell names, by key or by another wording of it; never by a near match.

    Args:
        cell: the cell.
        choices: each key with its other wordings.

    Raises:
        Unreadable: no choice has this wording, or it stands there with a question mark.
        ValueError: one wording is given to two choices.
    """
    text = sure(shown(cell))
    found = by_wording(choices).get(comparable(text))
    if found is not None:
        return found
    if is_not_known(text):
        return None
    some = [key.replace("_", " ") for key in choices][:12]
    more = "" if len(some) == len(choices) else f", or one of {len(choices) - len(some)} more"
    raise Unreadable("this is none of the choices", f"Write one of: {', '.join(some)}{more}.")


def shown(cell: Cell) -> str:
    """The cell's text. Raises Unreadable when the file itself says that the value cannot be trusted."""
    if cell.problem is not None:
        raise Unreadable(cell.problem.problem, cell.problem.remedy)
    return cell.text


def sure(text: str) -> str:
    """The text, unless whoever wrote it doubts it: compared without punctuation, "Y?" would be a yes.

    Raises:
        Unreadable: a question mark stands beside words.
    """
    if "?" in text and comparable(text):
        raise Unreadable(
            "a question mark stands beside the answer", "Write the answer alone if it is certain, else unknown."
        )
    return text


def is_not_known(text: str) -> bool:
    """True for a blank, a dash, and for words that say that nobody knows or was asked."""
    return text == "" or text in _DASHES or ENGLISH_ANSWERS.get(comparable(text)) in (Answer.UNKNOWN, Answer.NOT_GIVEN)


def is_rounded(cell: Cell) -> bool:
    """True for a number of which a spreadsheet kept only the first digits: 7.7E+09, or more than 15 of them."""
    if isinstance(cell.value, str):
        return _SCIENTIFIC.fullmatch(cell.text) is not None
    return isinstance(cell.value, int | float) and abs(cell.value) >= 10**15
