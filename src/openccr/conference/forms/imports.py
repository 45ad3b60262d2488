"""The forms that send a file of referrals, and a log of past hearings."""

from __future__ import annotations

from django import forms


class UploadForm(forms.Form):
    """One CSV or XLSX file."""

    file = forms.FileField(
        label="File of referrals",
        help_text="CSV or XLSX, up to 25 MB, with the names of the columns in one row. Nothing is saved before you "
        "have seen what would come of it.",
    )


class LogForm(forms.Form):
    """One CSV or XLSX file of past hearings."""

    file = forms.FileField(
        label="Log of past hearings",
        help_text="CSV or XLSX, up to 25 MB, with the names of the columns in one row. Nothing is saved before you "
        "have seen what would come of it.",
    )
