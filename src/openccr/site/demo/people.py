"""The people of a case as a referrer knows them: a victim, those who harm, children."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from openccr.conference.rules.submissions import Harmer
from openccr.content import Pack
from openccr.content.schema.generator import Generator
from openccr.people.rules import Contact, Description, Name
from openccr.site.demo.dice import Dice
from openccr.site.demo.names import CHILDREN, address, family_name, given_name, phone

LANGUAGES = ("Polish", "Romanian", "Urdu", "Bengali", "Arabic", "Portuguese", "Somali", "British Sign Language")
CONTACT_RULES = (
    "Weekdays before three in the afternoon only; hang up if somebody else answers",
    "Text first with no name in it, and wait for an answer",
    "Only on days when the children are at school",
    "Ring off after two rings and call again",
    "Through the adviser only",
)
NO_RECOURSE = "No recourse to public funds"

INTIMATE = ("partner", "ex_partner")
_HARMS_HIM_IS_A_WOMAN = 90
"""Percent: a man's partner or former partner who harms him is mostly a woman."""
SAID_SAFE_PERCENT = 36
"""Percent of victims whose referrer says that calling is safe and adds no rule: some of them are wrong."""
_YOUNGEST, _OLDEST, _PARENT_OF_GROWN = 16, 88, 35


@dataclass(kw_only=True)
class Circle:
    """A victim and those around her, who may come back to the conference.

    Args:
        cases: numbers of the cases that they have had, in order.
        referred_on: the day of their last referral.
        times: how often they were referred, before the records begin too.
    """

    victim: Description
    harmers: tuple[Harmer, ...]
    children: tuple[Description, ...]
    cases: list[int] = field(default_factory=list)
    referred_on: date | None = None
    times: int = 0


def invent_circle(*, pack: Pack, numbers: Generator, on: date, dice: Dice) -> Circle:
    """People who come to the conference for the first time around the day `on`."""
    age = _age(pack, numbers, dice)
    home = address(dice, elsewhere=dice.percent(numbers.defects.wrong_address))
    victim = _victim(numbers, age=age, home=home, on=on, dice=dice)
    harmers = tuple(_harmers(numbers, victim, age=age, home=home, on=on, dice=dice))
    children = tuple(_children(numbers, victim, harmers[0], age=age, on=on, dice=dice))
    return Circle(victim=victim, harmers=harmers, children=children)


def written_differently(circle: Circle, *, dice: Dice) -> Circle:
    """The same people as somebody else writes them down: not recognised yet."""
    victim, name = circle.victim, circle.victim.names[0]
    born = victim.born_on
    # Day and month are exchanged only where that makes nobody too young for the conference.
    if born and born.day < born.month:
        victim = replace(victim, born_on=date(born.year, born.day, born.month))
    else:
        names = (replace(name, family=family_name(dice)), replace(name, kind="alias"))
        victim = replace(victim, names=names)
    places = tuple((kind, phone(dice) if kind == "phone" else text) for kind, text in victim.places)
    harmers = tuple(replace(one, described=replace(one.described, born_on=None)) for one in circle.harmers)
    return Circle(victim=replace(victim, places=places, contact=Contact()), harmers=harmers, children=circle.children)


def other_way_round(circle: Circle, *, dice: Dice) -> Circle:
    """A counter-allegation: he who harms says that he is harmed."""
    harmer, victim = circle.harmers[0], circle.victim
    places = (*harmer.described.places, ("phone", phone(dice)))
    accused = Description(names=victim.names[:1], born_on=victim.born_on, sex=victim.sex)
    return Circle(
        victim=replace(harmer.described, places=places, contact=Contact(safe="yes")),
        harmers=(Harmer(described=accused, relationship=harmer.relationship),),
        children=circle.children,
    )


def family_of(one: Description) -> str:
    """The family name that somebody goes by."""
    return one.names[0].family


def _age(pack: Pack, numbers: Generator, dice: Dice) -> int:
    band = pack.equality.age_bands[dice.pick(numbers.victim_age.percent)]
    return dice.whole(max(band.first, _YOUNGEST), band.last or _OLDEST)


def _born(age: int, *, on: date, dice: Dice) -> date:
    """A birthday of somebody who is that old on the day."""
    return on - timedelta(days=round(age * 365.25) + dice.whole(1, 364))


def _victim(numbers: Generator, *, age: int, home: tuple[str, str], on: date, dice: Dice) -> Description:
    sex = dice.pick(_sexes(numbers))
    ethnicity = dice.pick(numbers.victim_ethnicity.percent)
    speaks_another = not ethnicity.startswith("white_british") and dice.percent(30)
    given, family = given_name(dice, sex=sex), family_name(dice)
    alias = (Name(given=given, family=family_name(dice), kind="alias"),) if dice.percent(12) else ()
    return Description(
        names=(Name(given=given, family=family), *alias),
        born_on=_born(age, on=on, dice=dice),
        sex=sex,
        ethnicity=ethnicity,
        disability=dice.pick(numbers.disability.percent),
        lgbt=dice.pick(numbers.lgbt.percent),
        pregnant="yes" if sex == "female" and age < 45 and dice.percent(6) else "no" if sex == "female" else "",
        language=dice.one(LANGUAGES) if speaks_another else "",
        interpreter="yes" if speaks_another and dice.percent(60) else "",
        places=(("address", home[0]), ("postcode", home[1]), ("phone", phone(dice))),
        contact=_contact(dice),
        recourse=NO_RECOURSE if speaks_another and dice.percent(30) else "",
    )


