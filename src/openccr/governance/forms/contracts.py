"""Forms of funding streams and contracts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from openccr.governance.rules.funding import Purse
from openccr.ui.fields import DayMonthYearField, WholeField

MOST = 1_000_000_000
"""Pounds: more is a slip of the hand."""


def whole(
    label: str, *, required: bool = True, most: int = MOST, width: int = 10, such_as: str = "85,000", **more: Any
) -> WholeField:
    """A box for a whole number, `such_as` an example that its error gives."""
    return WholeField(
        label=label,
        min_value=0,
        max_value=most,
        required=required,
        widget=forms.TextInput({"inputmode": "numeric", "class": f"govuk-input--width-{width}"}),
        error_messages={
            "required": f"Enter a number: {label.lower()}",
            "invalid": f"Enter a whole number, such as {such_as}",
        },
        **more,
    )


def words(label: str, *, rows: int = 3, required: bool = False, **more: Any) -> forms.CharField:
    """A box for a few sentences."""
    return forms.CharField(label=label, required=required, widget=forms.Textarea({"rows": rows}), **more)


def agency_choice(label: str, **more: Any) -> forms.TypedChoiceField:
    """An agency of the partnership, or none."""
    return forms.TypedChoiceField(label=label, coerce=UUID, empty_value=None, required=False, **more)


def offer_agencies(form: forms.Form, agencies: Sequence[tuple[UUID, str]], *, nobody: str) -> None:
    """Fill the agency box of a form."""
    field = form.fields["agency_id"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", nobody), *((str(key), name) for key, name in agencies)]


class StreamForm(forms.Form):
    """A funding stream, without what never changes."""

    name = forms.CharField(label="Name", max_length=120)
    funder = forms.CharField(
        label="Who funds it", max_length=200, help_text="All of them, where money is put together."
    )
    pounds = whole("Pounds a year")
    starts_on = DayMonthYearField(label="From")
    ends_on = DayMonthYearField(label="Until", required=False, help_text="Leave empty if no end is set.")
    conditions = words("What it may be spent on, and what the funder asks for")


class NewStreamForm(StreamForm):
    """A new one, with its purse and the agency that funds it."""

    purse = forms.ChoiceField(
        label="Whom is the money for?",
        help_text="This never changes: money for people who abuse is never taken from money for survivors. Write down "
        "money for both as two streams.",
        choices=[(one.value, one.label) for one in Purse],
        widget=forms.RadioSelect,
    )
    agency_id = agency_choice("Is the funder an agency of the partnership?")

    field_order = ("name", "funder", "agency_id", "purse", "pounds", "starts_on", "ends_on", "conditions")

    def __init__(self, *args: Any, agencies: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_agencies(self, agencies, nobody="No, or several together")


class ContractForm(forms.Form):
    """A contract, without who is paid and out of what."""

    name = forms.CharField(label="What it is for", max_length=160, help_text="For example IDVA service")
    starts_on = DayMonthYearField(label="From")
    ends_on = DayMonthYearField(label="Until")
    extend_until = DayMonthYearField(label="May be extended until", required=False)
    notice_months = whole("Months of notice", most=36, width=2, such_as="6")
    pounds = whole("Pounds a year", help_text="Only those who lead the partnership and the provider's lead see it.")
    capacity = whole("Capacity", required=False, such_as="12", help_text="How many at a time, such as 12")
    unit = forms.CharField(label="What the capacity counts", max_length=80, required=False,
                           help_text="For example refuge places, or open cases")  # fmt: skip
    people = whole("People helped in a year", required=False)
    staff = forms.FloatField(
        label="Staff, in full-time posts", required=False, min_value=0, max_value=1000,
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-4"}),
    )  # fmt: skip
    by_and_for = forms.BooleanField(label="Run by and for a community", required=False)
    women_only = forms.BooleanField(label="For women only", required=False)

    def clean(self) -> dict[str, Any]:
        """The cleaned data are the contract's `values`."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        return {"values": cleaned}


class NewContractForm(ContractForm):
    """A new one, with who is paid and out of which stream."""

    provider = forms.CharField(label="Who provides it", max_length=160)
    agency_id = agency_choice(
        "Is the provider an agency of the partnership?", help_text="Its lead then sees the contract."
    )
    stream_id = forms.TypedChoiceField(
        label="Which money pays for it?",
        coerce=UUID,
        help_text="This never changes, so that no purse pays for another.",
    )

    def __init__(
        self, *args: Any, agencies: Sequence[tuple[UUID, str]], streams: Sequence[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_agencies(self, agencies, nobody="No")
        field = self.fields["stream_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), name) for key, name in streams]
        self.order_fields(["name", "provider", "agency_id", "stream_id"])


class PlanForm(forms.Form):
    """What happens at the end."""

    plan = words("What happens when it ends?", required=True, help_text="Extended, bought anew, brought inside, ended")
    plan_owner = forms.CharField(label="Who sees to it", max_length=120)


class EndForm(forms.Form):
    """An end before its time."""

    ended_on = DayMonthYearField(label="When did it end?")
    why = words("Why did it end before its time?", required=True)


class MeasureForm(forms.Form):
    """What a contract promises."""

    name = forms.CharField(
        label="What is counted", max_length=160, help_text="For example women supported to stay safe"
    )
    target = whole("How many in a year")


class ReportForm(forms.Form):
    """What was done of it."""

    value = whole("How many in twelve months")
    value_on = DayMonthYearField(label="Twelve months up to")
    words = words("Anything to know about the number", rows=2)


class CutForm(forms.Form):
    """A scenario: how much is cut of which contracts."""

    percent = whole("Per cent of their money", most=100, width=3, such_as="20")
    contracts = forms.TypedMultipleChoiceField(
        label="Which contracts", coerce=UUID, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what is cut"},
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contracts"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), name) for key, name in offered]
