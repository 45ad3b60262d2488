"""Weighing a missing link, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from openccr.linkage.rules.missing import OUTCOMES
from openccr.linkage.rules.weighing import Weighing
from openccr.sharing.forms.law import LawForm, words


class WeighForm(LawForm):
    """Why agencies may be asked, and by which law; the cleaned data are `weighing` (domain 12.2)."""

    purpose = words("What are the answers for?", help_text="Such as: whether somebody should refer her.")
    necessary = words("Why is it necessary to ask?", help_text="What could happen if nobody asks.")
    proportionate = words(
        "Why is it not more than is needed?", help_text="What asking could do to her, and how that is kept small."
    )
    alternatives = words("What else was considered?")
    consent = words(
        "Was she asked?", help_text="What she said. Or why it is safer not to ask her before an agency has answered."
    )
    told = words("Is she told?", help_text="When, how and by whom. Or why not yet.")
    told_harmer = words("Why is whoever may harm her not told?")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        return cleaned if self.errors else {"weighing": Weighing(**cleaned)}


class CloseForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label="What came of it?", choices=list(OUTCOMES.items()), widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )  # fmt: skip
    route = forms.ChoiceField(label="How was she helped?", required=False)
    outcome_why = forms.CharField(label="How do you know?", widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, routes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["route"].choices = [("", "Not referred and not supported"), *routes]  # type: ignore[attr-defined]
