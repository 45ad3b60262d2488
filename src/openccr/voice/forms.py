"""Forms of survivors' voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from openccr.voice.rules import LONGEST


def _choices(entries: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(key, getattr(one, "name", one)) for key, one in entries.items()]


class KeepForm(forms.Form):
    """What was said, how, and what they agreed to."""

    channel = forms.ChoiceField(label="How it was said", widget=forms.RadioSelect)
    words = forms.CharField(
        label="What was said",
        help_text="In their words if they agreed. No name, nothing that tells who they are.",
        widget=forms.Textarea({"rows": 6}),
    )
    consents = forms.MultipleChoiceField(
        label="What they agreed to", widget=forms.CheckboxSelectMultiple, required=False
    )  # fmt: skip
    themes = forms.MultipleChoiceField(label="What it is about", widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, channels: Any, consents: Any, themes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, entries in (("channel", channels), ("consents", consents), ("themes", themes)):
            self.fields[name].choices = _choices(entries)  # type: ignore[attr-defined]


class ThemeForm(forms.Form):
    """What it is about."""

    themes = forms.MultipleChoiceField(label="What it is about", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, themes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].choices = _choices(themes)  # type: ignore[attr-defined]


class SendForm(forms.Form):
    """Which agency can change something."""

    agency = forms.ChoiceField(label="Which agency can change something?")

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = list(agencies)  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Whether something changed, and what, or why not."""

    changed = forms.ChoiceField(
        label="Has something changed?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    words = forms.CharField(label="What was done, or why nothing was", widget=forms.Textarea({"rows": 4}))


class PublishForm(forms.Form):
    """You said, we did."""

    said = forms.CharField(label="You said", widget=forms.Textarea({"rows": 3}), max_length=600)
    did = forms.CharField(label="We did", widget=forms.Textarea({"rows": 3}), max_length=600)


class TriageForm(forms.Form):
    """Whether somebody is in danger, what was done, and which reply the code shows."""

    danger = forms.ChoiceField(
        label="Is somebody in danger, or a child?",
        choices=[("no", "No"), ("yes", "Yes, or it may be")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What was done about it", widget=forms.Textarea({"rows": 3}), required=False
    )  # fmt: skip
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
        help_text="Leave out names and places. What should be different? What helped, and what did not?",
        widget=forms.Textarea({"rows": 8, "autocomplete": "off", "maxlength": str(LONGEST)}),
        max_length=LONGEST,
        error_messages={"required": "Write something first"},
    )


class CodeForm(forms.Form):
    """The code of a message."""

    code = forms.CharField(
        label="Your code",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "govuk-input--width-20"}),
        error_messages={"required": "Type the code first"},
    )
