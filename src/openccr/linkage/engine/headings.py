"""What the columns of agencies' files are called, and which of a file's headings are read for which column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openccr.kernel.text import comparable
from openccr.linkage.engine.problems import LinkageError, NoTable
from openccr.tabular.headings import Index, match
from openccr.tabular.wordings import by_wording

COLUMNS = (
    "agency", "local_id", "given_name", "middle_name", "family_name", "aliases", "dob", "sex", "address", "postcode",
    "phone",
)  # fmt: skip
REQUIRED = ("local_id",)
WHOLE = "name"
"""A name in one column, which is parted into the given and the family name (`whole_names.py`)."""
_A_LIST = 2
"""So many known columns make a list of people, even where the one that must be there lacks."""
_NAMED, _LONGEST = 12, 30
"""Headings that a sentence names at most, and how many letters of each."""

_PEOPLE = (
    "person", "people", "victim", "survivor", "client", "service user", "patient", "tenant", "resident", "applicant",
    "subject", "nominal", "pupil", "student", "offender", "suspect", "complainant", "customer", "individual",
)  # fmt: skip
_NUMBERS = (
    "id", "ref", "reference", "number", "no", "urn", "ref no", "ref number", "reference no", "reference number",
    "identifier", "id number",
)  # fmt: skip
_FORMS = ("{0} {1}", "{1} {0}", "{1} of {0}")
_NUMBERED = (
    *_PEOPLE, "our", "case", "case file", "record", "local", "unique", "file", "system", "source", "hospital",
    "tenancy", "custody", "referral", "Marac", "internal", "agency",
)  # fmt: skip
_FURTHER = tuple(f"{word} {number}" for number in (2, 3, 4) for word in ("address line", "address", "addr"))
"""Lines of an address below the first."""
_OF_PEOPLE: Mapping[str, Sequence[str]] = {
    "given_name": ("given", "given name", "given names", "forename", "forenames", "forename 1", "first forename",
                   "first name", "first names", "first given name", "Christian name", "fname"),
    "middle_name": ("middle", "middle name", "middle names", "middle initial", "middle initials",
                    "middle forename", "second forename", "forename 2", "other forenames", "other given names"),
    WHOLE: ("name", "names", "full name", "full names", "name in full", "whole name", "complete name",
            "surname, forename", "surname, first name", "surname and forename", "forename and surname",
            "forename surname", "first name and surname", "last name, first name", "first and last name"),
    "family_name": ("family", "family name", "family names", "surname", "last name", "lname", "surname/family name"),
    "aliases": ("alias", "aliases", "alias/es", "aka", "also known as", "known as", "known by", "nickname", "nicknames",
                "preferred name", "other names", "other known names", "other names used", "other surnames",
                "previous name", "previous names", "previous surname", "previous surnames", "former name",
                "former names", "former surname", "maiden name", "name at birth", "birth name", "née"),
    "dob": ("dob", "d o b", "date of birth", "birth date", "birthday", "born", "date born", "birth dt"),
    "sex": ("sex", "gender", "sex at birth", "M/F", "sex M/F", "gender M/F", "sex code", "gender code"),
    "address": ("address", "home address", "address line 1", "address line", "address 1", "addr", "addr 1",
                "full address", "street address", "current address", "last known address", "residential address",
                "property address", "tenancy address", "permanent address", "street", *_FURTHER),
    "postcode": ("postcode", "post code", "postal code", "pcode", "zip", "zip code", "address postcode",
                 "home postcode", "current postcode", "postcode of address"),
    "phone": ("phone", "phone number", "phone no", "telephone", "telephone number", "telephone no", "tel", "tel no",
              "tel number", "mobile", "mobile number", "mobile no", "mobile phone", "mobile phone number",
              "mobile telephone", "mobile tel", "mob", "mob no", "cell", "cell phone", "contact number", "contact no",
              "contact telephone", "contact telephone number", "contact phone", "home phone", "home telephone",
              "home tel", "main phone", "primary phone", "safe number", "safe phone number", "safe telephone number",
              "safe contact number"),
}  # fmt: skip
"""What is asked of people: each may stand with the word for whom a list is of, as in "Tenant surname"."""
_ALONE: Mapping[str, Sequence[str]] = {"middle_name": ("second name",)}
_BESIDE: Mapping[str, Sequence[str]] = {"family_name": ("second name",)}
"""By itself "Second name" is a further given name; beside a word for whom, as in referrals, it is the family's."""


