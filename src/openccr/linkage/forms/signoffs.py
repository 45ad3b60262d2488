"""Signing, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openccr.linkage.rules.signoffs import Use
from openccr.ui.fields import DayMonthYearField


class SignForm(forms.Form):
    """Whose word it is, for what, by whom, and where it is written."""

    body = forms.ChoiceField(label="Who signs?", widget=forms.RadioSelect)
    uses = forms.MultipleChoiceField(
        label="For what?", choices=[(one.value, one.label) for one in Use], widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what is signed for"},
    )  # fmt: skip
    signatory = forms.CharField(label="Name of whoever signs", max_length=120)
    post = forms.CharField(label="Their post or seat", max_length=120)
    reference = forms.CharField(
        label="Where is it written?", max_length=200, help_text="The minute, the impact assessment, the panel's letter."
    )
    signed_on = DayMonthYearField(label="Signed on")
    conditions = forms.CharField(label="Conditions", required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, bodies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    """Why something is taken back."""

    why = forms.CharField(label="Why?", max_length=300, widget=forms.Textarea({"rows": 3}))
