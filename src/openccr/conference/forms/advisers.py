"""The form that names an adviser."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from openccr.conference.forms.choices import Choices, choose_from


class AdviserForm(forms.Form):
    """Who advises her."""

    appointment_id = forms.TypedChoiceField(label="Who advises the victim?", coerce=UUID, widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "appointment_id", people)
