"""The form that reports a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from openccr.content.schema.risk import Trigger
from openccr.people.queries import PersonShown
from openccr.risk.forms.whose import person_field
from openccr.ui.fields import DayMonthYearField


class ChangeForm(forms.Form):
    """What has changed and when. Cleans to what `operations.report_change` asks for."""

    kind = forms.ChoiceField()
    happened_on = DayMonthYearField(
        label="When did it happen, or when will it?", help_text="A day ahead is right for a release or a hearing."
    )
    words = forms.CharField(
        label="What is known of it", required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self, *args: Any, victims: Sequence[PersonShown], triggers: Mapping[str, Trigger], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.victims = victims
        if len(victims) > 1:
            self.fields = {"person": person_field(victims), **self.fields}
        self.fields["kind"] = _kinds(triggers)

    def clean(self) -> dict[str, Any]:
        return {"person": self.victims[0].person_id, **(super().clean() or {})}


def _kinds(triggers: Mapping[str, Trigger]) -> forms.ChoiceField:
    field = forms.ChoiceField(
        label="What has changed, or will?",
        choices=[(key, one.name) for key, one in triggers.items()],
        widget=forms.RadioSelect,
    )
    hints = {key: f"Assess again within {_days(one.days)}" for key, one in triggers.items()}
    field.choice_hints = hints  # type: ignore[attr-defined]  # ui draws a hint beside each choice
    return field


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
