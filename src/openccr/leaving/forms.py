"""Forms of leaving."""

from __future__ import annotations

from django import forms

from openccr.ui.fields import CodeField


def _key() -> forms.CharField:
    return CodeField(
        label="The age public key of whoever receives it",
        help_text="It begins with age1. Whoever receives it makes the pair with `age-keygen` and keeps the secret; "
        "nobody else can open the file, and neither can you.",
        max_length=120,
    )  # fmt: skip


class AskForm(forms.Form):
    """Why, for whom, and whether with whereabouts."""

    reason = forms.CharField(
        label="Why is the area taken out, and where does it go?", max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    recipient = _key()
    whereabouts = forms.BooleanField(
        label="With whereabouts: addresses, telephone numbers, schools, work places and rules of contact",
        help_text="Only when the area moves to another system. Without this tick they stay, and what looks like an"
        " address is held back from what was written in cases; attached files are not opened.",
        required=False,
    )


class AdviserForm(forms.Form):
    """The IDVA service's key."""

    recipient = _key()
