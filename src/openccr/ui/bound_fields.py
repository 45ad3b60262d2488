"""Django's bound form fields, drawn as GOV.UK components with their label, hint and error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from openccr.ui.components import component
from openccr.ui.drawn_once import drawn_around
from openccr.ui.fields import LABELS, PARTS, DayMonthYearWidget
from openccr.ui.placed import is_watched
from openccr.ui.uploads import too_large

DJANGOS_ROWS = forms.Textarea().attrs["rows"]
"""What Django writes when a form does not say how many rows; too many for our pages."""

Reveals = Mapping[str, Mapping[str, Sequence[str]]]
"""Field name → choice → names of the fields shown only when that choice is taken."""


def fields(form: forms.BaseForm, *, heading: str = "") -> SafeString:
    """Every visible field of the form in order, hidden ones first.

    `form.reveals` (optional, see `Reveals`) nests fields under the choice they belong to. A lone field whose label is
    `heading` becomes the page's h1, so that a one-question page does not say its question twice.
    """
    nested = {name for choices in _reveals(form).values() for names in choices.values() for name in names}
    shown = [bound for bound in form.visible_fields() if bound.name not in nested]
    as_heading = asks_only(form, heading)
    drawn = [str(bound) for bound in form.hidden_fields()]
    drawn += [field(bound, as_heading=as_heading) for bound in shown]
    return format_html_join("\n", "{}", ((SafeString(html),) for html in drawn))


def asks_only(form: forms.BaseForm, question: str) -> bool:
    """Whether the form is one visible field whose label is the question, or its only question with reveals."""
    nested = {name for choices in _reveals(form).values() for names in choices.values() for name in names}
    shown = [bound for bound in form.visible_fields() if bound.name not in nested]
    return len(shown) == 1 and bool(question) and str(shown[0].label) == str(question)


def field(bound: BoundField, *, as_heading: bool = False, in_filter: bool = False) -> SafeString:
    """One field as its GOV.UK component.

    Arguments: `as_heading` makes the label or legend the page's h1; `in_filter` leaves out "(optional)" and the example
    of a date, since every field of a filter is optional and space is short. A form whose every question may be left out
    says so once and has `marks_optional = False`.
    """
    widget = bound.field.widget
    if widget.is_hidden:
        return SafeString(bound)
    text = str(bound.label)
    marked = not in_filter and getattr(bound.form, "marks_optional", True)
    if marked and not bound.field.required and not isinstance(widget, forms.CheckboxInput):
        text = _("%(label)s (optional)") % {"label": text}
    label = {"text": text, "isPageHeading": as_heading}
    shared = _hint_and_error(bound) | {"name": bound.html_name}
    if isinstance(widget, DayMonthYearWidget):
        if not in_filter:
            shared.setdefault("hint", {"text": _("For example, 27 3 2026")})
        return _date(bound, label, shared)
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _choices(bound, label, shared)
    if isinstance(widget, forms.CheckboxInput):
        return _tick(bound, shared)
    # A filter's own boxes take one line, in which an address may well be looked for.
    searched = in_filter and not isinstance(widget, forms.Textarea)
    return _box(bound, label, shared, watched=not searched and is_watched(bound.form, bound.name))


def first_box(bound: BoundField) -> str:
    """The id an error summary links to: the first wrong box of a date, the first choice of a list, or the box."""
    if isinstance(bound.field.widget, DayMonthYearWidget):
        wrong = _wrong_parts(bound)
        return f"{bound.auto_id}_{wrong[0] if wrong else PARTS[0]}"
    return bound.auto_id


def errors(bound: BoundField) -> list[str]:
    """What is wrong with a field, each a sentence that names it, the same beside the field and in the summary.

    "This field is required" said seven times helps nobody, so the form's own words for it are replaced.
    """
    if not bound.errors:
        return []
    return [_named(bound, error, str(words)) for error, words in zip(bound.errors.as_data(), bound.errors, strict=True)]


def _named(bound: BoundField, error: ValidationError, words: str) -> str:
    label = str(bound.label)
    if error.code == "required" and words == str(forms.Field.default_error_messages["required"]):
        return _unanswered(bound) % {"label": label}
    if error.code == "empty":
        words = too_large(bound.data) or words
    if error.code in ("min_value", "max_value"):
        words = _limits(bound.field)
    if error.code == "invalid" and isinstance(bound.field, forms.TimeField):
        words = _("This is no time of day. Write it such as 09:30 or 14:00.")
    # A tick's label is what somebody says by it: in front of an error it would read as if that were so.
    if isinstance(bound.field.widget, forms.CheckboxInput) or label.rstrip("?").lower() in words.lower():
        return words
    return f"{label} {words}" if label.endswith("?") else f"{label}: {words}"


def _limits(field: forms.Field) -> str:
    least, most = getattr(field, "min_value", None), getattr(field, "max_value", None)
    if least is not None and most is not None:
        return _("Write a number from %(least)s to %(most)s.") % {"least": least, "most": most}
    if least is not None:
        return _("Write a number that is not below %(least)s.") % {"least": least}
    return _("Write a number that is not above %(most)s.") % {"most": most}


def _unanswered(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return _("Tick “%(label)s” to go on")
    if isinstance(widget, forms.FileInput):
        return _("Choose a file for “%(label)s”")
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.Select):
        return _("Choose an answer to “%(label)s”")
    return _("Fill in “%(label)s”")


def _reveals(form: forms.BaseForm) -> Reveals:
    return getattr(form, "reveals", {})


def _hint_and_error(bound: BoundField) -> dict[str, Any]:
    params: dict[str, Any] = {}
    if bound.help_text:
        params["hint"] = {"html" if isinstance(bound.help_text, SafeString) else "text": bound.help_text}
    wrong = errors(bound)
    if wrong:
        params["errorMessage"] = {"text": wrong[0], "visuallyHiddenText": _("Error")}
    return params


def _attributes(attrs: Mapping[str, Any], *handled: str) -> dict[str, Any]:
    """A widget's own attributes, less those with a parameter of their own."""
    skipped = {"class", "id", *handled}
    kept = {name: value for name, value in attrs.items() if name not in skipped and value not in (None, False)}
    return {name: {"value": True, "optional": True} if value is True else value for name, value in kept.items()}


