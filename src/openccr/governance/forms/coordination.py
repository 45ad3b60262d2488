"""Forms about the coordinator's own work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms


class DutyForm(forms.Form):
    """That something of the calendar is done."""

    words = forms.CharField(
        label="What was done?", help_text="If it is worth a line. No case and nobody of a case.", required=False,
        max_length=300,
    )  # fmt: skip


class OccasionForm(forms.Form):
    """After what a talk is wished for."""

    occasion = forms.ChoiceField(label="After what?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, occasions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occasion"].choices = list(occasions)  # type: ignore[attr-defined]


class OfferDebriefForm(OccasionForm):
    """After what, and to whom."""

    people = forms.TypedMultipleChoiceField(
        label="Who is offered a talk?",
        help_text="Everybody who was there, not only those who looked shaken. Each answers for themselves alone.",
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who is offered a talk."},
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = list(people)  # type: ignore[attr-defined]
