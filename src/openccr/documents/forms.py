"""Whom a paper is made for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms


class MakeForm(forms.Form):
    """The recipients: each gets a paper of its own."""

    agencies = forms.TypedMultipleChoiceField(
        label="Who is it for?",
        help_text="Each gets a paper of its own, with only what it may see.",
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who it is for."},
    )
    by_name = forms.CharField(
        label="Who gets it there, by name",
        help_text="If it goes to one agency only. It is then printed on every sheet.",
        required=False,
        max_length=120,
    )

    def __init__(self, *args: Any, recipients: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"].choices = recipients  # type: ignore[attr-defined]
        if len(recipients) == 1:
            # Whoever makes it for themselves is named on it already.
            self.fields["agencies"].initial = [recipients[0][0]]
            del self.fields["by_name"]


class WhyForm(forms.Form):
    """Why a file is held, or no longer."""

    why = forms.CharField(label="Why?", max_length=300, widget=forms.Textarea({"rows": 3}))


class SureForm(forms.Form):
    """Nothing to fill in: the page says what will happen."""
