"""The form that says why risk could not be assessed again."""

from __future__ import annotations

from django import forms


class NotDoneForm(forms.Form):
    """What stood in the way. Cleans to what `operations.close_change` asks for."""

    reason = forms.CharField(
        label="Why could it not be done?",
        help_text="What was tried, and what stood in the way. That nobody could ask says nothing about the risk.",
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )
