"""The published services as Open Referral UK 3.0 (HSDS) words them.

Source: Open Referral UK profile of the Human Services Data Specification 3.0, compiled schemas. A field without a value
is left out, never null. Ids of parts are made from the id of their service, so that they stay the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any
from uuid import UUID, uuid5

from openccr.content.schema.directory import Directory
from openccr.directory.models import Provider, Service, Site

VERSION = "HSDS-UK-3.0"
PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
OPENAPI = "https://docs.openreferraluk.org/en/latest/openapi30.json"
PER_PAGE = 50
TAXONOMY = UUID("6f0c2c52-6b1c-4d5a-9a4e-0d7b6f0a51c1")
"""Of the words by which services are found here."""


def details() -> dict[str, str]:
    """What stands at the root of the feed."""
    return {"version": VERSION, "profile": PROFILE, "openapi_url": OPENAPI}


def paged(rows: Sequence[Any], *, page: int, per_page: int) -> dict[str, Any]:
    """One page of a list with what the standard says about paging. A page past the last is empty."""
    total = len(rows)
    pages = max(-(-total // per_page), 1)
    some = list(rows[(page - 1) * per_page : page * per_page])
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(some),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not some,
        "contents": some,
    }


def service_of(row: Service, words: Directory, *, whole: bool) -> dict[str, Any]:
    """A service; `whole` with its parts, otherwise with its organisation alone, as the list has it."""
    out = _without_nothing(
        {
            "id": str(row.id),
            "organization_id": str(row.provider_id),
            "name": row.name,
            "description": row.description,
            "url": row.website,
            "email": row.email,
            "status": row.status,
            "fees": row.fees,
            "accreditations": row.accreditation,
            "minimum_age": row.minimum_age,
            "maximum_age": row.maximum_age,
            "assured_date": row.checked_on.isoformat(),
            "last_modified": row.changed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        }
    )
    out["organization"] = organisation_of(row.provider)
    if not whole:
        return out
    part = _ids(row.id)
    if row.hours:
        out["schedules"] = [{"id": part("schedule"), "service_id": str(row.id), "description": row.hours}]
    places = row.districts or ([row.area_words] if row.area_words else [])
    out["service_areas"] = [
        {"id": part("area", place), "service_id": str(row.id), "name": place, "service_area": place} for place in places
    ]
    out["languages"] = [{"id": part("language", one), "service_id": str(row.id), "name": one} for one in row.languages]
    if row.fees:
        out["cost_options"] = [{"id": part("cost"), "service_id": str(row.id), "option": row.fees}]
    out["contacts"] = _contacts(row)
    out["attributes"] = [
        {
            "id": part("attribute", term["id"]),
            "link_id": str(row.id),
            "taxonomy_term_id": term["id"],
            "link_type": "service",
            "taxonomy_term": term,
        }
        for term in terms(words)
        if term["term"] in {row.theme, *row.audiences, *row.traits}
    ]
    out["service_at_locations"] = [at_location(site, row, whole=False) for site in row.sites.all()]
    return out


def organisation_of(row: Provider) -> dict[str, Any]:
    """A provider."""
    return _without_nothing(
        {
            "id": str(row.id),
            "name": row.name,
            "description": row.description,
            "email": row.email,
            "website": row.website,
        }
    )


def at_location(site: Site, row: Service, *, whole: bool) -> dict[str, Any]:
    """A service at one of its places."""
    part = _ids(site.id)
    address = {
        "id": part("address"),
        "address_1": site.address,
        "city": site.town,
        "state_province": site.county,
        "postal_code": site.postcode,
        "country": "GB",
        "address_type": "physical",
    }
    location: dict[str, Any] = {
        "id": part("location"),
        "location_type": "physical",
        "name": site.name,
        "addresses": [address],
    }
    if site.accessibility:
        location["accessibility"] = [{"id": part("accessibility"), "description": site.accessibility}]
    out = {"id": str(site.id), "service_id": str(row.id), "location_id": location["id"], "location": location}
    return out | ({"service": service_of(row, Directory(), whole=False)} if whole else {})


def taxonomy() -> dict[str, Any]:
    """The one taxonomy of the feed."""
    return {
        "id": str(TAXONOMY),
        "name": "OpenCCR services",
        "description": "What services do, whom they are for, and what people look for in them.",
        "version": "1",
    }


def terms(words: Directory) -> list[dict[str, Any]]:
    """Its terms: thematic areas, audiences and traits."""
    lists = (("Thematic area", words.themes), ("For whom", words.audiences), ("What it offers", words.traits))
    return [
        {
            "id": str(uuid5(TAXONOMY, entry.key)),
            "name": entry.name,
            "description": f"{kind}: {entry.name}",
            "taxonomy": "OpenCCR services",
            "taxonomy_id": str(TAXONOMY),
            "term": entry.key,
        }
        for kind, entries in lists
        for entry in entries.values()
    ]


def _contacts(row: Service) -> list[dict[str, Any]]:
    if not row.phone:
        return []
    part = _ids(row.id)
    phones = [{"id": part("phone"), "number": row.phone}]
    return [{"id": part("contact"), "service_id": str(row.id), "name": row.provider.name, "phones": phones}]


def _ids(of: UUID) -> Any:
    return lambda *parts: str(uuid5(of, "/".join(parts)))


def _without_nothing(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "")}
