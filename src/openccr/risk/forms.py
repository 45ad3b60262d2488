"""The form of a risk instrument, built from the instrument itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from openccr.content.schema.instruments import Instrument, Item
from openccr.people.queries import PersonShown
from openccr.risk.rules import NO, UNKNOWN, YES
from openccr.ui.fields import DayMonthYearField

ANSWERS = {YES: "Yes", NO: "No", UNKNOWN: "Not known"}


class AssessmentForm(forms.Form):
    """Every item with its three answers, a line of details under a yes, then the judgement.

    Each item must be answered, so that "not known" is said and never assumed. Whose risk it is, is asked only where a
    case has more than one victim.

    Cleans to what `operations.assess` asks for: person, answers, judged_high, judgement_reason, assessed_on.
    """

    assessed_on = DayMonthYearField(label="When was it answered?")
    judged_high = forms.TypedChoiceField(
        label="Do you judge the risk to be high?",
        help_text="Your professional judgement, whatever the number of yes answers. A score never lowers it.",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    judgement_reason = forms.CharField(
        label="Reasons for your judgement",
        help_text="What you saw and heard. Her own words count most.",
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )

    def __init__(self, *args: Any, instrument: Instrument, victims: Sequence[PersonShown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        self.reveals: dict[str, dict[str, list[str]]] = {}
        own = dict(self.fields)
        self.fields.clear()
        self.victims = victims
        if len(victims) > 1:
            self.fields["person"] = _person(victims)
        self.fields["assessed_on"] = own.pop("assessed_on")
        for item in instrument.items:
            answer, note = f"item_{item.number}", f"note_{item.number}"
            self.fields[answer] = _answer(item, instrument)
            self.fields[note] = forms.CharField(label=item.extra or "Details", required=False, max_length=500)
            self.reveals[answer] = {instrument.scored_answer: [note]}
        self.fields.update(own)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        answers = {}
        for number in self.instrument.numbers:
            answer, note = given.pop(f"item_{number}", ""), given.pop(f"note_{number}", "")
            if answer:
                answers[number] = {"answer": answer, "note": note}
        return {"person": self.victims[0].person_id, **given, "answers": answers}


def _answer(item: Item, instrument: Instrument) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"{item.number}. {item.text}",
        choices=[(answer, ANSWERS[answer]) for answer in instrument.answers],
        widget=forms.RadioSelect,
    )


def _person(victims: Sequence[PersonShown]) -> forms.TypedChoiceField:
    choices = [(str(one.person_id), one.name or one.initials) for one in victims]
    return forms.TypedChoiceField(label="Whose risk is it?", choices=choices, coerce=UUID, widget=forms.RadioSelect)
