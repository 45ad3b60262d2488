"""What a file of services says, row by row, before anything is kept: whatever kind of file it was."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any

from openccr.content.schema.directory import Directory
from openccr.directory.rules.loosely import audiences_within, either_way, made_whole, points
from openccr.directory.rules.services import DISTRICT, POSTCODE, RISKS, Entry, Place, why_not_right
from openccr.directory.rules.websites import tidy_website
from openccr.kernel.addresses import address_like
from openccr.kernel.text import comparable
from openccr.tabular import (
    Answer,
    Problem,
    Row,
    RowProblem,
    RowRefused,
    Unreadable,
    read_email,
    read_int,
    read_list,
    read_text,
    read_yes_no,
)

LONG = ("description", "provider_description", "eligibility", "how_to_refer", "accessibility")
SHORT = {
    "provider": 160, "protocol": 300, "name": 160, "communities": 200, "fees": 300, "accreditation": 300, "phone": 40,
    "website": 200, "hours": 300, "area_words": 200, "site_name": 160, "address": 200, "town": 80, "county": 80,
}  # fmt: skip
"""Field → how many characters it holds."""
_SHORTENED = re.compile(r"[1-9]\d{9}")
"""A British number that a spreadsheet took for a sum: the digits without the 0 in front."""
PLACE = ("site_name", "address", "town", "county", "postcode")
POINTED = ("provider", "name", "phone", "address")
"""What is often only pointed to: as a place or a number, "as above" would be told to everybody."""


@dataclass(frozen=True)
class Proposed:
    """A service as a file proposes it.

    Args:
        row: its number in the file.
        origin: what the file calls it, to find it again; else organisation and name.
        provider, service: values of the two, as `operations` keep them.
        places: where it can be met.
        remarks: what was read in another way than it is written.
    """

    row: int
    origin: str
    provider: Mapping[str, Any]
    service: Mapping[str, Any]
    places: tuple[Place, ...] = field(default=())
    remarks: tuple[str, ...] = field(default=())

    @property
    def key(self) -> tuple[str, str]:
        """Organisation and name, however they are written."""
        return comparable(self.provider["name"]), comparable(self.service["name"])

    @property
    def hash(self) -> str:
        """What it says, in one word: the same content gives the same one."""
        whole = [self.provider, self.service, [vars(one) for one in self.places]]
        return sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def line_across(row: Row) -> str:
    """The only words of a row, as of a heading between the services or a sum below them; "" for any other row."""
    said = [" ".join(str(one).split()) for one in row.original if one is not None and str(one).strip()]
    return said[0] if len(said) == 1 else ""


def read_row(row: Row, words: Directory, *, county: str = "") -> Proposed:
    """A row of a spreadsheet. Raises RowRefused with everything there is to correct in it.

    `county`: what stands for a county that the list leaves out, since all of it is there.
    """
    if row.problem:
        raise RowRefused([RowProblem("", row.problem)])
    problems: list[RowProblem] = []

    def of(name: str, read: Callable[[Any], Any]) -> Any:
        try:
            return read(row.cell(name))
        except Unreadable as why:
            problems.append(RowProblem(name, Problem(why.problem, why.remedy)))
            return None

    lengths = dict.fromkeys(LONG, 4_000) | SHORT
    found: dict[str, Any] = {name: of(name, partial(read_text, longest=most)) or "" for name, most in lengths.items()}
    found["email"] = of("email", read_email) or ""
    for name in ("minimum_age", "maximum_age"):
        found[name] = of(name, partial(read_int, low=0, high=120))
    found["confidential"] = of("confidential", read_yes_no) is Answer.YES
    told: list[str] = []
    found["audiences"] = of("audiences", partial(_audiences, words=words, told=told)) or []
    about = f"{found['name']} {found['description']}"
    if doubt := either_way(read_text(row.cell("audiences")) or "", about, words):
        doubted = Problem(f"it may be for people who abuse: it says “{doubt}”", _one_of(words.audiences))
        problems.append(RowProblem("audiences", doubted))
    for name, names in (("traits", _wordings(words.traits)), ("risks", _RISK_WORDS)):
        found[name] = of(name, partial(_keys, names=names)) or []
    for name, names in (
        ("theme", _wordings(words.themes)), ("provider_status", _wordings(words.statuses)),
        ("provider_level", _wordings(words.levels)),
    ):  # fmt: skip
        found[name] = next(iter(of(name, partial(_keys, names=names)) or ()), "")
    found["languages"] = of("languages", _commas) or []
    found["districts"] = of("districts", _districts) or []
    if DISTRICT.fullmatch(half := (read_text(row.cell("postcode")) or "").upper()) and not found["address"]:
        found["postcode"], found["districts"] = "", list(dict.fromkeys([*found["districts"], half]))
    else:
        found["postcode"] = of("postcode", _postcode) or ""
    if not found["districts"] and (areas := _all_districts(found["area_words"])):
        found["districts"], found["area_words"] = areas, ""
    remarks = (*told, *tidied(found), *made_whole(found, county))
    named = {one.column for one in problems}
    programme = any(words.audiences[one].programme for one in found["audiences"])
    if not found["theme"] and "theme" not in named and words.feed_theme and not programme:
        found["theme"] = words.feed_theme
        remarks += (f"no thematic area is named, so “{words.themes[words.feed_theme].name}” is taken",)
    said = " ".join(str(one) for one in row.original if one is not None)
    problems += [one for one in checked(found, words, said=said) if one.column not in named]
    if problems:
        raise RowRefused(problems)
    return proposed(row.number, (of("id", read_text) or ""), found, remarks)


def tidied(found: dict[str, Any]) -> tuple[str, ...]:
    """Put right what is only written in another way; what was changed, in words. What is no website stays as it is."""
    for name in ("provider", "name"):
        found[name] = " ".join(found[name].split())
    told: tuple[str, ...] = ()
    if _SHORTENED.fullmatch(found["phone"]):
        told = (f"the number {found['phone']} has lost its first 0 and is read as 0{found['phone']}",)
        found["phone"] = f"0{found['phone']}"
    tidy = tidy_website(found["website"])
    if tidy is None or tidy == found["website"]:
        return told
    site = f"the website “{found['website']}” is read as {tidy}" if tidy else f"“{found['website']}” names no website"
    found["website"] = tidy
    return (*told, site)


def proposed(number: int, origin: str, found: Mapping[str, Any], remarks: tuple[str, ...] = ()) -> Proposed:
    """The two nouns and the place, from values by their fields."""
    provider = {
        "name": found["provider"],
        "description": found["provider_description"] or found["provider"],
        "status": found["provider_status"],
        "level": found["provider_level"],
        "protocol": found["protocol"],
    }
    not_of_it = {"provider", "provider_description", "provider_status", "provider_level", "protocol", "accessibility"}
    service = {key: value for key, value in found.items() if key not in not_of_it and key not in PLACE}
    places: tuple[Place, ...] = ()
    if found["address"]:
        places = (
            Place(
                name=found["site_name"] or found["name"], address=found["address"], town=found["town"],
                county=found["county"], postcode=found["postcode"], accessibility=found["accessibility"],
            ),
        )  # fmt: skip
    return Proposed(number, origin, provider, service, places, remarks)


def checked(found: Mapping[str, Any], words: Directory, *, said: str = "") -> list[RowProblem]:
    """Everything that keeps these values from being an entry. `said`: all that the row says, read or not."""
    problems = [
        RowProblem(name, Problem(f"the {what} is missing", remedy))
        for name, what, remedy in (
            ("provider", "organisation", "Write its name."),
            ("name", "name of the service", "Write it."),
            ("description", "description", "Say in a sentence what it does."),
            ("theme", "thematic area", _one_of(words.themes)),
            ("audiences", "answer to whom it is for", _one_of(words.audiences)),
        )
        if not found[name]
    ]
    remedy = "Write it out, also where it is the same."
    problems += [
        RowProblem(name, Problem("this points to another row", remedy)) for name in POINTED if points(found[name])
    ]
    if tidy_website(found["website"]) is None:
        problems.append(RowProblem("website", Problem("this is no website", "Write it such as https://name.example.")))
    given = [name for name in PLACE if found[name]]
    if given and not all(found[name] for name in PLACE[1:]) and not found["confidential"]:
        problems.append(
            RowProblem("address", Problem("the place is not whole", "Give address, town, county, postcode."))
        )
    hidden = _hidden(found, words, placed=bool(given), said=said)
    # Whoever is told to take an address out is not asked to make it whole.
    return [*(one for one in problems if not (hidden and one.column == "address")), *hidden]


def _one_of(known: Mapping[str, Any]) -> str:
    return f"Write one of: {'; '.join(one.name for one in known.values())}."


def _hidden(found: Mapping[str, Any], words: Directory, *, placed: bool, said: str) -> list[RowProblem]:
    """A place that must not be known never comes in by a file, whoever made the file."""
    text = " ".join(str(found[name]) for name in ("name", "description", "eligibility", "site_name", "accessibility"))
    if found["confidential"]:
        entry = Entry(confidential=True, published=False, words=_public(found), places=placed, reachable=True)
        why = why_not_right(entry)
        return [RowProblem("confidential", Problem(why.sentence.rstrip("."), why.remedy))] if why else []
    # A warning stands in whatever column there was room in, also in one that is not read.
    whole = " ".join(f"{text} {said}".lower().split())
    says = next((word for word in words.hiding_words if word in text.lower()), "")
    says = says or next((word for word in words.secret_words if word in whole), "")
    if says and (placed or address_like(text)):
        return [
            RowProblem(
                "address",
                Problem(
                    f"it may be a place that must not be known: it says “{says}”, and has an address",
                    "Take the address out and say that it is confidential, or add it by hand once you have asked.",
                ),
            )
        ]
    return []


def _public(found: Mapping[str, Any]) -> str:
    return " ".join(str(found[name]) for name in (*LONG, *SHORT) if name not in PLACE)


_RISK_WORDS = {key: (name,) for key, name in RISKS.items()}


def _wordings(entries: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {key: (one.name, *getattr(one, "also", ())) for key, one in entries.items()}


def _keys(cell: Any, names: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The keys that a cell names; the first wording of each is the one a refusal offers."""
    known = {comparable(word): key for key, wordings in names.items() for word in (key, *wordings)}
    found = []
    for piece in read_list(cell):
        # A name of the list may have a comma of its own.
        whole = comparable(piece) in known
        for word in [piece] if whole else filter(str.strip, piece.split(",")):
            key = known.get(comparable(word))
            if key is None:
                raise Unreadable(
                    f"“{word.strip()[:60]}” is none of the list",
                    f"Use: {'; '.join(first for first, *_ in names.values())}.",
                )
            found.append(key)
    return list(dict.fromkeys(found))


