"""The forms that attach a file."""

from __future__ import annotations

from django import forms

from openccr.conference.rules.attachments import KINDS

_HELP = (
    "PDF, Word or Excel without macros, a photograph or plain text, up to 25 MB. Everybody on the case can read it. "
    "Where a photograph was taken and who wrote a document is taken out of it."
)


class AttachForm(forms.Form):
    """One file."""

    upload = forms.FileField(label="Which file?", help_text=_HELP)


class AttachToReferralForm(AttachForm):
    """One file, and what it is."""

    kind = forms.ChoiceField(label="What is it?", choices=list(KINDS.items()), widget=forms.RadioSelect)
    field_order = ("kind", "upload")
