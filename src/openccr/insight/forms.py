"""Signing off, and saying why a quarter is corrected."""

from __future__ import annotations

from typing import Any

from django import forms


class SignOffForm(forms.Form):
    """Asks for nothing the first time; for a correction, why."""

    reason = forms.CharField(
        label="Why are the figures corrected?",
        max_length=300,
        help_text="Everybody who works with figures reads it. Name nobody.",
    )

    def __init__(self, *args: Any, correcting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not correcting:
            del self.fields["reason"]
