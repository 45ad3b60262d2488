"""Forms of groups: opening one, who sits in it, terms of reference, planning sittings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from openccr.governance.rules.boards import Office
from openccr.ui.fields import DayMonthYearField, PlaceField, TimeOfDayField

Choices = Sequence[tuple[str, str]]
NARROW = {"class": "govuk-input--width-3", "inputmode": "numeric"}


def uuid_or_none(value: str) -> UUID | None:
    """What a choice that may be left out means."""
    return UUID(value) if value else None


def one_of(label: str, *, empty: str = "", help_text: str = "") -> forms.TypedChoiceField:
    """A list to choose a row from; with `empty` it may be left out, in those words."""
    field = forms.TypedChoiceField(
        label=label, coerce=uuid_or_none if empty else UUID, required=not empty, empty_value=None, help_text=help_text
    )
    field.empty_words = empty  # type: ignore[attr-defined]
    return field


def fill(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a list its rows, with the words for leaving it out first."""
    field = form.fields[name]
    empty = getattr(field, "empty_words", "")
    field.choices = [("", empty or "Choose"), *choices]  # type: ignore[attr-defined]


class BoardForm(forms.Form):
    """A new group."""

    kind = forms.ChoiceField(label="What kind of group", widget=forms.RadioSelect)
    name = forms.CharField(label="Name", max_length=120)
    purpose = forms.CharField(label="What it is for", required=False, widget=forms.Textarea({"rows": 3}))
    above_id = one_of("Which group stands above it?", empty="None")

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str, str]], boards: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(key, name) for key, name, _ in kinds]  # type: ignore[attr-defined]
        self.fields["kind"].choice_hints = {key: about for key, _, about in kinds}  # type: ignore[attr-defined]
        fill(self, "above_id", boards)


class BoardChangeForm(forms.Form):
    """Its name, place and how it works."""

    name = forms.CharField(label="Name", max_length=120)
    purpose = forms.CharField(label="What it is for", required=False, widget=forms.Textarea({"rows": 3}))
    above_id = one_of("Which group stands above it?", empty="None")
    quorum = forms.IntegerField(
        label="Votes that must be there", help_text="Left empty: the share that the practice pack says.",
        min_value=1, max_value=99, required=False, widget=forms.NumberInput(NARROW),
    )  # fmt: skip
    meets_months = forms.IntegerField(
        label="Months from one sitting to the next", help_text="Left empty: as the practice pack says.",
        min_value=1, max_value=12, required=False, widget=forms.NumberInput(NARROW),
    )  # fmt: skip

    def __init__(self, *args: Any, boards: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "above_id", boards)


class SitsForm(forms.Form):
    """How somebody sits in a group."""

    post = forms.CharField(label="Post", max_length=120, required=False)
    seniority = forms.ChoiceField(label="How senior?", widget=forms.RadioSelect)
    office = forms.ChoiceField(
        label="In this group", choices=[(one.value, one.label) for one in Office], initial=Office.MEMBER
    )
    votes = forms.BooleanField(label="Has a vote", required=False, initial=True)
    deputy = forms.CharField(label="Who stands in", max_length=120, required=False)
    deputy_post = forms.CharField(label="Their post", max_length=120, required=False)

    def __init__(self, *args: Any, ladder: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seniority"].choices = list(ladder)  # type: ignore[attr-defined]


class MemberForm(SitsForm):
    """A new member: somebody with an account, or a name."""

    agency_id = one_of("For which agency?")
    appointment_id = one_of(
        "Who?", empty="Somebody without an account", help_text="Under their account they read the papers."
    )
    name = forms.CharField(label="Name, without an account", max_length=120, required=False)
    from_on = DayMonthYearField(label="From")

    field_order = ("agency_id", "appointment_id", "name", "post", "seniority", "office", "votes", "deputy")

    def __init__(self, *args: Any, agencies: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "agency_id", agencies)
        fill(self, "appointment_id", people)


class MemberChangeForm(SitsForm):
    """How somebody sits in it, and their first and last day."""

    from_on = DayMonthYearField(label="First day")
    until_on = DayMonthYearField(label="Last day", required=False)


class BodyLeadForm(forms.Form):
    """Who leads on domestic abuse in a health body."""

    agency_id = one_of("Which body?", empty="One that is no agency of the partnership")
    body = forms.CharField(label="Its name, if it is none", max_length=120, required=False)
    name = forms.CharField(label="Who leads there", max_length=120)
    post = forms.CharField(
        label="Post", max_length=120, help_text="For example: named nurse for safeguarding, lead on domestic abuse"
    )

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "agency_id", agencies)


class TermsForm(forms.Form):
    """The parts of terms of reference or of a delivery plan, as the pack asks them. `parts`: key → name and question.

    `answers` gives them back by key.
    """

    def __init__(self, *args: Any, parts: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, (name, asks) in parts.items():
            self.fields[key] = forms.CharField(
                label=name, help_text=asks, required=False, widget=forms.Textarea({"rows": 4})
            )


class AgreeTermsForm(forms.Form):
    """When it was agreed, and when it is looked at again."""

    agreed_on = DayMonthYearField(label="Agreed on")
    review_on = DayMonthYearField(label="Looked at again by")


class PlanForm(forms.Form):
    """The first sitting of a row, and until when they are planned."""

    first_on = DayMonthYearField(
        label="First sitting", help_text="The others keep its place in the month, such as the second Tuesday."
    )
    starts_at = TimeOfDayField(
        label="Starts at", help_text="For example, 09:30", widget=forms.TimeInput({"class": "govuk-input--width-5"})
    )
    venue = PlaceField(label="Where", max_length=120, required=False, help_text="No link and no code.")
    until = DayMonthYearField(label="Plan until")


class PastSittingForm(forms.Form):
    """A sitting that has been: when, where, what was on its agenda."""

    on = DayMonthYearField(label="Day of the sitting")
    starts_at = TimeOfDayField(label="Started at", widget=forms.TimeInput({"class": "govuk-input--width-5"}))
    venue = PlaceField(label="Where", max_length=120, required=False, help_text="No link and no code.")
    items = forms.CharField(
        label="What was on the agenda?", widget=forms.Textarea({"rows": 8}), help_text="One item in each line."
    )
    sat_then = forms.BooleanField(
        label="Whoever sits in the group today sat in it on that day already", required=False,
        help_text="Their first day is put back to that day. Did some join later? Leave this empty, and put right the "
        "first day of each under Members.",
    )  # fmt: skip

    def __init__(self, *args: Any, keeps: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not keeps:
            del self.fields["sat_then"]

    def clean_items(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["items"].splitlines())
        return [line for line in lines if line]


class SureForm(forms.Form):
    """Nothing to fill in: the page says what will happen."""
