"""Whose risk it is, asked only where a case has more than one victim."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django import forms

from openccr.people.queries import PersonShown


def person_field(victims: Sequence[PersonShown]) -> forms.TypedChoiceField:
    """A choice among the victims of a case."""
    choices = [(str(one.person_id), one.name or one.initials) for one in victims]
    return forms.TypedChoiceField(label="Whose risk is it?", choices=choices, coerce=UUID, widget=forms.RadioSelect)
