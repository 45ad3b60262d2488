"""Forms of recommendations of reviews."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openccr.governance.forms.outcomes import SmartForm
from openccr.governance.rules.recommendations import RECOMMENDATION
from openccr.ui.fields import CodeField, DayMonthYearField
from openccr.voice.forms.naming import NamesAskedForm

Choices = Sequence[tuple[str, str]]


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class SoughtForm(forms.Form):
    """What the list is narrowed by."""

    theme = forms.ChoiceField(label="Theme", required=False)
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "All"), *RECOMMENDATION.states.items()]
    )  # fmt: skip
    agency = forms.ChoiceField(label="Led by", required=False)
    text = forms.CharField(label="Words", required=False, max_length=60)

    def __init__(self, *args: Any, themes: Choices, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", "All"), *themes]  # type: ignore[attr-defined]
        self.fields["agency"].choices = [("", "All"), *agencies]  # type: ignore[attr-defined]


class RecommendedForm(forms.Form):
    """What a review recommended."""

    kind = forms.ChoiceField(label="Kind of review", widget=forms.RadioSelect)
    review = forms.CharField(
        label="What the review is called here", max_length=120,
        help_text="For example Review A, or its number. Never the name of a person, nor one by which they are found.",
    )  # fmt: skip
    place = forms.CharField(label="Its number in the review", max_length=20)
    words = forms.CharField(label="What is recommended", widget=_area(4))
    scope = forms.ChoiceField(label="How far it reaches", widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(label="Themes", widget=forms.CheckboxSelectMultiple)
    also_in = forms.CharField(label="Other reviews that recommended the same", required=False, widget=_area(2))

    def __init__(self, *args: Any, kinds: Choices, scopes: Choices, themes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("kind", kinds), ("scope", scopes), ("themes", themes)):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]


class PlannedForm(SmartForm):
    """What will be done about a recommendation."""

    action = forms.CharField(label="What will be done", required=False, widget=_area())
    agency_id = forms.ChoiceField(label="Agency of the partnership that leads it", required=False)
    outside = forms.CharField(label="Or a body outside", max_length=160, required=False)
    owner = forms.CharField(label="The post that answers for it", max_length=120, required=False)
    target_on = DayMonthYearField(label="Done by", required=False)
    objective_id = forms.ChoiceField(label="Objective of the strategy that carries it on", required=False)

    def __init__(self, *args: Any, agencies: Choices, objectives: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [("", "None"), *agencies]  # type: ignore[attr-defined]
        self.fields["objective_id"].choices = [("", "None"), *objectives]  # type: ignore[attr-defined]
        asked = [f"smart_{key}" for key in self.smart]
        self.order_fields(["action", "agency_id", "outside", "owner", "target_on", *asked, "objective_id"])


class MilestoneForm(forms.Form):
    """A step on the way."""

    words = forms.CharField(label="What is reached then", max_length=300)
    due_on = DayMonthYearField(label="By when")


class ReachedForm(forms.Form):
    """That a step was reached."""

    reached_on = DayMonthYearField(label="Reached on")
    words = forms.CharField(label="What shows it", max_length=300, required=False)


class EvidenceForm(forms.Form):
    """What shows that it was done."""

    words = forms.CharField(label="What shows it", max_length=500, widget=_area(2))
    href = CodeField(
        label="Where it stands in this system, if it does", max_length=300, required=False,
        help_text="For example the address of a policy or of an audit here, beginning with /",
    )  # fmt: skip
    on = DayMonthYearField(label="Since when")

    def clean_href(self) -> str:
        href = str(self.cleaned_data["href"])
        if href and (not href.startswith("/") or href.startswith("//")):
            raise forms.ValidationError("Give an address of this system, beginning with one /")
        return href


class FinishedForm(forms.Form):
    """That it is done, and what it changed."""

    completed_on = DayMonthYearField(label="Done on")
    impact = forms.CharField(
        label="What it changed, and how you know", required=False, widget=_area(),
        help_text="It cannot be assured without.",
    )  # fmt: skip


class AssuredForm(forms.Form):
    """What somebody of another agency has seen."""

    words = forms.CharField(label="What have you seen that makes you sure?", widget=_area())


class ReasonForm(forms.Form):
    """Why not."""

    reason = forms.CharField(label="Why", widget=_area())


class PublicForm(NamesAskedForm):
    """The recommendation as anybody may read it."""

    said = forms.CharField(
        label="What was recommended, as anybody may read it", widget=_area(),
        help_text="Without ages, dates, numbers, places, or anything that tells who died.",
    )  # fmt: skip
    did = forms.CharField(label="What was done since, as anybody may read it", required=False, widget=_area())
    read_by = forms.CharField(
        label="Who besides you has read these words for anything that tells who died?", max_length=120
    )
