"""Forms of the register of agreements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from openccr.content import Pack
from openccr.sharing.forms.law import LawForm, words
from openccr.sharing.rules.agreements import Draft
from openccr.ui.fields import DayMonthYearField


class AgreementForm(LawForm):
    """A new agreement; the cleaned data are its `draft`."""

    title = forms.CharField(label="Title", max_length=200)
    purpose = words("What is shared for, in a few sentences")
    agency_ids = forms.TypedMultipleChoiceField(
        label="Between which agencies?", coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label="Which kinds of information does it cover?", widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Tick none if it covers all. What is shared beyond it is marked in the ledger.",
    )  # fmt: skip
    from_on = DayMonthYearField(label="From")
    review_on = DayMonthYearField(label="To be reviewed by")

    field_order = ("title", "purpose", "basis", "conditions", "kinds", "agency_ids", "from_on", "review_on")

    def __init__(self, *args: Any, pack: Pack, agencies: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, pack=pack, **kwargs)
        field = self.fields["agency_ids"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), name) for key, name in agencies]
        covered = self.fields["kinds"]
        assert isinstance(covered, forms.ChoiceField)
        covered.choices = [(kind.key, kind.name) for kind in pack.law.kinds.values()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        whole = {**cleaned, "agency_ids": tuple(cleaned["agency_ids"]), "kinds": tuple(cleaned["kinds"])}
        return {"draft": Draft(**whole)}


class SignForm(forms.Form):
    """Who signed for an agency, and when."""

    agency_id = forms.TypedChoiceField(label="For which agency?", coerce=UUID, widget=forms.RadioSelect)
    signed_by = forms.CharField(label="Who signed?", help_text="Name and post.", max_length=200)
    signed_on = DayMonthYearField(label="When?")

    def __init__(self, *args: Any, agencies: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), name) for key, name in agencies]


class UnsignForm(forms.Form):
    """Whose signature is taken back."""

    agency_id = forms.TypedChoiceField(label="Which agency did not sign?", coerce=UUID, widget=forms.RadioSelect)

    def __init__(self, *args: Any, agencies: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), name) for key, name in agencies]


class ReviewForm(forms.Form):
    """What the review found, and when the next one is."""

    review_note = words("What did the review find?")
    review_on = DayMonthYearField(label="When is the next review?")
