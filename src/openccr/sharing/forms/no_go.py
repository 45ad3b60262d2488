"""Forms of her no-go list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from openccr.sharing.forms.law import words
from openccr.ui.fields import DayMonthYearField


class NoGoForm(forms.Form):
    """Who must not be told, and her words why."""

    marks_optional = False  # what stands under a choice is needed once it is chosen, and the last box says it itself

    who = forms.ChoiceField(
        label="Who must not be told?", widget=forms.RadioSelect,
        choices=[("agency", "An agency"), ("kind", "Every service of a kind"), ("person", "A person")],
    )  # fmt: skip
    agency_id = forms.TypedChoiceField(
        label="Which agency?", coerce=lambda value: UUID(value) if value else None, required=False, empty_value=None
    )
    kind = forms.ChoiceField(label="Which kind of service?", required=False)
    person = forms.CharField(label="Who?", max_length=120, required=False)
    works_at = forms.TypedChoiceField(
        label="Where do they work?", coerce=lambda value: UUID(value) if value else None, required=False,
        empty_value=None,
        help_text="If it is one of these: whoever works there under that name no longer sees the case.",
    )  # fmt: skip
    words = words("Why, in their own words", help_text="What the victim said, and fears would happen.")
    until_on = DayMonthYearField(
        label="Until when?", required=False, help_text="Leave it empty unless the victim named a day."
    )

    reveals = {"who": {"agency": ["agency_id"], "kind": ["kind"], "person": ["person", "works_at"]}}

    def __init__(
        self, *args: Any, agencies: Sequence[tuple[UUID, str]], kinds: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(key), name) for key, name in agencies]
        for name, choices in (
            ("agency_id", [("", "Choose an agency"), *listed]),
            ("kind", [("", "Choose a kind"), *kinds.items()]),
            ("works_at", [("", "Not known, or elsewhere"), *listed]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Only what belongs to the answer counts: a box that was hidden is not read."""
        cleaned = super().clean() or {}
        asked = {"agency": "agency_id", "kind": "kind", "person": "person"}.get(cleaned.get("who", ""))
        if asked is not None and not cleaned.get(asked):
            self.add_error(asked, "Say who it is.")
        if self.errors:
            return cleaned
        person = cleaned["who"] == "person"
        return {
            "agency_id": cleaned["works_at"]
            if person
            else cleaned["agency_id"]
            if cleaned["who"] == "agency"
            else None,
            "kind": cleaned["kind"] if cleaned["who"] == "kind" else "",
            "person": cleaned["person"] if person else "",
            "words": cleaned["words"],
            "until_on": cleaned["until_on"],
        }


class StaysForm(forms.Form):
    """Why somebody on her list stays on the case."""

    reason = words("Why must they know?", help_text="What would go wrong without them, and what you asked the victim.")


class EndNoGoForm(forms.Form):
    """What she said when she took somebody off the list."""

    reason = words("What did the victim say?", help_text="The victim decides. Nobody is taken off it without asking.")
