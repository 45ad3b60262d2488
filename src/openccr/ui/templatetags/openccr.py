"""`{% load openccr %}`: what every template of OpenCCR is drawn with. templates/ui/README.md shows each in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date
from datetime import datetime
from typing import Any

from django import forms, template
from django.core.exceptions import ValidationError
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from openccr.ui import bound_fields
from openccr.ui.components import StateWord, component
from openccr.ui.fields import PARTS, DayMonthYearField, DayMonthYearWidget
from openccr.ui.panels import Item
from openccr.ui.rows import table_rows
from openccr.ui.todos import todo_lines

register = template.Library()


@register.simple_tag
def govuk(component_name: str, **params: Any) -> SafeString:
    """A GOV.UK component: `{% govuk "button" text="Save" %}`. Two underscores nest: `label__text="Name"`."""
    nested: dict[str, Any] = {}
    for key, value in params.items():
        *path, last = key.split("__")
        target = nested
        for part in path:
            target = target.setdefault(part, {})
        target[last] = value
    return component(component_name, nested)


@register.filter
def govuk_field(bound: BoundField) -> SafeString:
    """A bound form field as its GOV.UK component, with label, hint and error."""
    return bound_fields.field(bound)


@register.filter
def filter_field(bound: BoundField) -> SafeString:
    """A bound field of a filter panel, where every field is optional and none says so."""
    return bound_fields.field(bound, in_filter=True)


@register.simple_tag
def fields(form: forms.BaseForm, heading: str = "") -> SafeString:
    """All fields of a form. A lone field labelled `heading` is drawn as the page's h1."""
    return bound_fields.fields(form, heading=heading)


@register.filter
def asks_only(form: forms.BaseForm | None, question: str) -> bool:
    """Whether the form's only visible field is this question (then the field itself is the h1)."""
    return form is not None and form != "" and bound_fields.asks_only(form, question)


@register.simple_tag
def error_summary(*forms_shown: Any) -> SafeString:
    """What is wrong with the forms, each sentence a link to its box. Empty when nothing is."""
    listed: list[dict[str, str]] = []
    for form in forms_shown:
        if not isinstance(form, forms.BaseForm) or not form.errors:
            continue
        listed += [{"text": str(error)} for error in form.non_field_errors()]
        for bound in form:
            listed += [
                {"text": error, "href": f"#{bound_fields.first_box(bound)}"} for error in bound_fields.errors(bound)
            ]
    if not listed:
        return SafeString("")
    return component("error-summary", {"titleText": _("There is a problem"), "errorList": listed})


@register.filter
def inside(label: object) -> str:
    """A label as it stands within a sentence: "Who does it" loses its capital, "IDVA" and a name keep theirs."""
    words = str(label)
    return words[:1].lower() + words[1:] if words[1:] == words[1:].lower() else words


@register.filter
def day(value: Date | datetime | None) -> str:
    """A date as people say it: 21 November 2026. Empty for None."""
    if value is None or value == "":
        return ""
    return date_format(_local(value), "j F Y")


@register.filter
def day_time(value: datetime | None) -> str:
    """A date and time in the partnership's time zone: 21 November 2026 at 10:42."""
    if value is None or value == "":
        return ""
    local = _local(value)
    return _("%(day)s at %(time)s") % {"day": date_format(local, "j F Y"), "time": date_format(local, "H:i")}


@register.filter
def hour(value: datetime | None) -> str:
    """The time of day in the partnership's time zone: 10:42. Empty for None."""
    return date_format(_local(value), "H:i") if value else ""


@register.inclusion_tag("ui/parts/clock.html")
def clock(started: datetime, minutes: int) -> dict[str, Any]:
    """The clock of a case in conference: when it began, and how many minutes it is given."""
    return {"started": started, "minutes": minutes}


