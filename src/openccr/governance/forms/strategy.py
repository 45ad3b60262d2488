"""Forms of the strategy: its head, consultation and agreement, contributions, remarks, the theory of change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openccr.ui.fields import DayMonthYearField

Choices = Sequence[tuple[str, str]]


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class StrategyForm(forms.Form):
    """What stands at the head of a strategy."""

    title = forms.CharField(label="What it is called", max_length=160)
    vision = forms.CharField(
        label="Vision", required=False, widget=_area(4),
        help_text="What will be true when the response works, in the words of survivors and partners together.",
    )  # fmt: skip
    begins_on = DayMonthYearField(label="Runs from")
    ends_on = DayMonthYearField(label="Runs until")
    review_on = DayMonthYearField(label="Looked at again on")


class ConsultForm(forms.Form):
    """Until when partners say what they think."""

    until = DayMonthYearField(label="Partners and the survivors’ panel can say what they think until")


class AgreedForm(forms.Form):
    """When and where it was agreed."""

    agreed_on = DayMonthYearField(label="Agreed on")
    agreed_where = forms.CharField(label="By which board, at which meeting", max_length=200)


class ContributionForm(forms.Form):
    """What an agency brings."""

    agency_id = forms.ChoiceField(label="Agency")
    words = forms.CharField(
        label="What it brings", widget=_area(),
        help_text="Staff, money, premises, knowledge, powers, a voice: and for which outcome.",
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = list(agencies)  # type: ignore[attr-defined]


class ContributionAgreedForm(forms.Form):
    """Who agreed for the agency."""

    agreed_by = forms.CharField(label="Who agreed to it for the agency: name and post", max_length=200)
    agreed_on = DayMonthYearField(label="When")


class RemarkForm(forms.Form):
    """What a partner thinks of a draft."""

    words = forms.CharField(label="What do you think of it?", widget=_area(6))


class PanelRemarkForm(forms.Form):
    """What the survivors' panel thinks of a draft."""

    words = forms.CharField(
        label="What does the survivors’ panel think of it?", widget=_area(6), help_text="Name nobody."
    )  # fmt: skip


class AnswerForm(forms.Form):
    """What became of a remark."""

    answer = forms.CharField(label="What became of it, or why nothing did", widget=_area())


class StepForm(forms.Form):
    """A step of the theory of change."""

    column = forms.ChoiceField(label="Where it stands", widget=forms.RadioSelect)
    words = forms.CharField(label="The step", max_length=160)
    leads_to = forms.MultipleChoiceField(
        label="What it leads to", required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    assumption = forms.CharField(
        label="What must be true for it to lead there", max_length=300, required=False, widget=_area(2)
    )

    def __init__(self, *args: Any, columns: Choices, targets: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["column"].choices = list(columns)  # type: ignore[attr-defined]
        self.fields["leads_to"].choices = list(targets)  # type: ignore[attr-defined]
        if not targets:
            del self.fields["leads_to"]
