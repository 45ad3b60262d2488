"""The form that sends a filled-in form or a message."""

from __future__ import annotations

from django import forms


class FormUpload(forms.Form):
    """One Word document or message."""

    file = forms.FileField(
        label="Form or message",
        help_text="A Word document (.docx) or a saved message (.eml), up to 25 MB. Forms of any agency are read. "
        "Nobody is referred before you have checked what was read.",
    )
