"""Forms of the chronology: what somebody looks for, and taking it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms

from openccr.casefiles.lines import Nature
from openccr.chronology.gathering import Someone
from openccr.chronology.rules import Wanted
from openccr.ui.fields import DayMonthYearField


class ChronologyFilter(forms.Form):
    """What somebody looks for. People stand in the address by their ids and never by a name."""

    agency = forms.CharField(label="Agency", required=False, max_length=120)
    kind = forms.CharField(label="Kind", required=False, max_length=40)
    person = forms.UUIDField(label="Person", required=False)
    nature = forms.ChoiceField(
        label="Fact or opinion",
        required=False,
        choices=[("", "All"), *((one.value, one.label) for one in Nature)],
    )
    first_on = DayMonthYearField(label="From", required=False)
    last_on = DayMonthYearField(label="Until", required=False)

    def offer(
        self, *, agencies: Iterable[str], kinds: Iterable[tuple[str, str]], people: Sequence[Someone]
    ) -> ChronologyFilter:
        """The same with what occurs to choose from."""
        self._choose("agency", ((one, one) for one in agencies))
        self._choose("kind", kinds)
        self._choose("person", ((str(one.id), f"{one.name}, {one.part.lower()}") for one in people))
        return self

    def _choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        self.fields[name].widget = forms.Select(choices=[("", "All"), *choices])

    def wanted(self) -> Wanted:
        """What is looked for; everything when what was typed is no filter."""
        if not self.is_valid():
            return Wanted()
        given = self.cleaned_data
        return Wanted(
            agency=given["agency"],
            kind=given["kind"],
            person=given["person"],
            nature=Nature(given["nature"]) if given["nature"] else None,
            first_on=given["first_on"],
            last_on=given["last_on"],
        )


class PurposeForm(forms.Form):
    """What a workbook for oneself is for."""

    reason = forms.CharField(
        label="What is it for?",
        help_text="For example: the death review's first meeting. It stands in the workbook.",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )


class TakeOutForm(forms.Form):
    """Who gets the workbook, and why."""

    agency = forms.ChoiceField(label="Who is it for?", widget=forms.RadioSelect)
    whom = forms.CharField(
        label="Who gets it there?",
        help_text="A name. Needed where somebody at that agency must not see the case.",
        max_length=120,
        required=False,
    )
    reason = forms.CharField(
        label="What is it for?",
        help_text="For example: the death review's first meeting. It stands in the ledger.",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, recipients: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(str(id_), words) for id_, words in recipients]  # type: ignore[attr-defined]

    def clean_agency(self) -> UUID:
        """The agency's id."""
        return UUID(self.cleaned_data["agency"])
