"""Forms that find cases."""

from __future__ import annotations

from typing import Any

from django import forms

from openccr.casefiles.rules import SEARCH_PURPOSES, why_not_searched
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
    """Two of name and date of birth, and why; sent so that it stands in no address."""

    marks_optional = False  # each box may be empty, two of them not: the page says so once

    given = forms.CharField(label="Given name", required=False, max_length=120)
    family = forms.CharField(label="Family name", required=False, max_length=120)
    born_on = DayMonthYearField(label="Date of birth", required=False)
    purpose = forms.ChoiceField(
        label="What do you search for?",
        choices=[("", "Choose one"), *SEARCH_PURPOSES.items()],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        identifiers = len([name for name in ("given", "family", "born_on") if given.get(name)])
        if why := why_not_searched(identifiers=identifiers, purpose=given.get("purpose", "")):
            self.add_error(why.field, str(why))
        return given
