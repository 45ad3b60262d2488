"""The referral form: the columns of an import asked one by one, and read by the same rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from openccr.conference.rules.importing import read_submission
from openccr.conference.rules.reading import FIRST_HARMER, HARMERS, PROCESS, Reading, RowRefused
from openccr.conference.rules.submissions import Submission, gaps
from openccr.content.schema.base import Entry
from openccr.content.schema.imports import Column
from openccr.tabular import Cell, Row
from openccr.ui.fields import DayMonthYearField

Choices = Sequence[tuple[str, str]]

_HARMER = (
    "perpetrator_given_name",
    "perpetrator_family_name",
    "perpetrator_aliases",
    "perpetrator_dob",
    "perpetrator_sex",
    "relationship",
    "perpetrator_address",
    "perpetrator_postcode",
)
SECOND_HARMER = "A second person who harms"
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "The referral": (
        "agency", "referral_ref", "referred_on", "referrer_name", "referrer_email", "criteria", "dash_score",
        "judgement_reason",
    ),
    "The victim": (
        "victim_given_name", "victim_family_name", "victim_aliases", "victim_dob", "victim_sex", "victim_address",
        "victim_postcode", "victim_phone", "safe_to_call", "safe_contact_notes",
    ),
    "What she wants, and what she knows": ("victim_wishes", "consent", "victim_aware", "unaware_reason"),
    "The person who harms": _HARMER,
    SECOND_HARMER: tuple(HARMERS[1] + name.removeprefix(FIRST_HARMER) for name in _HARMER),
    "Children": ("children",),
    "What happened": ("incident_on", "reason"),
    "More about the victim": (
        "ethnicity", "disability", "lgbt", "pregnant", "language", "interpreter", "recourse_to_public_funds",
    ),
}  # fmt: skip
"""What is asked, in which order."""

EMPTY: tuple[Any, ...] = (None, "", [], ["", "", ""])

OPTIONAL = frozenset({"referral_ref"})
"""A file needs a reference, so that the same referral sent twice is noticed; somebody at the form need not have one."""

_LONG_WORDS = frozenset(
    {"judgement_reason", "safe_contact_notes", "unaware_reason", "reason", "victim_wishes", "recourse_to_public_funds"}
)
_HINTS = {
    "referral_ref": "Your agency's own number for it, if there is one.",
    "victim_aliases": "Every name and spelling used, one a line.",
    "children": "One a line: name and date of birth, such as Ella 25/04/2019. An unborn child: unborn and the expected "
    "date.",
    "safe_contact_notes": "When and how to reach her, and who must not be spoken to.",
    "recourse_to_public_funds": "Only her adviser can read this.",
    "victim_address": "Kept sealed. It decides which area hears the case.",
    "victim_wishes": "In her words, where you can.",
}
_WIDTHS = {
    "whole_number": "govuk-input--width-3",
    "postcode": "govuk-input--width-10",
    "phone": "govuk-input--width-20",
}
_ANSWERS: Choices = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]


@dataclass(frozen=True)
class Section:
    """Fields under a heading; a `folded` one is opened by whoever needs it, and stays open with what stands in it."""

    title: str
    bounds: list[BoundField]
    folded: bool
    opened: bool


class ReferralForm(forms.Form):
    """One referral. Its fields come from the pack; its cleaned data is the `submission`."""

    def __init__(self, *args: Any, reading: Reading, own_agency: str = "", **kwargs: Any) -> None:
        """`own_agency`: the name of the agency the actor refers for, when it is not asked."""
        super().__init__(*args, **kwargs)
        self._reading = replace(reading, optional=OPTIONAL)
        self._own_agency = own_agency
        for name in (name for names in SECTIONS.values() for name in names):
            if name != "agency" or not own_agency:
                self.fields[name] = _field(name, reading)
        self.reveals = {"victim_aware": {"no": ["unaware_reason"]}}

    def sections(self) -> Iterator[Section]:
        """The fields under their headings; one that another reveals is left to it."""
        for title, names in SECTIONS.items():
            bounds = [self[name] for name in names if name in self.fields and name != "unaware_reason"]
            used = self.is_bound and any(bound.errors or bound.value() not in EMPTY for bound in bounds)
            yield Section(title, bounds, folded=title == SECOND_HARMER, opened=used)

    def clean(self) -> dict[str, Submission]:
        """The submission, or an error beside each field that has a problem or leaves a gap."""
        cells = {name: _cell(value) for name, value in self.cleaned_data.items() if value not in (None, "", [])}
        if self._own_agency:
            cells["agency"] = Cell(self._own_agency, self._own_agency)
        try:
            submission = read_submission(Row(number=1, cells=cells, original=()), reading=self._reading)
        except RowRefused as refused:
            for one in refused.problems:
                if one.column not in self.errors:
                    self.add_error(one.column if one.column in self.fields else None, str(one.problem))
            return {}
        for gap in gaps(submission, process=self._reading.pack.processes[PROCESS]):
            self.add_error(gap.field if gap.field in self.fields else None, str(gap))
        return {"submission": submission}


def _field(name: str, reading: Reading) -> forms.Field:
    column = reading.form.column(name)
    shared: dict[str, Any] = {
        "label": _label(name, column),
        "help_text": _HINTS.get(name, ""),
        "required": column.required and name not in OPTIONAL,
    }
    if name == "agency":
        return forms.ChoiceField(**shared, choices=[("", ""), *((one.name, one.name) for one in reading.agencies)])
    match column.kind:
        case "date" | "birth_date":
            return DayMonthYearField(**shared)
        case "yes_no_unknown":
            return forms.ChoiceField(**shared, choices=_ANSWERS, widget=forms.RadioSelect)
        case "choice":
            return forms.ChoiceField(**shared, choices=[("", "Not recorded"), *_choices(column, reading)])
        case "choices":
            return forms.MultipleChoiceField(
                **shared, choices=_choices(column, reading), widget=forms.CheckboxSelectMultiple
            )
        case "names" | "children" | "address":
            return forms.CharField(**shared, widget=forms.Textarea({"rows": 3}))
    if name in _LONG_WORDS:
        return forms.CharField(**shared, widget=forms.Textarea({"rows": 4}))
    width = _WIDTHS.get(column.kind, "")
    return forms.CharField(**shared, widget=forms.TextInput({"autocomplete": "off", "class": width}))


def _label(name: str, column: Column) -> str:
    second = name.startswith(HARMERS[1])
    return column.name.replace("the person who harms", "the second person who harms") if second else column.name


def _choices(column: Column, reading: Reading) -> list[tuple[str, str]]:
    """The values of a column in the pack's words."""
    pack = reading.pack
    if column.values == "criteria":
        return [(one.code, f"{one.name} ({one.code})") for one in pack.processes[PROCESS].criteria_in_use]
    values = column.values or ""
    named: Mapping[str, Entry] = (
        pack.relationships.relationships if values == "relationship" else pack.equality.categories[values].values
    )
    return [(key, named[key].name) for key in reading.form.values[values] if key != "not_recorded"]


def _cell(value: Any) -> Cell:
    if isinstance(value, date):
        return Cell(datetime.combine(value, time.min), value.isoformat())
    text = "; ".join(value) if isinstance(value, list) else str(value)
    return Cell(text, text)