def _sexes(numbers: Generator) -> dict[str, float]:
    """The published shares, less the men who come in by a counter-allegation: those figures hold them, too."""
    shares = dict(numbers.victim_sex.percent)
    men = min(
        shares["male"], numbers.defects.counter_allegation.percent * numbers.perpetrator_sex.percent["male"] / 100
    )
    return {**shares, "male": shares["male"] - men, "female": shares["female"] + men}


def _contact(dice: Dice) -> Contact:
    safe = dice.pick({"yes": SAID_SAFE_PERCENT, "conditional": 30, "no": 9, "not_asked": 25})
    return Contact(safe=safe, rule=dice.one(CONTACT_RULES) if safe == "conditional" else "")


def _harmers(
    numbers: Generator, victim: Description, *, age: int, home: tuple[str, str], on: date, dice: Dice
) -> Iterator[Harmer]:
    for _ in range(2 if dice.percent(numbers.several_perpetrators) else 1):
        relationship = _relationship(numbers, age=age, dice=dice)
        years = _harmer_age(numbers, relationship, age=age, dice=dice)
        sex = _harmer_sex(numbers, victim, relationship, dice)
        street, postcode = address(dice) if relationship == "ex_partner" else home
        places = (("address", street), ("postcode", postcode)) if dice.percent(75) else ()
        of_the_family = relationship in ("son_or_daughter", "sibling")
        name = Name(given=given_name(dice, sex=sex), family=family_of(victim) if of_the_family else family_name(dice))
        described = Description(
            names=(name,), born_on=_born(years, on=on, dice=dice) if dice.percent(93) else None, sex=sex, places=places
        )
        yield Harmer(described=described, relationship=relationship)


def _relationship(numbers: Generator, *, age: int, dice: Dice) -> str:
    """Nobody under 35 has a grown child who harms, so more of those over 35 have one."""
    shares = dict(numbers.relationship.percent)
    grown = shares.pop("son_or_daughter", 0)
    bands = numbers.victim_age.percent.items()
    older = sum(percent for band, percent in bands if int(band.removeprefix("from_")) >= _PARENT_OF_GROWN)
    return "son_or_daughter" if age >= _PARENT_OF_GROWN and dice.percent(100 * grown / older) else dice.pick(shares)


def _harmer_age(numbers: Generator, relationship: str, *, age: int, dice: Dice) -> int:
    if _could_be_young(relationship, age) and dice.percent(_young_percent(numbers)):
        return dice.whole(16, 17)
    if relationship == "son_or_daughter":
        return dice.whole(18, max(18, age - 16))
    if relationship == "parent":
        return min(_OLDEST, age + dice.whole(18, 40))
    return min(_OLDEST, max(18, age + round(dice.normal(numbers.perpetrator_age_gap))))


def _could_be_young(relationship: str, age: int) -> bool:
    """Somebody of 16 or 17 who harms is a partner of somebody young, or a child of the house."""
    return age <= 20 if relationship in INTIMATE else relationship == "son_or_daughter"


def _young_percent(numbers: Generator) -> float:
    """Percent of those who could be young that are, so that all together come to the published share."""
    young = numbers.victim_age.percent["from_16"] + numbers.victim_age.percent["from_18"]
    intimate = sum(numbers.relationship.percent[each] for each in INTIMATE)
    could = young * intimate / 100 + numbers.relationship.percent["son_or_daughter"]
    return 100 * numbers.perpetrator_17_or_under.percent / could


def _harmer_sex(numbers: Generator, victim: Description, relationship: str, dice: Dice) -> str:
    """Women among those who harm are mostly partners of men, so fewer of them harm women than the share of all."""
    intimate = sum(numbers.relationship.percent[each] for each in INTIMATE) / 100
    of_men = numbers.victim_sex.percent["male"] / 100 * intimate
    if victim.sex == "male" and relationship in INTIMATE:
        return "female" if dice.percent(_HARMS_HIM_IS_A_WOMAN) else "male"
    rest = max(0.0, numbers.perpetrator_sex.percent["female"] - _HARMS_HIM_IS_A_WOMAN * of_men) / (1 - of_men)
    return "female" if dice.percent(rest) else "male"


def _children(
    numbers: Generator, victim: Description, harmer: Harmer, *, age: int, on: date, dice: Dice
) -> Iterator[Description]:
    for _ in range(dice.count(numbers.children)):
        of_harmer = dice.percent(60) and harmer.relationship in INTIMATE
        family = family_of(harmer.described if of_harmer else victim)
        if victim.sex == "female" and age < 45 and dice.percent(numbers.child_unborn):
            yield Description(names=(), born_on=on + timedelta(days=dice.whole(30, 220)), born_on_is_expected=True)
            continue
        years = dice.whole(0, 7) if dice.percent(numbers.child_under_8) else dice.whole(8, 17)
        # Of a very young parent the children of the house are very young, too.
        born = _born(min(years, max(0, age - 16)), on=on, dice=dice)
        names = (Name(given=dice.one(CHILDREN), family=family),)
        yield Description(names=names, born_on=born, sex=dice.one(("female", "male", "")))
