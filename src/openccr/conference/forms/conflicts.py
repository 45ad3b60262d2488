"""The form about somebody whose name is in the case."""

from __future__ import annotations

from django import forms

from openccr.conference.rules.conflicts import Decided


class StaffForm(forms.Form):
    """Whether they are kept out."""

    decided = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            (Decided.KEPT_OUT, "Keep them out: the case does not exist for them"),
            (Decided.NO_CONFLICT, "No conflict: only the name is the same"),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="How do you know?", help_text="Do not ask them. Only coordinators read this.", max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
