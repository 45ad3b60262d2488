"""The requirements of OWASP's verification standard (ASVS), as `docs/reference/asvs.toml` answers them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Literal

from openccr.site.environment import ROOT

FILE = ROOT / "docs" / "reference" / "asvs.toml"


@dataclass(frozen=True)
class Requirement:
    """One requirement.

    Args:
        number: of the standard, such as 1.2.4.
        level: 1 or 2.
        about: what it comes to here, in our own words.
        evidence: a test (path::name), a document, "none: why it does not apply" or "open: what is missing".
    """

    chapter: str
    number: str
    level: int
    about: str
    evidence: str

    @property
    def shown_by(self) -> Literal["test", "document", "none", "open"]:
        """What kind of evidence there is."""
        if self.evidence.startswith("none: "):
            return "none"
        if self.evidence.startswith("open: "):
            return "open"
        return "test" if "::" in self.evidence else "document"


def requirements() -> list[Requirement]:
    """Every requirement of levels 1 and 2, in the order of the standard."""
    chapters = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [
        Requirement(chapter, number, level, about, evidence)
        for chapter, rows in chapters.items()
        for number, (level, about, evidence) in rows.items()
    ]
