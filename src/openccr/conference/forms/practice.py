"""The three questions of a practice case. Their answers stand in the address and are kept nowhere."""

from __future__ import annotations

from typing import Any

from django import forms

from openccr.content.schema.quality import PracticeCase


class _Step(forms.Form):
    def __init__(self, *args: Any, case: PracticeCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about(case)

    def about(self, case: PracticeCase) -> None:
        """Fill in the choices that the case gives."""


class SearchForm(_Step):
    """Known, or nil."""

    known = forms.ChoiceField(
        label="What do you answer?",
        choices=[("yes", "We know them"), ("nil", "Nil: we looked and know nobody")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you answer"},
    )


class ShareForm(_Step):
    """Which records to share."""

    shared = forms.MultipleChoiceField(
        label="Which of these would you share?",
        help_text="Only what is relevant to the risk and no more than it needs. You may choose none.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def about(self, case: PracticeCase) -> None:
        choices = [(str(place), record.text) for place, record in enumerate(case.records)]
        self.fields["shared"].choices = choices  # type: ignore[attr-defined]


class ActionForm(_Step):
    """Which action to propose."""

    action = forms.ChoiceField(
        label="What would you propose?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an action"},
    )

    def about(self, case: PracticeCase) -> None:
        choices = [(str(place), action.text) for place, action in enumerate(case.actions)]
        self.fields["action"].choices = choices  # type: ignore[attr-defined]
