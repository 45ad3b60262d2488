"""What a page's query or operation answers, for its kind to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms

from openccr.ui.registry import Page


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Args:
        key: names the attribute of a row.
        sort: the word in the address, if it sorts.
        whole: what stands there is short and is never broken over two lines, such as a reference or a date.
    """

    key: str
    label: str
    numeric: bool = False
    sort: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Listing:
    """What a table page's query answers.

    Args:
        rows: dataclasses with the columns' attributes, and optionally `href`, `id` (logged as shown) and `file_id`.
        columns: how they are shown.
        empty: what to say when there are none: text, and optionally the words and address of what to do next.
        total: how many there are in all, when `rows` is only one page of them.
        filters: a bound Django form for the filter panel, if any.
        actions: links above the table.
        note: a sentence above the table.
        csv_href: where the same rows can be had as CSV, if they may leave the system.
        crumbs: the way back to what the list is about.
    """

    rows: Sequence[Any]
    columns: Sequence[Column]
    empty: Mapping[str, str]
    total: int | None = None
    filters: forms.Form | None = None
    actions: Sequence[Mapping[str, Any]] = ()
    note: str = ""
    csv_href: str = ""
    crumbs: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True)
class Screen:
    """What a record page's query answers: the identity bar, its own data, its other pages, and what may be done."""

    title: str
    data: Any = None
    identity: Mapping[str, Any] | None = None
    actions: Sequence[Mapping[str, Any]] = ()
    crumbs: Sequence[Mapping[str, str]] = ()
    tabs: Sequence[Mapping[str, Any]] = ()
    slot: str = ""
    file_id: UUID | None = None


@dataclass(frozen=True)
class Done:
    """Where to go after an act, and the words shown there."""

    href: str
    words: str = ""


@dataclass(frozen=True)
class Asked:
    """What an ask page shows around its form."""

    title: str = ""
    intro: str = ""
    button: str = "Save"
    warning: str = ""
    identity: Mapping[str, Any] | None = None
    crumbs: Sequence[Mapping[str, str]] = ()
    context: Mapping[str, Any] = field(default_factory=dict)


def page_context(page: Page, **more: Any) -> dict[str, Any]:
    """The context every template starts from."""
    return {"page": {"title": more.pop("title", "") or page.title, "name": page.name}, **more}
