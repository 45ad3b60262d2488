"""Forms of the yearly check and of dip samples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from openccr.governance.rules.quality import ANSWERS, MOST
from openccr.ui.fields import DayMonthYearField


class FollowForm(forms.Form):
    """What is done about a gap: what, who, and when it is looked at again."""

    action = forms.CharField(label="What will be done about it", max_length=500, required=False)
    owner = forms.CharField(label="Who does it", max_length=120, required=False)
    review_on = DayMonthYearField(label="Looked at again on", required=False)


class JudgeForm(FollowForm):
    """A principle's judgement, why, and what is done about a gap."""

    judgement = forms.ChoiceField(
        label="Judgement", widget=forms.RadioSelect, error_messages={"required": "Choose a judgement"}
    )
    words = forms.CharField(
        label="What shows it, or what is missing",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Say what shows it, or what is missing"},
    )

    field_order = ("judgement", "words", "action", "owner", "review_on")

    def __init__(self, *args: Any, scale: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["judgement"].choices = list(scale.items())  # type: ignore[attr-defined]


class DrawForm(forms.Form):
    """From when until when, and how many."""

    first_on = DayMonthYearField(label="Heard from")
    last_on = DayMonthYearField(label="Heard until")
    number = forms.IntegerField(
        label="How many cases",
        help_text=f"Up to {MOST}. Ten are a day's work for a small group.",
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-2"}),
        error_messages={"required": "Say how many", "invalid": "Enter a whole number, such as 10"},
    )


class AuditForm(FollowForm):
    """An answer to each question of the pack, what was found, and what is done about it."""

    finding = forms.CharField(label="What you found", widget=forms.Textarea({"rows": 4}), required=False)

    def __init__(self, *args: Any, questions: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, words in questions.items():
            self.fields[key] = forms.ChoiceField(
                label=words,
                choices=list(ANSWERS.items()),
                widget=forms.RadioSelect,
                error_messages={"required": f"Answer: {words}"},
            )
        self.order_fields([*questions, "finding", "action", "owner", "review_on"])
