"""Forms of asking survivors and paying them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from openccr.content.schema.voice import Check
from openccr.ui.fields import DayMonthYearField, PoundsField


class EngagementForm(forms.Form):
    """What is planned, and how each check is looked after."""

    channel = forms.ChoiceField(label="How they are asked", widget=forms.RadioSelect)
    title = forms.CharField(label="What it is", max_length=160)
    purpose = forms.CharField(
        label="What it is for", help_text="What can change because of it.", widget=forms.Textarea({"rows": 3})
    )
    ends_on = DayMonthYearField(label="Until when")
    children = forms.BooleanField(label="Children or young people take part", required=False)
    questions = forms.CharField(
        label="Questions of a survey, one a line",
        help_text="For a survey that anybody may answer without a name. Everybody can then read the title, what it is "
        "for and the questions.",
        widget=forms.Textarea({"rows": 5}),
        required=False,
    )

    def __init__(self, *args: Any, channels: Mapping[str, Any], checks: Mapping[str, Check], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(key, one.name) for key, one in channels.items()]  # type: ignore[attr-defined]
        for key, one in checks.items():
            label = f"{one.name}: {one.asks}" + (" (where children take part)" if one.children else "")
            self.fields[f"check_{key}"] = forms.CharField(
                label=label, widget=forms.Textarea({"rows": 2}), required=False
            )


class ToldForm(forms.Form):
    """What those who took part were told."""

    told = forms.CharField(label="What they were told became of it", widget=forms.Textarea({"rows": 4}))


class OfferForm(forms.Form):
    """An offer of money."""

    what_for = forms.CharField(label="What it is for", help_text="No name.", max_length=160)
    pounds = PoundsField(label="How much, in pounds", min_value=0, max_digits=7, decimal_places=2)
    agency = forms.ChoiceField(label="Who knows them and pays")
    engagement = forms.ChoiceField(label="Of which engagement", required=False)
    advice_from = forms.CharField(label="Who advises them on benefits before they accept", max_length=160)

    def __init__(
        self, *args: Any, agencies: Sequence[tuple[str, str]], engagements: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Choose"), *agencies]  # type: ignore[attr-defined]
        self.fields["engagement"].choices = [("", "None of them"), *engagements]  # type: ignore[attr-defined]


class AcceptForm(forms.Form):
    """In which way they want it."""

    method = forms.ChoiceField(label="In which way do they want it?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, methods: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [(key, one.name) for key, one in methods.items()]  # type: ignore[attr-defined]
