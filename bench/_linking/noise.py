"""How a record differs from the person: mistyping, hearing, nicknames, spellings, dates, moves, what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bench._linking.names import Origin
from bench._linking.people import Person
from bench._linking.worlds import World

NEAR = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xs",
}  # fmt: skip
HEARD = (
    ("ph", "f"), ("ck", "k"), ("ie", "y"), ("ey", "y"), ("ee", "i"), ("ou", "u"), ("c", "k"), ("s", "z"), ("mc", "mac"),
    ("tt", "t"), ("ll", "l"), ("nn", "n"), ("ea", "ee"), ("th", "t"), ("w", "v"), ("y", "i"), ("j", "g"), ("oo", "u"),
    ("ai", "ay"), ("e", "a"),
)  # fmt: skip
SHORT = {
    "Road": "Rd", "Street": "St", "Avenue": "Ave", "Close": "Cl", "Lane": "Ln", "Drive": "Dr", "Court": "Ct",
    "Crescent": "Cres", "Terrace": "Terr", "Flat": "Apt",
}  # fmt: skip
PLACEHOLDERS = ("unknown", "n/k", "not known", "baby", "U/K", "xxx", "-")
HEADINGS = (
    "agency", "local_id", "given_name", "middle_name", "family_name", "aliases", "dob", "sex", "address", "postcode",
    "phone",
)  # fmt: skip


class Writer:
    """Writes records of people as the agencies of a world would; `chance` gives numbers between 0 and 1."""

    def __init__(self, world: World, origins: tuple[Origin, ...], chance: Callable[[], float]) -> None:
        self.world, self.origins, self.chance = world, origins, chance
        self.nicknames = _nicknames()

    def happens(self, rate: str) -> bool:
        likely = self.world.rate(rate)
        return likely > 0 and self.chance() < likely

    def below(self, limit: int) -> int:
        return int(self.chance() * limit)

    def typo(self, text: str) -> str:
        """The text with a slip, in rough worlds sometimes with another."""
        changed = self.slip(text)
        return self.slip(changed) if self.happens("second_typo") else changed

    def slip(self, text: str) -> str:
        if len(text) < 3:
            return text
        place, kind = 1 + self.below(len(text) - 1), self.chance()
        if self.chance() < 0.12:
            place = 0
        if kind < 0.25:
            return text[:place] + text[place + 1 :]
        if kind < 0.45:
            return text[:place] + text[place] + text[place:]
        if kind < 0.65 and place + 1 < len(text):
            return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        if kind < 0.82:
            near = NEAR.get(text[place], "aeiou")
            return text[:place] + near[self.below(len(near))] + text[place + 1 :]
        heard = [(a, b) for a, b in HEARD if a in text]
        if heard:
            a, b = heard[self.below(len(heard))]
            return text.replace(a, b, 1)
        return text[:place] + "aeiourstln"[self.below(10)] + text[place:]

    def spelling(self, name: str, origin: int) -> str:
        others = self.origins[origin].spelt.get(name, ())
        if others and self.happens("spelling"):
            return others[self.below(len(others))]
        return name

    def record(self, person: Person, agency: str, local_id: str) -> tuple[str, ...]:
        given, middle, family, aliases = self.names(person)
        sex = person.sex
        if self.happens("sex_missing"):
            sex = ""
        elif self.happens("sex_wrong"):
            sex = "M" if sex == "F" else "F"
        address, postcode = self.home(person)
        row = (
            agency, local_id, given, middle, family, aliases, self.born(person), sex, address, postcode,
            self.phone(person),
        )  # fmt: skip
        if not (lacking := self.world.without):
            return row
        return tuple("" if name in lacking else cell for name, cell in zip(HEADINGS, row, strict=True))

    def names(self, person: Person) -> tuple[str, str, str, str]:
        given, family, middle, aliases = person.given, person.family, person.middle, []
        if person.other_family and self.chance() < 0.5:
            if self.happens("alias") or self.chance() < 0.15:
                aliases.append(f"{given} {family}".title())
            family = person.other_family
        if "-" in family and self.happens("half_of_double"):
            family = family.split("-")[self.below(2)] or family
        elif "-" in family and self.chance() < 0.3:
            family = family.replace("-", " ")
        if middle and self.happens("middle_as_first"):
            given, middle = middle, given if self.chance() < 0.5 else ""
        if self.happens("nickname") and (short := self.nicknames.get(given)):
            chosen = short[self.below(len(short))]
            if self.happens("alias"):
                aliases.append(given.title())
            given = chosen
        given, family = self.spelling(given, person.origin), self.spelling(family, person.origin)
        origin = self.origins[person.origin]
        if self.happens("given_replaced"):
            given = self.any_of(origin.female if person.sex == "F" else origin.male)
        if self.happens("family_replaced"):
            family = self.any_of(origin.family)
        middle = self.spelling(middle, person.origin)
        if self.happens("given_typo"):
            given = self.typo(given)
        if self.happens("family_typo"):
            family = self.typo(family)
        if middle and self.happens("middle_lost"):
            middle = ""
        elif middle and self.happens("middle_initial"):
            middle = middle[:1]
        if self.happens("initial_only"):
            given = given[:1]
        if self.happens("swapped"):
            given, family = family, given
        if self.happens("given_missing"):
            given = ""
        if self.happens("family_missing"):
            family = ""
        if self.happens("placeholder"):
            given = PLACEHOLDERS[self.below(len(PLACEHOLDERS))]
        return given.title(), middle.title(), family.title(), "; ".join(aliases)

    def any_of(self, names: tuple[str, ...]) -> str:
        return names[self.below(len(names))]

    def born(self, person: Person) -> str:
        born = person.born
        if self.happens("dob_replaced"):
            born = date(1930 + self.below(90), 1 + self.below(12), 1 + self.below(28))
        if self.happens("dob_missing"):
            return ""
        if self.happens("dob_first_january"):
            born = date(born.year, 1, 1)
        elif self.happens("dob_swapped") and born.day <= 12:
            born = date(born.year, born.day, born.month)
        elif self.happens("dob_year"):
            change = (-1, 1, -10, 10, 2, -2)[self.below(6)]
            born = born.replace(year=born.year + change, day=min(born.day, 28))
        elif self.happens("dob_digit"):
            text = born.strftime("%Y%m%d")
            for _ in range(20):
                place = 3 + self.below(5)
                changed = text[:place] + str(self.below(10)) + text[place + 1 :]
                try:
                    born = date(int(changed[:4]), int(changed[4:6]), int(changed[6:]))
                    break
                except ValueError:
                    continue
        return born.isoformat() if self.world.iso_dates else born.strftime("%d/%m/%Y")

    def home(self, person: Person) -> tuple[str, str]:
        home = person.home
        if person.former_home and self.chance() < 0.5:
            home = person.former_home
        line, postcode = home.line, home.postcode
        if self.happens("house_replaced"):
            line = f"{1 + self.below(250)} {line.split(' ', 1)[-1]}"
        if self.happens("address_missing"):
            line = ""
        else:
            if self.happens("address_abbreviated"):
                for long, short in SHORT.items():
                    line = line.replace(long, short)
            if self.happens("address_typo"):
                line = self.typo(line.lower()).title()
        if self.happens("postcode_missing"):
            postcode = ""
        elif self.happens("postcode_typo"):
            place = self.below(len(postcode))
            postcode = postcode[:place] + "ABCDEFGHJKLMNPRSTUWXYZ0123456789"[self.below(32)] + postcode[place + 1 :]
        elif self.chance() < 0.2:
            postcode = postcode.replace(" ", "")
        return line, postcode

    def phone(self, person: Person) -> str:
        if self.happens("phone_missing"):
            return ""
        number = person.phone
        if self.happens("phone_changed"):
            number = f"07{self.below(10**9):09d}"
        elif self.happens("phone_of_household"):
            number = f"01{(person.home_number * 7919) % 10**9:09d}"
        if self.happens("phone_typo"):
            place = 2 + self.below(9)
            number = number[:place] + str(self.below(10)) + number[place + 1 :]
        form = self.chance()
        if form < 0.2:
            return f"{number[:5]} {number[5:]}"
        return f"+44{number[1:]}" if form < 0.35 else number


def _nicknames() -> dict[str, list[str]]:
    """Forms by which people are called. Kept apart from the engine's own table, so that its gaps are measured."""
    from pathlib import Path

    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "nicknames.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, short = line.split(":")
            for one in short.split():
                found.setdefault(name.strip(), []).append(one)
                if len(short.split()) == 1:
                    found.setdefault(one, []).append(name.strip())
    return found
