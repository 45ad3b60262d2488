"""The rows of a table as HTML: a page may hold thousands of cells, and a template takes eight times as long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

LINK = '<a class="govuk-link govuk-link--no-visited-state" href="{}">{}</a>'
NOTE = '<span class="occr-table__note">{}</span>'


def table_rows(rows: Iterable[Any], columns: Sequence[Any], *, shown: Callable[[Any], str]) -> SafeString:
    """The rows of a table, each cell under its column; the first of a row is its heading and links to `row.href`.

    Args:
        rows, columns: as ui/table.html has them; mappings or objects.
        shown: how a value reads.

    Raises ValueError when a row has more or fewer cells than there are columns.
    """
    heads = [_head(column) for column in columns[:1]] + [_data(column) for column in columns[1:]]
    # Safe: every value goes through conditional_escape, the rest is written here.
    return mark_safe("".join(_row(row, heads, shown) for row in rows))  # noqa: S308


def _get(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)


def _head(column: Any) -> tuple[str, str, str]:
    words = _classes("govuk-table__header", column)
    # A name says itself what it is; a number alone, as the head of a card on a telephone, does not.
    named = _label(column) if _get(column, "numeric") else '">'
    return f'<th scope="row" role="rowheader" class="{words} occr-table__key', named, "</th>"


def _data(column: Any) -> tuple[str, str, str]:
    words = _classes("govuk-table__cell", column)
    return f'<td role="cell" class="{words}', _label(column), "</td>"


def _label(column: Any) -> str:
    return f'" data-label="{conditional_escape(_get(column, "label"))}">'


def _classes(word: str, column: Any) -> str:
    numeric = f" {word}--numeric" if _get(column, "numeric") else ""
    return f"{word}{numeric}{' occr-table__whole' if _get(column, 'whole') else ''}"


def _row(row: Any, heads: Sequence[tuple[str, str, str]], shown: Callable[[Any], str]) -> str:
    cells = list(_get(row, "cells"))
    if len(cells) != len(heads):
        raise ValueError(f"A row has {len(cells)} cells and the table {len(heads)} columns")
    late = " occr-table__row--late" if _get(row, "late") else ""
    drawn = [f'<tr class="govuk-table__row{late}" role="row">']
    for number, (cell, (opened, named, closed)) in enumerate(zip(cells, heads, strict=True)):
        text, note = _get(cell, "text"), _get(cell, "note")
        blank = " occr-table__blank" if number and text in (None, "") and not note else ""
        href = _get(cell, "href") if number else _get(row, "href")
        words = conditional_escape(shown(text))
        drawn.append(f"{opened}{blank}{named}{LINK.format(conditional_escape(href), words) if href else words}")
        drawn.append(f"{NOTE.format(conditional_escape(note)) if note else ''}{closed}\n")
    return "".join((*drawn, "</tr>\n"))
