"""Services out of another directory's export, as Open Referral UK 3.0 (HSDS) words them.

Only what this directory keeps is read. Nothing is fetched: an address in a file leads nowhere.
Source: Open Referral UK profile of the Human Services Data Specification 3.0.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from openccr.content.schema.directory import Directory
from openccr.directory.rules.importing import Proposed, checked, proposed, tidied
from openccr.directory.rules.loosely import doubt_in
from openccr.directory.rules.services import DISTRICT, POSTCODE, Place, Status, district_of
from openccr.kernel.refusals import Refusal
from openccr.tabular import Problem, RowProblem, RowRefused, plain_words

MOST = 5_000
"""Services in one file."""
LONGEST = 4_000
NOT_RUNNING = {one.value for one in Status if one != Status.ACTIVE}
"""What the standard calls a service that nobody is to be sent to."""
LISTS = ("contents", "services", "data")
ADDRESSES = ("id", "url", "email")


def services_in(data: bytes) -> list[Any]:
    """The services of an export: a page of the feed, a list of them, or one. Raises Refusal for what is none."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise _not_read("This is no JSON file.") from error
    if isinstance(found, Mapping):
        within = next((found[name] for name in LISTS if isinstance(found.get(name), list)), None)
        found = within if within is not None else [found]
    if not isinstance(found, list) or not found:
        raise _not_read("There is no list of services in it.")
    if len(found) > MOST:
        raise _not_read(f"It has more than {MOST:,} services.")
    return found


def read_service(number: int, data: Any, words: Directory) -> Proposed:
    """One service of an export. Raises RowRefused with everything there is to correct in it."""
    if not isinstance(data, Mapping) or not _text(data, "name"):
        raise RowRefused([RowProblem("name", Problem("there is no service with a name", "Take it out."))])
    if (status := _text(data, "status").lower()) in NOT_RUNNING:
        remedy = "Leave it out. If it is in this directory, change it there."
        raise RowRefused([RowProblem("status", Problem(f"“{_text(data, 'name')[:80]}” is {status} there", remedy))])
    places = _places(data)
    first = places[0] if places else None
    keys = _keys(data)
    organisation = _part(data, "organization")
    found: dict[str, Any] = {
        "provider": _text(organisation, "name")[:160],
        "provider_description": _text(organisation, "description"),
        "provider_status": "",
        "provider_level": "",
        "protocol": "",
        "name": _text(data, "name")[:160],
        "description": _text(data, "description"),
        "theme": next((key for key in keys if key in words.themes), words.feed_theme or ""),
        "audiences": [key for key in keys if key in words.audiences] or [one for one in [words.feed_audience] if one],
        "traits": [key for key in keys if key in words.traits],
        "communities": "",
        "languages": [name for one in _list(data, "languages") if (name := _text(one, "name"))],
        "eligibility": _text(data, "eligibility_description"),
        "minimum_age": _age(data, "minimum_age"),
        "maximum_age": _age(data, "maximum_age"),
        "fees": (_text(data, "fees") or next((_text(one, "option") for one in _list(data, "cost_options")), ""))[:300],
        "accreditation": _text(data, "accreditations")[:300],
        "phone": _phone(data)[:40],
        "email": email if "@" in (email := _text(data, "email")[:254]) else "",
        "website": _text(data, "url")[:200],
        "hours": next((_text(one, "description") for one in _list(data, "schedules")), "")[:300],
        "districts": _districts(data),
        "area_words": ", ".join(_area_names(data))[:200],
        "confidential": False,
        "how_to_refer": "",
        "risks": [],
        "site_name": first.name if first else "",
        "address": first.address if first else "",
        "town": first.town if first else "",
        "county": first.county if first else "",
        "postcode": first.postcode if first else "",
        "accessibility": first.accessibility if first else "",
    }
    remarks = tidied(found)
    if words.feed_audience and not any(key in words.audiences for key in keys):
        taken = f"whom it is for is not said, so “{words.audiences[words.feed_audience].name}” is taken"
        if doubt := doubt_in(f"{found['name']} {found['description']} {found['provider_description']}", words):
            taken += f"; but it says “{doubt}”: before anybody sees it, make sure that it is not for people who abuse"
        remarks += (taken,)
    told = " ".join(_text(data, name) for name in ("alert", "additional_information"))
    if problems := checked(found, words, said=told):
        raise RowRefused(problems)
    return replace(proposed(number, _id(data), found, remarks), places=tuple(places))


def _not_read(what: str) -> Refusal:
    return Refusal(what, remedy="Send an export of an Open Referral UK 3.0 directory, or a spreadsheet.", field="file")


def _text(data: Mapping[str, Any], name: str) -> str:
    found = data.get(name)
    # Many directories write their words as HTML; their addresses are no words.
    return (found if name in ADDRESSES else plain_words(found)).strip()[:LONGEST] if isinstance(found, str) else ""


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name)
    return found if isinstance(found, Mapping) else {}


def _list(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = data.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _age(data: Mapping[str, Any], name: str) -> int | None:
    found = data.get(name)
    whole = isinstance(found, int | float) and not isinstance(found, bool) and 0 <= found <= 120
    return int(found) if whole else None  # type: ignore[arg-type]


def _id(data: Mapping[str, Any]) -> str:
    try:
        return str(UUID(_text(data, "id")))
    except ValueError:
        return _text(data, "id")[:200]


def _keys(data: Mapping[str, Any]) -> list[str]:
    """Terms of this directory's own taxonomy, which another one like it gives by their keys."""
    return [_text(_part(one, "taxonomy_term"), "term") for one in _list(data, "attributes")]


def _phone(data: Mapping[str, Any]) -> str:
    numbers = [*_list(data, "phones"), *(phone for one in _list(data, "contacts") for phone in _list(one, "phones"))]
    return next((number for one in numbers if (number := _text(one, "number"))), "")


def _area_names(data: Mapping[str, Any]) -> list[str]:
    names = [_text(one, "name") or _text(one, "service_area") for one in _list(data, "service_areas")]
    return [name for name in names if name and not DISTRICT.fullmatch(name)]


def _districts(data: Mapping[str, Any]) -> list[str]:
    names = [_text(one, "name") or _text(one, "service_area") for one in _list(data, "service_areas")]
    return list(dict.fromkeys(name for name in names if DISTRICT.fullmatch(name)))


def _places(data: Mapping[str, Any]) -> Sequence[Place]:
    found = []
    for at in _list(data, "service_at_locations"):
        location = _part(at, "location")
        for address in _list(location, "addresses"):
            code = _text(address, "postal_code").upper()
            if _text(address, "address_1") and POSTCODE.fullmatch(code) and district_of(code):
                reach = next((_text(one, "description") for one in _list(location, "accessibility")), "")
                found.append(
                    Place(
                        name=(_text(location, "name") or _text(data, "name"))[:160],
                        address=_text(address, "address_1")[:200], town=_text(address, "city")[:80],
                        county=_text(address, "state_province")[:80] or "Not said", postcode=code,
                        accessibility=reach,
                    )
                )  # fmt: skip
    return found
