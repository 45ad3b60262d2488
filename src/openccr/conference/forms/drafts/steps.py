"""One page of a referral as a form. It judges nothing: what was typed is saved, then read by the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from openccr.conference.forms.drafts.fields import field_of, first_of, usual
from openccr.conference.rules.questions import Question, Step
from openccr.conference.rules.reading import PROCESS, Reading
from openccr.conference.rules.steps import reason_key
from openccr.kernel.refusals import Refusal


class StepForm(forms.Form):
    """The questions of one step, filled with what was answered before."""

    marks_optional = False

    def __init__(
        self, data: QueryDict | None = None, *, step: Step, reading: Reading, answers: Mapping[str, Any]
    ) -> None:
        """`answers`: those of the draft, or of the one person the page is about."""
        super().__init__(data)
        self.reveals = step.nested()
        for question in (*step.questions, *self._reasons(step, reading)):
            self.fields[question.key] = field_of(question, reading)
            answer = answers.get(question.key) or usual(question, answers, reading)
            self.initial[question.key] = first_of(question, answer, reading)

    def answers(self) -> dict[str, Any]:
        """What was typed, as it was typed; call it after `is_valid`, whatever that says."""
        self.is_valid()
        return {key: self.cleaned_data.get(key, "") for key in self.fields}

    def show(self, problems: tuple[Refusal, ...], *, prefix: str = "") -> None:
        """Put each problem beside its question. `prefix` is that of one person's answers, such as `harmers.0.`."""
        for why in problems:
            key = (why.field or "").removeprefix(prefix)
            if (why.field or "").startswith(prefix) and key in self.fields and key not in self.errors:
                self.add_error(key, str(why))

    def _reasons(self, step: Step, reading: Reading) -> list[Question]:
        """Under each criterion, why it is met."""
        if not any(one.kind == "criteria" for one in step.questions):
            return []
        criteria = reading.pack.processes[PROCESS].criteria_in_use
        self.reveals["criteria"] = {one.code: [reason_key(one.code)] for one in criteria}
        return [
            Question(key=reason_key(one.code), label=f"Why: {one.name}", kind="words", hint=one.meaning)
            for one in criteria
        ]
