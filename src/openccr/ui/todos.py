"""The lines of a to-do list as HTML: a coordinator's has a hundred, and a template takes eight times as long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from openccr.ui.panels import Item

COUNT = '<span class="occr-todo__count">{}</span> '
DUE = '<span class="occr-todo__due">{} {}</span>'
DETAIL = '<span class="occr-todo__detail">{}</span>'


def todo_lines(
    items: Iterable[Item], *, dated: Callable[[Any], SafeString], button: Callable[[Mapping[str, Any]], SafeString]
) -> SafeString:
    """A line for each item, with its count, when it is or was due, its detail and what can be done in one press.

    Args:
        dated: how a date is written.
        button: how an action is drawn.
    """
    was_due, due = _("was due"), _("due")
    # Safe: every value goes through an escape, the rest is written here.
    return mark_safe("\n".join(_line(item, was_due if item.late else due, dated, button) for item in items))  # noqa: S308


def _line(
    item: Item, due: str, dated: Callable[[Any], SafeString], button: Callable[[Mapping[str, Any]], SafeString]
) -> str:
    drawn = [f'<li class="occr-todo__item{" occr-todo__item--late" if item.late else ""}">']
    count = "" if item.count is None else COUNT.format(conditional_escape(str(item.count)))
    href, text = conditional_escape(item.href), conditional_escape(item.text)
    drawn.append(f'<a class="occr-todo__link" href="{href}">{count}{text}</a>')
    if item.due:
        drawn.append(format_html(DUE, due, dated(item.due)))
    if item.detail:
        drawn.append(DETAIL.format(conditional_escape(item.detail)))
    if item.action:
        drawn.append(button(item.action))
    return "\n".join((*drawn, "</li>"))
