"""Forms that find cases."""

from __future__ import annotations

from typing import Any

from django import forms

from openccr.conference.rules.referrals import REFERRAL
from openccr.ui.fields import DayMonthYearField


class CasesFilter(forms.Form):
    """The filter of the list of cases. No names: what is typed here stands in the address."""

    text = forms.CharField(label="Reference or initials", required=False, max_length=20)
    state = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "All"), *((key, words) for key, words in REFERRAL.states.items()), ("closed", "Closed")],
    )
    since = DayMonthYearField(label="Opened since", required=False)


class FindForm(forms.Form):
    """A name, sent so that it stands in no address."""

    given = forms.CharField(label="Given name", required=False, max_length=120)
    family = forms.CharField(label="Family name", required=False, max_length=120)
    born_on = DayMonthYearField(label="Date of birth", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("given") and not given.get("family"):
            self.add_error("family", "Give at least one name.")
        return given
