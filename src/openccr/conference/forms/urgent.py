"""The form of an urgent meeting for one case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from openccr.conference.forms.choices import Choices
from openccr.conference.forms.inviting import InviteForm
from openccr.conference.forms.meetings import PlanForm


class UrgentForm(InviteForm, PlanForm):
    """Why it cannot wait, when the meeting is, and who comes."""

    reason = forms.CharField(
        label="Why can it not wait?",
        help_text="The referrer and every agency invited read it.",
        max_length=2_000,
        widget=forms.Textarea({"rows": 4}),
    )
    field_order = ("reason", "forum_id", "on", "starts_at", "venue", "chair_id", "agency_ids", "override_reason")
    urgent = None  # type: ignore[assignment]  # it is, so it is not asked

    def __init__(self, *args: Any, agencies: Choices, hints: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, agencies=agencies, hints=hints, **kwargs)
        self.fields["agency_ids"].label = "Who is invited and asked what they know?"
