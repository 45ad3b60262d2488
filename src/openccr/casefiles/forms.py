"""Forms about access to a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms


class KeepOutForm(forms.Form):
    """Whom to keep out, and why."""

    who = forms.ChoiceField(label="Who must not know of this case?", widget=forms.Select)
    reason = forms.CharField(
        label="What is the conflict of interest?",
        help_text="For example: she is the sister of somebody in the case. Only coordinators read this.",
        widget=forms.Textarea,
        max_length=300,
    )

    substitute = forms.ChoiceField(
        label="For a unit or an agency: who stands in?",
        help_text="Somebody at another agency, who is let into the case by name.",
        required=False,
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]], substitutes: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [("", "Choose a person, a unit or an agency"), *people]  # type: ignore[attr-defined]
        self.fields["substitute"].choices = [("", "Nobody is needed"), *substitutes]  # type: ignore[attr-defined]


class StandInForm(forms.Form):
    """Who stands in for an agency or a unit that is kept out."""

    substitute = forms.ChoiceField(
        label="Who stands in?", help_text="Somebody at another agency, who is let into the case by name."
    )

    def __init__(self, *args: Any, substitutes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].choices = [("", "Choose somebody"), *substitutes]  # type: ignore[attr-defined]


class LetBackInForm(forms.Form):
    """Why somebody may see the case after all."""

    reason = forms.CharField(
        label="Why may they see this case now?",
        help_text="For example: the wrong person was named. Another coordinator reads this and agrees or not.",
        widget=forms.Textarea,
        max_length=300,
    )


class OneChanceForm(forms.Form):
    """Why there may be one chance."""

    why = forms.CharField(
        label="What makes you think that there may be one chance to speak with the victim?",
        help_text="Everybody on the case reads this. No names of relatives, no addresses.",
        widget=forms.Textarea,
        max_length=1_000,
    )


class EndOneChanceForm(forms.Form):
    """Why it is over."""

    why = forms.CharField(
        label="What has changed, and who looked at it with the victim?", widget=forms.Textarea, max_length=1_000
    )
