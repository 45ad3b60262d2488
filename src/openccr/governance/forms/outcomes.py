"""Forms of outcomes, objectives and indicators, and of an action that an objective or a recommendation leads to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openccr.governance.rules.outcomes import UNITS
from openccr.ui.fields import DayMonthYearField

Choices = Sequence[tuple[str, str]]


class OutcomeForm(forms.Form):
    """What will be different."""

    words = forms.CharField(label="What will be different, and for whom", max_length=300)


class SmartForm(forms.Form):
    """The five words of SMART, each a question of the pack. `said` gives the answers back by key."""

    def __init__(self, *args: Any, smart: Sequence[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.smart = [key for key, _, _ in smart]
        for key, name, asks in smart:
            self.fields[f"smart_{key}"] = forms.CharField(
                label=f"{name}: {asks}", required=False, widget=forms.Textarea({"rows": 2})
            )

    def clean(self) -> dict[str, Any]:
        found = dict(super().clean() or self.cleaned_data)
        found["smart"] = {key: found.pop(f"smart_{key}", "") for key in self.smart}
        self.cleaned_data = found
        return found


class ObjectiveForm(SmartForm):
    """An objective: what is done, SMART in words, what it answers, who leads it."""

    words = forms.CharField(label="What will be done", max_length=300)
    reach = forms.ChoiceField(label="How early it reaches", widget=forms.RadioSelect)
    theme = forms.ChoiceField(label="Thematic area", widget=forms.RadioSelect)
    agency_id = forms.ChoiceField(label="Agency that leads it", required=False)
    due_on = DayMonthYearField(label="Reached by", required=False)
    components = forms.MultipleChoiceField(
        label="What survivors told us that it answers, by theme", required=False, widget=forms.CheckboxSelectMultiple
    )
    gaps = forms.MultipleChoiceField(
        label="Gaps of the last self-assessment that it answers", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, reaches: Choices, themes: Choices, components: Choices, gaps: Choices, agencies: Choices,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        named = {
            "reach": reaches, "theme": themes, "components": components, "gaps": gaps,
            "agency_id": [("", "Not said yet"), *agencies],
        }  # fmt: skip
        for name, choices in named.items():
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
        for name, choices in (("gaps", gaps), ("components", components)):
            if not choices:
                del self.fields[name]
        asked = [f"smart_{key}" for key in self.smart]
        self.order_fields(["words", "reach", "theme", "agency_id", "due_on", *asked, "components", "gaps"])


class ChangeIndicatorForm(forms.Form):
    """An indicator to put right: from where, to where, by when. What is counted, and in what, stays."""

    name = forms.CharField(label="What it is called", max_length=200, required=False)
    baseline = forms.DecimalField(
        label="Baseline", required=False, max_digits=14, decimal_places=2,
        help_text="Where it stood at the start. Leave it for a measure that is counted here: it begins as it stands.",
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )  # fmt: skip
    baseline_on = DayMonthYearField(label="Day of the baseline", required=False)
    baseline_source = forms.CharField(label="Where the baseline is from", max_length=200, required=False)
    target = forms.DecimalField(
        label="Target", required=False, max_digits=14, decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )  # fmt: skip
    target_on = DayMonthYearField(label="Reached by", required=False)


class IndicatorForm(ChangeIndicatorForm):
    """A new one: counted here, or typed."""

    measure = forms.ChoiceField(
        label="A measure that is counted here", required=False,
        help_text="Its values come by themselves, as they are signed off. For any other, leave this and type values.",
    )  # fmt: skip
    unit = forms.ChoiceField(label="What it is counted in", choices=list(UNITS.items()), initial="percent")

    field_order = ("measure", "name", "unit")

    def __init__(self, *args: Any, measures: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [("", "None: values are typed"), *measures]  # type: ignore[attr-defined]


class ValueForm(forms.Form):
    """A typed value with its day and source."""

    number = forms.DecimalField(
        label="Value", max_digits=14, decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )  # fmt: skip
    on = DayMonthYearField(label="Of which day")
    source = forms.CharField(label="Where it is from", max_length=200)


class ActionForm(forms.Form):
    """An action: what, which agency, by when, and who else confirms it."""

    what = forms.CharField(
        label="What will be done", max_length=500, widget=forms.Textarea({"rows": 2}),
        help_text="Name no case and nobody of a case.",
    )  # fmt: skip
    agency_id = forms.ChoiceField(label="Agency that does it")
    due_on = DayMonthYearField(label="By when")
    checker_agency_id = forms.ChoiceField(label="Agency that confirms it", required=False)

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = [("", "Choose"), *agencies]  # type: ignore[attr-defined]
        self.fields["checker_agency_id"].choices = [("", "Nobody else"), *agencies]  # type: ignore[attr-defined]
