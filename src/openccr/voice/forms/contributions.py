"""Forms of survivors' voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from openccr.voice.forms.naming import NamesAskedForm


def _choices(entries: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(key, getattr(one, "name", one)) for key, one in entries.items()]


class LookForm(forms.Form):
    """What the list of what was said is narrowed by."""

    state = forms.ChoiceField(label="State", required=False)
    channel = forms.ChoiceField(label="How it was said", required=False)
    theme = forms.ChoiceField(label="About", required=False)
    engagement = forms.ChoiceField(label="Said in", required=False)

    def __init__(
        self, *args: Any, states: Mapping[str, str], channels: Any, themes: Mapping[str, str],
        engagements: Sequence[tuple[str, str]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for name, entries in (("state", states), ("channel", channels), ("theme", themes)):
            self.fields[name].choices = [("", "Any"), *_choices(entries)]  # type: ignore[attr-defined]
        self.fields["engagement"].choices = [("", "Any"), *engagements]  # type: ignore[attr-defined]
        if not engagements:
            del self.fields["engagement"]


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
    child = forms.BooleanField(label="A child or young person said it", required=False)
    engagement = forms.ChoiceField(label="Said in", required=False)
    asked_groups = forms.BooleanField(
        label="They were asked who they are",
        help_text="Kept as sums by quarter, apart from the words: nobody can put the two together.",
        required=False,
    )
    groups = forms.MultipleChoiceField(
        label="They said that they belong to", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self, *args: Any, channels: Any, consents: Any, themes: Mapping[str, str], groups: Any,
        engagements: Sequence[tuple[str, str]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for name, entries in (("channel", channels), ("consents", consents), ("themes", themes), ("groups", groups)):
            self.fields[name].choices = _choices(entries)  # type: ignore[attr-defined]
        self.fields["engagement"].choices = [("", "No engagement"), *engagements]  # type: ignore[attr-defined]


class PassOnForm(forms.Form):
    """What somebody told one's own service."""

    channel = forms.ChoiceField(label="How it was said", widget=forms.RadioSelect)
    words = forms.CharField(
        label="What was said",
        help_text="In their words if they agreed. No name, no address, nothing that tells who they are.",
        widget=forms.Textarea({"rows": 6}),
    )
    consents = forms.MultipleChoiceField(label="What they agreed to", widget=forms.CheckboxSelectMultiple)
    child = forms.BooleanField(label="A child or young person said it", required=False)
    engagement = forms.ChoiceField(label="Said in", required=False)

    def __init__(
        self, *args: Any, channels: Any, consents: Any, engagements: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, entries in (("channel", channels), ("consents", consents)):
            self.fields[name].choices = _choices(entries)  # type: ignore[attr-defined]
        self.fields["engagement"].choices = [("", "No engagement"), *engagements]  # type: ignore[attr-defined]
        if not engagements:
            del self.fields["engagement"]


class ConsentForm(forms.Form):
    """What they agree to now."""

    consents = forms.MultipleChoiceField(
        label="What they agree to now",
        help_text="What they no longer agree to is taken back at once, also from the public page.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, consents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consents"].choices = _choices(consents)  # type: ignore[attr-defined]


class ThemeForm(forms.Form):
    """What it is about."""

    themes = forms.MultipleChoiceField(label="What it is about", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, themes: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].choices = _choices(themes)  # type: ignore[attr-defined]


class SendForm(forms.Form):
    """Which agency can change something."""

    agency = forms.ChoiceField(label="Which agency can change something?")
    reworded = forms.BooleanField(label="These are other words than theirs by now", required=False)

    def __init__(self, *args: Any, agencies: Sequence[tuple[str, str]], own_words: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not own_words:
            del self.fields["reworded"]
        self.fields["agency"].choices = [("", "Choose"), *agencies]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Whether something changed, and what, or why not."""

    changed = forms.ChoiceField(
        label="Has something changed?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    words = forms.CharField(label="What was done, or why nothing was", widget=forms.Textarea({"rows": 4}))


class PublishForm(NamesAskedForm):
    """You said, we did."""

    said = forms.CharField(label="You said", widget=forms.Textarea({"rows": 3}), max_length=600)
    did = forms.CharField(label="We did", widget=forms.Textarea({"rows": 3}), max_length=600)
