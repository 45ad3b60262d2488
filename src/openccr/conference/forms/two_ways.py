"""Forms of who does what to whom, and of joining a referral to a listed case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from openccr.conference.forms.choices import Choices, choose_from
from openccr.conference.rules.two_ways import Finding
from openccr.ui.fields import DayMonthYearField

LONG = 2_000


def _words(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=LONG, widget=forms.Textarea({"rows": 4}))


class SpecialistForm(forms.Form):
    """Who is asked."""

    appointment_id = forms.TypedChoiceField(
        label="Which specialist?",
        help_text="They see both cases for a fortnight. Not an adviser of either, unless there is nobody else.",
        coerce=UUID, widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "appointment_id", people)


class FindingForm(forms.Form):
    """Who does what to whom."""

    finding = forms.ChoiceField(label="What did you find?", widget=forms.RadioSelect)
    reasons = _words("Your reasons", "Who is afraid of whom, who controls whom, who is hurt, who defends themselves.")
    evidence = _words("On what does it rest?", "Records, visits, words of each. No addresses.")
    assessed_on = DayMonthYearField(label="Day of the assessment")

    def __init__(self, *args: Any, findings: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "finding", findings)


class DisputeForm(forms.Form):
    """What speaks against a finding."""

    reasons = _words("What speaks against it?", "The finding stays; yours stands beside it with its date.")


class TogetherForm(forms.Form):
    """Why both are heard at one meeting."""

    reason = _words(
        "Why must both be heard at one meeting?", "And how each is kept safe from what is said of the other."
    )


class OneAdviserForm(forms.Form):
    """Why one adviser works with both."""

    reason = _words(
        "Why can nobody else advise one of them?",
        "And how what each of them says is kept from the other. Whoever sees both cases reads it.",
    )


class JoinForm(forms.Form):
    """Which listed case, and what is new."""

    to_file = forms.TypedChoiceField(label="Which case?", coerce=UUID, widget=forms.RadioSelect)
    reason = _words("What is new in this referral?", "It goes on that case's timeline with the wishes.")

    def __init__(self, *args: Any, cases: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "to_file", cases)


def findings(here: str, there: str) -> list[tuple[str, str]]:
    """What a specialist can find, in words, naming the two cases by their references."""
    return [
        (Finding.HERE, f"As in {here}: its victim is harmed by the person named there"),
        (Finding.THERE, f"As in {there}: its victim is harmed by the person named there"),
        (Finding.BOTH, "Both harm and are harmed: each needs a plan and an adviser of their own"),
        (Finding.UNCLEAR, "Not clear yet: more must be known"),
    ]
