"""One person of a draft, read by the readers of the import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from openccr.conference.rules.importing import NOBODY, RowReader
from openccr.conference.rules.reading import FIRST_HARMER, Reading
from openccr.conference.rules.submissions import Harmer
from openccr.kernel.refusals import Refusal
from openccr.people.rules import Description
from openccr.people.rules.description import why_not_expected
from openccr.tabular import Cell, Row

Person = Mapping[str, str]
_SHARED = frozenset({"relationship"})
"""Columns of the import that carry no prefix."""


def read_harmer(person: Person, reading: Reading) -> tuple[Harmer | None, list[Refusal]]:
    """A person who harms (None when nothing is said of them), and what is wrong with the answers."""
    reader = _reader(person, reading, FIRST_HARMER)
    return reader.harmer(FIRST_HARMER), _problems(reader, FIRST_HARMER)


def read_child(person: Person, reading: Reading) -> tuple[Description, list[Refusal]]:
    """A child, born or not yet, and what is wrong with the answers."""
    unborn = person.get("unborn") == "yes"
    reader = _reader(person, reading, FIRST_HARMER)
    born_on = reader.day("perpetrator_expected_on") if unborn else reader.day("perpetrator_dob", birth=True)
    places = [("school", "school"), ("carer", "carer")]
    told = [(kind, reader.text(FIRST_HARMER + key, longest=500)) for kind, key in places]
    described = replace(
        _described(reader),
        born_on=born_on,
        born_on_is_expected=unborn,
        places=tuple(
            (kind, text) for kind, text in [("address", reader.address("perpetrator_address")), *told] if text
        ),
    )
    problems = _problems(reader, FIRST_HARMER)
    if unborn and (past := why_not_expected(born_on, today=reading.today)):
        problems.append(Refusal(past.sentence, remedy=past.remedy, field="expected_on"))
    if not described.names and not unborn and born_on is None:
        problems.append(
            Refusal("Give a name or a date of birth.", remedy="Else remove this child.", field="given_name")
        )
    return described, problems


def read_other(person: Person, reading: Reading) -> tuple[Description, list[Refusal]]:
    """Somebody else at risk or feared, and what is wrong with the answers."""
    reader = _reader(person, reading, FIRST_HARMER)
    described = replace(_described(reader), born_on=reader.day("perpetrator_dob", birth=True))
    problems = _problems(reader, FIRST_HARMER)
    if not described.names:
        problems.append(
            Refusal("Give a name.", remedy="What is known of somebody unnamed goes under whom the victim is afraid of.",
                    field="given_name")
        )  # fmt: skip
    return described, problems


def child_said(person: Person) -> str:
    """What was said of a child's relationships, as a sentence."""
    said = [
        (f"to the victim: {person['to_her']}" if person.get("to_her") else ""),
        (f"to the person who harms: {person['to_harmer']}" if person.get("to_harmer") else ""),
    ]
    words = ", ".join(filter(None, said))
    return f"{_called(person) or 'Unborn child'}: {words}" if words else ""


def other_said(person: Person) -> str:
    """Who somebody else is and why they matter, as a sentence."""
    said = [
        person.get("connection", ""),
        "at risk" if person.get("at_risk") == "yes" else "",
        "the victim is afraid of them" if person.get("feared") == "yes" else "",
        person.get("why", ""),
    ]
    words = "; ".join(filter(None, said))
    return f"{_called(person)}: {words}" if words else ""


def _called(person: Person) -> str:
    return " ".join(filter(None, (person.get("given_name", "").strip(), person.get("family_name", "").strip())))


def _described(reader: RowReader) -> Description:
    return replace(NOBODY, names=reader.names(FIRST_HARMER), sex=reader.choice("perpetrator_sex"))


def _reader(person: Person, reading: Reading, prefix: str) -> RowReader:
    """The answers under the columns of the import that ask the same of a person who harms."""
    cells = {
        key if key in _SHARED else prefix + key: Cell(value, value)
        for key, value in person.items()
        if isinstance(value, str) and value.strip()
    }
    return RowReader(Row(number=1, cells=cells, original=()), reading)


def _problems(reader: RowReader, prefix: str) -> list[Refusal]:
    return [
        Refusal(str(one.problem)[:1].upper() + str(one.problem)[1:], field=one.column.removeprefix(prefix))
        for one in reader.problems
    ]
