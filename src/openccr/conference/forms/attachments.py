"""The forms that attach a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from openccr.conference.rules.attachments import KINDS, MOST_FROM_OUTSIDE

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


class OutsideFilesForm(forms.Form):
    """Some files that go with a referral from outside; each is chosen as it is sent, and kept nowhere before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_FROM_OUTSIDE + 1):
            self.fields[f"upload_{number}"] = forms.FileField(
                label=f"File {number}", help_text=_HELP if number == 1 else "", required=False
            )
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=f"What is file {number}?", choices=[("", "Choose one"), *KINDS.items()], required=False
            )

    def chosen(self) -> list[tuple[str, UploadedFile, str]]:
        """The files that were chosen: (the field's name, the file, its kind)."""
        names = [f"upload_{number}" for number in range(1, MOST_FROM_OUTSIDE + 1)]
        kinds = {name: self.cleaned_data.get(name.replace("upload", "kind")) or "other" for name in names}
        return [(name, file, kinds[name]) for name in names if (file := self.cleaned_data.get(name))]
