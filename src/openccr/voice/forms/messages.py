"""The forms of anonymous messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from openccr.voice.rules.codes import LONGEST

TOO_LONG = f"It is longer than {LONGEST:,} characters. Send it in two parts."
"""What somebody reads who writes more than is taken at once."""


class DangerForm(forms.Form):
    """Whether somebody is in danger, and what was done."""

    danger = forms.ChoiceField(
        label="Is somebody in danger, or a child?",
        choices=[("no", "No"), ("yes", "Yes, or it may be")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What was done about it", widget=forms.Textarea({"rows": 3}), required=False
    )  # fmt: skip


class TriageForm(DangerForm):
    """The same, and which reply the code shows."""

    reply = forms.ChoiceField(
        label="What the code shows them",
        help_text="These sentences only: somebody else may read over their shoulder.",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, replies: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].choices = [(key, one.text) for key, one in replies.items()]  # type: ignore[attr-defined]


class SayForm(forms.Form):
    """An anonymous message."""

    words = forms.CharField(
        label="What would you like us to know?",
        help_text="Leave out names and places. What should be different? What helped, and what did not? It goes on to "
        "those who can change it, and may be published, in other words than yours.",
        widget=forms.Textarea({"rows": 8, "autocomplete": "off", "maxlength": str(LONGEST)}),
        max_length=LONGEST,
        error_messages={"required": "Write something first", "max_length": TOO_LONG},
    )


class CodeForm(forms.Form):
    """The code of a message."""

    code = forms.CharField(
        label="Your code",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
        error_messages={"required": "Type the code first"},
    )


class MoreForm(forms.Form):
    """More, with the code of an earlier message."""

    more = forms.CharField(
        label="Write more",
        help_text="Leave out names and places. What you write is not shown again.",
        widget=forms.Textarea({"rows": 5, "autocomplete": "off", "maxlength": str(LONGEST)}),
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )
