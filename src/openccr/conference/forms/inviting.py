"""What every form that invites agencies asks: whom, and why somebody on her no-go list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from openccr.conference.forms.choices import Choices, choose_from


class InviteForm(forms.Form):
    """Agencies to invite; each choice says what speaks against it."""

    agency_ids = forms.TypedMultipleChoiceField(
        label="Who else is invited and asked what they know?",
        help_text="They see the case from now until its flag ends, and it stands in the ledger.",
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
    )
    override_reason = forms.CharField(
        label="If one of them stands on the no-go list: why must it be told all the same?",
        help_text="The IDVA sees what you write here. Leave it empty otherwise.",
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, agencies: Choices, hints: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "agency_ids", agencies).choice_hints = hints  # type: ignore[attr-defined]
