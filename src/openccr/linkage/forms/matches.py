"""What the agency that holds a record answers."""

from __future__ import annotations

from django import forms

from openccr.linkage.rules.matches import ANSWERS, SAY


class AnswerForm(forms.Form):
    """Say something or nothing, what, and why."""

    marks_optional = False  # the words are needed once something is said

    answer = forms.ChoiceField(
        label="Does your agency say something?", choices=list(ANSWERS.items()), widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you say something"},
    )  # fmt: skip
    words = forms.CharField(
        label="What should the partnership know?", required=False, widget=forms.Textarea({"rows": 4}),
        help_text="Only what is needed. The coordinator reads it, with your agency's name.",
    )  # fmt: skip
    compares = forms.BooleanField(
        label="A reviewer may see our record beside another agency's", required=False,
        help_text="Only if that agency agrees as well.",
    )  # fmt: skip
    why = forms.CharField(
        label="Why?", max_length=300, help_text="For your agency's own record. Nobody outside it reads this.",
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    reveals = {"answer": {SAY: ["words", "compares"]}}
