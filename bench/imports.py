"""Rows a second of an import of 10,000 referrals, CSV and XLSX: reading alone, a dry run, and in earnest.

In earnest is written and then rolled back, so that the area stays as it was; what the commit costs is not in it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bench._area import use_area
from bench._timing import once, table
from openccr.site.demo.dice import Dice
from openccr.site.demo.names import address, family_name, given_name, phone

ROWS = 10_000


class Undo(Exception):
    """Takes back what was written."""


def _people(dice: Dice) -> dict[str, str]:
    """Two adults and three children as different from those of the next row as in life.

    Whoever is kept out of a case is looked for by its people; if all rows were of one family, each would be held.
    """
    hers, his = family_name(dice), family_name(dice)
    first, second, third = (f"{given_name(dice, sex='female')} {3 + 9 * place}/4/20{14 + place}" for place in range(3))
    there, postcode = address(dice)
    return {
        "victim_given_name": given_name(dice, sex="female"), "victim_family_name": hers, "victim_aliases": "",
        "victim_dob": _born(dice), "victim_address": there, "victim_postcode": postcode, "victim_phone": phone(dice),
        "perpetrator_given_name": given_name(dice, sex="male"), "perpetrator_family_name": his,
        "perpetrator_dob": _born(dice), "perpetrator_address": address(dice)[0],
        "children": f"{first}; {second}; {third}",
    }  # fmt: skip


def _born(dice: Dice) -> str:
    return f"{dice.one(range(1, 29))}/{dice.one(range(1, 13))}/{dice.one(range(1956, 2004))}"


def main() -> None:
    use_area()
    from django.db import transaction
    from django.utils import timezone
    from tests.conference.files import COLUMNS, csv_file, rows, workbook

    from openccr.access.acting import acting_as
    from openccr.conference.operations.importing import import_referrals, try_file
    from openccr.partnership.models import Agency
    from openccr.partnership.services import commands_actor
    from openccr.site.demo.place import CODE
    from openccr.tabular import read_table

    who, now = commands_actor(CODE, purpose="import referrals"), timezone.now()
    with acting_as(who):
        agency = Agency.objects.filter(kind="police").values_list("name", flat=True)[0]
    today, dice = f"{now - timedelta(days=1):%d/%m/%Y}", Dice("imports")
    records = [
        {**one, **_people(dice), "agency": agency, "referred_on": today, "incident_on": today} for one in rows(ROWS)
    ]
    known = {column: (column,) for column in COLUMNS}
    files = {"CSV": ("referrals.csv", csv_file(records)), "XLSX": ("referrals.xlsx", workbook(records))}

    def in_earnest(name: str, data: bytes) -> None:
        try:
            with transaction.atomic():
                outcome, _ = import_referrals(actor=who, data=data, filename=name, at=now)
                assert outcome.accepted == ROWS, outcome.refused[:3]
                raise Undo
        except Undo:
            return

    shown = []
    for kind, (name, data) in files.items():
        steps: dict[str, Callable[[], object]] = {
            "reading alone": lambda: read_table(data, filename=name, known=known),  # noqa: B023
            "dry run": lambda: try_file(actor=who, data=data, filename=name, at=now),  # noqa: B023
            "in earnest": lambda: in_earnest(name, data),  # noqa: B023
        }
        alone = 0.0
        for step, call in steps.items():
            seconds = once(call) / 1000
            alone = alone or seconds
            shown.append((f"{kind}, {step}", f"{ROWS / seconds:,.0f}", seconds, f"{seconds / alone:.1f}"))
    table((f"{ROWS:,} rows", "rows a second", "seconds", "times reading alone"), shown)


main()
