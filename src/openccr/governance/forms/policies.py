"""Forms of the register of policies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from openccr.governance.forms.contracts import words
from openccr.governance.rules.policies import Version
from openccr.ui.fields import DayMonthYearField


class PolicyForm(forms.Form):
    """A policy for the register; its words come next."""

    kind = forms.ChoiceField(label="Which policy is it?")
    title = forms.CharField(label="Title", max_length=160)
    agency_id = forms.TypedChoiceField(
        label="Whose is it?", coerce=UUID, empty_value=None, required=False, widget=forms.RadioSelect
    )
    owner = forms.CharField(label="Who answers for it", help_text="Name and post.", max_length=160)
    to_be_read = forms.BooleanField(label="Ask everybody it concerns to say that they have read it", required=False)
    review_on = DayMonthYearField(label="To be reviewed by")

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]], owners: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [*kinds, ("", "Another one")]  # type: ignore[attr-defined]
        self.fields["kind"].required = False
        self.fields["agency_id"].choices = list(owners)  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """A version of a policy; the cleaned data are its `version` and who is asked to sign."""

    body = words("Its words", rows=20)
    held_at = forms.CharField(
        label="Or where it lies", max_length=300, required=False, help_text="A link, or the name of the binder."
    )
    evidence = words("What does it rest on?", required=True, help_text="Law, guidance, reviews of deaths, figures.")
    survivor_input = words(
        "What did survivors say about it, and what changed because of that?",
        help_text="Leave empty if they were not asked: the register says so until they are.",
    )
    approved_by = forms.CharField(label="Who approved it", max_length=160, required=False)
    approved_on = DayMonthYearField(label="When", required=False)
    sign = forms.TypedMultipleChoiceField(
        label="Which agencies are to sign it?", coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sign"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), name) for key, name in agencies]
        if not agencies:
            del self.fields["sign"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        sign = cleaned.pop("sign", [])
        return {"version": Version(**{name: _stripped(value) for name, value in cleaned.items()}), "sign": tuple(sign)}


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


class PolicyReviewForm(forms.Form):
    """What a review found."""

    words = words("What did the review find?", required=True)
    review_on = DayMonthYearField(label="When is the next review?")
