"""Deciding on a pair, and agreeing with what somebody proposed."""

from __future__ import annotations

from django import forms

from openccr.linkage.rules.review import DECISIONS


class DecideForm(forms.Form):
    """One person, two, or it cannot be told; and what decided it."""

    decision = forms.ChoiceField(
        label="What are they?", choices=list(DECISIONS.items()), widget=forms.RadioSelect,
        error_messages={"required": "Choose what they are"},
    )  # fmt: skip
    reason = forms.CharField(label="What decided it?", widget=forms.Textarea({"rows": 3}))


class ConfirmForm(forms.Form):
    """What the second person says."""

    words = forms.CharField(
        label="What did you look at?", widget=forms.Textarea({"rows": 3}),
        help_text="Look for yourself first. Who disagrees undoes the decision on the page before.",
    )  # fmt: skip
