"""Forms of who is at a meeting: signing for oneself, recording somebody else, letting a guest in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from openccr.conference.forms.choices import Choices, choose_from
from openccr.conference.rules.attending import GUESTS, JOINS
from openccr.conference.rules.meetings import ATTENDANCE

UNRECORDED = "Nothing is recorded, and no automatic note-taker listens"


class SignForm(forms.Form):
    """What somebody states when they sign."""

    joins = forms.ChoiceField(label="How do you take part?", choices=list(JOINS.items()), widget=forms.RadioSelect)
    alone = forms.BooleanField(
        label="I am alone: nobody else can hear or see", required=False, help_text="By video or by telephone."
    )
    unrecorded = forms.BooleanField(label=UNRECORDED, required=False)


class AttendanceForm(forms.Form):
    """Somebody who does not sign here."""

    name = forms.CharField(label="Name", max_length=120)
    agency_id = forms.TypedChoiceField(label="Agency", coerce=UUID)
    kind = forms.ChoiceField(label="How", choices=list(ATTENDANCE.items()), widget=forms.RadioSelect)
    joins = forms.ChoiceField(
        label="How do they take part?", choices=list(JOINS.items()), initial="room", required=False
    )
    identified = forms.CharField(
        label="How did you make sure who is calling?", required=False, max_length=200,
        help_text="You have read the statement to them and they agreed to it. For example, called back by the number"
        " of the agency's switchboard.",
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "agency_id", [("", "Choose an agency"), *agencies])

    def clean_joins(self) -> str:
        return self.cleaned_data["joins"] or "room"


class GuestForm(forms.Form):
    """Somebody without a role in the partnership, for this one meeting."""

    name = forms.CharField(label="Name", max_length=120)
    organisation = forms.CharField(label="Organisation", max_length=120)
    kind = forms.ChoiceField(label="In what part?", choices=list(GUESTS.items()), widget=forms.RadioSelect)
    why = forms.CharField(label="What for?", max_length=300, help_text="Which cases or what purpose, without a name.")
    joins = forms.ChoiceField(label="How do they take part?", choices=list(JOINS.items()), initial="room")
    identified = forms.CharField(
        label="How did you make sure that it is them?", max_length=200, help_text="For example, by their staff card."
    )
    alone = forms.BooleanField(label="They are alone: nobody else can hear or see", required=False)
    unrecorded = forms.BooleanField(label=UNRECORDED, required=False)
