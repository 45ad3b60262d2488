"""Forms of what the coordinator says of the area, of files, and of the last person to come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from openccr.ui.fields import DayMonthYearField


class UploadForm(forms.Form):
    """One file of services."""

    file = forms.FileField(
        label="File of services",
        help_text="CSV or XLSX with the names of the columns in one row, or the JSON export of an Open Referral UK "
        "directory. Nothing is saved before you have seen what would come of it.",
    )


class StepsForm(forms.Form):
    """What is done at a level of risk."""

    steps = forms.CharField(label="What is done, one step a line", widget=forms.Textarea({"rows": 8}))


class DistrictsForm(forms.Form):
    """Where postcode districts are."""

    districts = forms.CharField(
        label="District, latitude and longitude, one a line",
        help_text="Such as EX1 50.73 -3.51. It is kept to a hundredth of a degree, about a kilometre.",
        widget=forms.Textarea({"rows": 12}),
        required=False,
    )


class NeedForm(forms.Form):
    """How much need is known of each district, from a published count."""

    counts = forms.CharField(
        label="What is counted", help_text="Such as domestic abuse crimes recorded by the police", max_length=120
    )
    year = forms.IntegerField(label="Of which year", min_value=2001, max_value=2100)
    source = forms.CharField(label="Who published it", max_length=200)
    districts = forms.CharField(
        label="District and number, one a line",
        help_text="Such as EX1 420. Published counts alone, never cases of the conference.",
        widget=forms.Textarea({"rows": 12}),
        required=False,
    )


class LastPersonForm(forms.Form):
    """Who would be the last to come, why, and what is done about it."""

    who = forms.CharField(
        label="Who",
        help_text="A group of people, never one person.",
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )
    why = forms.CharField(label="Why would they not come?", widget=forms.Textarea({"rows": 3}), required=False)
    change = forms.CharField(label="What is done so that they do", widget=forms.Textarea({"rows": 3}))
    known_from = forms.ChoiceField(label="How do you know?", widget=forms.RadioSelect)
    review_on = DayMonthYearField(label="Look at it again on", required=False)

    def __init__(self, *args: Any, known_from: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known_from"].choices = [(key, one.name) for key, one in known_from.items()]  # type: ignore[attr-defined]


class PopulationForm(forms.Form):
    """How large a part of the people living here each group is."""

    year = forms.IntegerField(label="Of which year", min_value=2001, max_value=2100)
    source = forms.CharField(label="Who published it", max_length=200)

    def __init__(self, *args: Any, groups: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, one in groups.items():
            self.fields[key] = forms.FloatField(
                label=f"{one.name}, in per cent", min_value=0, max_value=100, required=False
            )
