"""Why a case is put off, and to which meeting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from openccr.conference.forms.choices import Choices, choose_from


def _uuid(value: str) -> UUID | None:
    return UUID(value) if value else None


class DeferForm(forms.Form):
    """One of the pack's reasons, words, and for a coordinator the meeting it goes to."""

    why = forms.ChoiceField(label="Why is it put off?", widget=forms.RadioSelect)
    detail = forms.CharField(
        label="What is needed for the next meeting", required=False, max_length=600, widget=forms.Textarea({"rows": 3})
    )
    to_meeting_id = forms.TypedChoiceField(
        label="To which meeting?",
        required=False,
        coerce=_uuid,
        empty_value=None,
        help_text="It is listed there at once, and the same agencies are asked.",
    )
    override_reason = forms.CharField(
        label="If one of these agencies stands on the no-go list by now: why must it be told all the same?",
        help_text="The IDVA sees what you write here. To leave the agency out, choose “Not yet” above and tick whom to "
        "ask when you list the case.",
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        reasons: Sequence[tuple[str, str]],
        hints: dict[str, str],
        meetings: Choices | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        why = choose_from(self, "why", reasons)
        why.choice_hints = hints  # type: ignore[attr-defined]
        if meetings is None:
            del self.fields["to_meeting_id"], self.fields["override_reason"]
        else:
            choose_from(self, "to_meeting_id", [("", "Not yet: it waits to be listed"), *meetings])