def _size(kind: str, as_heading: bool) -> str:
    return f"{kind}--l" if as_heading else f"{kind}--s"


def _fieldset(label: Mapping[str, Any]) -> dict[str, Any]:
    return {"legend": dict(label) | {"classes": _size("govuk-fieldset__legend", label["isPageHeading"])}}


def _wrong_parts(bound: BoundField) -> tuple[str, ...]:
    found = bound.errors.as_data() if bound.errors else []
    return tuple((found[0].params or {}).get("parts", PARTS)) if found else ()


def _date(bound: BoundField, label: Mapping[str, Any], shared: dict[str, Any]) -> SafeString:
    widget = bound.field.widget
    value = bound.value()
    typed = value if isinstance(value, list | tuple) else widget.decompress(value)
    wrong = _wrong_parts(bound)
    items = [
        {
            "id": f"{bound.auto_id}_{part}",
            "name": f"{bound.html_name}_{part}",
            "label": LABELS[part],
            "value": text or "",
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
        }
        for part, text in zip(PARTS, typed, strict=True)
    ]
    params = shared | {"id": bound.auto_id, "items": items, "fieldset": _fieldset(label)}
    return drawn_around("date-input", params, [item for item in items if item["value"]])


def _of_the_pack(bound: BoundField) -> bool:
    """Whether the field's label, hint and choices are the page's or the pack's words: no person's name is in them."""
    return bound.name in getattr(bound.form, "of_the_pack", ())


