"""Choices that a form gets when it is made, since they depend on who asks."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django import forms

Choices = Sequence[tuple[UUID, str]]


def choose_from(form: forms.Form, name: str, choices: Sequence[tuple[object, str]]) -> forms.ChoiceField:
    """Give the form's field `name` its choices, and return it."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [(str(key), words) for key, words in choices]
    return field
