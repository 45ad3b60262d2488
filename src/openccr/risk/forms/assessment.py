"""The form of a risk instrument, built from the instrument itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict

from openccr.content.schema.base import Entry
from openccr.content.schema.instruments import Instrument, Item
from openccr.people.queries import PersonShown
from openccr.risk.forms.whose import person_field
from openccr.ui.fields import DayMonthYearField

INLINE = "govuk-radios--inline govuk-radios--small"
KEEP = "keep"
"""The name of the button that keeps what was typed, unchecked."""
NOT_TYPED = {"csrfmiddlewaretoken", "once", "keep_places", KEEP}
WORDS = 500


class AssessmentForm(forms.Form):
    """Every item with its answers, the words and the source behind each, then the judgement.

    Each item must be answered, so that "not known" and "not asked" are said and never assumed. Whose risk it is, is
    asked only where a case has more than one victim.

    Cleans to what `operations.assess` asks for: person, answers, judged_high or grade, judgement_reason, assessed_on;
    or, where the button that keeps a draft was pressed, to `typed` alone, nothing checked.
    """

    assessed_on = DayMonthYearField(label="When was it answered?")
    judgement_reason = forms.CharField(
        label="Reasons for your judgement",
        help_text="What you saw and heard. The victim's own words count most. Needed for high, and if a tool differs.",
        widget=forms.Textarea({"rows": 4}),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        instrument: Instrument,
        victims: Sequence[PersonShown],
        sources: Mapping[str, Entry],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instrument, self.victims = instrument, victims
        own = dict(self.fields)
        self.fields.clear()
        if len(victims) > 1:
            self.fields["person"] = person_field(victims)
        self.fields["assessed_on"] = own["assessed_on"]
        self.fields["source"] = forms.ChoiceField(
            label="Where do the answers come from?",
            help_text="For every answer that does not say otherwise.",
            choices=_choices(sources),
            widget=forms.RadioSelect({"class": INLINE}),
        )
        for item in instrument.items:
            self.fields |= _item_fields(item, instrument, sources)
        name, field = _judgement(instrument)
        self.fields[name] = field
        # Read by `ui.bound_fields`: seventy fields whose every word is the instrument's.
        self.of_the_pack = {name for name in self.fields if name.startswith(("item_", "note_", "source"))}
        self.fields["judgement_reason"] = own["judgement_reason"]

    @property
    def keeps_draft(self) -> bool:
        """Whether the button that keeps a draft was pressed."""
        return self.is_bound and KEEP in self.data

    def full_clean(self) -> None:
        if not self.keeps_draft:
            super().full_clean()
            return
        self._errors = ErrorDict()
        self.cleaned_data = {"typed": typed(self.data)}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        common = given.pop("source", "")
        answers = {}
        for number in self.instrument.numbers:
            answer, note = given.pop(f"item_{number}", ""), given.pop(f"note_{number}", "")
            source = given.pop(f"source_{number}", "") or common
            if answer:
                asked = answer not in self.instrument.saying("not_asked")
                answers[number] = {"answer": answer, "note": note, "source": source if asked else ""}
        return {"person": self.victims[0].person_id, **given, "answers": answers}

    def groups(self) -> Iterator[tuple[str, list[tuple[Item, BoundField, BoundField, BoundField]]]]:
        """The items under their headings, each with the fields for answer, words and source."""
        for key, group in self.instrument.groups.items():
            items = [item for item in self.instrument.items if item.group == key]
            yield (
                group.name,
                [
                    (one, self[f"item_{one.number}"], self[f"note_{one.number}"], self[f"source_{one.number}"])
                    for one in items
                ],
            )

    def judged(self) -> BoundField:
        """The field that asks for the judgement."""
        return self["grade" if self.instrument.grades else "judged_high"]


def typed(data: Mapping[str, Any]) -> dict[str, str]:
    """What stood in the form's boxes when it was sent, as a draft keeps it."""
    return {name: str(data[name]) for name in data if name not in NOT_TYPED and data[name]}


def as_initial(kept: Mapping[str, str]) -> dict[str, Any]:
    """What a draft kept, as the form's first values."""
    day = [kept.get(f"assessed_on_{part}", "") for part in ("day", "month", "year")]
    return {**kept, "assessed_on": day} if any(day) else dict(kept)


def _item_fields(item: Item, instrument: Instrument, sources: Mapping[str, Entry]) -> dict[str, forms.Field]:
    return {
        f"item_{item.number}": forms.ChoiceField(
            label=f"{item.number}. {item.text}",
            choices=_choices(instrument.scale),
            widget=forms.RadioSelect({"class": INLINE}),
        ),
        f"note_{item.number}": forms.CharField(
            label=f"Item {item.number}, in words", required=False, max_length=WORDS, widget=forms.Textarea({"rows": 2})
        ),
        f"source_{item.number}": forms.ChoiceField(
            label=f"Item {item.number} comes from", required=False, choices=[("", "As at the top"), *_choices(sources)]
        ),
    }


def _choices(entries: Mapping[str, Entry]) -> list[tuple[str, str]]:
    return [(key, entry.name) for key, entry in entries.items()]


def _judgement(instrument: Instrument) -> tuple[str, forms.Field]:
    if instrument.grades:
        return "grade", forms.ChoiceField(
            label="What is your judgement?",
            help_text="The grade is yours to give. No number of answers makes one.",
            choices=_choices(instrument.grades),
            widget=forms.RadioSelect,
        )
    if instrument.supplement:
        return "judged_high", forms.TypedChoiceField(
            label="Do these answers make you judge the risk to be high?",
            help_text="It may raise what stands, and lowers nothing.",
            choices=[("yes", "Yes, high"), ("stands", "What stands on the case stays as it is")],
            coerce=lambda answer: True if answer == "yes" else None,
            empty_value=None,
            widget=forms.RadioSelect,
        )
    return "judged_high", forms.TypedChoiceField(
        label="Do you judge the risk to be high?",
        help_text="Your professional judgement, whatever the number of yes answers. A score never overwrites it, and "
        "it never lowers a high score.",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
