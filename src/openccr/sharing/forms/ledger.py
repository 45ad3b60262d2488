"""Forms of the ledger: what was shared by other means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from openccr.content import Pack
from openccr.sharing.forms.law import LawForm, words
from openccr.sharing.rules.grounds import Consent
from openccr.ui.fields import DayMonthYearField


class ByHandForm(LawForm):
    """What was shared, with whom, why and under which law."""

    agency_id = forms.TypedChoiceField(
        label="Which agency was told?", coerce=lambda value: UUID(value) if value else None, required=False,
        empty_value=None,
    )  # fmt: skip
    outside = forms.CharField(
        label="Or who outside the partnership?", max_length=200, required=False,
        help_text="Their post and body, and their name if it matters: “headteacher, the child's school”.",
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(label="What was shared?", widget=forms.CheckboxSelectMultiple)
    why = forms.CharField(label="Why?", help_text="The purpose, in a sentence.", max_length=500)
    consent = forms.TypedChoiceField(
        label="Did the victim consent?", coerce=Consent, widget=forms.RadioSelect,
        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
    )  # fmt: skip
    # Both are needed for “No” and for “Not known”: under one of them a browser would hide them from the other.
    necessity = words(
        "Without consent: why was it necessary?", help_text="What could not be done without sharing.", required=False
    )
    proportionality = words(
        "Without consent: why no more than this?", help_text="What was left out, and who was not told.", required=False
    )
    shared_on = DayMonthYearField(label="When was it shared?")
    expires_on = DayMonthYearField(
        label="Until when may they use it?", required=False, help_text="Leave it empty if nothing was agreed."
    )
    outside_agreement = words(
        "If the agreement with them does not cover it: why was it shared all the same?", required=False
    )
    override_reason = words(
        "If they stand on the no-go list: why were they told all the same?", required=False,
        help_text="The IDVA sees what you write here.",
    )  # fmt: skip

    field_order = (
        "agency_id", "outside", "kinds", "why", "basis", "conditions", "consent", "necessity", "proportionality",
        "shared_on", "expires_on", "outside_agreement", "override_reason",
    )  # fmt: skip

    def __init__(self, *args: Any, pack: Pack, agencies: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, pack=pack, **kwargs)
        _choose(self, "agency_id", [("", "Nobody of the partnership"), *((str(key), name) for key, name in agencies)])
        _choose(self, "kinds", [(kind.key, kind.name) for kind in pack.law.kinds.values()])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "kinds" in cleaned:
            cleaned["kinds"] = tuple(cleaned["kinds"])
        if shared_on := cleaned.pop("shared_on", None):
            cleaned["shared_at"] = _at(shared_on)
        return cleaned


def _at(day: date) -> datetime:
    """A time of that day: now, for today."""
    now = timezone.localtime()
    return now if day == now.date() else timezone.make_aware(datetime.combine(day, time(12)))


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
