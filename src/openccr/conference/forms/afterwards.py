"""Forms of what reaches a case after its meeting."""

from __future__ import annotations

from django import forms


def _words(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=20_000, widget=forms.Textarea({"rows": 4}))


class PaperForm(forms.Form):
    """One paper of a past meeting."""

    upload = forms.FileField(label="The paper", help_text="PDF, Word or a picture of it, up to 25 MB.")


class NotHeardForm(forms.Form):
    """Why a case that was finished is open again."""

    reason = forms.CharField(
        label="What happened?",
        help_text="For instance: the wrong case was finished. It stands on the case's timeline.",
        max_length=2_000, widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


class AfterForm(forms.Form):
    """Notes that were taken on paper."""

    her_views = _words("What the victim wants")
    discussion = _words("What was said")
    risk_summary = _words("The summary of the risk")
