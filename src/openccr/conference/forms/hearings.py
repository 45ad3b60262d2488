"""Forms of a case at its meeting. The page is one form, so that nothing typed is lost whichever button is pressed."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from openccr.actions.rules import Faces
from openccr.conference.forms.choices import Choices, choose_from
from openccr.conference.forms.watching import (
    DATE_NEEDS,
    SEEN_NEEDS,
    DateFields,
    SeenFields,
    WatchedChoices,
    need,
    offer_watched,
)
from openccr.conference.rules.hearings import NOTES, Notes, mark
from openccr.ui.fields import DayMonthYearField

FACES = [
    (Faces.HARMER.value, "The person who harms"),
    (Faces.AGENCIES.value, "Agencies"),
    (Faces.CHILD.value, "The children"),
    (Faces.VICTIM.value, "The victim"),
]
"""On whom the work of an action falls, in words; she stands last, since she should carry least."""


KEEP = "keep"
"""What the page sends by itself while somebody types (js/keep.js): the notes alone."""


class HearingForm(SeenFields, DateFields):
    """What is written of a case, an action to agree, and what the pressed button wants (`do`)."""

    her_views = forms.CharField(
        label="What the victim wants",
        required=False,
        max_length=6000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Or why it is not known.",
    )
    discussion = forms.CharField(
        label="What was said",
        required=False,
        max_length=20000,
        widget=forms.Textarea({"rows": 6, "aria-keyshortcuts": "Alt+Shift+D"}),
    )
    risks = forms.CharField(
        label="Risks agreed",
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text="One a line; an action can then say which it answers.",
    )
    risk_summary = forms.CharField(
        label="The chair's summary of the risk", required=False, max_length=6000, widget=forms.Textarea({"rows": 3})
    )
    text = forms.CharField(
        label="What will be done",
        required=False,
        max_length=500,
        widget=forms.TextInput({"list": "library", "autocomplete": "off", "aria-keyshortcuts": "Alt+Shift+A"}),
    )
    agency_id = forms.TypedChoiceField(
        label="Who does it", required=False, coerce=lambda value: UUID(value) if value else None, empty_value=None
    )
    faces = forms.ChoiceField(label="On whom it falls", required=False, choices=[("", "Choose"), *FACES])
    risk = forms.CharField(
        label="The risk it answers",
        required=False,
        max_length=300,
        widget=forms.TextInput({"list": "risks-agreed", "autocomplete": "off"}),
    )
    due_on = DayMonthYearField(label="Done by", required=False)
    noticeable = forms.BooleanField(
        label="The person who harms would notice it",
        help_text="It is then locked until the IDVA says that the victim knows and is safe.",
        required=False,
    )
    one_chance_reason = forms.CharField(
        label="If one-chance mode stops its words: why is it agreed all the same?",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text="Only for an action that brings in family, community or a mediator. Everybody on the case reads it.",
    )
    reason = forms.CharField(
        label="If nothing in the plan faces the person who harms, why?",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )
    early = forms.BooleanField(
        label="It is heard today, before the meeting's day",
        help_text="Only where the room meets today after all. The return counts it by the meeting's day.",
        required=False,
    )
    do = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen_her_views = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_discussion = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_risks = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_risk_summary = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *args: Any,
        agencies: Choices,
        due_on: date,
        now: Notes,
        version: int,
        watched: WatchedChoices,
        ahead: bool,
        **kwargs: Any,
    ) -> None:
        """`now` and `version` are what stands while the page is made, perhaps saved by somebody else.

        `ahead`: the meeting's day is still to come.
        """
        self.now, self.version_now = now, version
        super().__init__(self._with_others(data) if data is not None else None, *args, **kwargs)
        choose_from(self, "agency_id", [("", "Choose an agency"), *agencies])
        self.fields["due_on"].initial = due_on
        # Read by `ui.bound_fields`: in every other field's words nobody is named.
        self.of_the_pack = {name for name in self.fields if name != "last_person"}
        offer_watched(self, watched)
        if not ahead:
            del self.fields["early"]

    def _with_others(self, data: QueryDict) -> QueryDict:
        """A text that the writer left alone is shown as it stands now."""
        data = data.copy()
        for name in NOTES:
            if mark(str(data.get(name, ""))) == data.get(f"seen_{name}"):
                data[name] = getattr(self.now, name)
                data[f"seen_{name}"] = mark(str(data[name]))
        return data

    @property
    def marks_now(self) -> dict[str, str]:
        """Sent along by the page just made: whatever differs is on it, beside what the writer typed."""
        return {f"seen_{name}": mark(getattr(self.now, name)) for name in NOTES}

    @property
    def changed_meanwhile(self) -> list[dict[str, str]]:
        """The texts that somebody else changed while this writer did too, as they stand now."""
        if not self.is_bound:
            return []
        return [
            {"label": str(self.fields[name].label), "text": getattr(self.now, name)}
            for name in NOTES
            if self.data.get(f"seen_{name}") != mark(getattr(self.now, name))
            and mark(str(self.data.get(name, ""))) != mark(getattr(self.now, name))
        ]

    @property
    def seen_fails(self) -> bool:
        """Something is missing of who was seen."""
        return any(name.startswith("last_") for name in self.errors)

    @property
    def date_fails(self) -> bool:
        """Something is missing of a dangerous date."""
        return any(name.startswith("date_") for name in self.errors)

    @property
    def seen(self) -> dict[str, str]:
        """The mark of each text as it stood when the page was opened."""
        return {name: self.cleaned_data[f"seen_{name}"] for name in NOTES}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("do") == "seen":
            need(self, SEEN_NEEDS)
        if given.get("do") == "date":
            need(self, DATE_NEEDS)
        if given.get("do") == KEEP:
            given["text"] = ""  # half an action is nobody's decision yet
        if given.get("do") == "agree" or given.get("text"):
            for name, words in (("text", "what"), ("agency_id", "who does it"), ("faces", "on whom it falls")):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, f"Say {words}, to agree the action.")
            if not given.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", "Say by when it is done.")
        return given


class WithdrawForm(forms.Form):
    """Why a case comes off the agenda for good."""

    reason = forms.CharField(label="Why is it withdrawn?", max_length=600, widget=forms.Textarea({"rows": 3}))
