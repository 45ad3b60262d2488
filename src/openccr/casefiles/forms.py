"""Forms about access to a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms


class KeepOutForm(forms.Form):
    """Whom to keep out, and why."""

    who = forms.ChoiceField(label="Who must not know of this case?", widget=forms.Select)
    reason = forms.CharField(
        label="What is the conflict of interest?",
        help_text="For example: she is the sister of somebody in the case. Only coordinators read this.",
        widget=forms.Textarea,
        max_length=300,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [("", "Choose a person or an agency"), *people]  # type: ignore[attr-defined]
