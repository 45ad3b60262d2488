"""Names and places that are nobody's and nowhere.

Family names are put together from words, so that none is found in a register by chance. Telephone numbers are those
that Ofcom keeps free for drama (07700 900000 to 900999); no postcode area is called ZY; e-mail ends in `.example`
(RFC 2606).
"""

from __future__ import annotations

from openccr.site.demo.dice import Dice

WOMEN = (
    "Abena", "Adele", "Agnieszka", "Aisha", "Alice", "Amara", "Anita", "Anwen", "Beatriz", "Bronwen", "Carmen", "Cerys",
    "Chioma", "Claire", "Daniela", "Deborah", "Eilidh", "Elena", "Emma", "Farah", "Fatima", "Freya", "Gemma", "Hannah",
    "Ines", "Ioana", "Jade", "Jasmin", "Karen", "Katarzyna", "Kayleigh", "Kerry", "Laura", "Leanne", "Lucy", "Maryam",
    "Mei", "Molly", "Monika", "Nadia", "Naomi", "Natalie", "Ngozi", "Olivia", "Parveen", "Poppy", "Priya", "Rachel",
    "Rebecca", "Rhian", "Roisin", "Rukhsana", "Samira", "Sarah", "Shanice", "Sian", "Sofia", "Stacey", "Tamara",
    "Tanisha", "Tara", "Valentina", "Yasmin", "Zofia",
)  # fmt: skip
MEN = (
    "Aaron", "Adam", "Ahmed", "Alan", "Andrei", "Ben", "Bilal", "Callum", "Carl", "Chidi", "Craig", "Daniel", "Darren",
    "Dean", "Dylan", "Emeka", "Ethan", "Gareth", "Gavin", "Hamza", "Ian", "Imran", "Ivan", "Jake", "Jamal", "Jason",
    "Jordan", "Kai", "Kevin", "Kieran", "Kyle", "Lee", "Liam", "Lukas", "Marcus", "Mark", "Marlon", "Mateusz", "Mihai",
    "Nathan", "Neil", "Omar", "Owen", "Paul", "Pawel", "Pedro", "Ravi", "Rhys", "Robert", "Ryan", "Sam", "Scott",
    "Sean", "Stefan", "Steven", "Tariq", "Thomas", "Tyler", "Usman", "Victor", "Wayne", "Wei", "Yusuf", "Zak",
)  # fmt: skip
CHILDREN = (
    "Ada", "Alfie", "Amir", "Arlo", "Ava", "Billy", "Bobby", "Chloe", "Daisy", "Eli", "Ella", "Erin", "Evie", "Finn",
    "Grace", "Hari", "Ibrahim", "Isla", "Ivy", "Jack", "Jaya", "Kofi", "Leo", "Lily", "Lola", "Luca", "Mia", "Millie",
    "Mina", "Noah", "Nora", "Oscar", "Reggie", "Rosie", "Ruby", "Sami", "Theo", "Tilly", "Toby", "Zara",
)  # fmt: skip

_FIRST = (
    "Alder", "Amber", "Bramble", "Candle", "Cinder", "Cloud", "Clover", "Copper", "Ember", "Fable", "Feather", "Fennel",
    "Harebell", "Indigo", "Juniper", "Lantern", "Linden", "Marigold", "Meadow", "Mistle", "Nettle", "Pebble", "Pepper",
    "Quill", "Rowan", "Saffron", "Silver", "Sorrel", "Tallow", "Teasel", "Thimble", "Thistle", "Velvet", "Willow",
    "Winter", "Yarrow",
)  # fmt: skip
_SECOND = (
    "bell", "brim", "dew", "fold", "gleam", "light", "loom", "mere", "mist", "nest", "pool", "reed", "rill", "shade",
    "song", "spire", "stem", "thorn", "tide", "vale", "wing",
)  # fmt: skip
_AT_WORK = ("arch", "cairn", "forge", "glass", "harp", "kettle", "oar", "plume", "quire", "sail", "step", "weft")
_STREETS = ("Invented Row", "Made-up Lane", "Imaginary Close", "Fictional Way", "Pretend Terrace", "Example Court")

HERE, ELSEWHERE = "Nowhere", "Elsewhere"
AREA = "ZY"
DISTRICTS = range(1, 7)
"""Postcode districts of the invented area, ZY1 to ZY6."""
NEIGHBOURS = range(8, 10)
"""Postcode districts of the area next to it, which hears its own cases."""


def family_name(dice: Dice) -> str:
    """A family name that nobody has."""
    return dice.one(_FIRST) + dice.one(_SECOND)


def colleague(dice: Dice) -> str:
    """The name of somebody who works for an agency, which nobody in a case has.

    Otherwise, on some days, a colleague would have to be kept out of a case by chance, and stories that tell of
    something else would stop there.
    """
    return f"{dice.one((*WOMEN, *MEN))} {dice.one(_FIRST)}{dice.one(_AT_WORK)}"


def given_name(dice: Dice, *, sex: str) -> str:
    """A given name."""
    return dice.one(MEN if sex == "male" else WOMEN)


def address(dice: Dice, *, elsewhere: bool = False) -> tuple[str, str]:
    """A street that is none, with its postcode; in the next area when `elsewhere`."""
    street = f"{dice.whole(1, 180)} {dice.one(_STREETS)}, {ELSEWHERE if elsewhere else HERE}"
    district = dice.one(NEIGHBOURS if elsewhere else DISTRICTS)
    return street, f"{AREA}{district} {dice.whole(1, 9)}{dice.one('ABDEFGHJ')}{dice.one('LNPQRSTU')}"


def phone(dice: Dice) -> str:
    """A number that rings nowhere."""
    return f"07700900{dice.whole(0, 999):03d}"
