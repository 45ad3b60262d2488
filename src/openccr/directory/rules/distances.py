"""How far a place is, told from two postcode districts alone: nobody is located, and nobody is asked for more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from openccr.directory.rules.services import DISTRICT, district_of
from openccr.kernel.refusals import Refusal

EARTH_MILES = 3_959.0
"""Mean radius of the earth in miles."""
ROUNDED = 2
"""Decimals of a degree that are kept: about a kilometre, which says of nobody where they are."""


@dataclass(frozen=True)
class Middle:
    """The middle of a district in degrees."""

    latitude: float
    longitude: float


def miles_between(one: Middle, other: Middle) -> float:
    """The distance as the crow flies, in miles (haversine)."""
    up, across = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    part = sin(up / 2) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(across / 2) ** 2
    return 2 * EARTH_MILES * asin(sqrt(part))


def nearest(postcodes: Iterable[str], district: str, middles: Mapping[str, Middle]) -> float | None:
    """Miles from a district to the nearest of some places, nought in the same one; None where it cannot be told."""
    here = middles.get(district)
    found: list[float] = []
    for code in map(district_of, postcodes):
        if code and code == district:
            return 0.0
        if here and code in middles:
            found.append(miles_between(here, middles[code]))
    return min(found, default=None)


def far_words(miles: float | None) -> str:
    """The distance in words, rounded as roughly as it is known."""
    if miles is None:
        return ""
    if miles < 1.5:
        return "In or near this district"
    return f"About {round(miles)} miles away, in a straight line"


def read_districts(text: str) -> dict[str, Middle]:
    """Districts with their middles, one a line: `EX1 50.73 -3.51`. Raises Refusal naming the line."""
    found: dict[str, Middle] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        parts = line.replace(",", " ").replace(";", " ").split()
        if not parts:
            continue
        try:
            code, latitude, longitude = parts[0].upper(), float(parts[1]), float(parts[2])
        except (IndexError, ValueError):
            raise _wrong(number) from None
        if not DISTRICT.fullmatch(code) or not (49 <= latitude <= 61 and -9 <= longitude <= 3) or len(parts) > 3:
            raise _wrong(number)
        found[code] = Middle(round(latitude, ROUNDED), round(longitude, ROUNDED))
    return found


def _wrong(number: int) -> Refusal:
    return Refusal(
        f"Line {number} is no district with its middle.",
        remedy="Write the first half of a postcode, then latitude and longitude in degrees, such as EX1 50.73 -3.51.",
        field="districts",
    )
