"""Forms about a death and about suicidal signs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from openccr.people.rules.dangers import CONSIDERED
from openccr.ui.fields import DayMonthYearField


class DeathForm(forms.Form):
    """That somebody has died, and who says so."""

    died_on = DayMonthYearField(label="When?", help_text="As near as it is known.")
    source = forms.CharField(
        label="Who says so, and how do they know?",
        help_text="For example: the police, who were at the house; a sister, by telephone.",
        max_length=200,
    )


class SureDeathForm(DeathForm):
    """The same, once more, with what it will do above it."""

    sure = forms.BooleanField(label="I have checked that it is this person, and that it is so")


class CorrectDeathForm(forms.Form):
    """That the record of death was wrong."""

    reason = forms.CharField(
        label="What was wrong, and who says so?", widget=forms.Textarea({"rows": 3}), max_length=200
    )


class ConsiderForm(forms.Form):
    """Whether a death review is asked for."""

    considered = forms.ChoiceField(
        label="Is a death review asked for?", choices=list(CONSIDERED.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Who was told and when, or why is none asked for?",
        widget=forms.Textarea({"rows": 3}),
        max_length=300,
    )


class SignsForm(forms.Form):
    """Suicidal signs, and what was done the same day."""

    what = forms.CharField(
        label="What was seen or said?",
        help_text="A sentence, in the person's own words where you can.",
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
    )
    told = forms.CharField(label="Who was told today?", required=False, max_length=200)
    safety_step = forms.CharField(
        label="What was done so that the person is safe tonight?",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
    )
    route = forms.ChoiceField(label="Which way to help was taken?", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, routes: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["route"]
        field.choices = [("", "None yet"), *((key, name) for key, (name, _) in routes.items())]  # type: ignore[attr-defined]
        field.choice_hints = {key: says for key, (_, says) in routes.items()}  # type: ignore[attr-defined]


class ActOnSignsForm(SignsForm):
    """What was done, and why it may be closed."""

    what = None  # type: ignore[assignment]
    closing = forms.CharField(
        label="May this be closed? Say why, and who agreed",
        help_text="Leave it empty while somebody still has to act. It stays on the to-do list until then.",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        max_length=500,
    )
