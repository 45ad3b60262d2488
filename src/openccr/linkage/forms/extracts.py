"""Sending an extract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openccr.ui.fields import DayMonthYearField


class SendForm(forms.Form):
    """The file, what it holds, why, under which law and until when."""

    marks_optional = False  # Conditions alone may be left out, and only beside one kind of basis.

    file = forms.FileField(
        label="The file",
        help_text="CSV, XLSX or Parquet, up to 25 MB, one row for each person. The heading local_id is needed: your own"
        " number of the record, the same in each of your files. A colleague is asked about what is found, not you.",
    )
    kind = forms.ChoiceField(
        label="What does it hold?",
        help_text="Specialist, by-and-for, counselling and sexual-health records are compared with nothing until your"
        " agency's lead says so.",
    )
    purpose = forms.CharField(label="What may the records be used for?", max_length=300)
    lawful_basis = forms.ChoiceField(label="Lawful basis")
    conditions = forms.MultipleChoiceField(
        label="Conditions for what is sensitive",
        help_text="The records say of people's health, ethnicity or sexuality, or of offences. Choose one for each of"
        " the two that they say. Beside law enforcement processing none is needed.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    keep_until = DayMonthYearField(label="Delete the records by")

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]], bases: Sequence[tuple[str, str]],
        conditions: Sequence[tuple[str, str]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["lawful_basis"].choices = bases  # type: ignore[attr-defined]
        self.fields["conditions"].choices = conditions  # type: ignore[attr-defined]