@register.simple_tag
def date(value: Date | datetime | None) -> SafeString:
    """A date in words inside `<time>`, with the hour when it has one."""
    if value is None or value == "":
        return SafeString("")
    words = day_time(value) if isinstance(value, datetime) else day(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


def _local(value: Date | datetime) -> Date | datetime:
    return localtime(value) if isinstance(value, datetime) and value.tzinfo else value


@register.simple_tag(takes_context=True)
def todos(context: template.Context, items: Iterable[Item]) -> SafeString:
    """The lines of a to-do list: ui/todos.py."""

    def button(action: Mapping[str, Any]) -> SafeString:
        drawn = {"action": action, "kind": "secondary", "snug": True, "csrf_token": context.get("csrf_token")}
        return render_to_string("ui/parts/action.html", drawn)

    return todo_lines(items, dated=date, button=button)


@register.simple_tag
def tag(text: str, tone: str = "neutral") -> SafeString:
    """A state word; the tones stand in `components.TONES`. Raises ValueError for a tone that does not exist."""
    return SafeString(StateWord(text, tone).__html__())


@register.filter
def shown(value: Any) -> str | SafeString:
    """A value as people read it: dates in words, yes and no, a list one below the other, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return day_time(value)
    if isinstance(value, Date):
        return day(value)
    if isinstance(value, list | tuple):
        return format_html_join(mark_safe("<br>"), "{}", ((shown(one),) for one in value))
    if isinstance(value, str) and not isinstance(value, SafeString):
        return linebreaksbr(value, autoescape=True) if "\n" in value or "\r" in value else value
    return conditional_escape(value)


@register.simple_tag
def rows_of(rows: Iterable[Any], columns: Sequence[Any]) -> SafeString:
    """The rows of a table under its columns, as ui/parts/table.html has them."""
    return table_rows(rows, columns, shown=shown)


@register.filter
def at(mapping: Mapping[str, Any], key: str) -> Any:
    """What a mapping holds for a key that only the page knows; empty for none."""
    return mapping.get(key, "")


@register.filter
def with_columns(cells: Iterable[Any], columns: Sequence[Any]) -> list[tuple[Any, Any]]:
    """The cells of a row, each beside its column. Raises ValueError when a row has more or fewer cells than columns."""
    cells = list(cells)
    if len(cells) != len(columns):
        raise ValueError(f"A row has {len(cells)} cells and the table {len(columns)} columns")
    return list(zip(cells, columns, strict=True))


@register.filter
def page_numbers(page_obj: Page[Any]) -> list[int | None]:
    """The page numbers to link: first, last and those around the current one; None where numbers are left out."""
    shown = page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]


@register.inclusion_tag("ui/parts/table.html", takes_context=True)
def data_table(context: Mapping[str, Any], data: Any) -> dict[str, Any]:
    """A table inside a panel: `data` has caption, columns, rows and empty, as in `ui/table.html`."""
    names = ("caption", "columns", "rows", "empty", "sorted_by")
    get = data.get if isinstance(data, Mapping) else lambda name: getattr(data, name, None)
    return {name: get(name) for name in names} | {"request": context.get("request"), "caption_hidden": True}


@register.inclusion_tag("ui/parts/filter.html", takes_context=True)
def filter_panel(context: Mapping[str, Any], form: forms.BaseForm) -> dict[str, Any]:
    """The filter of a table: the form, and what is chosen in it as tags that take themselves away."""
    params: QueryDict = context["request"].GET
    chosen = [
        {"text": f"{bound.label}: {words}", "remove_href": _without(params, _posted_names(bound))}
        for bound in form.visible_fields()
        if (words := _chosen_words(bound))
    ]
    every = [name for bound in form.visible_fields() for name in _posted_names(bound)]
    return {
        "form": form,
        "chosen": chosen,
        "clear_href": _without(params, every),
        "sorted_by": params.get("sort", ""),
    }


def _posted_names(bound: BoundField) -> list[str]:
    parts = PARTS if isinstance(bound.field.widget, DayMonthYearWidget) else ()
    return [f"{bound.html_name}_{part}" for part in parts] or [bound.html_name]


def _chosen_words(bound: BoundField) -> str:
    value = bound.value() if bound.form.is_bound else None
    chosen = value if isinstance(value, list | tuple) else [value]
    if isinstance(bound.field, DayMonthYearField):
        try:
            return day(bound.field.to_python(value))
        except ValidationError:  # said above the table; here as it was typed
            return " ".join(str(part) for part in chosen if part)
    # What may be chosen here may stand with the widget alone: it is only what occurs.
    names = {str(key): str(text) for key, text in getattr(bound.field.widget, "choices", ())}
    return ", ".join(names.get(str(one), str(one)) for one in chosen if one not in (None, "", False))


def _without(params: QueryDict, names: Iterable[str]) -> str:
    kept = params.copy()
    for name in (*names, "page"):
        kept.pop(name, None)
    return f"?{kept.urlencode()}"
