"""Forms of the minutes and of the letter of evidence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from openccr.conference.forms.choices import Choices, choose_from
from openccr.ui.fields import DayMonthYearField


class CaseTextForm(forms.Form):
    """What the minutes say of one case."""

    text = forms.CharField(
        label="What the minutes say",
        required=False,
        max_length=20000,
        widget=forms.Textarea({"rows": 14}),
        help_text="Empty it to go back to the notes of the meeting.",
    )


class RemarksForm(forms.Form):
    """What was said of no single case."""

    remarks = forms.CharField(
        label="Said of no single case",
        required=False,
        max_length=6000,
        widget=forms.Textarea({"rows": 5}),
        help_text="Never a name of anybody in a case: everybody who sees the meeting reads it.",
    )


class AgreeForm(forms.Form):
    """How the chair agreed, when she does not press the button herself."""

    how = forms.CharField(
        label="If the chair agreed elsewhere: how and when",
        required=False,
        max_length=300,
        help_text="For example, by telephone on Tuesday. A chair who agrees here leaves this empty.",
    )


class CorrectForm(forms.Form):
    """Why a next version of the minutes is needed."""

    why = forms.CharField(label="What is corrected, and why?", max_length=1000, widget=forms.Textarea({"rows": 3}))


class EvidenceForm(forms.Form):
    """The victim asks for a letter of evidence."""

    person_id = forms.TypedChoiceField(label="Who asks for it", coerce=UUID, widget=forms.RadioSelect)
    harmer_id = forms.TypedChoiceField(
        label="The person who harms, as the letter names them", coerce=UUID, widget=forms.RadioSelect
    )
    asked_on = DayMonthYearField(label="When did the victim ask?")
    how_asked = forms.CharField(
        label="How did the victim ask?", max_length=300, help_text="For example, to the IDVA, in person."
    )
    signatory = forms.CharField(label="Who signs it", max_length=120)
    signatory_post = forms.CharField(label="Their post", max_length=200, help_text="As a member of the conference.")

    def __init__(self, *args: Any, victims: Choices, harmers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("person_id", victims), ("harmer_id", harmers)):
            field = choose_from(self, name, choices)
            if len(choices) == 1:
                field.initial = str(choices[0][0])
