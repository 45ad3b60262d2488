"""The chronology as a workbook: one row a line, dates as they are known, no formulas and no hidden parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from uuid import UUID

from openccr.chronology.gathering import Chronology
from openccr.chronology.rules import Entry, Gap, day_words
from openccr.tabular.guard import guard

HEAD = (
    "first day", "as known", "precision", "what", "kind", "fact or opinion", "agency", "who says so", "source", "about",
    "case", "also told by",
)  # fmt: skip
WIDTHS = (12, 18, 16, 70, 20, 24, 28, 24, 36, 28, 14, 28)


def xlsx_of(found: Chronology, *, about: tuple[tuple[str, str], ...]) -> bytes:
    """The entries and gaps on one sheet; on another what it is and who got it.

    Args:
        about: (name, words) for the second sheet.
    """
    from xlsxwriter import Workbook  # large, and most processes write none

    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Chronology")
    sheet.freeze_panes(1, 0)
    wraps = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True})
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width, wraps)
    for place, text in enumerate(HEAD):
        sheet.write_string(0, place, text, head)
    for line, row in enumerate(rows_of(found), start=1):
        for place, text in enumerate(row):
            sheet.write_string(line, place, guard(text))
    second = book.add_worksheet("About")
    second.set_column(0, 1, 40, wraps)
    for line, (name, words) in enumerate(about):
        second.write_string(line, 0, guard(name))
        second.write_string(line, 1, guard(words))
    book.close()
    return out.getvalue()


def rows_of(found: Chronology) -> Iterator[tuple[str, ...]]:
    """The rows as texts, for the workbook and for tests."""
    names = {one.id: one.name for one in found.people}
    titles = dict(found.kinds)
    for one in found.shown:
        if isinstance(one, Gap):
            yield (_iso(one.after), gap_words(one), "", f"Nothing is written down for {one.days} days") + ("",) * 8
            continue
        yield _row(one, names=names, titles=titles, files=found.files)


def _row(one: Entry, *, names: dict[UUID, str], titles: dict[str, str], files: dict[UUID, str]) -> tuple[str, ...]:
    line = one.line
    return (
        _iso(line.on),
        day_words(line),
        line.precision.label,
        line.what,
        titles.get(line.kind, line.kind),
        line.nature.label,
        line.agency,
        line.who,
        line.source,
        ", ".join(names.get(person, "") for person in line.people),
        files.get(line.file_id, ""),
        ", ".join(dict.fromkeys(also.agency or also.source for also in one.also)),
    )


def gap_words(gap: Gap) -> str:
    """A gap's first and last day in words."""
    first, last = (f"{day.day} {day:%B %Y}" for day in (gap.after, gap.before))
    return f"{first} to {last}"


def _iso(day: date) -> str:
    return day.isoformat()
