"""Forms of what may be said and minuted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from openccr.sharing.forms.law import words
from openccr.sharing.rules.marks import May


class MarkForm(forms.Form):
    """How far one kind of information goes."""

    may = forms.TypedChoiceField(
        label="How far does it go?", coerce=May, widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in May],
    )  # fmt: skip


class AdviserNoteForm(forms.Form):
    """What she told her IDVA and nobody else."""

    kind = forms.ChoiceField(label="What is it about?", widget=forms.RadioSelect)
    text = words("What did the victim say?")

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(kinds.items())
