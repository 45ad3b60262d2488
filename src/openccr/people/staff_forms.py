"""The form about oneself."""

from __future__ import annotations

from django import forms

from openccr.ui.fields import DayMonthYearField, PlaceField


class OwnDetailsForm(forms.Form):
    """What could make somebody part of a case."""

    born_on = DayMonthYearField(label="Your date of birth", required=False)
    names = forms.CharField(
        label="Other names you have or had",
        help_text="Given and family name, one name a line. Your name as you work here is known.",
        widget=forms.Textarea({"rows": 3}), max_length=400, required=False,
    )  # fmt: skip
    phone = forms.CharField(label="Your private phone", max_length=40, required=False)
    email = forms.EmailField(label="Your private e-mail", required=False)
    address = PlaceField(
        label="First line of your address", help_text="The house and the street.", max_length=200, required=False
    )
    postcode = forms.CharField(label="Your postcode", max_length=12, required=False)