def _choices(bound: BoundField, label: Mapping[str, Any], shared: dict[str, Any]) -> SafeString:
    kind = "checkboxes" if isinstance(bound.field.widget, forms.CheckboxSelectMultiple) else "radios"
    value = bound.value()
    chosen = {str(item) for item in (value if isinstance(value, list | tuple) else [value])}
    hints: Mapping[str, str] = getattr(bound.field, "choice_hints", {})
    reveals = _reveals(bound.form).get(bound.name, {})
    items = []
    for key, text in _flat(bound.field.widget.choices):
        if key == "" and kind == "radios":
            continue
        item: dict[str, Any] = {"value": key, "text": text, "checked": key in chosen}
        if key in hints:
            item["hint"] = {"text": hints[key]}
        if key in reveals:
            inner = ((field(bound.form[name]),) for name in reveals[key])
            item["conditional"] = {"html": format_html_join("", "{}", inner)}
        items.append(item)
    params = {"idPrefix": bound.auto_id, "items": items, "fieldset": _fieldset(label)}
    # Large targets when it is the page's only question, small ones among others.
    size = "" if label["isPageHeading"] else f"govuk-{kind}--small"
    params = shared | params | {"classes": bound.field.widget.attrs.get("class", size)}
    # Of what was chosen the parameters hold a tick, never the words that were sent.
    return drawn_around(kind, params) if _of_the_pack(bound) and not reveals else component(kind, params)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for key, text in choices:
        if isinstance(text, list | tuple):
            yield from _flat(text)
        else:
            yield str(key), str(text)


def _tick(bound: BoundField, shared: dict[str, Any]) -> SafeString:
    item: dict[str, Any] = {"value": "on", "text": str(bound.label), "checked": bool(bound.value())}
    if "hint" in shared:
        item["hint"] = shared.pop("hint")
    params = {"idPrefix": bound.auto_id, "items": [item], "classes": "govuk-checkboxes--small"}
    return component("checkboxes", shared | params)


def _box(bound: BoundField, label: Mapping[str, Any], shared: dict[str, Any], *, watched: bool) -> SafeString:
    kind, params = _boxed(bound, label, shared, watched=watched)
    # What is chosen from a list is not put into a box, it marks one of the lines.
    if not _of_the_pack(bound) or (kind == "select" and params["value"]):
        return component(kind, params)
    return drawn_around(kind, params, [params] if params["value"] else [])


def _boxed(
    bound: BoundField, label: Mapping[str, Any], shared: dict[str, Any], *, watched: bool
) -> tuple[str, dict[str, Any]]:
    """The component that draws a box, and what it is given."""
    widget = bound.field.widget
    attrs = {**widget.attrs, **bound.field.widget_attrs(widget)}
    value = widget.format_value(bound.value()) if not isinstance(widget, forms.Select) else bound.value()
    params: dict[str, Any] = shared | {
        "id": bound.auto_id,
        "label": dict(label) | {"classes": _size("govuk-label", label["isPageHeading"])},
        "value": "" if value is None else str(value),
        "classes": attrs.get("class", ""),
    }
    for name in ("autocomplete", "inputmode", "pattern", "spellcheck", "autocapitalize"):
        if name in attrs:
            params[name] = attrs[name]
    own = _attributes(attrs, "autocomplete", "inputmode", "pattern", "spellcheck", "autocapitalize", "rows", "cols")
    if watched:
        own["data-no-place"] = {"value": True, "optional": True}
    if isinstance(widget, forms.Select):
        items = [{"value": key, "text": text} for key, text in _flat(widget.choices)]
        return "select", params | {"items": items, "attributes": own}
    if isinstance(widget, forms.Textarea):
        return _words(params, attrs, own)
    if isinstance(widget, forms.FileInput):
        many = bool(own.pop("multiple", False))
        return "file-upload", params | {"value": "", "attributes": own, "multiple": many}
    if isinstance(widget, forms.PasswordInput):
        return "password-input", params | {"value": "", "attributes": own}
    if isinstance(widget, forms.NumberInput):
        # A number box spins when the wheel turns over it and swallows letters: GOV.UK uses a text box.
        params.setdefault("inputmode", "numeric")
        params["classes"] = params["classes"] or "govuk-input--width-5"
        return "input", params
    return "input", params | {"type": getattr(widget, "input_type", "text"), "attributes": own}


def _words(params: dict[str, Any], attrs: Mapping[str, Any], own: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    params["rows"] = 4 if attrs.get("rows") == DJANGOS_ROWS else attrs.get("rows", 4)
    limit = own.pop("maxlength", None)
    if limit is None:
        return "textarea", params | {"attributes": own}
    # The browser would cut what is pasted in without a word; the count says so, and the form refuses.
    return "character-count", params | {"attributes": own, "maxlength": limit, "threshold": 75}
