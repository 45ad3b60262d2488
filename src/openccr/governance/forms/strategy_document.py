"""Forms of the strategy document: the authors' own text, and for whom it is made."""

from __future__ import annotations

from django import forms

from openccr.governance.rules.strategy_document import EDITIONS


class TextForm(forms.Form):
    """The authors' own text of a section."""

    words = forms.CharField(
        label="Your own text", required=False, widget=forms.Textarea({"rows": 14}),
        help_text="It stands after what is drawn from the records, and stays when the document is made anew. An empty"
        " line begins a paragraph. Name nobody of a case.",
    )  # fmt: skip


class EditionForm(forms.Form):
    """For whom it is made."""

    edition = forms.ChoiceField(
        label="For whom", choices=list(EDITIONS.items()), widget=forms.RadioSelect, initial="public"
    )  # fmt: skip
