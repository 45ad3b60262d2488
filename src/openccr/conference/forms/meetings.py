"""Forms of meetings: planning one, naming its chair, listing cases, who was there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from openccr.conference.forms.choices import Choices, choose_from
from openccr.conference.forms.inviting import InviteForm
from openccr.ui.fields import DayMonthYearField, PlaceField, TimeOfDayField


def _uuid(value: str) -> UUID | None:
    return UUID(value) if value else None


class PlanForm(forms.Form):
    """A new meeting. With one forum it is not asked for."""

    forum_id = forms.TypedChoiceField(label="Conference", coerce=UUID)
    on = DayMonthYearField(label="Day of the meeting")
    starts_at = TimeOfDayField(
        label="Starts at", help_text="For example, 09:30", widget=forms.TimeInput({"class": "govuk-input--width-5"})
    )
    venue = PlaceField(
        label="Where", max_length=120, required=False, help_text="The usual place when left empty. No link or code."
    )
    chair_id = forms.TypedChoiceField(label="Chair", required=False, coerce=_uuid, empty_value=None)
    urgent = forms.BooleanField(
        label="This is an urgent meeting",
        required=False,
        help_text="It may be on any day, and agencies have less time to answer.",
    )

    def __init__(self, *args: Any, forums: Choices, chairs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "forum_id", forums)
        if len(forums) == 1:
            self.fields["forum_id"].widget = forms.HiddenInput()
            self.fields["forum_id"].initial = forums[0][0]
        choose_from(self, "chair_id", [("", "Name the chair later"), *chairs])


class ChairForm(forms.Form):
    """Who chairs."""

    chair_id = forms.TypedChoiceField(label="Who chairs this meeting?", coerce=UUID, widget=forms.RadioSelect)

    def __init__(self, *args: Any, chairs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "chair_id", chairs)


class ListForm(InviteForm):
    """One case and one meeting, whichever of the two is still open, and who is invited."""

    referral_id = forms.TypedChoiceField(label="Which case?", coerce=UUID, widget=forms.RadioSelect)
    meeting_id = forms.TypedChoiceField(label="Which meeting?", coerce=UUID, widget=forms.RadioSelect)

    field_order = ("referral_id", "meeting_id", "agency_ids", "override_reason")

    def __init__(
        self,
        *args: Any,
        agencies: Choices,
        hints: Mapping[str, str],
        referrals: Choices | None = None,
        meetings: Choices | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, agencies=agencies, hints=hints, **kwargs)
        invited = self.fields["agency_ids"]
        invited.required = False
        invited.label = "Who is invited and asked what they know?"
        invited.help_text = "They see the case from now until its flag ends. The referring agency is among them anyway."
        for name, choices in (("referral_id", referrals), ("meeting_id", meetings)):
            if choices is None:
                del self.fields[name]
            else:
                choose_from(self, name, choices)
