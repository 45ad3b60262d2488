"""From a row of a file to a submission. Every problem of the row is named; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from openccr.conference.rules.children import read_children
from openccr.conference.rules.importing_more import details_of, with_more
from openccr.conference.rules.importing_risk import read_risk
from openccr.conference.rules.other_names import other_name
from openccr.conference.rules.pointing import address_itself, name_itself
from openccr.conference.rules.reading import FIRST_HARMER, HARMERS, PROCESS, Reading
from openccr.conference.rules.submissions import Harmer, ReferringAgency, Submission
from openccr.kernel.text import comparable
from openccr.people.rules import Description, Name, name_key
from openccr.tabular import (
    Answer,
    Cell,
    Problem,
    Row,
    RowProblem,
    RowRefused,
    Unreadable,
    read_choice,
    read_date,
    read_email,
    read_int,
    read_list,
    read_phone,
    read_postcode,
    read_text,
    read_yes_no,
)
from openccr.tabular.names import split_name, without_alias
from openccr.tabular.values import is_not_known, sure

T = TypeVar("T")

NOBODY = Description(names=())

ANSWERS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "not_recorded", Answer.NOT_GIVEN: ""}
# "No", "Na" and "Ny" are family names, so only what cannot be one counts as not known.
_NAME_NOT_KNOWN = frozenset({"unknown", "notknown", "unk", "notgiven", "notrecorded", "namenotknown", "nameunknown"})
_ALIAS_NOT_KNOWN = _NAME_NOT_KNOWN | {"none", "no"}
_MARKS_NOT_KNOWN = frozenset({"n/k", "nk", "n/a", "-", "--", "–", "?", "??", "???"})
_BETWEEN_CHOICES = re.compile(r"[,/&+]| and ", re.IGNORECASE)
_SEVERAL = re.compile(r"[&/+;]|\band\b", re.IGNORECASE)
_ONE_NAME = "Write one. Other names of theirs go under other names, another person in columns or a row of their own."

# What the model's columns hold, in characters.
_LENGTHS = {"referral_ref": 60, "referrer_name": 120, "referrer_email": 200, "language": 60}
_NAME_LENGTH = 120
_PLACE_LENGTH = 500


def read_submission(row: Row, *, reading: Reading) -> Submission:
    """The referral a row holds. Raises RowRefused with every problem that the row has."""
    if row.problem is not None:
        raise RowRefused([RowProblem("", row.problem)])
    reader = RowReader(row, reading)
    submission = reader.submission()
    if reader.problems or submission is None:
        raise RowRefused(reader.problems)
    return submission


class RowReader:
    """Reads one row, remembering every problem on the way."""

    def __init__(self, row: Row, reading: Reading) -> None:
        self.row, self.reading, self.form = row, reading, reading.form
        self.problems: list[RowProblem] = []
        self.said: dict[str, Any] = {}

    # ---- the nouns

    def submission(self) -> Submission | None:
        agency = self.read("agency", self._agency)
        referred_on = self.day("referred_on", past=True)
        children = self.read("children", self._children) or ()
        victim = self.victim()
        harmers = tuple(one for prefix in HARMERS if (one := self.harmer(prefix)))
        values: dict[str, Any] = {
            "reference": self.text("referral_ref"),
            "referrer_name": self.text("referrer_name"),
            "referrer_email": self.read("referrer_email", read_email) or "",
            "criteria": self.criteria(),
            **read_risk(self),
            "dash_on": self.day("dash_on", past=True),
            "judgement_reason": self.text("judgement_reason"),
            "consent": self.answer("consent"),
            "victim_aware": self.answer("victim_aware"),
            "unaware_reason": self.text("unaware_reason"),
            "incident_on": self.day("incident_on", past=True),
            "reason": self.text("reason"),
            "victim_wishes": self.text("victim_wishes"),
            "detail": details_of(self),
        }
        self._the_required(victim)
        self._not_the_same(victim, harmers)
        if self.problems or agency is None or referred_on is None:
            return None
        return Submission(
            agency=agency, referred_on=referred_on, victim=victim, harmers=harmers, children=children, **values
        )

    def victim(self) -> Description:
        described = Description(
            names=self.names("victim_"),
            born_on=self.day("victim_dob", birth=True),
            sex=self.choice("victim_sex"),
            ethnicity=self.choice("ethnicity"),
            disability=self.answer("disability"),
            lgbt=self.answer("lgbt"),
            pregnant=self.answer("pregnant"),
            language=self.text("language"),
            interpreter=self.answer("interpreter"),
            places=self.places("victim_"),
            recourse=self.recourse(),
        )
        return with_more(self, described)

    def harmer(self, prefix: str) -> Harmer | None:
        described = Description(
            names=self.names(prefix),
            born_on=self.day(f"{prefix}dob", birth=True),
            sex=self.choice(f"{prefix}sex"),
            places=self.places(prefix),
        )
        relationship = self.choice("relationship" if prefix == FIRST_HARMER else f"{prefix}relationship")
        return Harmer(described=described, relationship=relationship) if described != NOBODY or relationship else None

    def names(self, prefix: str) -> tuple[Name, ...]:
        given, family = self.name(f"{prefix}given_name"), self.name(f"{prefix}family_name")
        whole, other = without_alias(self.name(f"{prefix}name"))
        if whole and not (given or family):
            given, family = split_name(whole)
            self.said |= {f"{prefix}given_name": given, f"{prefix}family_name": family}
        own = (Name(given=given, family=family),) if given or family else ()
        return (*own, *map(other_name, dict.fromkeys([*filter(None, [other]), *self.aliases(f"{prefix}aliases")])))

    def places(self, prefix: str) -> tuple[tuple[str, str], ...]:
        found = [
            ("address", self.address(f"{prefix}address")),
            ("postcode", self.read(f"{prefix}postcode", read_postcode)),
            # Only the victim's number is asked for: nobody calls the person who harms.
            ("phone", self.read(f"{prefix}phone", read_phone)),
        ]
        return tuple((kind, text) for kind, text in found if text)

    def criteria(self) -> tuple[str, ...]:
        listed = self.read("criteria", self._choices) or ()
        ticked = {tick.value: self.answer(tick.key) for tick in self.form.ticks.values() if tick.column == "criteria"}
        for code, answer in ticked.items():
            if answer == "no" and code in listed:
                self.refuse("criteria", f"{code} is listed here, and its own column says no", "Correct one.")
        named = dict.fromkeys((*listed, *(code for code, answer in ticked.items() if answer == "yes")))
        here = [criterion.code for criterion in self.reading.pack.processes[PROCESS].criteria_in_use]
        for code in named:
            if code not in here:
                self.refuse("criteria", f"{code} is not a criterion here", f"Use one of {', '.join(here)}.")
        return tuple(code for code in here if code in named)

    def recourse(self) -> str:
        said = self.text("recourse_to_public_funds")
        for tick in self.form.ticks.values():
            if tick.column == "recourse_to_public_funds":
                answer = self.answer(tick.key)
                said = said or {"yes": tick.value, "no": tick.otherwise or ""}.get(answer, "")
        return said

    # ---- the values

    def text(self, column: str, *, longest: int = 10_000) -> str:
        longest = _LENGTHS.get(column, longest)

        def read(cell: Cell) -> str | None:
            text = read_text(cell, longest=longest)
            return None if text is None or is_not_known(text) else text

        return self.read(column, read) or ""

    def address(self, column: str) -> str:
        return self.read(column, lambda _: address_itself(self.text(column, longest=_PLACE_LENGTH))) or ""

    def name(self, column: str) -> str:
        text = self.read(column, lambda cell: name_itself(read_text(cell, longest=_NAME_LENGTH) or "")) or ""
        if text.casefold() in _MARKS_NOT_KNOWN or comparable(text) in _NAME_NOT_KNOWN:
            return ""
        if any(character.isdigit() for character in text):
            self.refuse(column, "a name with a figure in it", "Write the name alone.")
        if _SEVERAL.search(without_alias(text)[0]):
            self.refuse(column, "more than one name stands together", _ONE_NAME)
        return " ".join(text.split())

    def aliases(self, column: str) -> tuple[str, ...]:
        found = self.read(column, lambda cell: tuple(map(name_itself, read_list(cell)))) or ()
        if any(len(alias) > _NAME_LENGTH for alias in found):
            self.refuse(column, "one of the names is too long", "Separate the names with semicolons.")
        return tuple(a for a in found if a.casefold() not in _MARKS_NOT_KNOWN and comparable(a) not in _ALIAS_NOT_KNOWN)

    def day(self, column: str, *, past: bool = False, birth: bool = False) -> date | None:
        def read(cell: Cell) -> date | None:
            swapped = self.reading.swapped.get(column)
            if swapped is not None and isinstance(cell.value, datetime):
                raise Unreadable(swapped.problem, swapped.remedy)
            return read_date(
                cell, today=self.reading.today, order=self.reading.pack.locale.date_order, past=past, birth=birth
            )

        return self.read(column, read)

    def answer(self, column: str) -> str:
        return ANSWERS[self.read(column, read_yes_no) or Answer.NOT_GIVEN]

    def number(self, column: str) -> int | None:
        bounds = self.form.columns[column]
        return self.read(column, lambda cell: read_int(cell, low=bounds.least or 0, high=bounds.most or 9999))

    def choice(self, column: str) -> str:
        return self.read(column, lambda cell: self._one_choice(column, cell)) or ""

    def _one_choice(self, column: str, cell: Cell) -> str | None:
        # Looked up first: `read_choice` compares with every wording, and a file of 10,000 rows asks 60,000 times.
        if cell.problem is None:
            found = self.reading.wordings_of(column).get(comparable(sure(cell.text)))
            if found is not None or not cell.text:
                return found
        return read_choice(cell, choices=self.form.choices(column))

    def _choices(self, cell: Cell) -> tuple[str, ...]:
        """Several choices: one a line or a semicolon; commas and the like too, where each part is a choice."""
        wordings = self.reading.wordings["criteria"]
        found: list[str] = []
        for item in read_list(cell):
            parts = [item] if comparable(item) in wordings else [part.strip() for part in _BETWEEN_CHOICES.split(item)]
            for part in filter(None, parts):
                choice = self._one_choice("criteria", Cell(part, part))
                found += [choice] if choice else []
        return tuple(dict.fromkeys(found))

    def _children(self, cell: Cell) -> tuple[Description, ...]:
        reading, order = self.reading, self.reading.pack.locale.date_order
        return read_children(cell, sexes=reading.wordings["sex"], today=reading.today, order=order)

    def _agency(self, cell: Cell) -> ReferringAgency | None:
        text = read_text(cell)
        if text is None:
            return None
        found = self.reading.by_wording.get(comparable(sure(text)), ())
        if len(found) == 1:
            return found[0]
        names = ", ".join(agency.name for agency in found or self.reading.agencies)
        if found:
            raise Unreadable("more than one agency here is of this kind", f"Write the name: {names}.")
        raise Unreadable("no agency of this name is in the partnership", f"Write one of: {names}.")

    # ---- the row as a whole

    def _the_required(self, victim: Description) -> None:
        for column in self.form.columns.values():
            needed = column.required and column.key not in self.reading.optional
            if needed and column.key not in self.troubled and not self.said.get(column.key):
                self.refuse(column.key, "this is missing", f"Fill it in: {column.name}.")
        names = {"victim_given_name", "victim_family_name"}
        if not victim.names and not names & self.troubled:
            self.refuse("victim_given_name", "neither name is known", "Give a name that tells the victim apart.")

    @property
    def troubled(self) -> set[str]:
        """The columns that already have a problem: one fault is said once."""
        return {one.column for one in self.problems}

    def _not_the_same(self, victim: Description, harmers: Iterable[Harmer]) -> None:
        for harmer in harmers:
            hers, his = _key(victim), _key(harmer.described)
            if all(hers) and hers == his:
                same = "victim and person who harms are the same person"
                self.refuse("perpetrator_given_name", same, "Correct one of them.")

    def read(self, column: str, reader: Callable[[Cell], T]) -> T | None:
        try:
            value = self.said[column] = reader(self.row.cell(column))
            return value
        except Unreadable as error:
            self.refuse(column, error.problem, error.remedy)
            return None

    def refuse(self, column: str, problem: str, remedy: str) -> None:
        found = RowProblem(column, Problem(problem, remedy))
        if found not in self.problems:  # a column may be read for two places
            self.problems.append(found)


def _key(described: Description) -> tuple[str, str, date | None]:
    name = described.names[0] if described.names else Name()
    return name_key(name.given), name_key(name.family), described.born_on
