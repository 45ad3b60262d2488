"""The area's nouns as an Excel workbook, a sheet each; no formulas, no hidden parts.

Names come first: of the case, the person, the agency that a row is of. The table's own columns follow, with its keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from openccr.leaving.tables import Table
from openccr.leaving.written.readable import NAMED, Readable
from openccr.tabular.guard import guard

SHEETS = {
    "Cases": "casefiles.CaseFile",
    "People": "people.Person",
    "Names": "people.PersonName",
    "Parts in cases": "people.Part",
    "Referrals": "conference.Referral",
    "Meetings": "conference.Meeting",
    "Hearings": "conference.Hearing",
    "Research": "conference.Research",
    "Actions": "actions.Action",
    "Flags": "actions.FlagReceipt",
    "Risk": "risk.Assessment",
    "Sharing": "sharing.Disclosure",
    "Timeline": "casefiles.TimelineEntry",
    "Agencies": "partnership.Agency",
    "Appointments": "partnership.Appointment",
    "Whereabouts": "people.Whereabouts",
}
"""Sheet → its table. A table that does not leave has no sheet."""
CELL = 32_000
"""Excel holds 32,767 letters a cell; the JSON holds the rest."""
ROWS = 1_000_000


def workbook_of(tables: Mapping[str, Table]) -> bytes:
    """The workbook's bytes."""
    from xlsxwriter import Workbook  # large, and most processes write none

    out = BytesIO()
    readable = Readable(tables, {})  # names alone: the columns keep their codes
    book = Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    for sheet_name, name in SHEETS.items():
        if name not in tables:
            continue
        sheet, table = book.add_worksheet(sheet_name), tables[name]
        sheet.freeze_panes(1, 0)
        named = [(place, column) for place, column in enumerate(table.columns) if column in NAMED]
        sheet.set_column(0, len(named) + len(table.columns) - 1, 20)
        sheet.write_row(0, 0, [*(NAMED[column][0] for _, column in named), *table.columns])
        for line, row in enumerate(table.rows[:ROWS], start=1):
            names = [readable.name(column, row[place]) for place, column in named]
            for place, value in enumerate((*names, *row)):
                if isinstance(value, bool):
                    sheet.write_boolean(line, place, value)
                elif isinstance(value, int | float):
                    sheet.write_number(line, place, value)
                elif value not in (None, "", [], {}):
                    sheet.write_string(line, place, guard(str(value))[:CELL])
    book.close()
    return out.getvalue()
