"""Which filters a record has: the fields, what each is salted with, and their sizes. Version 2 of the encoding.

Names stand four times, each salted with something else of the same record, because a salt that is wrong or missing
makes two filters strangers: by year of birth, by the outward part of the postcode, by telephone number and by house.
"""

from __future__ import annotations

from openccr.linkage.private.filters import Shape

VERSION = 2
"""Raised by what changes any encoded record; 2: more short forms of names."""

GIVEN = Shape("given", "name", bits=512, budget=120)
FAMILY = Shape("family", "name", bits=512, budget=120)
GIVEN_2 = Shape("given_2", "name", bits=512, budget=120)
FAMILY_2 = Shape("family_2", "name", bits=512, budget=120)
GIVEN_BY_PLACE = Shape("given_by_place", "name", bits=256, budget=64)
FAMILY_BY_PLACE = Shape("family_by_place", "name", bits=256, budget=64)
GIVEN_BY_PHONE = Shape("given_by_phone", "name", bits=256, budget=64)
FAMILY_BY_PHONE = Shape("family_by_phone", "name", bits=256, budget=64)
GIVEN_BY_HOUSE = Shape("given_by_house", "name", bits=256, budget=64)
FAMILY_BY_HOUSE = Shape("family_by_house", "name", bits=256, budget=64)
BORN = Shape("born", "born", bits=256, budget=64)
POSTCODE = Shape("postcode", "postcode", bits=256, budget=64)
ADDRESS = Shape("address", "address", bits=512, budget=140)
HOUSE = Shape("house", "house", bits=128, budget=40)
PHONE = Shape("phone", "phone", bits=256, budget=64)
SEX = Shape("sex", "sex", bits=64, budget=24)

SHAPES = (
    GIVEN,
    FAMILY,
    GIVEN_2,
    FAMILY_2,
    GIVEN_BY_PLACE,
    FAMILY_BY_PLACE,
    GIVEN_BY_PHONE,
    FAMILY_BY_PHONE,
    GIVEN_BY_HOUSE,
    FAMILY_BY_HOUSE,
    BORN,
    POSTCODE,
    ADDRESS,
    HOUSE,
    PHONE,
    SEX,
)
"""In the order in which they stand in a file; SEX is salted with the whole date of birth."""
