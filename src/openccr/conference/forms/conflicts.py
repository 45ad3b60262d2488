"""The form about somebody who may be a person of the case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openccr.conference.rules.conflicts import Decided, Extent


class HeldForm(forms.Form):
    """Whether somebody is kept out, and who stands in."""

    decided = forms.ChoiceField(
        label="What do you decide?",
        choices=[
            (Decided.KEPT_OUT, "Keep them out: the case does not exist for them"),
            (Decided.NO_CONFLICT, "No conflict: it only looks the same"),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="How do you know?", help_text="Do not ask them. Only coordinators read this.", max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    substitute_id = forms.ChoiceField(
        label="For a unit or an agency: who stands in?",
        help_text="Somebody at another agency, who is let into the case by name.",
        required=False,
    )

    def __init__(self, *args: Any, substitutes: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute_id"].choices = [("", "Nobody is needed"), *substitutes]  # type: ignore[attr-defined]


class StaffForm(HeldForm):
    """The same of a person, and how far."""

    extent = forms.ChoiceField(
        label="If you keep them out: whom else?",
        choices=[
            (Extent.PERSON, "Nobody else"),
            (Extent.UNIT, "Everybody in their unit"),
            (Extent.AGENCY, "Their whole agency"),
        ],
        initial=Extent.PERSON,
        widget=forms.RadioSelect,
        required=False,
    )
    field_order = ("decided", "reason", "extent", "substitute_id")

    def __init__(self, *args: Any, on_her_list: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if on_her_list:
            self.fields["decided"].choices = [  # type: ignore[attr-defined]
                (Decided.KEPT_OUT, "Keep them out, as the victim wants"),
                (Decided.NO_CONFLICT, "Let them in: it is somebody else, or they must be told all the same"),
            ]
            self.fields["reason"].label = "Why?"
            self.fields["reason"].help_text = "Do not ask them. If you let them in, the victim's IDVA reads this."
