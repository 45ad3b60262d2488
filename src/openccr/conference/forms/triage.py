"""Forms of decisions on referrals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from openccr.content.schema.processes import Reason

LONG = 2_000


def _words(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=LONG, widget=forms.Textarea({"rows": 4}))


class HintedChoiceField(forms.ChoiceField):
    """A choice whose answers are explained."""

    choice_hints: Mapping[str, str] = {}


class _ReasonForm(forms.Form):
    """A reason from the pack's list, each with what the pack advises, and the words beside it."""

    key = HintedChoiceField(label="What is it?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, reasons: Mapping[str, Reason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(HintedChoiceField, self.fields["key"])
        field.choices = [(key, reason.name) for key, reason in reasons.items()]
        field.choice_hints = {key: reason.advice for key, reason in reasons.items() if reason.advice}


class SendBackForm(_ReasonForm):
    """A question to the referrer."""

    reason = _words("Your question", "Say exactly what is missing. The referrer reads it.")


class NotMetForm(_ReasonForm):
    """A decision that the criteria are not met."""

    reason = _words("Why", "The referrer reads it, and can appeal.")
    advice = _words("What she was offered instead", "The safety advice given today, and the other route she can take.")


class AnswerForm(forms.Form):
    """The answer to a question."""

    reason = _words("Your answer")


class AppealForm(forms.Form):
    """Why a decision should be looked at again."""

    reason = _words("Why should it be looked at again?", "What the decision did not take into account.")


class RepeatForm(forms.Form):
    """Whether the referral is a repeat."""

    repeat = forms.TypedChoiceField(
        label="What do you decide?",
        choices=[("yes", "It is a repeat"), ("no", "It is not a repeat")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
