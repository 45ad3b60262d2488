"""Forms about people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openccr.people.queries import Candidate

NONE = "none"
"""The answer that the person is none of those proposed."""


class RevealForm(forms.Form):
    """Why somebody's whereabouts are needed."""

    reason = forms.CharField(
        label="Why do you need it now?",
        help_text="In a few words. It is kept with the case, with your name and the time.",
        widget=forms.Textarea({"rows": 3}),
        max_length=300,
    )
    kinds = forms.MultipleChoiceField(
        label="What do you need?",
        help_text="What is held, masked. Choose no more than you need; nothing chosen opens all of it.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, held: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = held  # type: ignore[attr-defined]
        if not held:
            del self.fields["kinds"]


class SamePersonForm(forms.Form):
    """Whether the person of this case is one of those proposed."""

    answer = forms.ChoiceField(label="Who is it?", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="How do you know?",
        help_text="For example: the person told you so, or the police confirmed the date of birth.",
        widget=forms.Textarea({"rows": 3}),
        max_length=300,
    )

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        proposed = [
            (str(one.as_person_id), f"The same as {one.name or 'the person'} of {_cases(one)}") for one in candidates
        ]
        answer.choices = [*proposed, (NONE, "None of these: they are different people")]  # type: ignore[attr-defined]
        answer.choice_hints = {NONE: "They are not proposed again."}  # type: ignore[attr-defined]


class TwoPeopleForm(forms.Form):
    """Whether two people, found by whatever way, are one."""

    answer = forms.ChoiceField(
        label="Are they one person?",
        choices=[("same", "Yes: they are one person"), (NONE, "No: they are two people")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="How do you know?",
        help_text="For example: the person told you so, or the police confirmed the date of birth.",
        widget=forms.Textarea({"rows": 3}),
        max_length=300,
    )


def _cases(one: Candidate) -> str:
    return ", ".join(case.reference for case in one.cases)
