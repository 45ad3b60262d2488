"""Free text that looks as if it says where somebody is: warned of once, and kept when whoever writes says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from openccr.kernel.addresses import address_like

KEEP = "keep_places"
"""What the form sends back when the words are to stay as they are."""


def says_where(form: forms.Form, parts: Mapping[str, Any]) -> bool:
    """Whether a valid form of a case must be looked at again: it looks like an address, and nobody said "keep".

    The error stands beside the field, and `form.keep_places` makes the page offer to keep the words (security paper,
    rule 5). What is kept is held back all the same wherever it is shared.
    """
    if "file" not in parts or KEEP in form.data:
        return False
    found = [
        name
        for name, field in form.fields.items()
        if isinstance(field.widget, forms.Textarea) and address_like(str(form.cleaned_data.get(name) or ""))
    ]
    for name in found:
        form.add_error(
            name,
            "This looks like an address or a postcode. Free text is read by many: write down where somebody is under"
            " the person, or take it out.",
        )
    form.keep_places = bool(found)  # type: ignore[attr-defined]
    return bool(found)
