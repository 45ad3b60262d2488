"""Need by postcode district, as it is entered: one line for each, `EX1 420`."""

from __future__ import annotations

from openccr.directory.rules.services import DISTRICT
from openccr.kernel.refusals import Refusal

MOST = 1_000_000


def read_need(text: str) -> dict[str, int]:
    """District → its count. Raises Refusal (field `districts`) naming the line."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        parts = line.replace(";", " ").replace("\t", " ").split()
        if not parts:
            continue
        code, count = parts[0].upper().rstrip(":,"), "".join(parts[1:]).replace(",", "")
        if not DISTRICT.fullmatch(code) or not count.isascii() or not count.isdigit() or int(count[:9]) > MOST:
            raise Refusal(
                f"Line {number} is no district with its number.",
                remedy="Write the first half of a postcode, then a whole number, such as EX1 420.",
                field="districts",
            )
        found[code] = int(count)
    return found
