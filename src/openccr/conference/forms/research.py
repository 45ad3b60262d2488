"""The form that takes two minutes: what the agency knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from openccr.conference.rules.research import Telephone
from openccr.people.queries.people import PersonShown
from openccr.people.rules import PartKind
from openccr.ui.fields import DayMonthYearField, TimeOfDayField

ON_PERSON = "on_"


def _words(label: str, *, hint: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=6000, widget=forms.Textarea({"rows": rows})
    )


class ResearchForm(forms.Form):
    """Only what bears on the risk; every box may stay empty but one. Each person of the case has a box of their own."""

    last_contact_on = DayMonthYearField(label="Last contact with anybody in the case", required=False)
    victim_facts = _words(
        "What bears on the risk to the victim?", hint="What is relevant now. Say what is fact and what is opinion."
    )
    current_risk = _words("How do you see the risk now?", rows=2)
    her_wishes = _words("What does the victim want?", hint="In their own words where you have them.")
    harmer_facts = _words("The person who harms", hint="What you know, and any danger to professionals.")
    child_facts = _words("The children", hint="And when each was last seen alone and well.")
    suggested_actions = _words("What can your agency offer to do?", hint="One action a line.")
    not_for_minutes = _words("For the meeting, not for the minutes", rows=2)

    def __init__(
        self, *args: Any, people: Sequence[PersonShown] = (), young: Mapping[UUID, str] = MappingProxyType({}),
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """The boxes of one case.

        Args:
            people: those in the case, each asked about by name, but for her, whom the first box is about.
            young: the words for each child who harms: a child first.
        """
        super().__init__(*args, **kwargs)
        said = self.data or self.initial
        for general, part in (("harmer_facts", PartKind.HARMER), ("child_facts", PartKind.CHILD)):
            if any(one.part is part for one in people) and not said.get(general):
                del self.fields[general]
        for one in people:
            if one.part is not PartKind.VICTIM:
                self.fields[f"{ON_PERSON}{one.person_id}"] = _on_person(one, young.get(one.person_id, ""))
        self.order_fields(list(_order(self.fields)))

    def clean(self) -> dict[str, Any]:
        """The answers, those on single people gathered under `on_people`."""
        cleaned = dict(self.cleaned_data)
        names = [name for name in cleaned if name.startswith(ON_PERSON)]
        on_people = {UUID(name.removeprefix(ON_PERSON)): cleaned.pop(name) for name in names}
        return cleaned | {"on_people": on_people}


class TelephoneForm(ResearchForm):
    """What an agency says on the telephone, typed for it and read back."""

    known = forms.ChoiceField(
        label="What did they say?",
        choices=[("known", "They know somebody in the case"), ("nil", "They looked and know nobody")],
        widget=forms.RadioSelect,
    )
    given_by = forms.CharField(label="Who gave the answer?", max_length=120)
    given_on = DayMonthYearField(label="On which day?")
    given_time = TimeOfDayField(
        label="At what time?",
        help_text="For example 14:30.",
        widget=forms.TextInput({"class": "govuk-input--width-5", "autocomplete": "off"}),
    )
    read_back = forms.BooleanField(label="I read back to them what I typed", required=False)

    def clean(self) -> dict[str, Any]:
        """The answers, with the call as one `telephone`."""
        cleaned = super().clean()
        on, clock = cleaned.pop("given_on", None), cleaned.pop("given_time", None)
        who, read_back = cleaned.pop("given_by", ""), cleaned.pop("read_back", False)
        if on and clock:
            given_at = timezone.make_aware(datetime.combine(on, clock or time.min))
            cleaned["telephone"] = Telephone(given_by=who, given_at=given_at, read_back=read_back)
        return cleaned


class NilsForm(forms.Form):
    """A list to tick: the cases in which the agency knows nobody."""

    research_ids = forms.TypedMultipleChoiceField(
        label="In which cases do you know nobody?",
        help_text="Tick a case only when you have looked in your records for everybody in it.",
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, cases: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["research_ids"].choices = cases  # type: ignore[attr-defined]


class SendForm(forms.Form):
    """Who a form for secure mail goes to."""

    document_to = forms.CharField(
        label="Who do you send it to?", max_length=120, help_text="The name of one person at that agency."
    )


class ReturnForm(forms.Form):
    """The form that an agency filled in and sent back."""

    file = forms.FileField(label="The form that came back", help_text="The Word document (.docx), up to 25 MB.")


_LABELS = {PartKind.HARMER: "The person who harms", PartKind.CHILD: "Child"}
_HINTS = {
    PartKind.HARMER: "What you know, and any danger to professionals.",
    PartKind.CHILD: "What you know, and when last seen alone and well.",
}


_HINT_YOUNG = "What you know of what this child lives with, when last seen alone and well, and any danger to others."


def _on_person(one: PersonShown, young: str) -> forms.CharField:
    child = one.part is PartKind.CHILD or young
    age = f", {one.age}" if one.age is not None and child else ""
    label = f"{young or _LABELS.get(one.part, 'Also in the case')}: {one.name or 'not named'}{age}"
    return _words(label, hint=_HINT_YOUNG if young else _HINTS.get(one.part, ""))


def _order(names: Sequence[str] | Any) -> Iterator[str]:
    """The call first, then contact, her, the others, and what is offered."""
    yield from ("known", "given_by", "given_on", "given_time")
    yield from ("last_contact_on", "victim_facts", "current_risk", "her_wishes", "harmer_facts")
    yield from (name for name in names if name.startswith(ON_PERSON))
    yield from ("child_facts", "suggested_actions", "not_for_minutes", "read_back")
