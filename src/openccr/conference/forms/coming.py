"""How an agency takes part in a meeting."""

from __future__ import annotations

from django import forms

from openccr.conference.rules.coming import HOW
from openccr.ui.fields import TimeOfDayField


class ComingForm(forms.Form):
    """Who comes, how and when."""

    how = forms.ChoiceField(label="How do you take part?", choices=list(HOW.items()), widget=forms.RadioSelect)
    name = forms.CharField(label="Who comes?", max_length=120, required=False)
    deputy = forms.BooleanField(label="This is a deputy", required=False)
    there_from = TimeOfDayField(
        label="There from", required=False, help_text="If not from the start. For example, 10:00",
        widget=forms.TimeInput({"class": "govuk-input--width-5"}),
    )  # fmt: skip
    there_until = TimeOfDayField(
        label="There until", required=False, help_text="If not to the end.",
        widget=forms.TimeInput({"class": "govuk-input--width-5"}),
    )  # fmt: skip
