"""Nobody real is in this repository: telephone numbers are Ofcom's drama numbers, mail goes to .example.

The helplines of the whole country are no persons: their numbers are published, so that somebody can press them. A pack
holds them, each with the document that shows it; no number stands anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import pytest

from openccr.content import load
from tests.walls.sources import texts

PHONE = re.compile(r"(?<![\w.,:#/-])(?:\+44\s?(?:\(0\)\s?)?|0044\s?|\(?0)[1-9](?:[\s()-]{0,2}\d){8,9}(?![\w-]|\.\d)")
"""A British number as people write it."""

DRAMA = re.compile(
    r"07700900\d{3}|0113496\d{4}|0114496\d{4}|0115496\d{4}|0116496\d{4}|0117496\d{4}|0118496\d{4}|0121496\d{4}"
    r"|0131496\d{4}|0141496\d{4}|0151496\d{4}|0161496\d{4}|02079460\d{3}|01914980\d{3}|02896496\d{3}|02920180\d{3}"
    r"|01632960\d{3}|08081570\d{3}|09098790\d{3}|03069990\d{3}"
)
"""The numbers that Ofcom keeps free for plays and films: https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama"""

NOBODYS = frozenset({"0770090012", "0123456789"})
"""A number for plays with a digit missing, and the ten digits: neither is a number at all."""

EMAIL = re.compile(r"[\w.%+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}\b", re.IGNORECASE)
NOT_MAIL = (".toml", ".html", ".py", ".md", ".json")
"""What stands after an @ in the name of a file or a version."""


HELPLINES = "packs/gb-eng/directory.toml"


def strange_phones(text: str, allowed: Collection[str] = ()) -> list[str]:
    found = []
    for match in PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        national = re.sub(r"^(0044|44)0?", "0", digits)
        if not DRAMA.fullmatch(national) and national not in NOBODYS and national not in allowed:
            found.append(match[0])
    return found


def helplines() -> set[str]:
    """The numbers of the pack's help for the whole country that a document shows."""
    pack = load()
    every = pack.directory.elsewhere.values()
    return {one.phone.replace(" ", "") for one in every if one.phone and pack.sources.is_verified(one.source)}


def strange_emails(text: str) -> list[str]:
    return [one for one in EMAIL.findall(text) if not one.lower().endswith((".example", *NOT_MAIL))]


def test_every_telephone_number_is_one_that_nobody_has() -> None:
    known = {HELPLINES: helplines()}
    found = {
        path: strange
        for path, text in texts()
        if (strange := strange_phones(text, known.get(path, ()))) and path != HERE
    }
    assert not found, f"{found}: take 07700 900000 to 07700 900999"


def test_a_helpline_has_a_document_that_shows_its_number_and_no_other_number_passes() -> None:
    known = helplines()
    assert "08082000247" in known, "the first number that a frightened person presses"
    assert not strange_phones("Call 0808 2000 247.", known)
    assert strange_phones("Call 0808 2000 248.", known) and strange_phones("Call 0808 2000 247.")


def test_every_mail_address_is_one_that_reaches_nobody() -> None:
    found = {path: strange for path, text in texts() if (strange := strange_emails(text)) and path != HERE}
    assert not found, f"{found}: take an address that ends in .example"


HERE = "tests/walls/test_no_real_person.py"


@pytest.mark.parametrize(
    "number",
    ["07700 901000", "07911123456", "+44 7911 123456", "+44 (0)20 7123 4567", "0044 1632 970123", "(020) 7123 4567",
     "01274-123456", "0113 497 0000", "0808 123 4567"],
)  # fmt: skip
def test_a_real_number_would_be_found(number: str) -> None:
    assert strange_phones(f"Call {number}.") == [number]


@pytest.mark.parametrize(
    "text",
    ["07700 900123", "+44 7700 900123", "020 7946 0123", "01632 960123", "2026-04-03", "0.1234567890", "1234567890123",
     "00000000-0000-0000-0000-000000000000", "0123456789abcdef", "0770090012"],
)  # fmt: skip
def test_a_number_for_plays_and_what_is_none_would_not(text: str) -> None:
    assert not strange_phones(f"Call {text} now")


def test_a_real_address_would_be_found_and_a_version_would_not() -> None:
    assert strange_emails("write to bea@council.gov.uk or bea@willowmere.example") == ["bea@council.gov.uk"]
    assert not strange_emails("dash-risk@2026-11.toml, openccr@localhost, @pytest.mark")
