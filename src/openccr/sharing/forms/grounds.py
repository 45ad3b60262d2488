"""The form of sharing without consent (domain 12.2)."""

from __future__ import annotations

from typing import Any

from django import forms

from openccr.sharing.forms.law import LawForm, words
from openccr.sharing.rules.grounds import Grounds, Told


class GroundsForm(LawForm):
    """Why a referral is shared without her consent; the cleaned data are `grounds`."""

    without_consent = True

    necessity = words("Why is it necessary?", help_text="What could not be done for safety without sharing.")
    proportionality = words(
        "Why no more than this?", help_text="Which agencies and which facts are left out, and why these are needed."
    )
    told = forms.TypedChoiceField(
        label="Was the victim told that it is shared?", coerce=Told, widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in Told],
    )  # fmt: skip
    why_not_told = words("If the victim was not told: why not?", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["told"] is not Told.YES and not cleaned["why_not_told"].strip():
            self.add_error("why_not_told", "Say why the victim was not told, or when they will be.")
            return cleaned
        return {"grounds": Grounds(**cleaned)}
