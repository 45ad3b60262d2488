"""The form of a survey that anybody may answer, and of putting words right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from openccr.voice.rules.surveys import LONGEST_ANSWER, NONE_OF_THESE


class SurveyForm(forms.Form):
    """An area to write in for each question; none is required, since nobody has to answer anything."""

    consents = forms.MultipleChoiceField(
        label="What may be done with your answers",
        help_text="Tick only what you agree to. If you tick nothing, they are read and go no further.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    groups = forms.MultipleChoiceField(
        label="Who you are, if you like to say",
        help_text="It is only counted, by quarter of a year, apart from your answers: nobody can put the two together.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        questions: Sequence[str],
        consents: Mapping[str, Any],
        groups: Mapping[str, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [f"answer_{place}" for place, _ in enumerate(questions)]
        for name, question in zip(named, questions, strict=True):
            self.fields[name] = forms.CharField(
                label=question,
                widget=forms.Textarea({"rows": 4, "autocomplete": "off", "maxlength": str(LONGEST_ANSWER)}),
                max_length=LONGEST_ANSWER,
                required=False,
            )
        self.fields["consents"].choices = [(key, one.asked) for key, one in consents.items()]  # type: ignore[attr-defined]
        self.fields["groups"].choices = [  # type: ignore[attr-defined]
            *((key, one.name) for key, one in groups.items()), (NONE_OF_THESE, "None of these"),
        ]  # fmt: skip
        self.order_fields([*named, "consents", "groups"])
        self._named = named

    def answers(self) -> list[str]:
        """What was written, question by question."""
        return [self.cleaned_data[name] for name in self._named]


class WordsForm(forms.Form):
    """What was said, without what tells who said it."""

    words = forms.CharField(
        label="What was said",
        help_text="Take out names, places, and what only one person can know. What stood there before is kept nowhere.",
        widget=forms.Textarea({"rows": 8}),
    )
