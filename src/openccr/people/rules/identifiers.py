"""Numbers by which agencies know somebody: how they are written, checked and shown without being opened."""

from __future__ import annotations

import re
from collections.abc import Callable

from openccr.kernel.refusals import Refusal

LONGEST = 40


def plain(text: str) -> str:
    """A number as it is compared: letters and digits alone, in capitals ("943 476 5919" = "9434765919")."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def why_not_nhs(number: str) -> str:
    """Why it is no NHS number, or "": ten digits of which the last is the check digit (NHS data dictionary)."""
    if not re.fullmatch(r"\d{10}", number):
        return "An NHS number has ten digits."
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False)) % 11
    return "" if {11: 0}.get(rest, rest) == int(number[9]) else "This NHS number has a slip: its check digit is wrong."


def why_not_pnc(number: str) -> str:
    """Why it is no Police National Computer number, or "": year, up to seven digits, a letter ("2019/0123456K")."""
    return "" if re.fullmatch(r"(\d{2}|\d{4})\d{1,7}[A-Z]", number) else "Write it as 2019/0123456K."


CHECKS: dict[str, Callable[[str], str]] = {"any": lambda _: "", "nhs": why_not_nhs, "pnc": why_not_pnc}
"""The closed registry of checks that a pack may name."""


def why_not_identifier(*, check: str, number: str) -> Refusal | None:
    """Why a number is not kept, or None. `check` is a key of `CHECKS`."""
    bare = plain(number)
    if not bare:
        return Refusal("Write the number.", field="number")
    if len(bare) > LONGEST:
        return Refusal(f"A number has at most {LONGEST} letters and digits.", field="number")
    said = CHECKS[check](bare)
    return Refusal(said, remedy="Look at it again.", field="number") if said else None
