"""What the preview's pages share: the frame, a case's identity, forms, and rows of people who do not exist."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms

from openccr.kernel.addresses import ADDRESS
from openccr.ui.components import StateWord
from openccr.ui.fields import DayMonthYearField
from openccr.ui.placed import WARNING

NOW = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)

FRAME: dict[str, Any] = {
    "demonstration": True,
    "nav": [
        {"text": "To do", "href": "/home", "current": True},
        {"text": "Referrals", "href": "/table", "current": False, "count": 7},
        {"text": "Cases", "href": "/table", "current": False},
        {"text": "Meetings", "href": "/table", "current": False},
        {"text": "Actions", "href": "/table", "current": False},
        {"text": "Returns", "href": "/table", "current": False},
    ],
    "acting": {
        "name": "Amina Okafor",
        "role": "MARAC coordinator",
        "agency": "Example Borough Council",
        "sign_out_href": "/sign-out",
        "switch_href": "/demo/sign-in",
        "switch_text": "Be someone else",
    },
    "idle": {"keep_href": "/keep", "lock_href": "/lock", "warn_minutes": 10, "lock_minutes": 15},
}

IDENTITY = {
    "initials": "RT",
    "reference": "EX-7K3F-2",
    "risk_text": "High on the 24-item checklist: 16 yes, 3 not known",
    "risk_date": date(2026, 11, 12),
    "safe_contact_known": True,
    "safe_contact_text": "Text only, weekdays 10 to 2, to 07700 900123",
    "flags": [{"text": "Police marker at address", "review_on": date(2027, 2, 1)}],
    "urgent": [{"text": "Suicidal signs: act today", "href": "/ask"}, {"text": "1 action waits until it is safe"}],
    "children_text": "2, aged 4 and 7",
    "excluded_count": 1,
}

TABS = [
    {"text": text, "href": "/record", "current": text == "Overview"}
    for text in ("Overview", "People", "Risk", "What agencies said", "Actions", "Sharing", "Papers and history")
]
NOT_ASKED = IDENTITY | {"safe_contact_known": False, "safe_contact_text": "", "excluded_count": None, "flags": []}


class Referral(forms.Form):
    """Every kind of field at once."""

    reveals = {"aware": {"no": ["unaware_reason"]}}

    initials = forms.CharField(
        label="Initials", max_length=4, widget=forms.TextInput({"class": "govuk-input--width-3"})
    )
    referred_on = DayMonthYearField(label="When was she referred?")
    criteria = forms.ChoiceField(
        label="Why is she referred?",
        help_text="Choose the first that applies.",
        choices=[("high", "Visible high risk"), ("judgement", "Professional judgement"), ("repeat", "Repeat")],
        widget=forms.RadioSelect,
    )
    criteria.choice_hints = {"repeat": "A further incident within 12 months of the last conference."}  # type: ignore[attr-defined]
    aware = forms.ChoiceField(
        label="Does she know about the referral?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    unaware_reason = forms.CharField(label="Why not?", required=False, widget=forms.Textarea)
    agencies = forms.MultipleChoiceField(
        label="Who else knows the family?",
        choices=[("health", "Health"), ("housing", "Housing"), ("probation", "Probation")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    source = forms.ChoiceField(
        label="Referring agency", choices=[("", "Choose one"), ("police", "Police"), ("idva", "IDVA service")]
    )
    ticks = forms.IntegerField(label="Items answered yes", min_value=0, max_value=24)
    reason = forms.CharField(label="What happened", max_length=2000, widget=forms.Textarea({"rows": 5}))
    paper = forms.FileField(label="Attach the checklist", required=False)
    agreed = forms.BooleanField(label="I have checked that the safe contact is hers")
    source_row = forms.CharField(widget=forms.HiddenInput, initial="12")


class OneQuestion(forms.Form):
    aware = forms.ChoiceField(
        label="Does she know about the referral?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )


class Reason(forms.Form):
    reason = forms.CharField(label="Why is this needed?", help_text="It is kept with the case.", widget=forms.Textarea)


class Filters(forms.Form):
    agency = forms.ChoiceField(
        required=False, label="Agency", choices=[("", "All"), ("police", "Police"), ("idva", "IDVA service")]
    )
    state = forms.ChoiceField(
        required=False, label="State", choices=[("", "All"), ("new", "New"), ("listed", "Listed")]
    )
    text = forms.CharField(required=False, label="Reference or initials")
    since = DayMonthYearField(required=False, label="Referred since")


def column(key: str, label: str, *, numeric: bool = False, sort: bool = True) -> SimpleNamespace:
    return SimpleNamespace(key=key, label=label, numeric=numeric, sort=sort)


COLUMNS = [
    column("reference", "Reference"),
    column("initials", "Initials", sort=False),
    column("referred_on", "Referred"),
    column("agency", "Referred by", sort=False),
    column("criteria", "Criterion", sort=False),
    column("ticks", "Items yes", numeric=True),
    column("state", "State", sort=False),
]
AGENCIES = ["Police", "IDVA service", "Housing", "Health visiting", "Probation", "Adult social care"]
STATES = [
    StateWord("New", "new"),
    StateWord("Waiting for research", "waiting"),
    StateWord("Listed", "neutral"),
    StateWord("Late", "late"),
    StateWord("Heard", "done"),
    StateWord("Needs a decision today", "serious"),
]


def rows(count: int) -> list[dict[str, Any]]:
    made = []
    for number in range(count):
        values = [
            f"EX-7K{number:02}-2",
            "RT ML DA KO"[3 * (number % 4) :][:2],
            date(2026, 11, 20) - timedelta(days=number),
            AGENCIES[number % 6],
            ["Visible high risk", "Professional judgement", "Repeat"][number % 3],
            14 + number % 9,
            STATES[number % 6],
        ]
        made.append({"href": "/record", "late": number % 6 == 3, "cells": [{"text": value} for value in values]})
    return made


def page(title: str, **more: Any) -> dict[str, Any]:
    return (
        FRAME | {"places": {"like": ADDRESS, "say": WARNING}, "page": {"title": title, "name": "preview.page"}} | more
    )
