"""What every form has whose words anybody will read."""

from __future__ import annotations

from typing import Any

from django import forms


class NamesAskedForm(forms.Form):
    """Once it was sent back with words that may be a name, whoever publishes can say that none of them is one.

    It is not there before: a box that is always there is ticked without a look.
    """

    no_names = forms.BooleanField(
        label="None of the words that I was asked about is a person’s name, and nobody can be known by them",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.pop("no_names")
        if self.is_bound:
            self.fields["no_names"] = field
