"""Forms of representation, dynamics and conflicts of interest."""

from __future__ import annotations

from typing import Any

from django import forms

from openccr.governance.forms.boards import Choices, fill, one_of
from openccr.ui.fields import DayMonthYearField

QUARTERS = [(number, f"{number / 4:g} hour{'s' if number != 4 else ''}") for number in range(1, 33)]


class TakingPartForm(forms.Form):
    """Whether an agency is funded to take part."""

    by_and_for = forms.BooleanField(label="It is led by and for a community", required=False)
    funded = forms.BooleanField(label="Somebody funds its time in the partnership", required=False)
    words = forms.CharField(label="Who, or what it would need", max_length=300, required=False)


class TimeForm(forms.Form):
    """Time in a sitting that is to be paid."""

    sitting_id = one_of("Which sitting?")
    quarter_hours = forms.TypedChoiceField(
        label="How long, with reading the papers?", coerce=int, choices=QUARTERS, initial=12
    )

    def __init__(self, *args: Any, sittings: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "sitting_id", sittings)


class PaidForm(forms.Form):
    """That time was paid."""

    paid_on = DayMonthYearField(label="Paid on")
    reference = forms.CharField(label="Reference of the payment", max_length=60, required=False)


class LeaveForm(forms.Form):
    """A provider's leave."""

    scope = forms.CharField(label="For which decision on a contract?", max_length=300)
    until_on = DayMonthYearField(label="Until")


class StandsForm(forms.Form):
    """How a pair of partners stands."""

    strength = forms.ChoiceField(label="How they stand to one another", widget=forms.RadioSelect)
    rivals = forms.BooleanField(
        label="They compete for the same contracts", required=False,
        help_text="Neither then sees the other's counts, wherever they stand.",
    )  # fmt: skip
    words = forms.CharField(label="What is seen of it", required=False, widget=forms.Textarea({"rows": 2}))
    doing = forms.CharField(label="What is done about it", required=False, widget=forms.Textarea({"rows": 2}))
    review_on = DayMonthYearField(label="Looked at again by", required=False)

    def __init__(self, *args: Any, strengths: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["strength"].choices = list(strengths)  # type: ignore[attr-defined]


class DynamicForm(StandsForm):
    """The same of a pair that is not mapped yet."""

    first_id = one_of("One partner")
    second_id = one_of("The other")

    field_order = ("first_id", "second_id")

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "first_id", agencies)
        fill(self, "second_id", agencies)


class InterestForm(forms.Form):
    """A conflict of interest."""

    agency_id = one_of("Which agency?")
    person = forms.CharField(
        label="Whose", max_length=120, required=False, help_text="Left empty: the agency's as a whole."
    )
    kind = forms.ChoiceField(
        label="What kind", widget=forms.RadioSelect,
        help_text="A post with somebody who holds a contract, or bids for one, is an interest in a contract.",
    )  # fmt: skip
    words = forms.CharField(label="What it is, in a sentence", max_length=300)

    def __init__(self, *args: Any, agencies: Choices, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "agency_id", agencies)
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]


class HandleForm(forms.Form):
    """How it is handled, or that it is over."""

    handled = forms.CharField(label="What is done about it, or why it is over", max_length=300)
    ended = forms.BooleanField(label="It is over", required=False)
