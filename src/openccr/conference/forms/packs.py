"""Who can open meeting packs."""

from __future__ import annotations

from django import forms

from openccr.ui.fields import CodeField


class KeyForm(forms.Form):
    """A public key of age."""

    name = forms.CharField(label="Whose key it is", max_length=120)
    public = CodeField(
        label="Their public key", max_length=4000, help_text="It begins with age1. Never the secret one."
    )


class PassphraseForm(forms.Form):
    """Where the passphrase will be kept."""

    name = forms.CharField(
        label="Where will you keep it?", max_length=120, help_text="For example, in the coordinator's safe, on paper."
    )


class SureForm(forms.Form):
    """Nothing to fill in: the page says what will happen."""
