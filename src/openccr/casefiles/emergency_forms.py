"""Forms about emergency access."""

from __future__ import annotations

from uuid import UUID

from django import forms

from openccr.casefiles.rules import OUTCOMES, VERDICTS


class EmergencyForm(forms.Form):
    """Which case, and why now."""

    reference = forms.CharField(
        label="The case's reference",
        help_text="As somebody on the case tells you, for example M-7F3K-Q9XT.",
        max_length=20,
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


class OpeningForm(forms.Form):
    """Whether somebody opened a case for their work."""

    outcome = forms.ChoiceField(label="What did you find?", choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    words = forms.CharField(
        label="What did you ask, and what did they say?", required=False, max_length=500,
        help_text="Not needed where it was plainly their work.", widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


class _Ids(forms.TypedMultipleChoiceField):
    """Ids that a page had in it; whose they are is asked by the operation."""

    def valid_value(self, value: object) -> bool:
        return True


class SeenForm(forms.Form):
    """The openings that the page showed when “I have looked into it” was pressed."""

    shown = _Ids(coerce=UUID, widget=forms.MultipleHiddenInput)


class OfficerForm(forms.Form):
    """The data protection officer's word on letting somebody back in."""

    agree = forms.ChoiceField(
        label="Do you agree?",
        choices=[("yes", "Yes, they are let back in"), ("no", "No, they stay kept out")],
        widget=forms.RadioSelect,
    )


class InquiryForm(forms.Form):
    """Why the words of a search are opened."""

    reason = forms.CharField(
        label="Why do you open it?", help_text="Which inquiry it is for, and who asked for it.",
        widget=forms.Textarea({"rows": 3}), max_length=300,
    )  # fmt: skip
