"""What is watched of a case: who was last seen when, and dangerous dates; on pages of their own and at the meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from openccr.conference.forms.choices import Choices, choose_from
from openccr.ui.fields import DayMonthYearField


def _uuid(value: str) -> UUID | None:
    return UUID(value) if value else None


@dataclass(frozen=True)
class WatchedChoices:
    """What one can choose from: people of the case, the pack's ways and kinds, agencies on the case."""

    people: Choices
    ways: Sequence[tuple[str, str]]
    kinds: Sequence[tuple[str, str]]
    agencies: Choices


class SeenFields(forms.Form):
    """Somebody was seen."""

    last_person = forms.TypedChoiceField(label="Who was seen?", required=False, coerce=_uuid, empty_value=None)
    last_on = DayMonthYearField(label="When?", required=False)
    last_by = forms.CharField(
        label="Who saw them?", required=False, max_length=120, help_text="A name or a role, and the agency."
    )
    last_way = forms.ChoiceField(label="How is it known?", required=False)
    last_alone = forms.BooleanField(
        label="Alone", required=False, help_text="Without the person who harms and anybody of theirs."
    )
    last_well = forms.BooleanField(label="Well", required=False)
    last_words = forms.CharField(label="In words", required=False, max_length=300)


class DateFields(forms.Form):
    """A dangerous date."""

    date_kind = forms.ChoiceField(label="What happens?", required=False)
    date_on = DayMonthYearField(label="On which day?", required=False)
    date_source = forms.CharField(label="How is the date known?", required=False, max_length=200)
    date_owner = forms.TypedChoiceField(
        label="Which agency watches it?", required=False, coerce=_uuid, empty_value=None,
        help_text="It is told some days before, and so is the IDVA.",
    )  # fmt: skip
    date_words = forms.CharField(
        label="In words", required=False, max_length=300, help_text="Never where somebody lives or moves to."
    )


class SeenForm(SeenFields):
    """The page of its own."""

    def __init__(self, *args: Any, watched: WatchedChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_watched(self, watched)
        require(self, SEEN_NEEDS)


class DateForm(DateFields):
    """The page of its own."""

    def __init__(self, *args: Any, watched: WatchedChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_watched(self, watched)
        require(self, DATE_NEEDS)


class EndDateForm(forms.Form):
    """Why a dangerous date no longer stands."""

    why = forms.CharField(label="Why does it no longer stand?", max_length=300, widget=forms.Textarea({"rows": 2}))


def offer_watched(form: forms.Form, watched: WatchedChoices) -> None:
    """Fill in what one can choose from, in whichever of the fields the form has."""
    offered: dict[str, Sequence[tuple[object, str]]] = {
        "last_person": [("", "Choose"), *watched.people],
        "last_way": [("", "Choose"), *watched.ways],
        "date_kind": [("", "Choose"), *watched.kinds],
        "date_owner": [("", "Choose an agency"), *watched.agencies],
    }
    for name, choices in offered.items():
        if name in form.fields:
            choose_from(form, name, choices)


SEEN_NEEDS = {
    "last_person": "Say who was seen.", "last_on": "Say when.", "last_by": "Say who saw them.",
    "last_way": "Say how it is known.",
}  # fmt: skip
"""What a sighting cannot do without."""
DATE_NEEDS = {
    "date_kind": "Say what happens.", "date_on": "Say on which day.", "date_source": "Say how the date is known.",
    "date_owner": "Say which agency watches it.",
}  # fmt: skip
"""What a dangerous date cannot do without."""


def require(form: forms.Form, needs: Mapping[str, str]) -> None:
    """Ask for it always: on a page of its own."""
    for name, sentence in needs.items():
        form.fields[name].required = True
        form.fields[name].error_messages["required"] = sentence


def need(form: forms.Form, needs: Mapping[str, str]) -> None:
    """Ask for it now that one of them is to be written down: beside other questions."""
    for name, sentence in needs.items():
        if not form.cleaned_data.get(name) and name not in form.errors:
            form.add_error(name, sentence)
