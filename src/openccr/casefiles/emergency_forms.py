"""Forms about emergency access."""

from __future__ import annotations

from django import forms

from openccr.casefiles.rules import VERDICTS


class EmergencyForm(forms.Form):
    """Which case, and why now."""

    reference = forms.CharField(
        label="The case's reference", help_text="As somebody on the case tells you, for example M-7F3K2.", max_length=20
    )
    reason = forms.CharField(
        label="What will happen if you do not see it now?",
        help_text="In a sentence. The coordinator and everybody on the case read it. No addresses.",
        widget=forms.Textarea({"rows": 4}),
        max_length=500,
    )


class ReviewForm(forms.Form):
    """Whether it was right."""

    verdict = forms.ChoiceField(label="Was it right?", choices=list(VERDICTS.items()), widget=forms.RadioSelect)
    words = forms.CharField(label="What did you find?", widget=forms.Textarea({"rows": 3}), max_length=500)