def _audiences(cell: Any, words: Directory, told: list[str]) -> list[str]:
    """Whom it is for, in the words of the list or in somebody's own; what was read in a phrase is added to `told`."""
    try:
        return _keys(cell, _wordings(words.audiences))
    except Unreadable:
        phrase = " ".join((read_text(cell) or "").split())
        if not (found := audiences_within(phrase, words)):
            raise
        told.append(f"“{phrase[:60]}” is read as {', '.join(words.audiences[one].name for one in found)}")
        return found


def _commas(cell: Any) -> list[str]:
    return [part for piece in read_list(cell) for one in piece.split(",") if (part := one.strip())]


def _districts(cell: Any) -> list[str]:
    found = [one.upper() for one in _commas(cell)]
    wrong = next((one for one in found if not DISTRICT.fullmatch(one)), None)
    if wrong:
        raise Unreadable(f"“{wrong[:20]}” is not the first half of a postcode", "Write such as EX1, EX2.")
    return found


def _all_districts(text: str) -> list[str]:
    """The districts, where an area in words names nothing else."""
    found = [one.upper() for one in text.replace(",", " ").replace(";", " ").split()]
    return found if all(DISTRICT.fullmatch(one) for one in found) else []


def _postcode(cell: Any) -> str:
    text = (read_text(cell) or "").upper()
    if text and not POSTCODE.fullmatch(text):
        raise Unreadable("this is not a whole postcode", "Write such as EX1 1AA.")
    return text
