"""Forms about where somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openccr.people.rules.places import KINDS
from openccr.ui.fields import PlaceField


class PlaceForm(forms.Form):
    """One thing that tells where somebody is."""

    kind = forms.ChoiceField(label="What is it?", choices=[("", "Choose one"), *KINDS.items()])
    text = PlaceField(
        label="What is it, in full?",
        help_text="Sealed as you save it. Leave this empty for a refuge.",
        max_length=400,
        required=False,
    )
    agency = forms.ChoiceField(
        label="For a refuge: which agency reaches them there?",
        help_text="A refuge's address is not kept here. Whoever must reach them goes through that agency.",
        required=False,
    )

    def __init__(self, *args: Any, agencies: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "Not a refuge"), *((one, one) for one in agencies)]  # type: ignore[attr-defined]


class RetireForm(forms.Form):
    """What of hers the person who harms knows."""

    places = forms.MultipleChoiceField(
        label="What does the person who harms know?",
        help_text="Numbered as on the page where they are opened. What you do not choose stays in use.",
        widget=forms.CheckboxSelectMultiple,
    )
    why = forms.CharField(
        label="How do you know?",
        help_text="For example: the person who harms wrote there. No address: this stands on the timeline.",
        widget=forms.Textarea({"rows": 3}),
        max_length=300,
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = places  # type: ignore[attr-defined]
        if not places:
            self.fields["places"].help_text = "Nothing is written down to which something could be sent."


class ChooseForm(forms.Form):
    """Which whereabouts stand on one paper, for whom and why."""

    agency = forms.ChoiceField(label="Who is the paper for?", widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(
        label="What may stand on it?",
        help_text="Only what this agency cannot do without.",
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label="Why do they need it on paper?",
        help_text="No address: this stands on the timeline.",
        widget=forms.Textarea({"rows": 3}),
        max_length=300,
    )

    def __init__(
        self, *args: Any, agencies: Sequence[tuple[str, str]], kinds: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]
        if not kinds:
            self.fields["kinds"].help_text = "Nothing is written down that could stand on it."
