"""Forms about referring to safeguarding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openccr.content.schema.safeguarding import Safeguarding
from openccr.safeguarding.queries import Whose
from openccr.ui.fields import DayMonthYearField

OUTSIDE = "outside"
WHOSE = {
    Whose.MINE: "Sent by my agency",
    Whose.TO_US: "Sent to my agency",
    Whose.LATE: "Answers that are late",
    Whose.ALL: "All that I can see",
}


class OutFilter(forms.Form):
    """Whose referrals are listed."""

    whose = forms.ChoiceField(label="Whose", required=False, choices=[(key.value, text) for key, text in WHOSE.items()])


def _why_told() -> forms.CharField:
    return forms.CharField(
        label="If the victim has asked that they are not told: why must they be told all the same?",
        help_text="The IDVA reads what you write here. Leave it empty otherwise.",
        required=False,
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
    )


class ReferForm(forms.Form):
    """A referral of one person."""

    to = forms.ChoiceField(label="To whom does it go?", widget=forms.RadioSelect)
    to_outside = forms.CharField(label="Name of the front door outside", required=False, max_length=120)
    threshold = forms.ChoiceField(label="Which level of need do you see?", widget=forms.RadioSelect)
    urgency = forms.ChoiceField(label="How urgent is it?", widget=forms.RadioSelect)
    concern = forms.CharField(
        label="What is the concern?",
        help_text="Facts first, and who said so. No address: it is sealed.",
        widget=forms.Textarea({"rows": 5}),
        max_length=4000,
    )
    wishes = forms.CharField(
        label="What does the person, or the child, want to come of it?",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )
    consent = forms.ChoiceField(
        label="Is there consent?",
        help_text="For a child, of who cares for the child and is not the one who harms.",
        choices=[("yes", "Yes"), ("no", "No"), ("not_asked", "Not asked")],
        widget=forms.RadioSelect,
    )
    without_consent = forms.ChoiceField(
        label="Without consent: why is it made all the same?",
        help_text="Needed for “No” and for “Not asked”.",
        required=False,
    )
    without_consent_words = forms.CharField(
        label="Why, in your own words", required=False, widget=forms.Textarea({"rows": 2}), max_length=500
    )
    send_now = forms.ChoiceField(
        label="Has it been sent?",
        help_text="By the front door's own secure way. The clocks run from now.",
        choices=[("yes", "Yes, it is on its way"), ("no", "Keep it as a draft")],
        widget=forms.RadioSelect,
    )
    override_reason = _why_told()

    def __init__(
        self, *args: Any, practice: Safeguarding, route: str, receivers: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose = self.fields
        choose["to"].choices = [*receivers, (OUTSIDE, "Somebody outside this partnership")]  # type: ignore[attr-defined]
        mine = {key: one for key, one in practice.thresholds.items() if one.route == route}
        choose["threshold"].choices = [(key, one.name) for key, one in mine.items()]  # type: ignore[attr-defined]
        choose["threshold"].choice_hints = {key: one.meaning for key, one in mine.items()}  # type: ignore[attr-defined]
        choose["urgency"].choices = [(key, one.name) for key, one in practice.urgencies.items()]  # type: ignore[attr-defined]
        choose["urgency"].choice_hints = {key: one.advice for key, one in practice.urgencies.items()}  # type: ignore[attr-defined]
        reasons = [(key, one.name) for key, one in practice.reasons_without_consent.items()]
        choose["without_consent"].choices = [("", "Choose a reason"), *reasons]  # type: ignore[attr-defined]
        self.reveals = {
            "to": {OUTSIDE: ["to_outside"]},
            "send_now": {"yes": ["override_reason"]},
        }


class SendForm(forms.Form):
    """That it was sent, and why to somebody whom she does not want told."""

    override_reason = _why_told()


class AcknowledgeForm(forms.Form):
    """That they acknowledged it."""

    on = DayMonthYearField(label="On which day did they acknowledge it?")


class DecideForm(forms.Form):
    """What they decided."""

    decision = forms.ChoiceField(label="What did they decide?", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Their reason",
        help_text="Needed where nothing is done.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
    )
    on = DayMonthYearField(label="On which day?")

    def __init__(self, *args: Any, outcomes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = list(outcomes)  # type: ignore[attr-defined]


class EscalateForm(forms.Form):
    """Why the referrer disagrees."""

    reason = forms.CharField(
        label="Why do you disagree, and what do you ask for?",
        help_text="It goes one rung up the ladder. The person is kept safe meanwhile.",
        widget=forms.Textarea({"rows": 4}),
        max_length=500,
    )


class OutcomeForm(forms.Form):
    """What came of it."""

    reason = forms.CharField(
        label="What came of it?",
        help_text="Everybody on the case reads this on the timeline.",
        widget=forms.Textarea({"rows": 4}),
        max_length=1000,
    )
    on = DayMonthYearField(label="On which day were you told?")


class WithdrawForm(forms.Form):
    """Why it is withdrawn."""

    reason = forms.CharField(label="Why is it withdrawn?", widget=forms.Textarea({"rows": 3}), max_length=500)


class AskedForm(forms.Form):
    """That somebody asked again."""

    said = forms.CharField(
        label="Whom did you ask, and what did they say?", widget=forms.Textarea({"rows": 3}), max_length=300
    )
