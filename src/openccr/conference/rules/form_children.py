"""Children as forms write them: the columns of their tables, one box for all of them, and the unborn."""

from __future__ import annotations

import re

from openccr.kernel.text import comparable
from openccr.tabular.names import split_name

CHILD_COLUMNS = {
    "name": ("name", "full name", "name of"),
    "given_name": ("first name", "forename", "given name"),
    "family_name": ("surname", "family name", "last name"),
    "dob": ("dob", "date of birth", "birth date"),
    "sex": ("sex", "gender", "m f"),
    "school": ("school", "nursery", "school or nursery", "school nursery", "school attended"),
    "to_her": ("relationship to victim", "relationship to client"),
    "to_harmer": ("relationship to perpetrator",),
    "address": ("address", "address if different"),
    "carer": ("carer", "living with", "lives with", "who they live with"),
    "expected_on": ("due date", "expected date of birth", "edd"),
}
_DATED = re.compile(
    r"^(?P<name>.*?)[\s,(–-]*(?:dob:?|born:?)?\s*(?P<on>[0-9]{1,2}[./ -][0-9a-z]+[./ -][0-9]{2,4})\W*$", re.I
)
_EXPECTED = re.compile(r"^\W*(?:edd|e\.d\.d\.?|due|expected)\b[\s:]*(?:on\b)?\s*", re.IGNORECASE)


_DUE = re.compile(
    r"^(?:an?\s+|the\s+)?(?:unborn|baby|bump)(?:\s+(?:baby|child))?[\s,]*(?:is\s+)?(?:due|expected|edd)\b[\s:]*"
    r"(?:(?:on|in)\b)?\s*(?P<on>.*)$",
    re.IGNORECASE,
)
"""Somebody wrote when, and no name: "baby due March"."""


def _due(name: str) -> str:
    found = _DUE.match(name)
    return found["on"].strip(" ,(") if found else ""


def children_in(text: str) -> list[dict[str, str]]:
    """Children written in one box, one a line: "Ella 25/04/2019", "unborn, due 1/2/2027"."""
    found = []
    for line in filter(None, (piece.strip() for piece in re.split(r"[;\n]", text))):
        dated = _DATED.match(line)
        name, on = (dated["name"].strip(" ,("), dated["on"]) if dated else (line, "")
        if comparable(name).startswith("unborn") or _DUE.match(name):
            on = on or _due(name)
            found.append({"unborn": "yes", "expected_on": on})
        else:
            given, family = split_name(name)
            found.append(
                {key: said for key, said in (("given_name", given), ("family_name", family), ("dob", on)) if said}
            )
    return found


def mark_unborn(child: dict[str, str]) -> None:
    """A child named "Unborn", or with a day of birth that is "EDD 20/02/2027", is not born yet."""
    expected = _EXPECTED.match(child.get("dob", ""))
    whole = f"{child.get('given_name', '')} {child.get('family_name', '')}".strip()
    named = comparable(whole).startswith("unborn") or _DUE.match(whole) is not None
    if expected or named:
        on = child.pop("dob", "") or _due(whole)
        child.setdefault("expected_on", on[expected.end() :] if expected else on)
    if named:
        child.pop("given_name", "")
        if _DUE.match(whole):
            child["family_name"] = ""
    if named or (child.get("expected_on") and not child.get("dob")):
        child["unborn"] = "yes"
