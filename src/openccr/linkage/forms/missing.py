"""Weighing a missing link, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openccr.linkage.rules.missing import OUTCOMES


class WeighForm(forms.Form):
    """Why agencies may be asked."""

    necessary = forms.CharField(
        label="Why is it necessary to ask?", widget=forms.Textarea({"rows": 3}),
        help_text="What could happen if nobody asks.",
    )  # fmt: skip
    proportionate = forms.CharField(
        label="Why is it not more than is needed?", widget=forms.Textarea({"rows": 3}),
        help_text="What asking could do to her, and how that is kept small.",
    )  # fmt: skip
    alternatives = forms.CharField(label="What else was considered?", widget=forms.Textarea({"rows": 3}))


class CloseForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label="What came of it?", choices=list(OUTCOMES.items()), widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )  # fmt: skip
    route = forms.ChoiceField(label="How was she helped?", required=False)
    outcome_why = forms.CharField(label="How do you know?", widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, routes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["route"].choices = [("", "Not referred and not supported"), *routes]  # type: ignore[attr-defined]
