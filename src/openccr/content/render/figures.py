"""Returns, published figures, the calendar and imports."""

from __future__ import annotations

from collections.abc import Iterator

from openccr.content.pack import Pack
from openccr.content.registry import MEASURES
from openccr.content.render.parts import Section, table, yes
from openccr.content.schema.returns import Cell


def return_sections(pack: Pack) -> Iterator[Section]:
    for one in pack.returns.values():
        rows = ((c, (str(c.number or ""), c.name, _counted(c))) for c in one.cells.values())
        yield Section(
            f"{one.name} (version {one.version})",
            (f"Sent to {one.sent_to} each {one.period}, for {one.unit}.",),
            (table(pack, "Cells", ("Number", "Figure", "How it is counted"), rows),),
        )


def _counted(cell: Cell) -> str:
    parts = [MEASURES[cell.measure].meaning]
    if cell.over:
        parts.append(f"For every {cell.per:,} of: {MEASURES[cell.over].meaning}")
    if cell.by:
        parts.append(f"By {cell.by.replace('_', ' ')}.")
    if cell.unknown:
        parts.append(f"Shown beside it: {MEASURES[cell.unknown].meaning}")
    if cell.benchmark:
        parts.append(f"Compared with {cell.benchmark.low:g} to {cell.benchmark.high:g}.")
    return " ".join(parts)


def figure_sections(pack: Pack) -> Iterator[Section]:
    for series in pack.figures.values():
        rows = (
            (
                row,
                (
                    f"{row.twelve_months_to:%-d %B %Y}",
                    *(_figure(row.values.get(key)) for key in series.columns),
                    row.note or "",
                ),
            )
            for row in series.rows
        )
        head = ("Twelve months to", *(column.name for column in series.columns.values()), "Note")
        said = (f"Coverage: {series.coverage}.", f"Licence: {series.licence}.")
        yield Section(series.name, said, (table(pack, "Published figures", head, rows),))


def _figure(value: float | None) -> str:
    if value is None:
        return "not published"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def calendar_section(pack: Pack) -> Section:
    calendar = pack.calendar
    rows = ((calendar, (f"{holiday.day:%A %-d %B %Y}", holiday.name)) for holiday in calendar.holidays)
    years = (
        f"Working days are counted without weekends and these days, from {calendar.first_year} to {calendar.last_year}."
    )
    return Section(calendar.name, (years,), (table(pack, "Days that are not worked", ("Day", "Holiday"), rows),))


def import_sections(pack: Pack) -> Iterator[Section]:
    for form in pack.imports.values():
        rows = ((c, (c.name, c.key, yes(c.required), "; ".join(c.headers))) for c in (*form.columns.values(),))
        ticks = ((t, (t.name, f"{t.column}: {t.value}", "; ".join(t.headers))) for t in form.ticks.values())
        words = (f"{{{name}}} stands for: {', '.join(others)}." for name, others in form.words.items())
        yield Section(
            f"Reading a file: {form.name}",
            ("Headings are matched exactly but for case, spaces, punctuation and accents.", *words),
            (
                table(pack, "Columns", ("Column", "Canonical heading", "Required", "Also read"), rows),
                table(pack, "Yes/no columns that stand for a value", ("Column", "Stands for", "Read"), ticks),
            ),
        )