def _beside(words: Sequence[str]) -> list[str]:
    return [form.format(one, word) for word in words for one in _PEOPLE for form in _FORMS]


SYNONYMS: Mapping[str, Sequence[str]] = {
    "agency": ("agency name", "name of agency", "organisation", "organisation name", "source", "source agency",
               "source system", "referring agency", "referrer agency", "referrer's agency", "referral agency",
               "name of referring agency", "referring organisation", "referrer organisation", "referral source",
               "source of referral"),
    "local_id": (*_NUMBERS, *(f"{one} {number}" for one in _NUMBERED for number in _NUMBERS), "NHS ref", "rec id",
                 "MRN", "crime reference"),
    **{
        name: (*words, *_ALONE.get(name, ()), *_beside((*words, *_BESIDE.get(name, ()))))
        for name, words in _OF_PEOPLE.items()
    },
}  # fmt: skip
"""A column's name → other headings that agencies write for it; compared without case, spaces and punctuation."""

_BELOW = frozenset(comparable(one) for one in _FURTHER)
_SEVERAL: Mapping[str, str] = {"phone": "coalesce({})", "aliases": "nullif(concat_ws('; ', {}), '')"}
"""Columns for which a file may have several headings, and how a row's cells become one: a person's list of them."""
_LINES = "nullif(concat_ws(', ', {}), '')"


def index_of(columns: Sequence[str], synonyms: Mapping[str, Sequence[str]]) -> Index:
    """What a heading may say → its column."""
    return by_wording({name: synonyms.get(name, ()) for name in columns})


def chosen(filename: str, headings: Sequence[str], index: Index) -> dict[str, list[str]]:
    """Which headings each column is read from: one; several telephones, other names and lines of an address.

    A heading that is a column's very name is meant for it, whatever else could be.

    Raises:
        NoTable: next to no heading says anything of people.
        LinkageError: two headings stand for one column, or a column lacks that must be there.
    """
    found: dict[str, list[str]] = {}
    for heading in headings:
        if name := match(heading, index):
            found.setdefault(name, []).append(heading)
    if len(found.get(WHOLE, ())) > 1 and {"given_name", "family_name"} <= found.keys():
        del found[WHOLE]  # Which of them is the person's is not known, and nobody needs it.
    for name, some in found.items():
        first = [one for one in some if comparable(one) not in _BELOW] or some[:1]
        if len(first) > 1 and name not in _SEVERAL:
            first = [one for one in first if comparable(one) == comparable(name)]
        if len(first) != 1 and name not in _SEVERAL:
            raise LinkageError(
                f"{filename}: “{some[0]}” and “{some[1]}” both stand for {name}", "Delete or rename one of them."
            )
        found[name] = first + [one for one in some if comparable(one) in _BELOW and one not in first]
    missing = [name for name in REQUIRED if name not in found]
    if missing and len(found) < _A_LIST:
        raise NoTable(
            f"{filename} is no list of people (its headings: {', '.join(shown(headings))})",
            "Look whether it is the right file. Its first row names the columns, local_id among them.",
        )
    if missing:
        raise LinkageError(
            f"{filename} has no column {missing[0]} (its headings: {', '.join(shown(headings))})",
            "Add the column with the agency's own number of each record.",
        )
    return found


def cell_of(name: str, headings: Sequence[str]) -> str:
    """A column's cell, as SQL over a file's rows: text without blanks around it, NULL where nothing stands."""
    cells = [f"nullif(trim(CAST({quoted(one)} AS VARCHAR)), '')" for one in headings]
    if len(cells) == 1:
        return cells[0]
    return _SEVERAL.get(name, _LINES).format(", ".join(cells))


def quoted(heading: str) -> str:
    """A heading as the name of a column in SQL."""
    return '"' + heading.replace('"', '""') + '"'


def shown(headings: Sequence[str]) -> list[str]:
    """As many as a sentence names, and as much of each: in a file that is no table a heading is of any length."""
    return [one if len(one) <= _LONGEST else one[: _LONGEST - 1] + "…" for one in headings[:_NAMED]]
