"""Forms of the self-assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from openccr.governance.forms.quality import FollowForm
from openccr.governance.rules.assessment import CONFIDENCE, KINDS
from openccr.ui.fields import DayMonthYearField

CANNOT_SAY = "none"


class RoundForm(forms.Form):
    """What kind of round, its name, and until when agencies rate."""

    kind = forms.ChoiceField(label="What kind of round", choices=list(KINDS.items()), widget=forms.RadioSelect)
    name = forms.CharField(label="Name", max_length=80, help_text="For example Autumn 2026")
    rate_by = DayMonthYearField(label="Agencies rate until")


class CallOffForm(forms.Form):
    """Why a round is called off."""

    why = forms.CharField(label="Why is it called off?", widget=forms.Textarea({"rows": 3}))


class RateForm(forms.Form):
    """The questions of one component: a step of the scale, how sure, and what shows it.

    Fields are named by the question's key with what is asked of it; `answers` gives them back by question.
    """

    def __init__(self, *args: Any, questions: Mapping[str, str], scale: Sequence[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.questions = questions
        for key, words in questions.items():
            self.fields[f"{key}_score"] = forms.ChoiceField(
                label=words,
                choices=[*scale, (CANNOT_SAY, "We cannot say")],
                widget=forms.RadioSelect,
                error_messages={"required": f"Choose a step, or that you cannot say: {words}"},
            )
            self.fields[f"{key}_confidence"] = forms.ChoiceField(
                label="How sure are you?", choices=list(CONFIDENCE.items()), widget=forms.RadioSelect, initial="medium"
            )
            self.fields[f"{key}_words"] = forms.CharField(
                label="What shows it, or what is missing", required=False, widget=forms.Textarea({"rows": 2})
            )


class AgreeForm(FollowForm):
    """The agreed score of a question, why, who dissents, the evidence chosen, and what is done about a gap."""

    score = forms.ChoiceField(
        label="Agreed score", widget=forms.RadioSelect, error_messages={"required": "Choose a score"}
    )
    words = forms.CharField(
        label="What shows it, or what is missing",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say what shows it, or what is missing"},
    )
    dissent = forms.CharField(
        label="Who sees it otherwise, and why",
        help_text="Kept beside the score. Where answers lay two steps apart and all agreed in the end, say so.",
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    evidence = forms.MultipleChoiceField(
        label="Evidence from the records", required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = ("score", "words", "dissent", "evidence", "action", "owner", "review_on")

    def __init__(
        self, *args: Any, scale: Sequence[tuple[str, str]], proposed: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["score"].choices = list(scale)  # type: ignore[attr-defined]
        self.fields["evidence"].choices = [(str(place), words) for place, (words, _) in enumerate(proposed)]  # type: ignore[attr-defined]
        if not proposed:
            del self.fields["evidence"]
