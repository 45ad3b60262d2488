"""Forms about making contact safely."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from django import forms

from openccr.people.operations.contact import ANSWERED_BY
from openccr.people.rules.contact import CHANNELS
from openccr.people.rules.plans import Named, PlanWords, named_lines
from openccr.people.rules.windows import DAYS, Window, why_not_window
from openccr.ui.fields import DayMonthYearField, TimeOfDayField

CHANNEL_CHOICES = [(key, words.capitalize()) for key, words in CHANNELS.items()]


class ContactForm(forms.Form):
    """How somebody says that they can be reached."""

    channel = forms.ChoiceField(label="What did you ask about?", choices=CHANNEL_CHOICES, widget=forms.RadioSelect)
    safe = forms.ChoiceField(
        label="Is it safe, in the person's own words?",
        choices=[("yes", "Yes"), ("conditional", "Only in the way said below"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label="On which days?",
        help_text="Leave days and hours empty when it is safe at any time.",
        required=False,
        choices=[(str(number), day) for number, day in enumerate(DAYS, start=1)],
        widget=forms.CheckboxSelectMultiple,
    )
    from_time = TimeOfDayField(label="From", help_text="For example 10:00", required=False, widget=forms.TextInput)
    until_time = TimeOfDayField(label="Until", help_text="For example 14:00", required=False, widget=forms.TextInput)
    message = forms.ChoiceField(
        label="May a message be left?",
        required=False,
        choices=[("never", "Never"), ("neutral", "Neutral words only: no name, no service, no reason"), ("yes", "Yes")],
        widget=forms.RadioSelect,
    )
    rule = forms.CharField(
        label="Anything else about when and how",
        help_text="No number: it is shown only when whereabouts are opened.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        """Days and hours as one window."""
        given: dict[str, Any] = super().clean() or {}
        days = tuple(int(day) for day in given.pop("days", None) or ())
        first: time | None = given.pop("from_time", None)
        last: time | None = given.pop("until_time", None)
        why = why_not_window(days=days, first=first, last=last)
        if why is not None:
            self.add_error(why.field, str(why))
        elif days and first and last:
            given["windows"] = (Window(days, first, last),)
        given["message"] = given.get("message") or "never"
        return given


class PlanForm(forms.Form):
    """Cover words, and who may and must not be spoken to."""

    introduce = forms.CharField(
        label="Who do you say you are?",
        help_text="For example: the dentist's, about an appointment. Agreed with the person, never made up.",
        required=False,
        max_length=200,
    )
    code_word = forms.CharField(
        label="Code word",
        help_text="The word by which each knows that the other can speak.",
        required=False,
        max_length=60,
    )
    if_other_answers = forms.CharField(
        label="What do you say if somebody else answers?",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        max_length=300,
    )
    shared_device = forms.ChoiceField(
        label="Does anybody else use or look at the telephone, e-mail or account?",
        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
        widget=forms.RadioSelect,
        initial="unknown",
    )
    safe = forms.CharField(
        label="Who is safe to speak to?",
        help_text="One a line, with why: a sister, Ana: knows everything.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )
    unsafe = forms.CharField(
        label="Who must not be spoken to?",
        help_text="One a line, with why.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
    )

    def words(self, given: Mapping[str, Any]) -> PlanWords:
        """What was filled in, as a plan."""
        people: dict[str, tuple[Named, ...]] = {name: named_lines(given[name]) for name in ("safe", "unsafe")}
        return PlanWords(
            introduce=given["introduce"].strip(),
            code_word=given["code_word"].strip(),
            if_other_answers=given["if_other_answers"].strip(),
            **people,
        )

    def clean(self) -> dict[str, Any]:
        """The words of the plan, and whether a device is shared."""
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        return {"words": self.words(given), "shared_device": given["shared_device"]}


class BanForm(forms.Form):
    """That nobody is to make contact, why, and when that is looked at again."""

    reason = forms.CharField(label="Why must nobody make contact?", widget=forms.Textarea({"rows": 3}), max_length=300)
    review_on = DayMonthYearField(label="When is this looked at again?")


class LiftBanForm(forms.Form):
    """Why contact may be made again."""

    reason = forms.CharField(
        label="Why may contact be made again?",
        help_text="Each channel keeps what was said of it.",
        widget=forms.Textarea({"rows": 3}),
        max_length=300,
    )


class AttemptForm(forms.Form):
    """An attempt to reach somebody."""

    channel = forms.ChoiceField(label="How did you try?", choices=CHANNEL_CHOICES, widget=forms.RadioSelect)
    on = DayMonthYearField(label="On which day?")
    at_time = TimeOfDayField(label="At what time?", help_text="For example 10:15", widget=forms.TextInput)
    outcome = forms.ChoiceField(label="What came of it?", widget=forms.RadioSelect)
    answered_by = forms.ChoiceField(label="Who answered?", choices=list(ANSWERED_BY.items()), widget=forms.RadioSelect)
    said = forms.CharField(
        label="A few words, if they help the next caller",
        help_text="No number and no address.",
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, outcomes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = list(outcomes.items())  # type: ignore[attr-defined]
