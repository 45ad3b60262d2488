"""Forms of decisions on referrals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from django import forms

from openccr.conference.forms.choices import Choices, choose_from
from openccr.conference.rules.not_met import SECOND_SEES
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
        _explained(self, "key", reasons)


def _explained(form: forms.Form, name: str, reasons: Mapping[str, Reason]) -> None:
    """Offer a list of the pack's, each entry with what the pack advises."""
    field = cast(HintedChoiceField, form.fields[name])
    field.choices = [(key, reason.name) for key, reason in reasons.items()]
    field.choice_hints = {key: reason.advice for key, reason in reasons.items() if reason.advice}


class SendBackForm(_ReasonForm):
    """A question to the referrer."""

    reason = _words("Your question", "Say exactly what is missing. The referrer reads it.")


class NotMetForm(_ReasonForm):
    """A proposal that the criteria are not met."""

    reason = _words("Why", "The referrer reads it, and can appeal.")
    advice = _words("What safety advice was given today?", "By whom, and by which safe way.")
    route = HintedChoiceField(label="Which other help does the victim get today?", widget=forms.RadioSelect)
    second_id = forms.TypedChoiceField(
        label="Who decides with you?",
        help_text=f"They see the case for {SECOND_SEES.days} days and answer for it too. "
        "One of you is a domestic abuse specialist.",
        coerce=UUID,
    )

    def __init__(self, *args: Any, routes: Mapping[str, Reason], people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _explained(self, "route", routes)
        choose_from(self, "second_id", [("", "Choose a person"), *people])


class RedirectForm(_ReasonForm):
    """Another forum or service."""

    goes_to = forms.CharField(label="Which one, by name", max_length=200)
    reason = _words("Why", "The referrer reads it, and can appeal. Check that the forum has taken the case.")


class OutOfAreaForm(forms.Form):
    """Another area hears the case."""

    goes_to = forms.CharField(label="Which area?", max_length=200)
    reason = _words("Why", "The referrer reads it. Not which area it is: that would tell where the victim lives.")

    def __init__(self, *args: Any, areas: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = f" In this installation work: {', '.join(areas)}." if areas else ""
        self.fields["goes_to"].help_text = f"Its name, never the new address.{here}"


class SecondForm(forms.Form):
    """What the second person says."""

    reason = _words("What do you say?", "In your own words: what you looked at, and what you think.")


class TakeBackForm(forms.Form):
    """Why a proposal is taken back."""

    reason = _words("Why is it taken back?")


class EarlyHelpForm(forms.Form):
    """What came of the other help."""

    outcome = _words("Who spoke with the victim, and what came of it?", "No address and no number.")


class _NamesCriteria(forms.Form):
    """Criteria that were not named before, or only without a reason."""

    criteria = forms.MultipleChoiceField(
        label="Which criteria does it meet that are not named yet?", required=False, choices=[],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    judgement_reason = forms.CharField(
        label="What worries you? In your own words", max_length=LONG, required=False,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip

    reveals = {"criteria": {"PJ": ["judgement_reason"]}}

    def __init__(self, *args: Any, criteria: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "criteria", criteria)


class AnswerForm(_NamesCriteria):
    """The answer to a question."""

    reason = _words("Your answer")
    field_order = ("reason",)


class AppealForm(_NamesCriteria):
    """Why a decision should be looked at again."""

    reason = _words("Why should it be looked at again?", "What the decision did not take into account.")
    field_order = ("reason",)


class RepeatForm(forms.Form):
    """Whether the referral is a repeat."""

    repeat = forms.TypedChoiceField(
        label="What do you decide?",
        choices=[("yes", "It is a repeat"), ("no", "It is not a repeat")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
