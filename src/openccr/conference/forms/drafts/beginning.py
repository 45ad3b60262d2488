"""The forms that begin a referral, and that make a link for somebody outside."""

from __future__ import annotations

from django import forms

from openccr.conference.rules.drafts import LONGEST_LINK, SHORTEST_LINK


class Sure(forms.Form):
    """Nothing to fill in: the button is the answer."""


class StartForm(forms.Form):
    """Begin a referral."""

    private = forms.BooleanField(
        label="Only I may open this draft",
        required=False,
        help_text="Tick it if somebody at your agency may know the victim or the person who harms. When it is sent, "
        "tell the coordinator who must be kept out of the case.",
    )


class LinkForm(forms.Form):
    """For whom the link is, and how long it works."""

    name = forms.CharField(label="Name of the professional", max_length=120, widget=forms.TextInput())
    organisation = forms.CharField(
        label="Where they work", max_length=120, help_text="For example the practice or the school."
    )
    email = forms.EmailField(
        label="Their e-mail at work", required=False, max_length=200, help_text="Kept as a note; nothing is sent to it."
    )
    days = forms.IntegerField(
        label="For how many days", min_value=SHORTEST_LINK, max_value=LONGEST_LINK, initial=7,
        help_text=f"{SHORTEST_LINK} to {LONGEST_LINK}.", widget=forms.NumberInput({"class": "govuk-input--width-3"}),
    )  # fmt: skip
    once = forms.TypedChoiceField(
        label="How often it works",
        choices=[("yes", "For one referral"), ("no", "For any number of referrals until then")],
        coerce=lambda answer: answer == "yes",
        initial="yes",
        widget=forms.RadioSelect,
    )
