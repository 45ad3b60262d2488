"""Forms of schedules: making one, planning what it proposes, skipping a day; changing one meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from openccr.conference.forms.choices import Choices, choose_from
from openccr.conference.rules.schedules import MOST_WEEKS, NTH, WEEKDAYS, Pattern, Rhythm
from openccr.ui.fields import DayMonthYearField, PlaceField, TimeOfDayField


def _uuid(value: str) -> UUID | None:
    return UUID(value) if value else None


_NARROW = {"class": "govuk-input--width-3", "inputmode": "numeric"}


class ScheduleForm(forms.Form):
    """When a forum meets. With one forum it is not asked for."""

    forum_id = forms.TypedChoiceField(label="Conference", coerce=UUID)
    weekday = forms.TypedChoiceField(label="On which day of the week?", coerce=int, choices=list(enumerate(WEEKDAYS)))
    pattern = forms.ChoiceField(
        label="How often?",
        widget=forms.RadioSelect,
        choices=[(Pattern.WEEKS, "Every so many weeks"), (Pattern.MONTH, "On the same weekday of each month")],
    )
    every = forms.IntegerField(
        label="Weeks from one meeting to the next", min_value=1, max_value=MOST_WEEKS, required=False, initial=2,
        widget=forms.NumberInput(_NARROW),
    )  # fmt: skip
    nth = forms.TypedChoiceField(
        label="Which one in the month?", coerce=int, required=False, initial=1,
        choices=[(key, word.capitalize()) for key, word in NTH.items()],
    )  # fmt: skip
    from_on = DayMonthYearField(label="From which day on?")
    starts_at = TimeOfDayField(
        label="Starts at", help_text="For example, 09:30", widget=forms.TimeInput({"class": "govuk-input--width-5"})
    )
    venue = PlaceField(
        label="Where", max_length=120, required=False, help_text="The usual place when left empty. No link or code."
    )
    by_video = forms.CharField(
        label="How people join by video", max_length=120, required=False,
        help_text="For example: the police's meeting room, as in the invitation by secure mail. No link or code.",
    )  # fmt: skip
    chair_id = forms.TypedChoiceField(label="Who usually chairs?", required=False, coerce=_uuid, empty_value=None)
    minutes_per_case = forms.IntegerField(
        label="Minutes for each case", min_value=1, max_value=60, widget=forms.NumberInput(_NARROW)
    )
    capacity = forms.IntegerField(
        label="Cases that one meeting has room for", min_value=1, max_value=60, widget=forms.NumberInput(_NARROW)
    )

    reveals = {"pattern": {Pattern.WEEKS: ["every"], Pattern.MONTH: ["nth"]}}

    def __init__(self, *args: Any, forums: Choices, chairs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "forum_id", forums)
        if len(forums) == 1:
            self.fields["forum_id"].widget = forms.HiddenInput()
            self.fields["forum_id"].initial = forums[0][0]
        choose_from(self, "chair_id", [("", "Named for each meeting"), *chairs])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("pattern") == Pattern.WEEKS and not given.get("every") and "every" not in self.errors:
            self.add_error("every", "Say how many weeks lie between two meetings.")
        if self.errors:
            return given
        rhythm = Rhythm(
            given.pop("pattern"), given.pop("weekday"), given.pop("from_on"), every=given.pop("every") or 1,
            nth=given.pop("nth") or 1,
        )  # fmt: skip
        return given | {"rhythm": rhythm}


class WhyForm(forms.Form):
    """Why nobody meets."""

    reason = forms.CharField(label="Why does nobody meet?", max_length=200)


class ChangeForm(forms.Form):
    """One meeting's day, hour and place."""

    on = DayMonthYearField(label="Day of the meeting")
    starts_at = TimeOfDayField(label="Starts at", widget=forms.TimeInput({"class": "govuk-input--width-5"}))
    venue = PlaceField(label="Where", max_length=120, required=False, help_text="No link or code.")
    by_video = forms.CharField(
        label="How people join by video", max_length=120, required=False, help_text="No link or code."
    )


class OrderForm(forms.Form):
    """The order as the page proposed it."""

    order = forms.CharField(widget=forms.HiddenInput())

    def clean_order(self) -> list[UUID]:
        try:
            return [UUID(part) for part in str(self.cleaned_data["order"]).split(",")]
        except ValueError:
            raise forms.ValidationError("The agenda has changed meanwhile. Look at the proposal again.") from None


class PlaceForm(forms.Form):
    """A place on the agenda."""

    number = forms.IntegerField(label="To which place?", min_value=1, widget=forms.NumberInput(_NARROW))
