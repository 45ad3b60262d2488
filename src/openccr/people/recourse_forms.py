"""Forms about recourse to public funds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openccr.people.rules.recourse import STATUSES


class RecourseForm(forms.Form):
    """What the victim says, and who else is to read it."""

    status = forms.ChoiceField(
        label="What does the victim say?", choices=list(STATUSES.items()), widget=forms.RadioSelect,
        help_text="Counted across the area, never below five cases.",
    )  # fmt: skip
    said = forms.CharField(
        label="In the victim's words",
        help_text="Sealed. You and the IDVAs on the case read it, and whom the victim chooses; no police force, ever.",
        widget=forms.Textarea({"rows": 4}), max_length=2_000, required=False,
    )  # fmt: skip
    appointment_id = forms.ChoiceField(
        label="Does the victim choose somebody else to read it?", help_text="Only if asked for.", required=False
    )
    nobody = forms.BooleanField(label="Nobody else is to read it any more", required=False)

    def __init__(self, *args: Any, readers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["appointment_id"].choices = [("", "Nobody"), *readers]  # type: ignore[attr-defined]
