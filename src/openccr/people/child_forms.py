"""Forms about a child."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from openccr.ui.fields import DayMonthYearField, PlaceField


class VoiceForm(forms.Form):
    """What a child said."""

    said = forms.CharField(
        label="What did the child say?",
        help_text="The child's own words. For a baby, what was seen: cries when a certain person comes in.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )
    to_whom = forms.CharField(label="To whom?", help_text="Name and agency.", max_length=120)
    said_on = DayMonthYearField(label="When?")
    alone = forms.ChoiceField(
        label="Was the child seen without the adults?",
        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
        widget=forms.RadioSelect,
    )


class FactsForm(forms.Form):
    """How a child is."""

    risk = forms.CharField(
        label="What is this child in danger of?",
        help_text="This child's own risk, not the mother's.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )
    status = forms.ChoiceField(label="With social care", required=False)
    worker = forms.CharField(
        label="Who works with this child?", help_text="Name and agency.", required=False, max_length=200
    )
    kept_out = forms.CharField(
        label="Who must not be told, collect or visit, and why?",
        help_text="Kept sealed.",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        max_length=500,
    )

    def __init__(self, *args: Any, statuses: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [("", "Not said"), *statuses.items()]  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """Where a child is by day and with whom; kept sealed, as an address is."""

    school = PlaceField(label="School or nursery", required=False, max_length=200)
    lead = PlaceField(label="Its designated safeguarding lead", required=False, max_length=200)
    carer = PlaceField(label="In whose care is the child?", required=False, max_length=200)
