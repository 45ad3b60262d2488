"""Choosing from the pack's law: one basis, and what else a disclosure rests on."""

from __future__ import annotations

from typing import Any

from django import forms

from openccr.content import Pack
from openccr.sharing.rules.grounds import BASES, CONDITIONS

BESIDE = (*CONDITIONS, "gateway", "confidentiality")
"""Layers that come beside the basis: conditions for sensitive information, powers to disclose, confidence."""


class LawForm(forms.Form):
    """The lawful basis, and the conditions and powers beside it; together they are `law` in the cleaned data.

    `without_consent`: consent is not offered as a basis.
    """

    without_consent = False

    basis = forms.ChoiceField(label="Lawful basis", widget=forms.RadioSelect)
    conditions = forms.MultipleChoiceField(
        label="Conditions and powers",
        help_text="Health, sexuality and offences need a condition of their own, and a power to disclose is named.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, pack: Pack, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, layers in (("basis", BASES), ("conditions", BESIDE)):
            bases = [
                basis
                for layer in layers
                for basis in pack.law.bases.values()
                if basis.layer == layer and not (self.without_consent and basis.consent)
            ]
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(basis.key, f"{basis.name} ({basis.reference})") for basis in bases]
            if name == "basis":
                field.choice_hints = {basis.key: basis.used_for for basis in bases}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "basis" in cleaned:
            cleaned["law"] = (cleaned.pop("basis"), *cleaned.pop("conditions", ()))
        return cleaned


def words(label: str, *, help_text: str = "", required: bool = True) -> forms.CharField:
    """A box for some sentences."""
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea({"rows": 4}), max_length=2000, required=required
    )
