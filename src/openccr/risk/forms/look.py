"""The form of a second person's look."""

from __future__ import annotations

from django import forms


class LookForm(forms.Form):
    """Cleans to what `operations.look_again` asks for."""

    judged_high = forms.TypedChoiceField(
        label="Do you judge the risk to be high?",
        choices=[("yes", "Yes: it is shown as high from now on"), ("no", "I would not raise it: what stands, stands")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Your reasons",
        help_text="What you looked at, and what you make of it.",
        widget=forms.Textarea({"rows": 4}),
    )
