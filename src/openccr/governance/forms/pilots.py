"""Forms of pilots and of the business case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from openccr.governance.forms.contracts import agency_choice, offer_agencies, whole, words
from openccr.governance.forms.quality import FollowForm
from openccr.governance.rules.funding import Purse
from openccr.governance.rules.pilots import OUTCOMES
from openccr.ui.fields import DayMonthYearField


class PilotForm(forms.Form):
    """A new pilot."""

    kind = forms.ChoiceField(label="What kind of pilot is it?", widget=forms.RadioSelect)
    name = forms.CharField(label="Name", max_length=160)
    asks = words("What is it to find out, and how will you know?", required=True)
    agency_id = agency_choice("Who runs it?")
    starts_on = DayMonthYearField(label="From")
    evaluate_by = DayMonthYearField(label="Evaluated by")

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]], agencies: Sequence[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(kinds)  # type: ignore[attr-defined]
        offer_agencies(self, agencies, nobody="Several together, or nobody of the partnership")


class EvaluateForm(FollowForm):
    """What a pilot found: the pack's questions for its kind, what survivors say, and what follows."""

    reached = whole("How many people it reached", required=False, help_text="Leave empty if nobody counted.")
    changed = words("What changed, and how do you know?", required=True)
    survivors_said = words("What do survivors say of it, or why were they not asked?", required=True)
    not_reached = words("Whom did it not reach?", required=True)
    outcome = forms.ChoiceField(label="What follows from it?", choices=list(OUTCOMES.items()), widget=forms.RadioSelect)

    def __init__(self, *args: Any, questions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questions):
            self.fields[f"answer_{number}"] = words(question, rows=2)
        answers = [f"answer_{number}" for number, _ in enumerate(questions)]
        self.order_fields(["reached", *answers, "changed", "survivors_said", "not_reached", "outcome"])


class GoOnForm(forms.Form):
    """Until when it goes on."""

    evaluate_by = DayMonthYearField(label="Evaluated again by")


class BusinessCaseForm(forms.Form):
    """What is asked for, and counts by hand for what was not signed off.

    Boxes are named by the unit cost's key with what is asked of it.
    """

    title = forms.CharField(label="Title", max_length=160)
    asks_for = words("What you ask for, and what it will change", rows=4, required=True)
    purse = forms.ChoiceField(
        label="Whom is the money for?", choices=[(one.value, one.label) for one in Purse], widget=forms.RadioSelect
    )
    pounds = whole("Pounds a year", required=False, help_text="Leave empty to name no sum.")

    def __init__(self, *args: Any, costs: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        """`costs`: the unit cost's key → what it is of, and what is known of their number."""
        super().__init__(*args, **kwargs)
        for key, (many, known) in costs.items():
            self.fields[f"{key}_number"] = whole(f"How many {many}", required=False, help_text=known)
            self.fields[f"{key}_source"] = forms.CharField(
                label=f"Where the number of {many} comes from, and of which year", max_length=300, required=False
            )
            self.fields[f"{key}_public"] = forms.BooleanField(
                label=f"The number of {many} is published there, so a small one may be shown", required=False
            )
