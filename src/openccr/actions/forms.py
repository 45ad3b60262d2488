"""Forms about actions."""

from __future__ import annotations

from django import forms

from openccr.actions.queries import Whose
from openccr.ui.fields import DayMonthYearField

WHOSE = {
    Whose.MINE: "Named to me",
    Whose.AGENCY: "My agency's",
    Whose.LATE: "Late, of every agency",
    Whose.ALL: "All that I can see",
}


class ActionsFilter(forms.Form):
    """Whose actions are listed."""

    whose = forms.ChoiceField(label="Whose", required=False, choices=[(key.value, text) for key, text in WHOSE.items()])


class DoneForm(forms.Form):
    """What was done, and when."""

    evidence = forms.CharField(
        label="What was done?",
        help_text="A sentence or two, and what shows it: a reference, a date, who confirmed it.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )
    ended_on = DayMonthYearField(label="When?")


class NotPossibleForm(forms.Form):
    """Why it can no longer be done, and since when."""

    reason = forms.CharField(label="Why is it no longer possible?", widget=forms.Textarea({"rows": 4}), max_length=2000)
    ended_on = DayMonthYearField(label="Since when?")


class NotWantedForm(forms.Form):
    """That she does not want it, and when she said so."""

    reason = forms.CharField(
        label="What did she say?",
        help_text="In her own words where you can. It is her decision and needs no defence.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )
    ended_on = DayMonthYearField(label="When did she say so?")


class ReopenForm(forms.Form):
    """Why it is open again, and by when it is to be done."""

    reason = forms.CharField(label="Why is it open again?", widget=forms.Textarea({"rows": 4}), max_length=2000)
    due_on = DayMonthYearField(label="By when is it to be done?")
