"""Free text that looks as if it says where somebody is: warned of once, and kept when whoever writes says so."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from openccr.kernel.addresses import address_like

SENTENCE_FROM = 60
"""A line that takes more characters than this takes a sentence, and with it an address; a code or a number does not."""
KEEP = "keep_places"
"""What the form sends back when the words are to stay as they are."""
WARNING = _(
    "This looks like an address or a postcode. Free text is read by many: write down where somebody is under the"
    " person, or take it out."
)


def says_where(form: forms.Form) -> bool:
    """Whether a form must be looked at again: a free text looks like an address, and nobody said "keep".

    Ask it after `is_valid`, whatever that says. The error stands beside the field, and `form.keep_places` makes the
    page offer to keep the words (security paper, rule 5). What is kept is held back all the same wherever it is shared.
    A form of which the public is told addresses (a service's) says so by `places_belong = True`; one that only keeps a
    draft for whoever writes it, by `keeps_draft`; a field that an address belongs in, by `is_place`, and one that
    holds a key or the like, by `is_code` (`ui.fields.PlaceField`, `CodeField`).
    """
    if KEEP in form.data or getattr(form, "keeps_draft", False):
        return False
    found = [name for name in form.fields if is_watched(form, name) and address_like(_typed(form, name))]
    for name in found:
        form.add_error(name, WARNING)
    form.keep_places = bool(found)  # type: ignore[attr-defined]
    return bool(found)


def is_watched(form: forms.BaseForm, name: str) -> bool:
    """Whether a field of a form takes free text in which no address belongs: the page warns while it is typed."""
    field = form.fields[name]
    if getattr(form, "places_belong", False) or getattr(field, "is_place", False) or getattr(field, "is_code", False):
        return False
    if isinstance(field.widget, forms.Textarea):
        return True
    longest = getattr(field, "max_length", None)
    # An e-mail, a number and a time have widgets of their own kind or fields that are no CharField.
    one_line = isinstance(field, forms.CharField) and type(field.widget) is forms.TextInput
    return one_line and (longest is None or longest > SENTENCE_FROM)


def _typed(form: forms.Form, name: str) -> str:
    """As it was typed: a form's own `clean` may have taken the answer elsewhere."""
    return str(form.fields[name].widget.value_from_datadict(form.data, form.files, form.add_prefix(name)) or "")
