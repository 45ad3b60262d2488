"""The form about an interpreter."""

from __future__ import annotations

from django import forms


class InterpreterForm(forms.Form):
    """Which interpreter somebody needs."""

    language = forms.CharField(label="Language", max_length=60)
    dialect = forms.CharField(label="Dialect or region", max_length=60, required=False)
    gender = forms.ChoiceField(
        label="Must the interpreter be a woman or a man?",
        choices=[("woman", "A woman"), ("man", "A man"), ("any", "Either")],
        widget=forms.RadioSelect,
    )
    own_community = forms.BooleanField(
        label="The person said themselves that somebody of their community is welcome",
        required=False,
        help_text="Left empty, nobody of their community is booked. Ask them alone.",
    )
    booked = forms.CharField(
        label="Booked with whom, on which day, for what?",
        max_length=200,
        required=False,
        help_text="For example: Willow Language Service, 3 March at 14:00, for the safety plan.",
    )
