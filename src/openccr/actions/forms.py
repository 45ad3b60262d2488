"""Forms about actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from openccr.actions.queries import Whose
from openccr.ui.fields import DayMonthYearField

WHOSE = {
    Whose.MINE: "Named to me",
    Whose.AGENCY: "My agency's",
    Whose.LATE: "Late, of every agency",
    Whose.TO_CHECK: "Done, for me to confirm",
    Whose.LOCKED: "Locked until the victim knows and is safe",
    Whose.CHAIR: "Late, taken to the chair",
    Whose.BOARD: "Late, for the board",
    Whose.AREA: "The partnership's own, of no case",
    Whose.ALL: "All that I can see",
}


class ActionsFilter(forms.Form):
    """Whose actions are listed."""

    whose = forms.ChoiceField(label="Whose", required=False, choices=[(key.value, text) for key, text in WHOSE.items()])


class DoneForm(forms.Form):
    """What was done, and when."""

    evidence = forms.CharField(
        label="What was done?",
        help_text="A sentence or two, and what shows it: a reference, a date, who confirmed it.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )
    ended_on = DayMonthYearField(label="When?")


class NotPossibleForm(forms.Form):
    """Why it can no longer be done, and since when."""

    reason = forms.CharField(label="Why is it no longer possible?", widget=forms.Textarea({"rows": 4}), max_length=2000)
    ended_on = DayMonthYearField(label="Since when?")


class NotWantedForm(forms.Form):
    """That she does not want it, and when she said so."""

    reason = forms.CharField(
        label="What did the victim say?",
        help_text="In their own words where you can. It is their decision and needs no defence.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )
    ended_on = DayMonthYearField(label="When was it said?")


class ReopenForm(forms.Form):
    """Why it is open again, and by when it is to be done."""

    reason = forms.CharField(label="Why is it open again?", widget=forms.Textarea({"rows": 4}), max_length=2000)
    due_on = DayMonthYearField(label="By when is it to be done?")


class SafeForm(forms.Form):
    """That she knows of a locked action and is safe."""

    words = forms.CharField(
        label="How was the victim told, and what keeps them safe?",
        help_text="By the way that is safe for them. What you write stays on the action, for those on the case.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )


class OverrideForm(forms.Form):
    """Why a locked action cannot wait."""

    words = forms.CharField(
        label="Why can it not wait until the victim knows?",
        help_text="What would happen in the meantime, and what you have done to reach them or the IDVA.",
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )


def _key(value: str) -> UUID | None:
    return UUID(value) if value else None


class OwnerForm(forms.Form):
    """Who in the agency does it."""

    owner_id = forms.TypedChoiceField(label="Who does it?", required=False, coerce=_key, empty_value=None)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_id"].choices = [("", "Nobody by name: the agency"), *people]  # type: ignore[attr-defined]


class CheckerForm(forms.Form):
    """Who confirms that it is done."""

    checker_id = forms.TypedChoiceField(
        label="Who confirms that it is done?",
        help_text="The chair and the coordinator always may.",
        required=False,
        coerce=_key,
        empty_value=None,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["checker_id"].choices = [("", "Nobody else by name"), *people]  # type: ignore[attr-defined]


class FlagsForm(forms.Form):
    """Several cases at once: the flag is on, or off again."""

    flags = forms.TypedMultipleChoiceField(
        label="On which cases?",
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick those whose flag you changed."},
    )
    on = DayMonthYearField(label="Since when?")

    def __init__(self, *args: Any, cases: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["flags"].choices = list(cases)  # type: ignore[attr-defined]


class FlagsOnForm(FlagsForm):
    """And in which system, if the agency says so."""

    system = forms.CharField(label="In which system?", required=False, max_length=80)


class FlagsToldForm(FlagsOnForm):
    """And who of the agency told the coordinator so."""

    given_by = forms.CharField(label="Who said so?", max_length=60)
    field_order = ("given_by",)


NOTHING_YET = ""
REPORTS = [
    (NOTHING_YET, "Nothing new"),
    ("start", "We have begun"),
    ("complete", "Done"),
    ("give_up", "No longer possible"),
    ("decline", "The victim chose another way"),
]


class ReportDayForm(forms.Form):
    """The day that holds for every row of the page."""

    ended_on = DayMonthYearField(label="On which day was it?", help_text="For all that you report here.")


class ReportForm(forms.Form):
    """What became of one action, as one row of many."""

    move = forms.ChoiceField(label="What became of it?", choices=REPORTS, required=False)
    words = forms.CharField(
        label="What was done and what shows it, or why not",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
    )

    def __init__(self, *given: Any, of_case: bool = True, **named: Any) -> None:
        super().__init__(*given, **named)
        if not of_case:  # no victim is in an action of the partnership
            self.fields["move"].choices = [one for one in REPORTS if one[0] != "decline"]  # type: ignore[attr-defined]
